"""What every test may use: the real commands, the demo site, a real server and a real browser."""

from __future__ import annotations

import os
import re
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from browser import needs
from browser.host import GoodHost

ROOT = Path(__file__).resolve().parents[1]
BASE_URL = "https://charter.example.org"
DEMO_MOMENT = "2026-11-01"
PLAIN_HOST = "kit.bureau.test"      # what the browser finds on this computer, and takes for no secure context


@dataclass(frozen=True)
class Ran:
    """What a command that ran left behind."""

    code: int
    stdout: str
    stderr: str


_FIRST = ("test_fuzz.py", "test_leaks.py", "test_accessible.py", "test_directory.py", "test_keyboard.py", "test_weight.py", "test_browser.py", "test_properties.py", "test_continuity.py", "test_determinism.py", "test_withdraw.py",
          "test_pictures.py", "test_build.py", "test_state.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The fuzzers first: they fork from this process and count its memory, which grows with every library that a test loads.

    Then the files that take longest, so that no process is left alone with one of them at the end.
    """
    items.sort(key=lambda item: _FIRST.index(item.path.name) if item.path.name in _FIRST else len(_FIRST))


Command = Callable[..., Ran]


def _command(name: str) -> Command:
    """command("check", "--records", folder, cwd=..., env={...}) in a real process; no terminal, no CHARTER_* of ours."""
    def run(*arguments: object, cwd: Path = ROOT, env: dict[str, str] | None = None) -> Ran:
        own = {key: value for key, value in os.environ.items() if not key.startswith(("CHARTER_", "TRAJECTORY_"))}
        done = subprocess.run([str(Path(sys.executable).with_name(name)), *map(str, arguments)], cwd=cwd,
                              env=own | (env or {}), stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                              timeout=300, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)
    return run


@pytest.fixture(scope="session")
def charter() -> Command:
    """The command `charter`."""
    return _command("charter")


@pytest.fixture(scope="session")
def trajectory() -> Command:
    """The command `trajectory`."""
    return _command("trajectory")


@pytest.fixture(scope="session")
def demo_site(charter: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the demo records as they stand on DEMO_MOMENT at BASE_URL; only to be read."""
    output = tmp_path_factory.mktemp("demo-site") / "output"
    built = charter("build", "--output", output, "--as-of", DEMO_MOMENT, "--base-url", BASE_URL)
    assert built.code == 0, built.stdout + built.stderr
    return output


def hosted(headers: str) -> dict[str, dict[str, str]]:
    """The text of a `_headers` as hosts read it: what each pattern sends."""
    rules: dict[str, dict[str, str]] = {}
    where = ""
    for line in headers.splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            rules[where][name] = value
        else:
            where = line
            rules[where] = {}
    return rules


def sent_with(headers: str, address: str) -> dict[str, str]:
    """What a host sends for one address: every rule that fits adds its headers; an asterisk is anything, also with slashes."""
    return {name: value for where, sent in hosted(headers).items()
            if re.fullmatch(re.escape(where).replace(r"\*", ".*"), address) for name, value in sent.items()}


class _Careful(GoodHost):
    """Serves files as a careful host does: what the site's `_headers` says and no more, right types, the site's own 404."""

    extensions_map = {  # noqa: RUF012 - the base class's own name for it
        "": "application/octet-stream", ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
        ".json": "application/json", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".avif": "image/avif",
        ".woff2": "font/woff2", ".rss": "application/rss+xml", ".atom": "application/atom+xml", ".xml": "application/xml",
        ".txt": "text/plain; charset=utf-8",
    }

    def end_headers(self) -> None:
        for name, value in self._sent().items():
            if name != "Content-Type":
                self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str) -> str:
        """What the site says of it, else what the host knows."""
        return self._sent().get("Content-Type") or super().guess_type(path)

    def _sent(self) -> dict[str, str]:
        return sent_with(Path(self.directory, "_headers").read_text("utf-8"), self.path.partition("?")[0])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """404.html of the site, in the language of the address."""
        page = Path(self.directory, "en" if self.path.startswith("/en/") else "", "404.html")
        body = page.read_bytes() if code == 404 and page.is_file() else f"{code} {message}".encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path, certificate: Path | None = None) -> Iterator[str]:
    """The address where a real server serves a folder; with a certificate (and its key, in one PEM file) over https."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Careful, directory=str(folder)))
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)     # a browser opens lines that it never uses
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """serve_folder(folder) gives the address, without a slash at its end, where a real server serves it."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def browser_tools() -> None:
    """Skips what needs Chromium, Java or the npm packages when one is missing; in CI that fails."""
    why = needs.reason()
    if why and needs.in_ci():
        pytest.fail(why)
    if why:
        pytest.skip(why)


@pytest.fixture(scope="session")
def browser(browser_tools: None) -> Iterator[Any]:
    """A real Chromium, driven by Playwright: the one that is installed, not one of Playwright's own."""
    from playwright.sync_api import sync_playwright
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1"]
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=needs.program("chromium"), args=[*quiet, *root])
        yield chromium
        chromium.close()
