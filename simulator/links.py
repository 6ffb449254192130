"""Addresses in buttons: what TDLib refuses in them, in its words (LinkManager.cpp, HttpUrl.cpp)."""

import ipaddress
import re

_PROTOCOL = re.compile(r"([^:/?#@\[\]]*)://")
_INNER = re.compile(r"(tg|ton|tonsite):(?://)?(.*)", re.IGNORECASE | re.DOTALL)
_MAX_PORT = 65535
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Every sign beyond ASCII may be written plainly.
_NO_HOST = re.compile(r"[^\w.\-!$,~*'();&+=%\x80-\U0010ffff]")
_NO_USER = re.compile(r"[^\w.\-!$,~*'();&+=%:\x80-\U0010ffff]")
_NO_INNER_HOST = re.compile(r"[^A-Za-z0-9_-]")


def wrong_link(link: str) -> str | None:
    """Return what is wrong with the address of a button, None if it can be opened."""
    if inner := _INNER.fullmatch(link):
        return _wrong_inner(inner[1].lower(), inner[2])
    problem, host = _parsed(link)
    if problem:
        return problem
    return "Wrong HTTP URL" if "." not in host and not host.startswith("[") else None


def _wrong_inner(scheme: str, rest: str) -> str | None:
    problem, host = _parsed(rest)
    if problem:
        return problem
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if rest.lower().startswith(("http://", "https://")) or "@" in authority or ":" in authority:
        return "Wrong tg URL" if scheme == "tg" else "Wrong ton URL"
    checked = host.replace(".", "") if scheme == "tonsite" else host
    return "Unallowed characters in URL host" if _NO_INNER_HOST.search(checked) else None


def _parsed(link: str) -> tuple[str | None, str]:
    """Return what is wrong with [http[s]://][user@]host[:port][/…], and its host."""
    rest = link
    if protocol := _PROTOCOL.match(link):
        if protocol[1].lower() not in {"http", "https"}:
            return "Unsupported URL protocol", ""
        rest = link[protocol.end() :]
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, _, address = authority.rpartition("@")
    host, port = _host_and_port(address)
    if not port:
        return "Wrong port number specified in the URL", ""
    return _wrong_host(host) or _wrong_part(user, "userinfo"), host


def _host_and_port(address: str) -> tuple[str, bool]:
    """Return the host, and whether the port behind it, if there is one, can be one."""
    host, colon, port = address.rpartition(":")
    if not colon or not host or port.endswith("]"):
        return address, True
    return host, port.isascii() and port.isdecimal() and 0 < int(port) <= _MAX_PORT


def _wrong_host(host: str) -> str | None:
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            return "Wrong IPv6 address specified in the URL"
        return None
    if not host:
        return "URL host is empty"
    return "Host is invalid" if host == "." else _wrong_part(host, "host")


def _wrong_part(part: str, name: str) -> str | None:
    if _PERCENT.search(part):
        return f"Wrong percent-encoded symbol in URL {name}"
    if (_NO_HOST if name == "host" else _NO_USER).search(part):
        return f"Disallowed character in URL {name}"
    return None
