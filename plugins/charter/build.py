"""One build: read, check, look at the state, make what changed, let listeners look, change the output."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from blinker import signal

from charter import checks, progress, urls
from charter.calendar_feed import calendar_file
from charter.causes import NewSite
from charter.continuity import compare
from charter.feeds import archive_groups, feed_files
from charter.inputs import files_below
from charter.kit import kit, kit_pages
from charter.kit_texts import kit_texts
from charter.language import LANGUAGES
from charter.listings import listing_groups
from charter.machine_files import machine_files
from charter.model.folder import Records, load, remember
from charter.model.published import published_ahead, published_missing
from charter.neutral import neutral_files
from charter.pages import HandPage, OutputFile, Pages
from charter.pictures import Photos, jpeg_of, picture_files, pictures_of
from charter.plan import Plan
from charter.problems import Problem, ProblemsFound
from charter.published import identities
from charter.redirects import redirects_file
from charter.render import Templates
from charter.share_card import Files, share_card
from charter.sitemap import sitemap_files
from charter.staging import digest_of
from charter.stamp import Stamp, Summary, lacks_published, load_stamp, reached, save_stamp, written_before
from charter.standing import standing_pages
from charter.state import moments, state_at
from charter.views.site import Link, Site, helpdesk_link
from charter.writing import Group, Made, write

# Sent when everything is staged and nothing of the output has changed yet; the sender is the path of the staging folder, which
# holds what is new. Just before it the other says which files of the output the new site keeps as they are.
site_staged, site_keeps = signal("charter.site_staged"), signal("charter.site_keeps")
# Of two computers, and in the hour that is there twice when summer time ends.
_CLOCKS_DIFFER = timedelta(hours=2)


def read_records(plan: Plan) -> Records:
    """Every record; `problems` is all that is wrong with them."""
    with progress.stage("Records", plan.quiet) as report:
        records = load(plan.records, plan.work / "records.cache", report)
    # The records stay until the end: the collector need not walk their many objects again and again.
    gc.freeze()
    gc.set_threshold(100_000)
    with progress.stage("Regels", plan.quiet) as report:
        records.problems += checks.check(records, (plan.moment or plan.now).date(), plan.work / "texts.cache", report)
    records.problems += _about_published(plan, records)
    return records


def _about_published(plan: Plan, records: Records) -> Iterator[Problem]:
    """What published.json cannot say of itself: that it is gone, or of a moment that has yet to come."""
    if lacks_published(plan, load_stamp(plan)):
        yield published_missing()
    if records.published and records.published.as_of > plan.now + _CLOCKS_DIFFER:
        yield published_ahead(records.published)


def build(plan: Plan, records: Records, hand: Sequence[HandPage], digest: str) -> Summary:
    """Makes the site. Raises ProblemsFound, staging.NotOurs or whatever a listener raises; then nothing has changed."""
    started = time.perf_counter()
    state = state_at(records, plan.moment, plan.now)
    photos = pictures_of(plan, records, state)
    pictures = {at: picture for at, (_, picture) in photos.items()}
    site = Site(state, records.digests, plan.base_url, pictures, preview=plan.moment is None)
    target = plan.target
    with target.locked():
        target.recover()
        target.begin()
        public = public_pages(plan, hand)
        made = _make_all(plan, site, [*_groups(plan, site, public, digest, photos), partial(neutral_files, plan, records, state, photos)], partial(remember, records))
        made += _what_leads_on(plan, records, site, hand, made)
        staged = [m.path for m in made if m.staged]
        site_keeps.send(frozenset(m.path for m in made if not m.staged))
        site_staged.send(target.staging)
        target.look_staged({m.path: m.written for m in made if m.staged})
        before = target.published()
        stale = sorted(set(before) - {m.path for m in made})
        if staged or stale or not before:
            target.commit({m.path: m.written.digest for m in made}, staged, stale)
        else:
            target.drop()
        pages_made = sum(m.path.endswith("index.html") for m in made)
        summary = Summary(pages_made, len(pictures), len(staged) + len(stale), time.perf_counter() - started, tuple(records.problems))
        # From `as_of` on the same site must also keep what was published.
        checked_from = {records.published.as_of} if records.published else set()
        at = tuple(sorted({*moments(records), *(page.date for page in hand if page.date), *checked_from}))
        save_stamp(plan, Stamp(digest, at, reached(plan, at), summary, {m.path: m.written for m in made}, plan.moment, records.published is not None))
    return summary


def public_pages(plan: Plan, hand: Sequence[HandPage]) -> list[HandPage]:
    """The hand-written pages that the site shows at this moment."""
    until = plan.moment or max([plan.now, *(page.date for page in hand if page.date)])
    return [page._replace(embargoed=page.date is not None and page.date > plan.now and plan.moment is None)
            for page in hand if page.date is None or page.date <= until]


def _what_leads_on(plan: Plan, records: Records, site: Site, hand: Sequence[HandPage], made: Sequence[Made]) -> list[Made]:
    """The redirects from what was published and is there no more. Raises ProblemsFound when something would be lost."""
    published = records.published
    # An earlier moment is a look at the past; a preview shows more and never less.
    if published is None or (plan.moment is not None and plan.moment < published.as_of):
        return []
    now = identities([m.path for m in made], site.state, public_pages(plan, hand), site.pictures)
    problems, redirects = compare(NewSite(records, site.state, hand, plan.content, now), published)
    if problems:
        raise ProblemsFound([*records.problems, *problems])
    return write(plan.target, [partial(redirects_file, redirects, site.root)], {})


def _make_all(plan: Plan, site: Site, groups: Sequence[Group], meanwhile: Callable[[], None]) -> list[Made]:
    """Every file; the sitemap last, for it lists the others."""
    target, known = plan.target, written_before(plan)
    with progress.stage("Pagina's", plan.quiet) as report:
        made = write(target, groups, known, report, meanwhile)
    indexed = [(m.path, m.updated) for m in made if m.indexed]
    return made + write(target, [partial(sitemap_files, site, indexed)], known, lambda done, total: None)


def _groups(plan: Plan, site: Site, hand: Sequence[HandPage], digest: str, photos: Photos) -> list[Group]:
    """Everything that the output holds but the sitemap, in groups of what is best made together."""
    static = _with_versions({name: Path(entry.path).read_bytes() for name, entry in files_below(plan.theme / "static")})
    navigation = [(p.lang, p.slug, p.title, p.order, p.translation) for p in hand if not p.is_news]
    shared = f"{digest.split()[0]} {site.digests['charter.yaml']} {plan.base_url} {site.preview} {navigation}"
    compiled = plan.work.parent / "templates"
    templates = {lang: Templates(plan.theme, lang, compiled, _words(site, static, hand, lang), _linked(site, hand, lang))
                 for lang in LANGUAGES}
    pages = Pages(site, templates, hand, shared)
    css = static["newsletter.css"].decode()
    groups: list[Group] = [partial(feed_files, pages, css, lang) for lang in LANGUAGES]
    for lang in LANGUAGES:
        groups += [partial(_batch, pages, slug, lang, css, plan.theme, partial(jpeg_of, plan, photos)) for slug in site.state.batches]
        groups += [*archive_groups(pages, lang), *listing_groups(pages, lang), partial(standing_pages, pages, lang)]
    return [*groups, partial(_statics, static), partial(machine_files, site), partial(calendar_file, pages), partial(picture_files, plan, photos)]


def _batch(pages: Pages, slug: str, lang: str, css: str, theme: Path, jpeg_of: Files) -> Iterator[OutputFile]:
    """One after the other, so that the texts they share are rendered once."""
    yield pages.article(slug, lang)
    made = partial(kit, pages, slug, lang, css)
    yield from kit_pages(pages, slug, lang, made)
    yield kit_texts(pages, slug, lang, made)
    yield share_card(pages, slug, lang, theme, jpeg_of)
    yield from pages.profiles(slug, lang)


def _statics(static: dict[str, bytes]) -> Iterator[OutputFile]:
    for name, data in static.items():
        yield OutputFile(urls.output_file(f"static/{name}"), digest_of(data), partial(bytes, data))


def _with_versions(static: dict[str, bytes]) -> dict[str, bytes]:
    """The same files; what a style sheet fetches has its digest behind ?v=, as `asset` gives it."""
    def versioned(found: re.Match[bytes]) -> bytes:
        return b'url("%s?v=%s")' % (found[1], digest_of(static[found[1].decode()])[:8].encode())

    return {name: re.sub(rb'url\("([^":/]+)"\)', versioned, data) if name.endswith(".css") else data for name, data in static.items()}


def _linked(site: Site, hand: Sequence[HandPage], lang: str) -> frozenset[str]:
    """The addresses that stand in the navigation."""
    return frozenset([site.href(kind, lang) for kind in ("home", "directory", "news", "trajectory", "statistics", "follow")]
                     + [site.href("page", lang, page.slug) for page in hand if page.lang == lang and not page.is_news])


def _words(site: Site, static: dict[str, bytes], hand: Sequence[HandPage], lang: str) -> dict[str, Any]:
    """What every template may use: addresses, the programme, static files with a digest behind them."""
    digests = {name: digest_of(data)[:8] for name, data in static.items()}
    programme = site.state.programme
    feeds = SimpleNamespace(**{kind: SimpleNamespace(**{form: site.href(f"feed-{kind}", lang, form) for form in urls.FEED_FORMATS})
                               for kind in ("news", "signatories", "changes", "mailing")})
    # The first two hand-written pages stand in the main navigation, the others in the footer.
    linked = [Link(p.title, site.href("page", lang, p.slug)) for p in sorted(hand, key=lambda p: (p.order, p.translation)) if p.lang == lang and not p.is_news]
    return {
        "hand_pages": linked[:2], "footer_pages": linked[2:],
        "programme": programme, "name": programme.name(lang), "publisher": programme.publisher, "feeds": feeds,
        "calendar": f"{site.root}/{urls.CALENDAR}" if programme.events else "",
        "helpdesk": helpdesk_link(programme), "notice": programme.notice, "preview": site.preview, "root": site.root,
        "asset": lambda name: f"{site.root}/static/{name}?v={digests[name]}",
        "href": lambda kind, *parts: site.href(kind, lang, *parts), "absolute": site.absolute,
    }
