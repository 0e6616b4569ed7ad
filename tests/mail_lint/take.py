"""Takes from caniemail.com's data what the linter needs. The npm package `caniemail` carries that data:

    .venv/bin/python tests/mail_lint/take.py 2.0.2
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("caniemail.json")
# The six families that newsletters must arrive in whole, by caniemail's (family, platform).
CLIENTS = {
    ("gmail", "desktop-webmail"): "Gmail", ("gmail", "mobile-webmail"): "Gmail (mobile web)", ("gmail", "android"): "Gmail (Android)", ("gmail", "ios"): "Gmail (iOS)",
    ("outlook", "windows"): "Outlook for Windows", ("outlook", "outlook-com"): "Outlook.com",
    ("apple-mail", "macos"): "Apple Mail (macOS)", ("apple-mail", "ios"): "Apple Mail (iOS)",
    ("thunderbird", "macos"): "Thunderbird (macOS)", ("thunderbird", "windows"): "Thunderbird (Windows)", ("samsung-email", "android"): "Samsung Email",
}


def taken(source: dict[str, Any], version: str) -> dict[str, Any]:
    """Date, source and licence, and by feature its title, keywords, support by client and version, and the notes on these."""
    return {
        "date": source["last_update_date"][:10], "source": f"https://www.caniemail.com/, by way of the npm package caniemail {version}",
        "licence": "MIT, Copyright (c) 2019 HTeuMeuLeu; see LICENSE.caniemail",
        "features": {feature["slug"]: _feature(feature) for feature in sorted(source["data"], key=lambda feature: feature["slug"])}}


def _feature(feature: dict[str, Any]) -> dict[str, Any]:
    support = {client: versions for (family, platform), client in CLIENTS.items() if (versions := feature["stats"].get(family, {}).get(platform))}
    numbers = {number for versions in support.values() for value in versions.values() for number in value.replace("#", " ").split()[1:]}
    notes = {number: note for number, note in (feature["notes_by_num"] or {}).items() if number in numbers}
    return {"title": feature["title"].strip(), "tested": feature["last_test_date"], "support": support, "notes": notes}


def written(data: dict[str, Any]) -> str:
    """JSON with a line a feature, so that a new version can be read as a diff."""
    lines = ",\n".join(f"  {json.dumps(slug)}: {json.dumps(feature, ensure_ascii=False)}" for slug, feature in data["features"].items())
    head = "".join(f" {json.dumps(key)}: {json.dumps(data[key], ensure_ascii=False)},\n" for key in ("date", "source", "licence"))
    return f'{{\n{head} "features": {{\n{lines}\n }}\n}}\n'


def main(version: str) -> None:
    """Fetches that version of the package and writes the file."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"caniemail@{version}"], cwd=folder, stdin=subprocess.DEVNULL, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            source = package.extractfile("package/data/caniemail.json")
            assert source
            KEPT.write_text(written(taken(json.load(source), version)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
