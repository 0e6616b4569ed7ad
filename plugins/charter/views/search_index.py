"""The index of the directory's search: names and facets of everyone, for both languages at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from charter.views.listing import FILTERS, Directory, Facet


@lru_cache(maxsize=1)
def search_index(directory: Directory) -> bytes:
    """JSON, small when compressed: some 8 bytes an entry with brotli (10,000 invented names).

    `names` in the order of the directory; by number `ids` (only those that `id_of` does not give), `former` names, for whom it signed `also`,
    and who is `gone`; `facets` by kind: `codes`, and `of` whom: for each entry the places of its codes. The facets are those of the facet
    pages, so that a search finds whom these pages list.
    """
    shown = directory.visible
    index = {
        "names": [o.name for o in shown],
        "ids": {n: o.id for n, o in enumerate(shown) if o.id != id_of(o.name)},
        "former": {n: [name for _, name in o.former_names] for n, o in enumerate(shown) if o.former_names},
        "also": {n: o.latest.signs_for for n, o in enumerate(shown) if o.latest.signs_for},
        "gone": [n for n, o in enumerate(shown) if o.status != "active"],
        "facets": _facets(directory.facets, {o.id: n for n, o in enumerate(shown)}),
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def id_of(name: str) -> str | None:
    """The id that most names lead to; search.js does the same. None for a name that is not plain ASCII."""
    return "-".join(re.findall("[a-z0-9]+", name.lower())) if name.isascii() else None


def _facets(facets: Iterable[Facet], number: dict[str, int]) -> dict[str, dict[str, list]]:
    found: dict[str, dict[str, list]] = {kind: {"codes": [], "of": [[] for _ in number]} for kind in FILTERS}
    for facet in facets:
        if facet.kind in found:
            table = found[facet.kind]
            for o in facet.members:
                table["of"][number[o.id]].append(len(table["codes"]))
            table["codes"].append(facet.codes[0])
    for table in found.values():       # one code stands alone, without a list around it
        table["of"] = [places[0] if len(places) == 1 else places for places in table["of"]]
    return found
