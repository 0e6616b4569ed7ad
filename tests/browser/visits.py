"""A page open in the real browser, with everything that it said and asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from browser import needs

DESKTOP, PHONE = (1280, 900), (360, 740)


@dataclass
class Visit:
    """One page: Playwright's `page`, what stood in the console, which addresses elsewhere it asked for, what failed."""

    page: Any
    console: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def scroll_through(self) -> None:
        """To every picture and to the end, as a reader does, until each picture has come or has failed."""
        self.page.evaluate("""async () => {
            for (const image of document.images) {
                image.scrollIntoView();
                await image.decode().catch(() => null);
            }
            window.scrollTo(0, document.body.scrollHeight);
        }""")

    def violations(self) -> list[str]:
        """What axe finds wrong: rule, element, and what to do."""
        self.page.evaluate(needs.AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{rule['id']}: {node['html']}\n{node['failureSummary']}"
                for rule in found["violations"] for node in rule["nodes"]]


@contextmanager
def visit(browser: Any, address: str, size: tuple[int, int] = DESKTOP, scheme: str = "light", script: bool = True,
          clipboard: bool = False, until: str = "load", sharp: float = 1, before: Callable[[Any], object] | None = None) -> Iterator[Visit]:
    """Opens an address as somebody who has never been there, and waits `until` it is loaded or the network is idle.

    `sharp` is how many pixels of the screen a CSS pixel has; `before` gets the page before it goes anywhere.
    """
    origin = "/".join(address.split("/")[:3])
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, java_script_enabled=script,
                                  reduced_motion="reduce", device_scale_factor=sharp)
    if clipboard:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    context.set_default_timeout(10_000)
    page = context.new_page()
    seen = Visit(page)
    page.on("console", lambda message: seen.console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.console.append(f"pageerror: {error}"))
    page.on("request", lambda request: request.url.startswith((f"{origin}/", "data:")) or seen.elsewhere.append(request.url))
    page.on("requestfailed", lambda request: seen.failed.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda answer: answer.status < 400 or seen.failed.append(f"{answer.url}: {answer.status}"))
    if before:
        before(page)
    try:
        page.goto(address, wait_until=until)
        yield seen
    finally:
        context.close()
