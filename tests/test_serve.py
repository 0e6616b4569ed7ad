"""`charter serve`: a real process, on a copy of the project, so that code and theme can be changed too."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from charter import headers
from charter.preview.building import Built, judged
from charter.preview.pages import broken_page, building_page, problems_page, warnings_page
from charter.preview.server import PreviewServer, Shown
from charter.problems import Bilingual, Problem
from conftest import ROOT

CHARTER = """\
name: {nl: Charter Voorbeeld, en: Example Charter}
publisher: {name: Voorbeeld}
dimensions: [{code: gender, label: {nl: Gender, en: Gender}}]
sectors: [{code: zorg, label: {nl: Zorg, en: Care}}]
kinds: [{code: publiek, label: {nl: Publiek, en: Public}}]
sizes: [{code: klein, label: {nl: Klein, en: Small}}]
"""
BATCH = """\
date: 2026-03-12
publish_at: 2999-01-01
place: Utrecht
signatories:
  - id: a
    name: Organisatie A
"""
ARTICLE = "/nieuws/2026-03-12-utrecht/"
SECRET = "never-to-be-served"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
          "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
PATIENCE = 30       # seconds for a build on a busy machine


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


def ask(port: int, path: str, method: str = "GET", host: str | None = "") -> Answer:
    """Exactly this path, with any Host or, for None, without one."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    if host is not None:
        connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, data.decode("utf-8", "replace"))


def wait_for(what: Callable[[], bool], said: Sequence[str] = ()) -> None:
    """Asks again and again, as somebody at a screen does. When it does not come, shows what the terminal said last."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, said[-6:]
        time.sleep(0.05)


@dataclass(frozen=True)
class Serving:
    """A running `charter serve`."""

    process: subprocess.Popen
    said: list[str]
    port: int
    project: Path

    @property
    def batch(self) -> Path:
        return self.project / "records/2026-03-12-utrecht/batch.yaml"

    def get(self, path: str = ARTICLE, **more: str | None) -> Answer:
        return ask(self.port, path, **more)

    def save(self, text: str) -> None:
        self.batch.write_text(text, "utf-8")

    def line(self, holds: str, after: int = 0) -> str:
        """The first line on the terminal that holds this, but for those before `after`."""
        wait_for(lambda: any(holds in line for line in self.said[after:]), self.said)
        return next(line for line in self.said[after:] if holds in line)

    def shows(self, text: str, path: str = ARTICLE) -> None:
        """Waits for a page to hold this, and for what is built to be done."""
        wait_for(lambda: text in self.get(path).text and self.said[-1] != "Bouwen ...\n", self.said)


def environment(project: Path) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("CHARTER_", "TRAJECTORY_"))}
    return own | {"PYTHONPATH": str(project / "plugins"), "TRAJECTORY_INTERNAL": str(project / "nowhere")}


def start(project: Path, *options: str) -> subprocess.Popen:
    command = [sys.executable, "-c", "from charter.cli import main; raise SystemExit(main())", "serve", "--records", "records", *options]
    return subprocess.Popen(command, cwd=project,
                            env=environment(project), encoding="utf-8", stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def copied(folder: Path) -> Path:
    """The project, with small records."""
    for name in ("plugins", "theme", "content"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy2(ROOT / "pelicanconf.py", folder)
    (folder / "records/2026-03-12-utrecht").mkdir(parents=True)
    (folder / "records/internal").mkdir()
    (folder / "records/charter.yaml").write_text(CHARTER, "utf-8")
    (folder / "records/2026-03-12-utrecht/batch.yaml").write_text(BATCH, "utf-8")
    for path in ("secret.txt", "records/internal/officers.yaml", ".charter/serve/secret.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(SECRET, "utf-8")
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One for all tests here."""
    project = copied(tmp_path_factory.mktemp("project"))
    process = start(project, "--port", "0")
    said: list[str] = []
    threading.Thread(target=lambda: said.extend(process.stdout or ()), daemon=True).start()
    try:
        wait_for(lambda: bool(said))
        found = re.fullmatch(r"De site staat op http://127\.0\.0\.1:(\d+)/ en volgt elke wijziging\. Stop met Ctrl-C\.\n", said[0])
        assert found, said
        serving = Serving(process, said, int(found[1]), project)
        serving.shows("Organisatie A ondertekent")
        yield serving
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def serving(running: Serving) -> Iterator[Serving]:
    """With the record as every test finds it, also after a test that failed."""
    yield running
    if running.batch.read_text("utf-8") != BATCH:
        running.save(BATCH)
        running.shows("Organisatie A ondertekent")


@pytest.fixture
def events(serving: Serving) -> Iterator[Callable[[], str]]:
    """events() waits for the next version that a browser hears of."""
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=PATIENCE)
    connection.request("GET", "/_charter/events")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"

    def heard() -> str:
        until = time.monotonic() + PATIENCE         # signs of life come all the time
        while not (line := answer.readline()).startswith(b"data: "):
            assert line, "the server went away"
            assert time.monotonic() < until, "nothing was heard"
        return line.decode().strip()

    yield heard
    connection.close()


def test_the_site_as_a_preview(serving):
    """What is not public yet is shown and marked; every page loads one script of ours, and none may be inline."""
    page = serving.get()
    assert page.status == 200
    assert 'class="banner banner--preview"' in page.text
    assert "noindex" in page.text
    # What an editor copies from a preview must work after publication; what a browser fetches for it is here.
    assert f'<link rel="canonical" href="https://charter.example.org{ARTICLE}">' in page.text
    assert re.findall(r'(?:src|srcset)="(?!/)[^"]*"', page.text) == []
    version = re.search(r'<script src="/_charter/reload\.js\?v=([0-9a-f]{16})" defer></script>\n</head>', page.text)
    assert version
    assert {key: value for key, value in page.headers.items() if key not in ("server", "date")} == {
        "content-type": "text/html; charset=utf-8", "content-length": str(len(page.text.encode())), "cache-control": "no-store",
        "cross-origin-resource-policy": "same-origin"} | {name.lower(): value for name, value in headers.POLICY.items()}
    assert page.headers["content-security-policy"] == POLICY
    script = serving.get("/_charter/reload.js?v=1")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "/_charter/events" in script.text
    assert serving.get("/static/site.css").headers["content-type"] == "text/css; charset=utf-8"


def test_a_save_is_built_and_heard_of(serving, events):
    """Of a record, a hand-written page, the theme and a folder that is new; saving the same again changes nothing."""
    before = events()
    serving.save(BATCH.replace("Organisatie A", "Organisatie B"))
    assert events() != before
    assert "Organisatie B ondertekent" in serving.get().text

    page = serving.project / "content/over.nl.md"
    page.write_text(page.read_text("utf-8") + "\nEen nieuwe zin.\n", "utf-8")
    style = serving.project / "theme/static/site.css"
    style.write_text(style.read_text("utf-8") + ".new{color:red}\n", "utf-8")
    serving.shows("Een nieuwe zin.", "/over/")
    serving.shows(".new{color:red}", "/static/site.css")

    folder = serving.project / "records/2026-04-01-delft"
    before = len(serving.said)
    folder.mkdir()
    serving.line("Bouwen ...", before)
    serving.shows("Organisatie B ondertekent")      # built without it: what follows is a save in a folder that is new
    (folder / "batch.yaml").write_text(BATCH.replace("id: a", "id: d").replace("Organisatie A", "Organisatie D"), "utf-8")
    serving.shows("Organisatie D ondertekent", "/nieuws/2026-04-01-delft/")
    shutil.rmtree(folder)
    wait_for(lambda: serving.get("/nieuws/2026-04-01-delft/").status == 404)


def test_saves_during_a_build_are_not_lost(serving):
    """Each time a build has begun the record is saved once more; the last one is what is shown."""
    for name in ("Een", "Twee", "Drie"):
        before = len(serving.said)
        serving.save(BATCH.replace("Organisatie A", name))
        serving.line("Bouwen ...", before)
    serving.shows("Drie ondertekent")


def test_problems_stand_in_for_every_page(serving, events):
    """With file, line and the line to write; what is not a page is still there; and the site comes back."""
    well = events()
    serving.save(BATCH.replace("2026-03-12", "12 maart 2026").replace("place: Utrecht", "form: <b>"))
    broken = events()
    assert broken != well
    page = serving.get()
    assert page.status == 503
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<script src="/_charter/reload.js?v={broken.removeprefix("data: ")}" defer></script>' in page.text
    assert "<style" not in page.text
    assert page.text[page.text.index("<main>"):] == """\
<main>
<h1>Eerst verbeteren</h1>
<p>Zodra dit klopt, staat de site hier weer. U hoeft de pagina niet te verversen.</p>
<p class="count">2 fouten, 0 waarschuwingen.</p>
<ol>
<li class="problem problem--error">
<p><code>records/2026-03-12-utrecht/batch.yaml:1</code> <span class="problem__level">fout</span></p>
<p>`12 maart 2026` is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12</p>
<p>Schrijf op deze regel:</p>
<pre><code>date: 2026-03-12</code></pre>
</li>
<li class="problem problem--error">
<p><code>records/2026-03-12-utrecht/batch.yaml:3</code> <span class="problem__level">fout</span></p>
<p>`&lt;b&gt;` kan hier niet; kies uit ceremony, individual, online</p>
<p>Schrijf op deze regel:</p>
<pre><code>form: ceremony</code></pre>
</li>
</ol>
</main>
</body>
</html>
"""
    assert [serving.get(path).status for path in ("/", "/en/", "/feeds/", "/no-such-page", "/404.html")] == [503] * 5
    assert [serving.get(path).status for path in ("/static/site.css", "/feeds/nieuws.atom", "/_charter/page.css")] == [200] * 3
    assert serving.line("2 fouten") == "2 fouten, 0 waarschuwingen. In de browser staat wat er te verbeteren is.\n"
    serving.save(BATCH)
    assert events() == well
    assert serving.get().status == 200


def test_code_that_breaks_down_is_shown(serving):
    """The code of the last save is what runs; its traceback is on every page, and the site comes back."""
    module = serving.project / "plugins/charter/kit.py"
    text = module.read_text("utf-8")
    module.write_text(text + "\nraise RuntimeError('<stuk>')\n", "utf-8")
    serving.shows("RuntimeError: &lt;stuk&gt;")
    page = serving.get()
    assert page.status == 503
    assert "<h1>De code liep vast</h1>" in page.text
    assert "Traceback (most recent call last)" in page.text
    assert serving.line("De code liep vast") == "De code liep vast: RuntimeError: <stuk>. In de browser staat de hele melding.\n"
    module.write_text(text, "utf-8")
    serving.shows("Organisatie A ondertekent")


def test_internal_is_neither_watched_nor_served(serving):
    """A save there builds nothing. On Linux the kernel itself says which folders are watched."""
    before = len(serving.said)
    (serving.project / "records/internal/officers.yaml").write_text(SECRET * 2, "utf-8")
    (serving.project / "records/.#batch.yaml").write_text("an editor", "utf-8")
    time.sleep(1)
    assert serving.said[before:] == []
    known = Path(f"/proc/{serving.process.pid}/fdinfo")
    if known.is_dir():
        watched = {int(inode, 16) for file in known.iterdir() for inode in re.findall(r"^inotify .*?ino:(\w+)", file.read_text(), re.MULTILINE)}
        below = {path.name: path.stat().st_ino in watched for path in (serving.project / "records").iterdir() if path.is_dir()}
        assert below == {"2026-03-12-utrecht": True, "internal": False}
    assert serving.get("/internal/officers.yaml").status == 404


@pytest.mark.parametrize("path", [
    "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/nieuws/../../secret.txt", "/nieuws/%2e%2e/%2e%2e/secret.txt",
    "//secret.txt", "/..%5csecret.txt", "/%252e%252e/secret.txt", "/link/secret.txt", "/link.txt", "/.manifest", "/.%2fsecret.txt",
    "/secret.txt%00.html", "/" + "a" * 5000, "http://127.0.0.1/secret.txt", "file:///etc/passwd", "/etc/passwd", "secret.txt", "/nieuws/.",
    "/_charter/../../secret.txt", "/%ff%fe",
])
def test_only_files_of_the_site_are_served(serving, path):
    """Nothing above it, nothing hidden, nothing through a link."""
    site = serving.project / ".charter/serve/site"
    for link, target in (("link", serving.project), ("link.txt", serving.project / "secret.txt")):
        if not (site / link).is_symlink():
            (site / link).symlink_to(target)
    answer = serving.get(path)
    assert (answer.status, SECRET in answer.text) == (404, False)


@pytest.mark.parametrize("path", [ARTICLE, "/_charter/events", "/_charter/reload.js", "/no-such-page"])
def test_only_this_computer_may_ask(serving, path):
    """A name that somebody else points at this computer is refused; ours are not."""
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.1:8000@evil.example", None):
        assert serving.get(path, host=host).status == 403
    if path != "/_charter/events":
        assert {serving.get(path, host=host).status for host in ("localhost", "LOCALHOST:1234", "127.0.0.1")} <= {200, 404}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has all of 127.*.*.* by itself")
def test_only_one_address_listens(serving):
    """Not those of the network: another address of this very machine finds nobody."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", serving.port), timeout=5)


def test_only_get_and_head(serving):
    """HEAD says the same without the page."""
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"):
        answer = serving.get(method=method)
        assert (answer.status, answer.headers["allow"], answer.headers["content-security-policy"]) == (405, "GET, HEAD", POLICY)
    page, head = serving.get(), serving.get(method="HEAD")
    with socket.create_connection(("127.0.0.1", serving.port), timeout=10) as plain:     # http.client would leave a body unread
        plain.sendall(f"HEAD {ARTICLE} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        assert b"".join(iter(lambda: plain.recv(65536), b"")).partition(b"\r\n\r\n")[2] == b""
    assert {k: v for k, v in head.headers.items() if k != "date"} == {k: v for k, v in page.headers.items() if k != "date"}
    assert serving.get("/_charter/events", method="HEAD").status == 200


def test_one_at_a_time_and_ctrl_c(serving, tmp_path):
    """A second one in the same folder, and a port in use, are refused in a sentence; Ctrl-C ends it without a fuss."""
    second = start(serving.project, "--port", "0")
    assert second.communicate(timeout=PATIENCE) == ("", "In deze map draait charter serve al. Stop dat eerst, of begin vanuit een andere map.\n")
    assert second.returncode == 2
    for name in ("records", "plugins", "theme", "content", "pelicanconf.py"):
        (tmp_path / name).symlink_to(serving.project / name)
    third = start(tmp_path, "--port", str(serving.port), "--lang", "en")
    out, err = third.communicate(timeout=PATIENCE)
    assert (third.returncode, out) == (2, "")
    assert re.fullmatch(rf"Port {serving.port} cannot be used \(.*in use\)\. Choose another with --port; --port 0 chooses a free one\.\n", err)
    for ending in (signal.SIGINT, signal.SIGTERM):
        fourth = start(tmp_path, "--port", "0", "--lang", "en")
        assert fourth.stdout
        assert fourth.stdout.readline().startswith("The site is at http://127.0.0.1:")
        assert fourth.stdout.readline() == "Building ...\n"
        fourth.send_signal(ending)
        assert fourth.communicate(timeout=PATIENCE) == ("", "")
        assert fourth.returncode == 0


@pytest.mark.browser
def test_a_browser_loads_its_page_again(serving, browser):
    """By itself, to the problems and back, and nothing on the way breaks the policy."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{serving.port}{ARTICLE}")
    for text, shown in ((BATCH.replace("Organisatie A", "Organisatie C"), "Organisatie C ondertekent"),
                        ("date: [", "Eerst verbeteren"), (BATCH, "Organisatie A ondertekent")):
        serving.save(text)
        serving.shows(shown)
        page.wait_for_selector(f"h1:has-text('{shown}')", timeout=PATIENCE * 1000)
        if "Eerst" in shown:
            assert page.evaluate("getComputedStyle(document.querySelector('.problem')).borderInlineStartWidth") == "4px"
    page.close()
    assert [text for text in said if "Security Policy" in text] == []


WARNING = Problem("a.yaml", 3, 5, "warning", "consent-web", Bilingual("niet iedereen", "niet iedereen"))
ROW = '{"path": "a.yaml", "line": 3, "column": 5, "level": "warning", "rule": "consent-web", "message": "niet iedereen", "suggestion": null}'


@pytest.mark.parametrize(("code", "stdout", "stderr", "built"), [
    (0, "[]", "Records: 3\n9 pagina's, 1,2 s. Kijk in /x/index.html\n", Built(line="9 pagina's, 1,2 s.")),
    (0, f"[{ROW}]", "9 pages, 1.2 s. Look in /x/index.html\n", Built((WARNING,), "9 pages, 1.2 s.")),
    (1, f"[{ROW}]", "Records: 3\n", Built((WARNING,))),
    (1, "", "Traceback\n  x\nKeyError: 1\n", Built(failure="Traceback\n  x\nKeyError: 1")),
    (1, "[]", "KeyError: 1\n", Built(failure="[]\nKeyError: 1")),
    (0, "", "", Built(failure="exit 0")),
    (2, "", "bezig\n", Built(failure="bezig")),
    (-9, "[]", "", Built(failure="[]")),
    (1, '{"x": 1}', "odd\n", Built(failure='{"x": 1}\nodd')),
    (1, "", "\n".join(map(str, range(100))), Built(failure="\n".join(map(str, range(40, 100))))),
])
def test_how_a_build_went(code, stdout, stderr, built):
    """Only a list in JSON with exit code 0 or 1 is about the records; all else is about the code."""
    assert judged(code, stdout, stderr) == built


def test_the_pages_of_our_own():
    """In both languages; everything that came from a file is escaped."""
    wrong = Problem("<x>.yaml", 3, 5, "error", "r", Bilingual("<p>", "<q>"), "  a: '<'")
    assert (building_page("nl").count("De site wordt gebouwd"), building_page("en").count("The site is being built")) == (2, 2)
    page = problems_page([wrong, WARNING], Path("r&d"), "en")
    assert page[page.index("<main>"):page.index("</main>")] == """\
<main>
<h1>To be mended first</h1>
<p>As soon as this is mended the site is back here. You need not reload the page.</p>
<p class="count">1 error, 1 warning.</p>
<ol>
<li class="problem problem--error">
<p><code>r&amp;d/&lt;x&gt;.yaml:3</code> <span class="problem__level">error</span></p>
<p>&lt;q&gt;</p>
<p>Write on this line:</p>
<pre><code>  a: &#x27;&lt;&#x27;</code></pre>
</li>
<li class="problem problem--warning">
<p><code>r&amp;d/a.yaml:3</code> <span class="problem__level">warning</span></p>
<p>niet iedereen</p>
</li>
</ol>
"""
    assert '<html lang="en">' in page
    assert "<ol>" not in warnings_page([], Path("records"), "nl")
    assert "<code>content/over.nl.md:1</code>" in problems_page([Problem("content/over.nl.md", 1, 1, "error", "missing", Bilingual("x", "x"))], Path("r"), "nl")
    assert "<pre><code>&lt;b&gt;</code></pre>" in broken_page("<b>", "nl")


@pytest.fixture
def files(tmp_path) -> Iterator[PreviewServer]:
    """A server for a folder of a site that stands below a path."""
    for path in ("404.html", "en/404.html", "nieuws/index.html", "a b/index.html", ".well-known/security.txt", "x.webmanifest",
                 *(f"files/x.{kind}" for kind in ["avif", "jpg", "svg", "ico", "woff2", "json", "rss", "atom", "xml", "txt", "csv", "ics"])):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"<p>{path}", "utf-8")
    server = PreviewServer(0, tmp_path, Shown("1", notes="<p>notes"))
    server.root = "/charter"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_types_and_addresses(files):
    """Every file has its type, a folder its slash, a missing page the 404 of its language."""
    def get(path: str) -> Answer:
        return ask(files.server_port, path)

    types = {path.suffix: get(f"/charter/files/{path.name}").headers["content-type"] for path in sorted((files.folder / "files").iterdir())}
    assert types == {
        ".atom": "application/atom+xml; charset=utf-8", ".avif": "image/avif", ".csv": "text/csv; charset=utf-8",
        ".ico": "image/x-icon", ".ics": "text/calendar; charset=utf-8", ".jpg": "image/jpeg",
        ".json": "application/json; charset=utf-8", ".rss": "application/rss+xml; charset=utf-8",
        ".svg": "image/svg+xml; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2",
        ".xml": "application/xml; charset=utf-8"}
    assert get("/charter/x.webmanifest").headers["content-type"] == "application/octet-stream"
    assert get("/charter/.well-known/security.txt").status == 200
    assert get("/charter/nieuws/?q=1#x").text == '<p>nieuws/index.html<script src="/_charter/reload.js?v=1" defer></script>\n'
    assert (get("/charter/a%20b").status, get("/charter/a%20b").headers["location"]) == (301, "/charter/a%20b/")
    assert [(get(path).status, get(path).text.partition("<script")[0]) for path in ("/charter/x", "/charter/en/x", "/", "/charter", "/nieuws/")] == [
        (404, "<p>404.html"), (404, "<p>en/404.html"), (404, "<p>404.html"), (404, "<p>404.html"), (404, "<p>404.html")]
    assert get("/_charter/problems").text.startswith("<p>notes<script")


def test_a_change_is_told_at_once(files):
    """Who waits for another version hears of it when it comes, not when the time is up."""
    heard: list[str] = []
    listener = files.listener()
    waiting = threading.Thread(target=lambda: heard.append(files.next_version(listener, "1", 60)), daemon=True)
    waiting.start()
    time.sleep(0.1)
    assert heard == []
    files.show(Shown("2"))
    waiting.join(10)
    assert heard == ["2"]
    assert files.next_version(listener, "2", 0.01) == "2"


def test_many_tabs_take_turns(files):
    """A browser opens six connections to one server: those that listen leave two for pages, and hear when it is their turn."""
    listening = []
    for _ in range(6):
        connection = socket.create_connection(("127.0.0.1", files.server_port), timeout=10)
        connection.sendall(b"GET /_charter/events HTTP/1.0\r\nHost: localhost\r\n\r\n")
        listening.append(connection.makefile("rb"))
        while listening[-1].readline() != b"data: 1\n":
            pass
    assert [tab.read() for tab in listening[:2]] == [b"\n", b"\n"]
    files.show(Shown("2"))
    assert [[tab.readline() for _ in range(2)] for tab in listening[2:]] == [[b"\n", b"data: 2\n"]] * 4
