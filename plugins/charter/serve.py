"""`charter serve`: shows the site on this computer, and builds it again after every save."""

from __future__ import annotations

import fcntl
import hashlib
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from charter.preview.building import Built, build, command_for
from charter.preview.pages import PROBLEMS, broken_page, building_page, problems_page, warnings_page
from charter.preview.server import HOST, PreviewServer, Shown
from charter.preview.watching import Watched, saves
from charter.problems import Bilingual, summary
from charter.staging import MANIFEST

ROOT = Path(__file__).resolve().parents[2]
WORK = Path(".charter", "serve")        # below the working folder, beside what `charter build` keeps there
OK, WRONG_USE = 0, 2


def serve(records: Path, content: Path | None, base_url: str | None, port: int, lang: str) -> int:
    """Serves until Ctrl-C, which is 0. Exit code 2 when the port or the working folder is in use."""
    WORK.mkdir(parents=True, exist_ok=True)
    with (WORK / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _refuse(_ALREADY(lang))
        try:
            server = PreviewServer(port, (WORK / "site").absolute(), Shown("-", building_page(lang)))
        except (OSError, OverflowError) as e:
            return _refuse(_NO_PORT(lang).format(port=port, why=e))
        here = f"http://{HOST}:{server.server_port}"
        server.root = urlsplit(base_url or here).path.rstrip("/")
        _say(_ADDRESS(lang).format(address=f"{here}{server.root}/"))
        command = command_for(records, content, base_url or here, server.folder, lang)
        what = Watched(records.resolve(), (content or ROOT / "content").resolve(), ROOT)
        with server, suppress(KeyboardInterrupt):
            _run(server, what, command, records, lang)
    return OK


def _run(server: PreviewServer, what: Watched, command: list[str], records: Path, lang: str) -> None:
    """Never returns; Ctrl-C and being ended raise KeyboardInterrupt."""
    asked = threading.Event()

    def end(number: int, frame: object) -> None:
        # An exception that is raised in a callback of the interpreter's own is lost; the event stays.
        asked.set()
        raise KeyboardInterrupt

    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, end)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for _ in saves(what):
        _say(_BUILDING(lang))
        built = build(command)
        if asked.is_set():
            raise KeyboardInterrupt
        server.show(_shown(built, server.folder, records, lang))
        _say(_line(built, f"http://{HOST}:{server.server_port}{PROBLEMS}", lang))


def _shown(built: Built, site: Path, records: Path, lang: str) -> Shown:
    """What browsers get after a build. The version follows from the content: the same again is no reason to reload."""
    if built.failure:
        page = broken_page(built.failure, lang)
        return Shown(_version(page.encode()), page, page)
    if not built.well:
        page = problems_page(built.problems, records, lang)
        return Shown(_version(page.encode()), page, page)
    notes = warnings_page(built.problems, records, lang)
    return Shown(_version((site / MANIFEST).read_bytes(), notes.encode()), notes=notes)


def _version(*shown: bytes) -> str:
    return hashlib.blake2b(b"\0".join(shown), digest_size=8).hexdigest()


def _line(built: Built, address: str, lang: str) -> str:
    """One line on the terminal about a build."""
    if built.failure:
        return _BROKEN(lang).format(last=built.failure.rpartition("\n")[2])
    if not built.well:
        return _PROBLEMS(lang).format(count=summary(built.problems, lang))
    return f"{built.line} {summary(built.problems, lang)} {address}" if built.problems else built.line


def _say(line: str) -> None:
    print(line, flush=True)


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return WRONG_USE


_ADDRESS = Bilingual("De site staat op {address} en volgt elke wijziging. Stop met Ctrl-C.",
                     "The site is at {address} and follows every change. Stop with Ctrl-C.")
_BUILDING = Bilingual("Bouwen ...", "Building ...")
_BROKEN = Bilingual("De code liep vast: {last}. In de browser staat de hele melding.",
                    "The code broke down: {last}. The whole message is in the browser.")
_PROBLEMS = Bilingual("{count} In de browser staat wat er te verbeteren is.", "{count} The browser shows what to mend.")
_ALREADY = Bilingual("In deze map draait charter serve al. Stop dat eerst, of begin vanuit een andere map.",
                     "charter serve is already running in this folder. Stop it first, or start from another folder.")
_NO_PORT = Bilingual("Poort {port} is niet te gebruiken ({why}). Kies een andere met --port; --port 0 kiest een vrije.",
                     "Port {port} cannot be used ({why}). Choose another with --port; --port 0 chooses a free one.")
