"""Posts for social media: what they say, what they leave out first, and that each fits its network whatever the record holds."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charter.model.folder import load
from charter.networks import NETWORKS, fits, graphemes, length
from charter.state import state_at
from charter.views.mentions import handle_of, mention_sheet
from charter.views.posts import Post, own_posts, posts
from charter.views.site import Site
from conftest import BASE_URL, ROOT
from records_folder import CHARTER, written
from states_folder import LONG_NAME
from test_networks import PIECES

SLUG = "2026-03-12-utrecht"
UTRECHT, ZWOLLE, LEEUWARDEN = SLUG, "2026-06-09-zwolle", "2026-09-03-leeuwarden"
TAGGED = CHARTER + "hashtags: [CharterDiversiteit]\nbase_totals: [{date: 2021-04-21, ever: 262, now: 262}]\ncomplete_since: 2026-01-01\n"


def site_of(folder: Path, moment: datetime | None = None, base_url: str = BASE_URL) -> Site:
    records = load(folder)
    assert records.problems == []
    return Site(state_at(records, moment), records.digests, base_url)


def signing(folder: Path, names: list[str], more: str = "", charter: str = TAGGED, **changes: str) -> Site:
    """One ceremony of these, the first with what is behind its name in `more`."""
    signers = "".join(f"  - {json.dumps({'id': f'o{n}', 'name': name})}\n" for n, name in enumerate(names))
    batch = f"date: 2026-03-12\nplace: Utrecht\n{more}signatories:\n{signers}"
    return site_of(written(folder, {"charter.yaml": charter, f"{SLUG}/batch.yaml": batch} | changes))


def text_of(found: tuple[Post, ...], network: str) -> str:
    return next(post.text for post in found if post.network == network)


def link(network: str, path: str) -> str:
    return f"{BASE_URL}/{path}/?utm_source={network}&utm_medium=social&utm_campaign={SLUG}"


@pytest.fixture(scope="module")
def demo():
    return site_of(ROOT / "signatories")


def test_demo_in_dutch(demo):
    """The news first, then the names, the total, one link and the hashtag; on a small network the count in place of the names."""
    found = posts(demo, LEEUWARDEN, "nl")
    assert [(post.network, post.label, post.limit, post.unit, post.picture, post.hashtags) for post in found] == [
        (n.id, n.label, n.limit, n.unit, "card", ("#CharterDiversiteit",)) for n in NETWORKS.values()]
    assert text_of(found, "linkedin") == (
        "Op 3 september 2026 ondertekende Reisblad ERGENS. in Leeuwarden Charter Diversiteit. Gelegenheid: Verschijning van het honderdste nummer.\n\n"
        "Reisblad ERGENS. is de 278e ondertekenaar.\n\n"
        f"Lees meer over de ondertekening: {BASE_URL}/nieuws/{LEEUWARDEN}/?utm_source=linkedin&utm_medium=social&utm_campaign={LEEUWARDEN}\n\n#CharterDiversiteit")
    assert text_of(posts(demo, ZWOLLE, "nl"), "bluesky") == (
        "Op 9 juni 2026 ondertekenden drie organisaties in Zwolle Charter Diversiteit.\n\n"
        f"Lees wie er tekenden en waarom: {BASE_URL}/nieuws/{ZWOLLE}/?utm_source=bluesky&utm_medium=social&utm_campaign={ZWOLLE}\n\n#CharterDiversiteit")
    assert text_of(posts(demo, UTRECHT, "nl"), "instagram") == (
        "Op 12 maart 2026 ondertekenden twaalf organisaties in Utrecht Charter Diversiteit. Gelegenheid: Charterbijeenkomst over werven zonder drempels.\n\n"
        "- Zorggroep Wensput\n- Gemeente Nergenshuizen\n- Bouwbedrijf Luchtkasteel B.V.\n- Van Verzinsel & Partners\n- alsof makers\n- 's-Luchtenburgs Stadsmuseum\n"
        "- Coöperatieve Vereniging van Verzonnen Tuinders, Kwekers en Hoveniers in Midden-Nederland U.A.\n- Hogeschool Wolkenveld\n- Maanlicht Logistiek\n"
        "- Stichting Thuis in Sprookjeswijk\n- Koninklijke Speeldoosfabriek Anno Nooit N.V.\n- Pixelpolder Software\n\n"
        "Daarmee hebben 274 organisaties Charter Diversiteit ondertekend.\n\n"
        f"Lees wie er tekenden en waarom: {link('instagram', f'nieuws/{UTRECHT}')}\n\n#CharterDiversiteit")


def test_demo_in_english(demo):
    """The same in English, with a link to the English page."""
    assert text_of(posts(demo, ZWOLLE, "en"), "x") == (
        "On 9 June 2026 Hotel De Dertiende Verdieping, Waterschap Droogland and Theatergroep L'Inventée signed the Diversity Charter in Zwolle. "
        "Occasion: Breakfast for employers in the region.\n\n"
        f"Read who signed and why: {BASE_URL}/en/news/{ZWOLLE}/?utm_source=x&utm_medium=social&utm_campaign={ZWOLLE}\n\n#CharterDiversiteit")


def test_own_voice(demo):
    """We, with whom, as much of the ambition as fits in whole sentences, and the way to our own page."""
    assert text_of(own_posts(demo, UTRECHT, 0, "nl"), "mastodon") == (
        "Wij hebben op 12 maart 2026 in Utrecht Charter Diversiteit ondertekend. Dat deden wij samen met elf andere organisaties.\n\n"
        "Onze ambitie: Onze cliënten komen uit alle wijken van de stad. Onze teams nog niet. In 2028 willen we dat in ieder wijkteam ten minste twee talen "
        "worden gesproken naast het Nederlands. We werven daarom in de wijk zelf: in het buurthuis, op de markt en via de huisarts.\n\n"
        f"Onze pagina op de site van Charter Diversiteit: {link('mastodon', 'ondertekenaars/zorggroep-wensput')}\n\n#CharterDiversiteit")
    assert text_of(own_posts(demo, ZWOLLE, 0, "en"), "bluesky").split("\n\n")[0] == (
        "On 9 June 2026 we signed the Diversity Charter in Zwolle. We did so together with Waterschap Droogland and Theatergroep L'Inventée.")
    assert text_of(own_posts(demo, ZWOLLE, 0, "en"), "linkedin").split("\n\n")[0] == (
        "On 9 June 2026 we signed the Diversity Charter in Zwolle. We did so together with Waterschap Droogland and Theatergroep L'Inventée.")


def test_signed_again(tmp_path):
    """Says so, and gives no rank; without others there is nobody to have done it with."""
    site = signing(tmp_path, ["A"], **{"2020-01-01-delft/batch.yaml": "date: 2020-01-01\nsignatories: [{id: o0, name: A}]\n"})
    again = site_of(written(tmp_path, {"charter.yaml": TAGGED, f"{SLUG}/batch.yaml": "date: 2026-03-12\nsignatories: [{id: o0, name: A, again: true}]\n"}))
    assert text_of(own_posts(site, SLUG, 0, "nl"), "x").split("\n\n")[0] == "Wij hebben op 12 maart 2026 in Utrecht Charter Diversiteit ondertekend."
    assert text_of(own_posts(again, SLUG, 0, "nl"), "x").split("\n\n")[0] == "Wij hebben op 12 maart 2026 Charter Diversiteit opnieuw ondertekend."
    assert text_of(posts(again, SLUG, "nl"), "x").split("\n\n")[:2] == [
        "Op 12 maart 2026 ondertekende A Charter Diversiteit.", "Daarmee hebben 262 organisaties Charter Diversiteit ondertekend."]


def test_without_a_total(tmp_path):
    """Nothing is said of how many there are, nor which number this is, when nobody can know."""
    charter = CHARTER + "complete_since: 2027-01-01\n"
    one, four = signing(tmp_path / "one", ["A"], charter=charter), signing(tmp_path / "four", list("ABCD"), charter=charter)
    assert text_of(posts(one, SLUG, "nl"), "facebook") == (
        f"Op 12 maart 2026 ondertekende A in Utrecht Charter Diversiteit.\n\nLees meer over de ondertekening: {link('facebook', f'nieuws/{SLUG}')}")
    assert text_of(posts(four, SLUG, "en"), "x") == (
        f"On 12 March 2026 four organisations signed the Diversity Charter in Utrecht.\n\n- A\n- B\n- C\n- D\n\nRead who signed and why: {link('x', f'en/news/{SLUG}')}")


def test_who_left(tmp_path):
    """Who was erased is counted and not named, and has no post of its own; nor has who is a signatory no more."""
    changes = "- {date: 2026-04-01, id: o1, withdrawn: erased}\n- {date: 2026-04-01, id: o2, withdrawn: former}\n- {date: 2026-05-01, id: o0, renamed: {name: Nieuw}}\n"
    site = signing(tmp_path, ["Oud", "Weg", "Gestopt"], **{"changes.yaml": changes})
    assert text_of(posts(site, SLUG, "nl"), "x").split("\n\n")[0] == (
        "Op 12 maart 2026 ondertekenden Oud, een ondertekenaar die haar gegevens liet verwijderen en Gestopt in Utrecht Charter Diversiteit.")
    assert [len(own_posts(site, SLUG, number, "nl")) for number in range(3)] == [6, 0, 0]
    assert [row.name for row in mention_sheet(site, SLUG, "nl")] == ["Nieuw", "Gestopt"]


def test_words_of_people_are_in_the_language_of_the_post(tmp_path):
    """A title, an event or an ambition that is in Dutch only stays out of an English post."""
    more = "title: {nl: Samen tekenen}\nevent: {nl: Ontbijt voor werkgevers}\n"
    site = signing(tmp_path, ["A"], more)
    assert text_of(posts(site, SLUG, "nl"), "linkedin").split("\n\n")[:2] == [
        "Samen tekenen.", "Op 12 maart 2026 ondertekende A in Utrecht Charter Diversiteit. Gelegenheid: Ontbijt voor werkgevers."]
    assert text_of(posts(site, SLUG, "en"), "linkedin").split("\n\n")[0] == "On 12 March 2026 A signed the Diversity Charter in Utrecht."


def test_names_go_whole_or_not_at_all(tmp_path):
    """60 signers of 90 letters: named where all of them fit, counted elsewhere."""
    names = [f"{number:02} {LONG_NAME}"[:90] for number in range(60)]
    site = signing(tmp_path, names)
    for post in (*posts(site, SLUG, "nl"), *posts(site, SLUG, "en")):
        named = [name for name in names if name in post.text]
        assert named == (names if post.network == "facebook" else [])
        assert ("zestig organisaties" in post.text) or ("sixty organisations" in post.text)
        assert post.length <= post.limit


def test_a_programme_with_a_long_name(tmp_path):
    """What is too long whatever is left out ends in an ellipsis; the link stays whole."""
    site = signing(tmp_path, ["A"], charter=TAGGED.replace("nl: Charter Diversiteit", f"nl: {'Lang verhaal ' * 23}"))
    assert text_of(posts(site, SLUG, "nl"), "bluesky") == (
        f"Op 12 maart 2026 ondertekende één organisatie {' '.join(['Lang verhaal'] * 9)} Lang…\n\n{link('bluesky', f'nieuws/{SLUG}')}")


def test_a_long_address(tmp_path):
    """The link goes without what counts visitors where it would fill the post, and the way to the home page comes last."""
    slug = "2026-03-12-" + "a" * 89
    folder = written(tmp_path, {"charter.yaml": TAGGED, f"{slug}/batch.yaml": "date: 2026-03-12\nsignatories: [{id: o0, name: A}]\n"})
    assert [post.link.replace(slug, "SLUG") for post in posts(site_of(folder), slug, "nl")] == [
        f"{BASE_URL}/nieuws/SLUG/" + ("" if post == "bluesky" else f"?utm_source={post}&utm_medium=social&utm_campaign=SLUG") for post in NETWORKS]
    deep = posts(site_of(folder, base_url="https://example.org/" + "b" * 100), slug, "nl")
    assert next(post.link for post in deep if post.network == "bluesky") == "https://example.org/" + "b" * 100 + "/"


NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(lambda found: " ".join("".join(found).split())[:300]).filter(
    lambda name: name.strip() and "\u200f" not in name)
LINES = st.none() | NAMES


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, min_size=1, max_size=12), LINES, LINES, LINES, LINES, st.booleans(), st.sampled_from([BASE_URL, "http://localhost:8000", "https://www.example.org/sub/" + "d" * 40]))
def test_every_post_fits(tmp_path_factory, names, title, event, place, ambition, total, base_url):
    """Of records with anything in them: within the limit, no name cut, no grapheme split, one link to this site, hashtags at the end."""
    signers = [{"id": f"o{n}", "name": name} for n, name in enumerate(names)]
    if ambition:
        signers[0]["ambition"] = {"nl": ambition, "en": ambition}
    batch = {"date": "2026-03-12", "signatories": signers} | {key: {"nl": value, "en": value} for key, value in (("title", title), ("event", event)) if value}
    batch |= {"place": place} if place else {}
    charter = TAGGED if total else CHARTER + "hashtags: [EenTag, TweeTag, DrieTag, VierTag, VijfTag, ZesTag]\ncomplete_since: 2027-01-01\n"
    records = load(written(tmp_path_factory.mktemp("records"), {"charter.yaml": charter, f"{SLUG}/batch.yaml": json.dumps(batch, ensure_ascii=False)}))
    if any(problem.level == "error" for problem in records.problems):
        return      # what the reader refuses has no posts
    site = Site(state_at(records, None), records.digests, base_url)
    for lang in ("nl", "en"):
        for post in (*posts(site, SLUG, lang), *own_posts(site, SLUG, 0, lang)):
            assert fits(post.text, post.network)
            assert (post.length, post.limit) == (length(post.text, post.network), NETWORKS[post.network].limit)
            _one_link(post, base_url)
            _hashtags_at_the_end(post)
            _nothing_is_cut(post, records.batches[SLUG].signatories)
            assert len(post.alt) <= NETWORKS[post.network].alt


def _one_link(post: Post, base_url: str) -> None:
    assert post.text.count(post.link) == 1
    assert post.link.startswith(f"{base_url}/")
    if post.link.count("?"):
        assert parse_qsl(urlsplit(post.link).query) == [("utm_source", post.network), ("utm_medium", "social"), ("utm_campaign", SLUG)]


def _hashtags_at_the_end(post: Post) -> None:
    last = post.text.rpartition("\n\n")[2]
    assert last == " ".join(post.hashtags) if post.hashtags else last.endswith(post.link)
    assert len(post.hashtags) <= (NETWORKS[post.network].hashtags or 99)


def _nothing_is_cut(post: Post, signers) -> None:
    """Each paragraph is whole, or ends in an ellipsis that stands where a grapheme ended; names in a list are whole."""
    listed = [line.removeprefix("- ") for part in post.text.split("\n\n") if part.startswith("- ") for line in part.split("\n")]
    assert listed in ([], [signature.name for signature in signers])
    assert "".join(graphemes(post.text)) == post.text
    for part in post.text.split("\n\n"):
        if part.startswith(("Onze ambitie:", "Our ambition:")):
            whole = " ".join(signers[0].ambition("nl").split())
            shown = part.partition(": ")[2].removesuffix("…").removesuffix(".")
            assert shown in whole or "\\" in whole or "_" in whole or "*" in whole


# Handles

@pytest.mark.parametrize(("network", "typed", "handle"), [
    ("x", "@naam", "naam"), ("x", "naam", "naam"), ("x", "https://x.com/Naam_1", "Naam_1"), ("x", "https://twitter.com/naam?lang=nl", "naam"), ("x", "http://www.twitter.com/naam/", "naam"),
    ("x", "@@naam", None), ("x", "naam met spatie", None), ("x", "https://example.org/naam", None), ("x", "a" * 16, None), ("x", "<script>", None), ("x", "", None), ("x", None, None),
    ("mastodon", "@naam@social.example.org", "naam@social.example.org"), ("mastodon", "naam@Social.Example.org", "naam@social.example.org"), ("mastodon", "https://social.example.org/@naam", "naam@social.example.org"),
    ("mastodon", "https://social.example.org/users/naam", "naam@social.example.org"), ("mastodon", "@naam", None), ("mastodon", "naam@host", None),
    ("bluesky", "@Naam.bsky.social", "naam.bsky.social"), ("bluesky", "https://bsky.app/profile/naam.example.org", "naam.example.org"), ("bluesky", "example.org", "example.org"), ("bluesky", "naam", None),
    ("linkedin", "https://www.linkedin.com/company/naam-bv/", "naam-bv"), ("linkedin", "https://nl.linkedin.com/company/naam/about/?x=1", "naam"), ("linkedin", "naam-bv", "naam-bv"), ("linkedin", "@naam", "naam"),
    ("linkedin", "https://www.linkedin.com/in/iemand-anders/", None), ("x", "https://x.com/i/user/1", None), ("x", "https://x.com/intent/user?id=1", None),
    ("instagram", "https://www.instagram.com/p/abc/", None), ("facebook", "https://www.facebook.com/groups/1", None), ("facebook", "https://www.facebook.com/profile.php?id=1", None),
    ("instagram", "https://instagram.com/na.am_1/", "na.am_1"), ("instagram", "@na.am", "na.am"), ("instagram", "na-am", None),
    ("facebook", "https://www.facebook.com/na.am", "na.am"), ("facebook", "https://m.facebook.com/naam?ref=x", "naam"), ("facebook", "naam", "naam"), ("facebook", "na am", None)])
def test_handles(network, typed, handle):
    """However it was typed; what cannot be one is none."""
    assert handle_of(network, typed) == handle


def test_mention_sheet(tmp_path):
    """Who signed, the host and the organisations on photos, each once; as each network writes them, or else the plain name."""
    batch = """\
date: 2026-03-12
host: {name: Het Gebouw}
photos:
  - {file: groep.jpg, credit: Wie, alt: {nl: Groep}, people: [{name: An, organisation: {id: a}}]}
signatories:
  - {id: a, name: Bakkerij A, handles: {x: "https://x.com/bakkerij", mastodon: "@a@social.example.org", linkedin: bakkerij-a, bluesky: nee}}
  - {id: b, name: B}
"""
    found = mention_sheet(site_of(written(tmp_path, {f"{SLUG}/batch.yaml": batch})), SLUG, "nl")
    assert [(row.name, row.known) for row in found] == [("Bakkerij A", True), ("B", False), ("Het Gebouw", False)]
    assert found[0].tags == (
        ("LinkedIn", "@Bakkerij A", "https://www.linkedin.com/company/bakkerij-a/"), ("X", "@bakkerij", "https://x.com/bakkerij"),
        ("Mastodon", "@a@social.example.org", "https://social.example.org/@a"), ("Bluesky", "Bakkerij A", None), ("Instagram", "Bakkerij A", None), ("Facebook", "Bakkerij A", None))
    assert {tag.text for tag in found[2].tags} == {"Het Gebouw"}


def test_no_exclamation_marks_and_no_stiff_words(demo):
    """B1: short sentences that people say aloud."""
    for slug in (UTRECHT, ZWOLLE, LEEUWARDEN):
        for lang in ("nl", "en"):
            said = " ".join(post.text for post in (*posts(demo, slug, lang), *own_posts(demo, slug, 0, lang)))
            assert not re.search(r"!|\b(?:derhalve|middels|teneinde|hierbij|trots|proud|hereby)\b", said)
