"""Who may enter: an address on this machine, a token, and where requests may come from."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LOCAL = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Door:
    """The address that is listened on, and the token that opens it."""

    host: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def local(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return self.host in LOCAL

    @property
    def called(self) -> str:
        """The address as a URL writes it: IPv6 stands in brackets."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def cookie(self) -> str:
        """Name of the cookie; browsers share cookies between ports, so the port is in it."""
        return f"regimelab_{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """Names by which it may be called."""
        named = LOOPBACK if self.local else (*LOOPBACK, self.called)
        return frozenset(f"{name.lower()}:{self.port}" for name in named)

    @property
    def root(self) -> str:
        """The address without its token."""
        return f"http://{self.called}:{self.port}/"

    @property
    def address(self) -> str:
        """The address with its token, which stays in the browser: a fragment is never sent."""
        return f"{self.root}#token={quote(self.token, safe='')}"

    def opens(self, headers: Mapping[str, str]) -> bool:
        """Whether a request carries the token, as a cookie or as a bearer's."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.fits(given):
            return True
        return self.fits(_cookie(headers.get("cookie", ""), self.cookie))

    def fits(self, given: str) -> bool:
        """Compare a token without telling, by the time it takes, how much of it is right."""
        return compare_digest(given.encode(), self.token.encode())


def _cookie(header: str, name: str) -> str:
    jar = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""
