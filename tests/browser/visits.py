"""A page open in the real browser, with everything that it said and asked for, and ways to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from browser import needs
from browser.conditions import DESKTOP, USUAL, Condition

PHONE = (360, 740)
LAYOUT = Path(__file__).with_name("layout.js")
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Every rule with such a tag, those too that are off unless asked for, such as the size of what is tapped.
AXE_RUN = """async (tags) => {
    const rules = Object.fromEntries(axe.getRules(tags).map(rule => [rule.ruleId, {enabled: true}]));
    return (await axe.run(document, {runOnly: {type: 'tag', values: tags}, rules, resultTypes: ['violations']})).violations;
}"""


@dataclass
class Visit:
    """One page: Playwright's `page`, what stood in the console, which addresses elsewhere it asked for, what failed."""

    page: Any
    console: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    fetched: list[Any] = field(default_factory=list)

    def under(self, condition: Condition) -> None:
        """Shows the page that is open under other conditions."""
        self.page.emulate_media(color_scheme=condition.scheme, forced_colors=condition.forced_colors)
        self.page.set_viewport_size(dict(zip(("width", "height"), condition.size, strict=True)))
        # A style sheet of the reader, which no policy of a site forbids.
        self.page.evaluate("async css => { document.adoptedStyleSheets = [await new CSSStyleSheet().replace(css)]; }", condition.css)

    def open_all(self) -> None:
        """Unfolds what is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")

    def scroll_through(self) -> None:
        """To every picture and to the end, as a reader does, until each picture has come or has failed.

        What is folded is never fetched: to wait for it would be to wait for ever. open_all() unfolds it.
        """
        self.page.evaluate("""async () => {
            for (const image of [...document.images].filter(image => image.checkVisibility())) {
                image.scrollIntoView();
                await image.decode().catch(() => null);
            }
            window.scrollTo(0, document.body.scrollHeight);
        }""")

    def violations(self) -> list[str]:
        """What axe finds wrong: rule, element, and what to do."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(needs.AXE.read_text(encoding="utf-8"))
        return [f"{rule['id']}: {node['html']}\n{node['failureSummary']}"
                for rule in self.page.evaluate(AXE_RUN, list(AXE_TAGS)) for node in rule["nodes"]]

    def misplaced(self) -> list[str]:
        """What scrolls sideways, is cut off, sticks out or stands over other text."""
        return list(self.page.evaluate(LAYOUT.read_text(encoding="utf-8")))

    def bytes_fetched(self) -> dict[str, int]:
        """What came over the line so far, headers too, for each address that is no picture."""
        sizes = {request.url: request.sizes() for request in self.fetched
                 if request.resource_type != "image" and not request.url.partition("?")[0].endswith(".svg")}
        return {url: size["responseBodySize"] + size["responseHeadersSize"] for url, size in sizes.items()}


@contextmanager
def visit(browser: Any, address: str, size: tuple[int, int] = DESKTOP, script: bool = True, clipboard: bool = False, until: str = "load",
          sharp: float = 1, condition: Condition = USUAL, before: Callable[[Any], object] | None = None) -> Iterator[Visit]:
    """Opens an address as somebody who has never been there, and waits `until` it is loaded or the network is idle.

    Without `script` the site's own scripts do not arrive; axe still runs. `sharp` is how many pixels of the screen a CSS pixel has;
    `before` gets the page before it goes anywhere.
    """
    origin = "/".join(address.split("/")[:3])
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", device_scale_factor=sharp,
                                  ignore_https_errors=True)     # the certificate of a test is signed by nobody
    if clipboard:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    if not script:
        context.route("**/*.js*", lambda route: route.abort())
    context.set_default_timeout(10_000)
    page = context.new_page()
    seen = Visit(page)
    page.on("console", lambda message: seen.console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.console.append(f"pageerror: {error}"))
    page.on("request", lambda request: request.url.startswith((f"{origin}/", "data:")) or seen.elsewhere.append(request.url))
    page.on("requestfinished", lambda request: seen.fetched.append(request))
    # A page that is left gives up what it was still fetching, such as its icon: nothing failed then.
    page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or seen.failed.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda answer: answer.status < 400 or seen.failed.append(f"{answer.url}: {answer.status}"))
    if before:
        before(page)
    try:
        page.goto(address, wait_until=until)
        if condition is not USUAL:
            seen.under(condition)
        yield seen
    finally:
        context.close()
