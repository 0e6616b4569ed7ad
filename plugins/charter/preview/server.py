"""The web server of `charter serve`: for this computer only, from one folder only; its pages reload themselves."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from charter.headers import POLICY
from charter.preview.pages import OWN, PROBLEMS, SCRIPT, STYLE

HOST = "127.0.0.1"
_STILL_HERE = 15                # seconds between signs of life: how soon a closed tab is noticed
# Browsers allow six connections to one server, and people open more tabs: the newest listen, the others take turns.
_LISTENERS = 4
# A site elsewhere may point its own name at this computer. A browser then still sends that other name.
_HOSTS = re.compile(r"(localhost|127\.0\.0\.1)(:\d{1,5})?", re.IGNORECASE)
# What a host sends with every page; but nothing is kept, and what is not published yet is no picture on another site either.
_HEADERS = POLICY | {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_TYPES = {
    ".html": _HTML, ".txt": _TEXT, ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".xml": "application/xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8", ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8", ".jsonld": "application/ld+json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8", ".avif": "image/avif", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".png": "image/png", ".webp": "image/webp", ".ico": "image/x-icon", ".woff2": "font/woff2", ".pdf": "application/pdf",
    ".zip": "application/zip", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Shown:
    """What a browser gets. When the version is another one than it had, it loads its page again."""

    version: str
    instead: str = ""       # the page that stands in for every page of the site; '' shows the site
    notes: str = ""         # the page at PROBLEMS


class PreviewServer(ThreadingHTTPServer):
    """Serves the files below `folder`; `root` is what their addresses begin with, '' or /path. Port 0 takes a free one.

    Raises OSError or OverflowError when the port cannot be had.
    """

    def __init__(self, port: int, folder: Path, shown: Shown):
        super().__init__((HOST, port), _Handler)
        self.folder = folder.resolve()
        self.root = ""
        self.shown = shown
        self._listeners = 0
        self._changed = threading.Condition()

    def show(self, shown: Shown) -> None:
        """From now on this; browsers hear of it at once."""
        with self._changed:
            self.shown = shown
            self._changed.notify_all()

    def listener(self) -> int:
        """The number of one more that listens."""
        with self._changed:
            self._listeners += 1
            self._changed.notify_all()
            return self._listeners

    def next_version(self, listener: int, known: str, seconds: float) -> str | None:
        """The version that is shown, as soon as it is another one than `known`; the same when the time is up.

        None when enough others began to listen later.
        """
        def crowded() -> bool:
            return self._listeners - listener >= _LISTENERS

        with self._changed:
            self._changed.wait_for(lambda: crowded() or self.shown.version != known, seconds)
            return None if crowded() else self.shown.version

    def behind(self, address: str) -> Path | None:
        """The file or folder behind an address; None for all that is hidden, missing or outside the folder."""
        parts = address.removeprefix(self.root).split("/")
        if not address.startswith(f"{self.root}/") or any(p.startswith(".") and p != ".well-known" for p in parts):
            return None
        try:
            found = self.folder.joinpath(*filter(None, parts), "index.html" if address.endswith("/") else "").resolve()
            return found if found.is_relative_to(self.folder) and found.exists() else None
        except (OSError, ValueError):       # a name too long for the disk, or one that holds a zero byte
            return None


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        with suppress(ConnectionError):     # the browser went away
            self._answer(unquote(re.split(r"[?#]", self.path)[0]))

    do_HEAD = do_GET

    def _answer(self, address: str) -> None:
        # Taken before the file is read: a change in between costs a reload too many, never one too few.
        shown = self.server.shown
        if not _HOSTS.fullmatch(self.headers.get("Host", "")):
            self._send(403, _TEXT, f"Only for http://{HOST}:{self.server.server_port}/\n".encode())
        elif address == OWN + "events":
            self._events()
        elif address == OWN + "reload.js":
            self._send(200, _TYPES[".js"], SCRIPT.encode())
        elif address == OWN + "page.css":
            self._send(200, _TYPES[".css"], STYLE.encode())
        elif address == PROBLEMS:
            self._page(200, shown.notes.encode(), shown)
        else:
            self._site(address, shown)

    def _site(self, address: str, shown: Shown) -> None:
        found = self.server.behind(address)
        if found and found.is_dir():
            self._send(301, _TEXT, b"", Location=f"{self.server.root}/{quote(found.relative_to(self.server.folder).as_posix())}/")
        elif shown.instead and (found is None or found.suffix == ".html"):
            self._page(503, shown.instead.encode(), shown)
        elif (data := _bytes(found)) is None:
            english = address.startswith(f"{self.server.root}/en/")
            missing = self.server.folder / ("en/404.html" if english else "404.html")
            self._page(404, _bytes(missing) or b"404", shown)
        elif found and found.suffix == ".html":
            self._page(200, data, shown)
        else:
            self._send(200, _TYPES.get(found.suffix if found else "", "application/octet-stream"), data)

    def _page(self, status: int, html: bytes, shown: Shown) -> None:
        script = f'<script src="{OWN}reload.js?v={quote(shown.version)}" defer></script>\n'.encode()
        before, head, after = html.partition(b"</head>")
        self._send(status, _HTML, before + script + head + after)

    def _events(self) -> None:
        self.send_response(200)
        self._headers({"Content-Type": "text/event-stream; charset=utf-8"})
        if self.command == "HEAD":
            return
        listener, known = self.server.listener(), ""
        while version := self.server.next_version(listener, known, _STILL_HERE):
            self.wfile.write(f"data: {version}\n\n".encode() if version != known else b":\n\n")
            known = version

    def _send(self, status: int, kind: str, body: bytes, **more: str) -> None:
        self.send_response(status)
        self._headers({"Content-Type": kind, "Content-Length": str(len(body)), **more})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _headers(self, headers: dict[str, str]) -> None:
        for name, value in {**headers, **_HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class refuses by itself. It says "not implemented" of every method but ours."""
        more = {"Allow": "GET, HEAD"} if code == 501 else {}
        self._send(405 if code == 501 else code, _TEXT, b"Only GET and HEAD\n" if code == 501 else b"Bad request\n", **more)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the terminal is for what was built."""


def _bytes(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError:         # a build has just taken it away
        return None
