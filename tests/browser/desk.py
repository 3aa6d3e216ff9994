"""A browser before a preview, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser.serving import Served
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request


@dataclass
class Watched:
    """What a browser has asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _forgiven: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note what all pages of a context do from now on."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def asked(self, part: str) -> list[str]:
        """The requests whose addresses have a part."""
        return [url for url in self.requests if part in url]

    def forgive(self, part: str) -> None:
        """Have the browser complain of what a test is about."""
        self._forgiven.append(part)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        told = message.type in ("error", "warning", "assert")
        if told and not any(part in message.text for part in self._forgiven):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")


@dataclass(frozen=True)
class Desk:
    """A browser's window before a preview.

    Attributes:
        page: The window.
        site: The site whose preview it shows.
        watched: What the browser did.
    """

    page: Page
    site: Served
    watched: Watched

    def open(self, **state: str) -> Page:
        """Go to the preview; the state is that of its address, such as `page` and `tab`."""
        self.page.goto(self.site.preview + (f"?{urlencode(state)}" if state else ""))
        expect(self.page.get_by_role("banner")).to_be_visible()
        return self.page

    def data(self, name: str, **query: str) -> Any:
        """What the preview's server answers its page."""
        return self.page.evaluate(
            """async ([name, query]) => {
                const answer = await fetch(`${name}?${query}`, { headers: { "X-Metaimage": "1" } });
                if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
                return answer.json();
            }""",
            [f"{self.site.preview}api/{name}", urlencode(query)],
        )
