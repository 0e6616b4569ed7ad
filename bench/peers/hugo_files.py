"""A Hugo site's content: markdown for each article, profile and language, facts in the front matter.

Tried at 10,000 organisations: JSON front matter (YAML takes 3 s more), facets as Hugo's own taxonomies
(links precomputed in the front matter gain nothing), ambitions fetched from the profiles (repeated in the
article they cost a little more). `weight` is the place in the directory, so that no template has to sort.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from site_content import LANGUAGES, Batch, Programme, headline, lead, letter, slug


def hugo_listings(batches: Sequence[Batch], programme: Programme) -> dict[str, str]:
    """Sections, and the label of every term."""
    files: dict[str, str] = {}
    for lang in LANGUAGES:
        sections: dict[str, dict] = {
            "_index": {"title": programme.name[lang], "total": len(programme.order)},
            "news/_index": {"title": "Nieuws" if lang == "nl" else "News"},
            "signatories/_index": {"title": "Ondertekenaars" if lang == "nl" else "Signatories",
                                   "by_letter": programme.by_letter}}
        files |= {f"hugo/content/{lang}/{name}.md": _page(front) for name, front in sections.items()}
        for taxonomy, terms in _terms(batches, programme, lang).items():
            for term, title in terms.items():
                files[f"hugo/content/{lang}/{taxonomy}/{term}/_index.md"] = _page({"title": title})
    return files


def _terms(batches: Sequence[Batch], programme: Programme, lang: str) -> dict[str, dict[str, str]]:
    signatures = [signature for batch in batches for signature in batch.record["signatories"]]
    labels = {taxonomy: {code: label[lang] for code, label in programme.labels[taxonomy].items()}
              for taxonomy in ("dimensions", "sectors", "sizes")}
    return labels | {"places": {slug(signature["seat"]): signature["seat"] for signature in signatures}}


def hugo_batch(batch: Batch, programme: Programme) -> dict[str, str]:
    """The article and the profiles of one batch."""
    files = {}
    for lang in LANGUAGES:
        files[f"hugo/content/{lang}/news/{batch.slug}.md"] = _article(batch, programme, lang)
        for signature in batch.record["signatories"]:
            files[f"hugo/content/{lang}/signatories/{signature['id']}.md"] = _profile(
                signature, batch, programme, lang)
    return files


def _article(batch: Batch, programme: Programme, lang: str) -> str:
    record = batch.record
    return _page({
        "title": headline(batch, programme, lang), "date": record["date"], "description": lead(batch, lang),
        "place": record["place"], "event": record["event"][lang], "led_by": _speaker(record["led_by"], lang),
        "host": next(s["name"] for s in record["signatories"] if s["id"] == record["host"]["id"]),
        "quotes": [{"text": quote["text"][lang], "by": _speaker(quote["by"], lang)}
                   for quote in record["quotes"]],
        "signers": [{"id": signature["id"], "name": signature["name"]}
                    for signature in record["signatories"]],
    }, record["body"][lang])


def _profile(signature: dict, batch: Batch, programme: Programme, lang: str) -> str:
    labels = programme.labels
    name = programme.today.get(signature["id"], signature["name"])
    front = {
        "title": name, "signed_as": signature["name"], "date": batch.record["date"], "batch": batch.slug,
        "weight": programme.order[signature["id"]],
        "seat": signature["seat"], "website": signature["website"],
        "kind": labels["kinds"][signature["kind"]][lang],
        "signers": [_speaker(signer, lang) for signer in signature["signed_by"]],
        "dimensions": signature["dimensions"], "sectors": [signature["sector"]], "sizes": [signature["size"]],
        "years": [batch.record["date"][:4]], "places": [slug(signature["seat"])],
    }
    if programme.by_letter:
        front["letters"] = [letter(name)]
    return _page(front, signature["ambition"][lang])


def _speaker(person: dict, lang: str) -> dict[str, str]:
    return {"name": person["name"], "role": person["role"][lang]}


def _page(front: dict, body: str = "") -> str:
    return json.dumps(front, ensure_ascii=False, indent=1) + "\n\n" + body
