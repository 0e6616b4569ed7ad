"""`charter build` without feeds, calendar and kits, to measure what these cost. For the bench only: such a site lacks what its pages lead to.

    python bench/without_feeds.py build --records ... --output ...
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from charter import build, cli
from charter.pages import OutputFile

_LEFT_OUT = ("kit/", "en/kit/", "feeds/", "en/feeds/")


def _without(group: Callable[[], Iterable[OutputFile]]) -> list[OutputFile]:
    """What is left of a group. A file is made only when it is asked for, so nothing is made of those left out."""
    return [file for file in group() if not file.path.startswith(_LEFT_OUT)]


def main() -> int:
    """The command itself. Which items a feed has is not looked up either."""
    whole = build.write

    def write(target: Any, groups: Sequence[Any], *others: Any) -> Any:
        return whole(target, [partial(_without, group) for group in groups], *others)

    build.write = write
    build.feed_files = build.calendar_file = lambda *_: ()
    build.archive_groups = lambda *_: []
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
