"""The demo site's pages to look at: each type once, in Dutch and in English."""

from __future__ import annotations

PAGES = {
    "home": ("/", "/en/"),
    "news": ("/nieuws/", "/en/news/"),
    "article": ("/nieuws/2026-03-12-utrecht/", "/en/news/2026-03-12-utrecht/"),
    "article of three": ("/nieuws/2026-06-09-zwolle/", "/en/news/2026-06-09-zwolle/"),
    "article of one": ("/nieuws/2026-09-03-leeuwarden/", "/en/news/2026-09-03-leeuwarden/"),
    "programme news": ("/nieuws/handreiking-plan-van-aanpak/", "/en/news/guide-plan-of-action/"),
    "directory": ("/ondertekenaars/", "/en/signatories/"),
    "profile": ("/ondertekenaars/zorggroep-wensput/", "/en/signatories/zorggroep-wensput/"),
    "dimension": ("/ondertekenaars/dimensie/lhbti/", "/en/signatories/dimension/lhbti/"),
    "dimension and sector": ("/ondertekenaars/dimensie/lhbti/sector/zorg/", "/en/signatories/dimension/lhbti/sector/zorg/"),
    "sector": ("/ondertekenaars/sector/zorg/", "/en/signatories/sector/zorg/"),
    "year": ("/ondertekenaars/jaar/2026/", "/en/signatories/year/2026/"),
    "kit": ("/kit/2026-03-12-utrecht/", "/en/kit/2026-03-12-utrecht/"),
    "kit, long block": ("/kit/2026-03-12-utrecht/lang/", "/en/kit/2026-03-12-utrecht/long/"),
    "hand-written page": ("/toegankelijkheid/", "/en/accessibility/"),
    "trajectory": ("/traject/", "/en/trajectory/"),
    "statistics": ("/cijfers/", "/en/figures/"),
    "follow": ("/volgen/", "/en/follow/"),
    "not found": ("/bestaat-niet/", "/en/does-not-exist/"),
}
# (type, language, address)
ALL = [(kind, lang, address) for kind, pair in PAGES.items() for lang, address in zip(("nl", "en"), pair, strict=True)]
# Of each type one, in turn Dutch and English.
EACH = {kind: pair[number % 2] for number, (kind, pair) in enumerate(PAGES.items())}
