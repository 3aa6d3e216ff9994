"""Who may ask the preview, and what browsers are told about its answers.

The preview reads a user's files and runs his hooks, so that a page of another site which is open in his browser must
not drive it. Such a page can send requests here, and a name of its own may even lead here (DNS rebinding); but it
cannot choose what the browser says of it: the host that it believes to talk to, the origin, the kind of request.
"""

from __future__ import annotations

import html
import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HOST: Final = re.compile(
    r"(?:\[(?P<literal>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::(?P<port>[0-9]{0,5}))?"
)
_ORIGIN: Final = re.compile(r"(?P<scheme>https?)://(?P<host>[^/?#@\s,]+)", re.IGNORECASE)
_PORTS: Final = {"http": "80", "https": "443"}

#: What an answer is: the application's page or a part of it, data, or a picture of the site.
Kind: TypeAlias = Literal["app", "data", "picture"]

#: What is told to browsers with every answer.
_ALWAYS: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
)
#: A picture's address is the digest of what it shows: under it there is never another.
_KEEPING: Final[Mapping[Kind, str]] = {
    "app": "no-store",
    "data": "no-store",
    "picture": "private, max-age=31536000, immutable",
}
_POLICIES: Final[Mapping[Kind, str]] = {
    "app": (
        "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "data": "default-src 'none'; frame-ancestors 'none'",
    # A drawing is a document of its own where somebody opens it: it may run nothing and load nothing.
    "picture": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Under which names the preview may be asked.

    Attributes:
        bound: The host that the server is bound to, as it was given; `""` for all addresses.
        names: Names besides `localhost`, in lower case; one that begins with `*.` stands for all below it.
    """

    bound: str
    names: frozenset[str]

    @classmethod
    def of(cls, bound: str, preview_hosts: Iterable[str] = ()) -> Allowed:
        """The names of a server.

        Args:
            bound: The host that it is bound to.
            preview_hosts: The option of that name: hosts that lead here by way of a proxy or a tunnel.
        """
        names = {bound, *preview_hosts}
        if not _is_loopback(bound):
            machine = socket.gethostname()
            names |= {machine, f"{machine}.local"}
        return cls(bound, frozenset(filter(None, map(_plain, names))))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered.

    Attributes:
        message: What is wrong and how to mend it.
    """

    message: str

    @property
    def page(self) -> str:
        """The refusal as a page."""
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not allowed</title>'
            f"<h1>Not allowed</h1><p>{html.escape(self.message)}</p></html>\n"
        )


def refuse_host(environ: Mapping[str, object], allowed: Allowed) -> Refusal | None:
    """Why the host that a request is for is not this one; None where it is.

    Args:
        environ: The request, as of WSGI.
        allowed: The names of this one.
    """
    text = str(environ.get("HTTP_HOST", ""))
    host = _split(text)
    if host is None:
        what = f"names no proper host ({text[:100]})" if text else "names no host"
        return Refusal(f"The request {what}. Open the address that the server shows in the terminal.")
    name, _ = host
    if _is_literal(name) or name == "localhost" or name.endswith(".localhost") or _is_named(name, allowed):
        return None
    return Refusal(
        f'The preview is not shown under the name "{name}", since any site could have a name lead here. '
        f"If this one is yours, name it in mkdocs.yml in the options of the plugin metaimage: "
        f'preview_hosts: ["{name}"]. Otherwise open the address that the server shows in the terminal.'
    )


def refuse_source(environ: Mapping[str, object], *, is_page: bool) -> Refusal | None:
    """Why a request must not come from where it comes from; None where it may.

    Args:
        environ: The request, as of WSGI, for a host that is allowed.
        is_page: Whether it is for the page of the application, to which others may link.
    """
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None and not _is_origin_of(str(origin), str(environ.get("HTTP_HOST", ""))):
        return Refusal(
            "The request comes from a page of another site. Open the preview itself in the browser."
        )
    site = environ.get("HTTP_SEC_FETCH_SITE", "none")
    if site in ("none", "same-origin"):
        return None
    # Another port of this machine is the same site, and yet another's page.
    followed = (environ.get("HTTP_SEC_FETCH_MODE"), environ.get("HTTP_SEC_FETCH_DEST")) == (
        "navigate",
        "document",
    )
    if is_page and followed:
        return None
    return Refusal("The request was made by a page of another site. Open the preview itself in the browser.")


def is_local(bound: str, host: str) -> bool:
    """Whether nobody but this machine can have sent a request.

    Args:
        bound: The host that the server is bound to.
        host: The host that the request is for, with or without a port: another's name says that a proxy or a tunnel
            leads here.
    """
    split = _split(host)
    return _is_loopback(bound) and split is not None and _is_loopback(split[0])


def headers_of(kind: Kind) -> list[tuple[str, str]]:
    """What a browser is told with an answer.

    Args:
        kind: What it is.
    """
    return [*_ALWAYS, ("Cache-Control", _KEEPING[kind]), ("Content-Security-Policy", _POLICIES[kind])]


def _split(host: str) -> tuple[str, str] | None:
    """The name in lower case and the port, `""` where there is none; None where it is no host."""
    match = _HOST.fullmatch(host)
    if match is None:
        return None
    literal, name, port = match["literal"], match["name"], match["port"] or ""
    if literal is None:
        plain = _plain(name)
        return (plain, port) if plain else None
    try:
        return str(IPv6Address(literal)), port
    except ValueError:
        return None


def _plain(name: str) -> str:
    """A name as browsers write it: in lower case, without the dot of the root, in ASCII."""
    text = name.strip().lower().removesuffix(".")
    literal = text.removeprefix("[").removesuffix("]")
    if _is_literal(literal):
        return str(ip_address(literal))
    if not text.isascii():
        try:
            return text.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return text


def _is_literal(name: str) -> bool:
    return _address(name) is not None


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _is_named(name: str, allowed: Allowed) -> bool:
    parents = name.split(".")[1:]
    wild = (f"*.{'.'.join(parents[start:])}" for start in range(len(parents)))
    return not allowed.names.isdisjoint((name, *wild))


def _is_loopback(host: str) -> bool:
    name = _plain(host)
    if name == "localhost" or name.endswith(".localhost"):
        return True
    address = _address(name)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return address is not None and (mapped or address).is_loopback


def _is_origin_of(origin: str, host: str) -> bool:
    """Whether an origin is that of a host; several of them, or one that is not told, are not."""
    match = _ORIGIN.fullmatch(origin)
    if match is None:
        return False
    ours, theirs = _split(host), _split(match["host"])
    if ours is None or theirs is None:
        return False
    # A proxy that speaks https hands on a host without a port.
    usual = _PORTS[match["scheme"].lower()]
    return (ours[0], ours[1] or usual) == (theirs[0], theirs[1] or usual)
