"""The texts that every peer draws: as titles and descriptions of technical documentation are, and none twice."""

from __future__ import annotations

import random

_SITES = [
    "Acme",
    "Copperline",
    "Field Guide",
    "Harbour Docs",
    "Ledger",
    "Northwind API",
    "Quill",
    "Signal Path",
]
_VERBS = [
    "Configuring", "Deploying", "Testing", "Extending", "Migrating", "Debugging", "Profiling", "Packaging", "Caching",
    "Securing", "Monitoring", "Streaming", "Rendering", "Validating", "Scheduling", "Translating", "Observing",
]  # fmt: skip
_THINGS = [
    "templates", "workers", "plugins", "queries", "tokens", "routes", "releases", "pipelines", "fixtures", "sessions",
    "webhooks", "schemas", "containers", "credentials", "indexes", "payloads", "metrics", "backups", "namespaces",
]  # fmt: skip
_TAILS = [
    "", "", "in production", "with confidence", "on Windows and macOS", "without downtime", "for large teams",
    "step by step", "from the command line", "behind a reverse proxy", "in under five minutes", "across regions",
]  # fmt: skip
_OPENINGS = [
    "How to go about",
    "A guide to",
    "What changes with",
    "Everything about",
    "A short tour of",
    "Reasons for",
]
_CLAUSES = [
    "keeping state in one place", "reading logs that make sense", "choosing sensible defaults",
    "rolling back when something fails", "measuring before and after", "sharing settings between projects",
    "working offline", "naming things so that others find them", "splitting one large job into many",
]  # fmt: skip


def texts(number: int) -> list[dict[str, str]]:
    """Return so many different texts, always the same: `title`, `description`, `site` and `address` of each."""
    pick = random.Random(1)  # noqa: S311 - the same words in every run
    found: dict[str, dict[str, str]] = {}
    while len(found) < number:
        title = f"{pick.choice(_VERBS)} {pick.choice(_THINGS)} {pick.choice(_TAILS)}".strip()
        clauses = pick.sample(_CLAUSES, 2)
        site = pick.choice(_SITES)
        found[title] = {
            "title": title,
            "description": f"{pick.choice(_OPENINGS)} {title.lower()}: {clauses[0]}, {clauses[1]}.",
            "site": site,
            "address": f"{site.lower().replace(' ', '')}.dev/docs",
        }
    return list(found.values())
