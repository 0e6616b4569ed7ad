"""What a good host does with the files of a site: it packs what packs well."""

from __future__ import annotations

import gzip
import io
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, BinaryIO

PACKED = (".html", ".css", ".js", ".json", ".svg", ".rss", ".atom", ".xml", ".txt")


class GoodHost(SimpleHTTPRequestHandler):
    """Answers with gzip where the browser reads it, and leaves the connection open."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The packed file; what is no file, or gains nothing, is answered as ever."""
        found = Path(self.translate_path(self.path))
        file = found / "index.html" if self.path.split("?")[0].endswith("/") else found
        if file.suffix not in PACKED or not file.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        body = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.send_response(200)
        for name, value in (("Content-Type", self.guess_type(file)), ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(body)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """A browser that has seen enough may leave."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)
