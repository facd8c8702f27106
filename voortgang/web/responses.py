"""What every HTTP answer needs and Streamlit has no option for: the language of the page, headers for the browser."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENGLISH, DUTCH = b'<html lang="en"', b'<html lang="nl"'  # of one length, so the header with the length stays true
BROWSER_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class InDutch:
    """Middleware that says in the page that its language is Dutch: a screen reader picks its voice from that."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; change only what a browser asked for as a page."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = "text/html" in Headers(scope=scope).get("accept", "") and not scope["path"].startswith("/media")
        if is_page:
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(BROWSER_HEADERS)
            elif is_page:
                message["body"] = message.get("body", b"").replace(ENGLISH, DUTCH, 1)
            await send(message)

        await self.app(scope, receive, changed)
