"""JSON Schemas of the records, so that an editor completes and checks while somebody types.

Draft-07, with the keywords of VS Code (`errorMessage`, `enumDescriptions`, `defaultSnippets`): what yaml-language-server,
and with it most editors, knows best. `type` stands out of sight, in `then`: from a `type` that it sees, the server offers
`null`, `true` and `false` wherever our reader takes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from charter.model.batch import SCOPES, Batch
from charter.model.changes import Change, erased_ids
from charter.model.folder import Records, load
from charter.model.programme import Programme, Term
from charter.model.reading import json_schema
from charter.model.types import Id
from charter.problems import errors
from charter.record_template import CODES

FOLDER = ".schema"      # hidden: no record, and nothing that a site is made from
ROOTS = {"batch": (Batch, "Ondertekening"), "changes": (tuple[Change, ...], "Wijzigingen"), "charter": (Programme, "Programma")}
POINTING = {"OrganisationRef": ("id",), "Change": ("id", "merged_into", "split_into")}      # fields with the id of a signatory
_KINDS = {"array", "boolean", "null", "number", "object", "string"}
_SNIPPETS = {"Consent": {"label": "elk gebruik", "description": "toestemming voor alles, vanaf dezelfde dag",
                         "body": dict.fromkeys(SCOPES, "${1:jjjj-mm-dd}")}}
_NOTHING = {"not": {"type": sorted(_KINDS - {"null"})}}      # `venue:` with nothing behind it

Schema = dict[str, Any]


def write_schemas(records: Path) -> list[Path]:
    """Writes the schemas of a records folder to `.schema/`; gives the files that changed."""
    loaded = load(records)
    changed = []
    for name, text in schemas(loaded.programme, names_by_id(loaded)).items():
        path = records / FOLDER / f"{name}.json"
        if not path.is_file() or path.read_bytes() != text.encode():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
            changed.append(path)
    return changed


def names_by_id(records: Records) -> dict[str, str]:
    """Every id that signed, in order, with the name as last signed; but for those who have their details removed, on any day.

    Nobody, as long as changes.yaml cannot be read: who had them removed stands there.
    """
    if errors(problem for problem in records.problems if problem.path == "changes.yaml"):
        return {}
    erased = erased_ids(records.changes)
    found = {signature.id: signature.name for batch in records.batches.values() for signature in batch.signatories if signature.id not in erased}
    return dict(sorted(found.items()))


def schemas(programme: Programme | None, names: Mapping[str, str]) -> dict[str, str]:
    """The text of each schema, by its name in ROOTS. Without a programme any code that is well formed will do.

    Fields stand in the order of the model: an editor that fills in the required ones keeps it.
    """
    terms = {field: getattr(programme, listed) for field, listed in CODES.items()} if programme else {}
    return {name: json.dumps(_document(kind, title, terms, names), ensure_ascii=False, indent=1) + "\n"
            for name, (kind, title) in ROOTS.items()}


def _document(kind: Any, title: str, terms: Mapping[str, Sequence[Term]], names: Mapping[str, str]) -> Schema:
    root = json_schema(kind)
    classes = root.pop("$defs", {})
    if "properties" in root:
        classes[kind.__name__] = root
    for name, declared in classes.items():
        declared.pop("description", None)       # for programmers; that of a field is for people
        declared |= {"defaultSnippets": [_SNIPPETS[name]]} if name in _SNIPPETS else {}
        for field, schema in declared["properties"].items():
            if field in POINTING.get(name, ()):
                _replace(schema, {"$ref": "#/definitions/signatory"})
            elif terms.get(field) and name != "Programme":
                _replace(schema, _codes(terms[field]))
    shape = _shape(root, classes, optional=kind is not Batch)
    known = {} if kind is Programme else {"definitions": {"signatory": _known_ids(names)}}
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **shape, **known}


def _replace(schema: Schema, by: Schema) -> None:
    """Another form for a field, or for each item of its list; what it is for stays."""
    part = schema["anyOf"][0] if "anyOf" in schema else schema
    part = part.get("items", part)
    kept = {"description": part["description"]} if "description" in part else {}
    part.clear()
    part.update(by | kept)


def _codes(terms: Sequence[Term]) -> Schema:
    """The codes of the programme, each with its label. Of digits only: YAML reads that as a number."""
    labels: dict[str | int, str] = {term.code: term.label.nl for term in terms}
    labels |= {int(term.code): term.label.nl for term in terms if term.code.isdigit()}
    return {"enum": list(labels), "enumDescriptions": list(labels.values())}


def _known_ids(names: Mapping[str, str]) -> Schema:
    """Offers who signed before. Any other id will do: that of a new signatory is not known yet."""
    offered = [{"label": id_, "description": name, "body": id_} for id_, name in names.items()]
    return _scalar(json_schema(Id), optional=False) | ({"defaultSnippets": offered} if offered else {})


def _shape(schema: Schema, classes: Mapping[str, Schema], optional: bool) -> Schema:
    """A part of pydantic's schema as editors want it, without references. `optional`: nothing behind the colon will do."""
    if "anyOf" in schema:
        return _shape(schema["anyOf"][0] | _but(schema, "anyOf"), classes, optional=True)
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    if name in classes:
        return _shape(classes[name] | _but(schema, "$ref"), classes, optional)
    if "properties" in schema:
        return _object(schema, classes, optional)
    if schema.get("type") == "array":
        return _list(schema, classes, optional)
    return _choice(schema, optional) if "enum" in schema else _scalar(schema, optional)


def _object(schema: Schema, classes: Mapping[str, Schema], optional: bool) -> Schema:
    required = schema.get("required", [])
    fields = {}
    for name, field in schema["properties"].items():
        title = f"{name} (verplicht)" if name in required else name
        fields[name] = {"title": title, **_shape(field, classes, optional=name not in required)}
        if "items" in fields[name]:
            fields[name]["items"] = {"title": name, **fields[name]["items"]}
    # With `type` the required fields come along when an item is completed; where nothing may stand, it would offer `null`.
    kind = _only({"object"}, "hier horen velden: " + ", ".join(fields), optional) if optional else {"type": "object"}
    return {**_some(schema, "description", "defaultSnippets"), **kind, "properties": fields, **_some(schema, "required"),
            "additionalProperties": False}


def _list(schema: Schema, classes: Mapping[str, Schema], optional: bool) -> Schema:
    item = schema["items"] if "items" in schema else schema["prefixItems"][0]      # the latter for two numbers, which are alike
    return {**_some(schema, "description"), "items": _some(schema, "description") | _shape(item, classes, optional=False),
            **_some(schema, "minItems", "maxItems"), **_only({"array"}, "hier hoort een lijst: elk onderdeel na een streepje (- )", optional)}


def _choice(schema: Schema, optional: bool) -> Schema:
    choices = {"enum": schema["enum"], **_some(schema, "enumDescriptions"),
               "errorMessage": "kies uit: " + ", ".join(dict.fromkeys(map(str, schema["enum"])))}
    return {**_some(schema, "description"), **_some(schema, "default"), **({"anyOf": [choices, _NOTHING]} if optional else choices)}


def _scalar(schema: Schema, optional: bool) -> Schema:
    shown = _some(schema, "description", "examples")
    if "$ref" in schema:
        return {**shown, "anyOf": [{"$ref": schema["$ref"]}, *([_NOTHING] if optional else [])]}
    kinds = {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    checks = _some(schema, "pattern", "minimum", "maximum", "multipleOf", "errorMessage")
    # In anyOf: a field with neither this nor `type` gets no colon when it is completed.
    return {**shown, "anyOf": [checks | _only(kinds, schema.get("errorMessage", "hier hoort één tekst"), optional)]}


def _only(kinds: set[str], message: str, optional: bool) -> Schema:
    """Refuses values of another kind with a Dutch sentence."""
    allowed = kinds | {"null"} if optional else kinds
    return {"if": {"type": sorted(_KINDS - allowed)}, "then": {"type": min(kinds), "errorMessage": message}}


def _some(schema: Schema, *names: str) -> Schema:
    return {name: schema[name] for name in names if schema.get(name) is not None}


def _but(schema: Schema, name: str) -> Schema:
    return {key: value for key, value in schema.items() if key != name}
