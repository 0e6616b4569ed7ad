"""Plain Pelican's content: articles for ceremonies and pages for profiles, markdown with metadata lines."""

from __future__ import annotations

from site_content import LANGUAGES, Batch, Programme, headline, lead

_WORDS = {
    "nl": {"signed_as": "Ondertekend als", "signed_by": "Getekend door", "together": "Tekende samen met",
           "ambition": "Ambitie", "signers": "Ondertekenaars", "dimensions": "Dimensies",
           "profile": "/ondertekenaars", "article": "/nieuws"},
    "en": {"signed_as": "Signed as", "signed_by": "Signed by", "together": "Signed together with",
           "ambition": "Ambition", "signers": "Signatories", "dimensions": "Dimensions",
           "profile": "/en/signatories", "article": "/en/news"},
}


def pelican_batch(batch: Batch, programme: Programme) -> dict[str, str]:
    """The article and the profiles of one batch."""
    files = {}
    for lang in LANGUAGES:
        files[f"pelican/content/news/{batch.slug}.{lang}.md"] = _article(batch, programme, lang)
        for signature in batch.record["signatories"]:
            files[f"pelican/content/signatories/{signature['id']}.{lang}.md"] = _profile(
                signature, batch, programme, lang)
    return files


def _article(batch: Batch, programme: Programme, lang: str) -> str:
    record, words = batch.record, _WORDS[lang]
    parts = [lead(batch, lang), record["body"][lang]]
    parts += [f"> {quote['text'][lang]}\n>\n> {_speaker(quote['by'], lang)}" for quote in record["quotes"]]
    parts.append(f"## {words['signers']}")
    for signature in record["signatories"]:
        link = _link(signature, lang)
        parts += [f"### {link}", signature["seat"], signature["ambition"][lang]]
    return _page({"Title": headline(batch, programme, lang), "Date": record["date"], "Slug": batch.slug,
                  "Lang": lang, "Summary": lead(batch, lang)}, parts)


def _profile(signature: dict, batch: Batch, programme: Programme, lang: str) -> str:
    words, labels = _WORDS[lang], programme.labels
    others = [other for other in batch.record["signatories"] if other is not signature]
    facts = [labels["sectors"][signature["sector"]][lang], labels["kinds"][signature["kind"]][lang],
             labels["sizes"][signature["size"]][lang], signature["seat"], signature["website"]]
    parts = [
        f"[{batch.record['date']}, {batch.record['place']}]({words['article']}/{batch.slug}/)",
        f"{words['signed_as']}: {signature['name']}",
        "\n".join(f"- {fact}" for fact in facts),
        f"{words['dimensions']}: " + ", ".join(labels["dimensions"][code][lang]
                                               for code in signature["dimensions"]),
        f"## {words['ambition']}", signature["ambition"][lang],
        f"{words['signed_by']}: " + ", ".join(_speaker(signer, lang) for signer in signature["signed_by"]),
        f"## {words['together']}", "\n".join(f"- {_link(other, lang)}" for other in others)]
    name = programme.today.get(signature["id"], signature["name"])
    return _page({"Title": name, "Date": batch.record["date"], "Slug": signature["id"], "Lang": lang,
                  "Seat": signature["seat"]}, parts)


def _speaker(person: dict, lang: str) -> str:
    return f"{person['name']}, {person['role'][lang]}"


def _link(signature: dict, lang: str) -> str:
    return f"[{signature['name']}]({_WORDS[lang]['profile']}/{signature['id']}/)"


def _page(metadata: dict[str, str], parts: list[str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in metadata.items()) + "\n" + "\n\n".join(parts) + "\n"
