"""The archives of the news: every item of all time can be reached, and what was written once stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from conftest import BASE_URL, Command
from feed_reading import ATOM, entries, ids, urn
from records_folder import written
from trees import stamps

DAYS = [f"2026-{month:02}-{day:02}" for month in range(1, 7) for day in range(1, 29)]       # of a ceremony each
SLUGS = [f"{day}-plaats" for day in DAYS]


class Archived:
    """A site that is built again and again in one folder, at the day of ceremony number n."""

    def __init__(self, root: Path, charter: Command):
        self.root, self.charter = root, charter
        written(root / "records", {f"{slug}/batch.yaml": f"date: {slug[:10]}\nsignatories: [{{id: org-{n}, name: Organisatie {n}}}]\n"
                                   for n, slug in enumerate(SLUGS, 1)})
        (root / "content").mkdir()

    @property
    def output(self) -> Path:
        return self.root / "output"

    def until(self, number: int) -> None:
        """Built with so many ceremonies."""
        ran = self.charter("build", "--records", self.root / "records", "--content", self.root / "content", "--output", self.output,
                           "--as-of", DAYS[number - 1], "--base-url", BASE_URL)
        assert ran.code == 0, ran.stdout + ran.stderr

    def archives(self) -> list[str]:
        return sorted(path.relative_to(self.output).as_posix() for path in self.output.rglob("feeds/*/arch*"))

    def links(self, path: str) -> list[tuple[str, str]]:
        """The relations of a feed, each with the path of what it leads to."""
        root = etree.parse(self.output / path).getroot()
        return [(link.get("rel"), link.get("href").removeprefix(f"{BASE_URL}/")) for link in root.findall(f"{ATOM}link")]

    def ids(self, path: str) -> list[str]:
        return [e.findtext(f"{ATOM}id") for e in entries(self.output, path.removesuffix(".atom"))]


@pytest.fixture(scope="module")
def archived(tmp_path_factory, charter: Command) -> Archived:
    return Archived(tmp_path_factory.mktemp("archived"), charter)


def of(first: int, last: int) -> list[str]:
    """The ids of these ceremonies, the newest first."""
    return [urn(f"batch:{slug}") for slug in reversed(SLUGS[first - 1:last])]


FEED, ONE, TWO, THREE = "feeds/nieuws.atom", "feeds/nieuws/archief-1.atom", "feeds/nieuws/archief-2.atom", "feeds/nieuws/archief-3.atom"
OWN = [("self", FEED), ("alternate", "nieuws/")]


def test_archives_come_by_fifties_and_stay(archived):
    """None while the feed holds everything. A full one is written again only to say that the next one came; its entries never are."""
    archived.until(50)
    assert (archived.archives(), archived.links(FEED), archived.ids(FEED)) == ([], OWN, of(1, 50))
    archived.until(51)
    assert archived.archives() == ["en/feeds/news/archive-1.atom", ONE]
    assert archived.links(FEED) == [*OWN, ("prev-archive", ONE)]
    assert archived.links(ONE) == [("self", ONE), ("alternate", "nieuws/"), ("current", FEED)]
    assert (archived.ids(FEED), archived.ids(ONE)) == (of(2, 51), of(1, 50))
    first = (archived.output / ONE).read_bytes()
    archived.until(99)
    assert (archived.archives(), archived.ids(FEED)) == (["en/feeds/news/archive-1.atom", ONE], of(50, 99))
    assert (archived.output / ONE).read_bytes() == first
    archived.until(100)
    assert archived.archives() == ["en/feeds/news/archive-1.atom", "en/feeds/news/archive-2.atom", ONE, TWO]
    assert archived.links(ONE) == [("self", ONE), ("alternate", "nieuws/"), ("current", FEED), ("next-archive", TWO)]
    assert archived.links(TWO) == [("self", TWO), ("alternate", "nieuws/"), ("current", FEED), ("prev-archive", ONE)]
    assert archived.links(FEED) == [*OWN, ("prev-archive", TWO)]
    assert (archived.ids(FEED), archived.ids(TWO)) == (of(51, 100), of(51, 100))
    next_link = f'<link href="{BASE_URL}/{TWO}" rel="next-archive" type="application/atom+xml" hreflang="nl"/>'.encode()
    assert (archived.output / ONE).read_bytes().replace(next_link, b"") == first
    before = stamps(archived.output)
    archived.until(149)
    after = stamps(archived.output)
    assert [path for path in archived.archives() if before[path] != after[path]] == []
    assert archived.links("en/feeds/news/archive-2.atom")[2:] == [("current", "en/feeds/news.atom"), ("prev-archive", "en/feeds/news/archive-1.atom")]


def reached(archived: Archived) -> list[str]:
    """The ids that a reader finds that follows prev-archive from the feed to the end."""
    found, path = archived.ids(FEED), dict(archived.links(FEED)).get("prev-archive")
    while path:
        found += archived.ids(path)
        path = dict(archived.links(path)).get("prev-archive")
    return found


@pytest.mark.parametrize("count", [151, 160])
def test_every_item_of_all_time_can_be_reached(archived, count):
    archived.until(count)
    assert set(reached(archived)) == set(of(1, count))


def test_an_archive_says_that_it_is_one(archived):
    """RFC 5005, section 4: fh:archive and `current`; the id and the title are those of the feed."""
    archived.until(160)
    feed, archive = (etree.parse(archived.output / path).getroot() for path in (FEED, ONE))
    assert [child.tag for child in archive if "history" in child.tag] == ["{http://purl.org/syndication/history/1.0}archive"]
    assert [child.tag for child in feed if "history" in child.tag] == []
    for name in ("id", "title", "subtitle"):
        assert feed.findtext(f"{ATOM}{name}") == archive.findtext(f"{ATOM}{name}")
    updated = [e.findtext(f"{ATOM}updated") for e in entries(archived.output, ONE.removesuffix(".atom"))]
    assert (archive.findtext(f"{ATOM}updated"), len(updated)) == (max(updated), 50)


def test_an_old_item_that_changed_comes_back(archived):
    """A correction reaches who reads only the feed, and its archive says it too; no new item has to go for it."""
    archived.until(149)
    others = {path: (archived.output / path).read_bytes() for path in archived.archives() if path not in (ONE, "en/feeds/news/archive-1.atom")}
    old = archived.root / "records" / SLUGS[2] / "batch.yaml"
    text = old.read_text("utf-8")
    old.write_text(text + f"corrections: [{{at: {DAYS[148]} 00:00, text: {{nl: De plaats is verbeterd., en: The place was corrected.}}}}]\n", "utf-8")
    archived.until(149)
    # Of two items that changed at one moment the later ceremony stands first.
    assert ids(archived.output, FEED.removesuffix(".atom")) == [*of(149, 149), *of(3, 3), *of(101, 148)]
    assert b"De plaats is verbeterd." in (archived.output / ONE).read_bytes()
    assert {path: (archived.output / path).read_bytes() for path in others} == others
    for number in (5, 6):
        path = archived.root / "records" / SLUGS[number] / "batch.yaml"
        path.write_text(path.read_text("utf-8") + f"corrections: [{{at: {DAYS[148]} 00:00, text: {{nl: Beter., en: Better.}}}}]\n", "utf-8")
    archived.until(149)
    assert ids(archived.output, FEED.removesuffix(".atom")) == [*of(149, 149), *of(7, 7), *of(6, 6), *of(3, 3), *of(101, 148)]
    assert set(reached(archived)) == set(of(1, 149))
