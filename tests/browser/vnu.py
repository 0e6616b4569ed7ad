"""The checker of the markup, run over pages or folders of pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from browser import needs


def messages(paths: Iterable[Path]) -> list[str]:
    """All errors and warnings, each with the page where it stands."""
    vnu = [str(needs.program("default-jre-headless")), "-jar", str(needs.VNU)]
    options = ["--format", "json", "--skip-non-html", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*vnu, *options, *map(str, paths)], capture_output=True, encoding="utf-8", timeout=600, check=True)
    return sorted({f"{found['url'].partition('/output/')[2]}: {found['message']}" for found in json.loads(done.stdout)["messages"]})
