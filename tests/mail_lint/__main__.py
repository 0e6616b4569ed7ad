"""Says of files with HTML for e-mail what does not arrive everywhere: .venv/bin/python -m mail_lint FILE ..., in tests/."""

from __future__ import annotations

import sys
from pathlib import Path

from mail_lint import data, lint


def main(paths: list[str]) -> int:
    """Prints what was found, worst first. Exit code 1 when a feature is unsupported somewhere."""
    print(f"caniemail.com, {data()['date']}")
    worst = 0
    for path in paths:
        verdict = lint(Path(path).read_text("utf-8"))
        for level in ("unsupported", "partial", "untested"):
            for finding in verdict.findings:
                if finding.level == level:
                    print(f"{path}: {finding}")
        print(f"{path}: unknown to caniemail: {', '.join(verdict.unknown) or '-'}")
        worst |= bool(verdict.features("unsupported"))
    return int(worst)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
