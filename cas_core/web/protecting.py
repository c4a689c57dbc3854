"""What holds of every answer and every request: headers, size, and that a change comes from our own pages."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "cache-control": "no-store",
}
STRICT_TRANSPORT = ("strict-transport-security", "max-age=31536000; includeSubDomains")


class Protection:
    """ASGI middleware: refuses requests from elsewhere and too large ones, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, *, most_bytes: int, secure: bool, open_to_programs: Iterable[str] = ()) -> None:
        """Take the application; paths under ``open_to_programs`` carry a token, no cookie, and are bounded there."""
        self._app = app
        self._most = most_bytes
        self._secure = secure
        self._open = tuple(open_to_programs)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        body = _Bounded(receive, self._most)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._set(MutableHeaders(scope=message))
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, headed)
            return
        await self._app(scope, body, headed)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if scope["path"].startswith(self._open):
            return None
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:12]) > self._most:
            return PlainTextResponse("The request is too large.", 413)
        if scope["method"] in SAFE:
            return None
        return None if _own(headers) else PlainTextResponse("The request did not come from this site.", 403)

    def _set(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self._secure:
            headers.setdefault(*STRICT_TRANSPORT)


class _Bounded:
    """A body that ends when it grows too large, whatever its declared length."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}


def _own(headers: Headers) -> bool:
    """Tell whether a browser says that a request comes from a page of this site; one that says nothing is refused."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return bool(headers.get("host")) and urlsplit(headers.get("origin", "")).netloc == headers.get("host")
