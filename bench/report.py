"""From measured runs to medians, ratios to Hugo and a table to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from tools import LABELS

SCENARIOS = ("cold", "unchanged", "one changed")
# What this project promises: size, scenario, what, at most. "ratio" is to Hugo's wall clock in that scenario.
TARGETS = ((500, "one changed", "wall", 0.4), (1000, "cold", "wall", 0.7), (10000, "cold", "ratio", 0.5),
           (10000, "unchanged", "ratio", 0.1), (10000, "one changed", "ratio", 0.15),
           *((10000, scenario, "peak", 300) for scenario in SCENARIOS))
CHECK_SIZE = 10000          # organisations
CHECK_TARGETS = (("check", "cold", 3), ("check", "unchanged", 0.5), ("trajectory", "cold", 5))      # seconds, at most
FEEDS_SIZE, FEEDS_LIMIT = 10000, 1.33       # organisations; feeds and kits add a third at most
GROWTH = (10000, 100000, 10.5)      # the cold build of the second takes at most so many times the first


def summary(samples: Iterable[Any], beside: str = "hugo") -> dict[str, dict[str, dict[str, float | None]]]:
    """By scenario and tool: medians, least and most wall, largest peak, median ratio of wall clocks to one of the tools."""
    samples = list(samples)
    found: dict[str, dict[str, dict[str, float | None]]] = {}
    for scenario in SCENARIOS:
        of_scenario = [sample for sample in samples if sample.scenario == scenario]
        other = {sample.round: sample.run.wall for sample in of_scenario if sample.tool == beside}
        found[scenario] = {}
        for name in dict.fromkeys(sample.tool for sample in of_scenario):
            runs = {sample.round: sample.run for sample in of_scenario if sample.tool == name}
            ratios = [run.wall / other[number] for number, run in runs.items() if number in other]
            walls = [run.wall for run in runs.values()]
            found[scenario][name] = {
                "wall": median(walls), "least": min(walls), "most": max(walls),
                "cpu": median(run.cpu for run in runs.values()),
                "others": median(run.others for run in runs.values()),
                "peak": max(run.peak for run in runs.values()),
                "ratio": median(ratios) if ratios else None}
    return found


def as_text(results: dict) -> str:
    """All sizes: times, pages, and the targets that could be judged."""
    lines = [f"{results['rounds']} rounds on {results['cpus']} cores. Wall clock, CPU and ratio are medians; "
             "memory is the largest process of all rounds; others is everything else on the machine.", f"Measured by {results['measured_by']}."]
    for size, measured in results["sizes"].items():
        lines += ["", f"{size:,} organisations", *_times(measured["summary"]), "", *_pages(measured)]
        lines += [f"  {LABELS[name]} is left out: {why}" for name, why in measured["absent"].items()]
    return "\n".join([*lines, *_targets(results["sizes"])])


def checks_as_text(results: dict) -> str:
    """The checkers: times, and the targets of this project."""
    def ours(name: str, scenario: str) -> float | None:
        return results["summary"][scenario].get(name, {}).get("wall")

    lines = [f"{results['rounds']} rounds on {results['cpus']} cores, {results['files']:,} ceremonies of {results['size']:,} organisations. "
             "Wall clock and CPU are medians, from the start of the process.", f"Measured by {results['measured_by']}.", "",
             *_times(results["summary"], "x reading")]
    lines += [f"  {LABELS[name]} is left out: {why}" for name, why in results["absent"].items()]
    judged = [_judged(f"{LABELS[name]}, {scenario} wall", found, limit) for name, scenario, limit in CHECK_TARGETS
              if results["size"] == CHECK_SIZE and (found := ours(name, scenario)) is not None]
    return "\n".join([*lines, *(["", "Targets of this project", *judged] if judged else [])])


def feeds_as_text(results: dict) -> str:
    """A build with and without feeds and kits: times, and how much more they may take."""
    lines = [f"{results['rounds']} rounds on {results['cpus']} cores, {results['size']:,} organisations: {results['kits']:,} pages of kits, "
             f"{results['feeds']:,} files of feeds. Wall clock and CPU are medians.", f"Measured by {results['measured_by']}.", "",
             *_times(results["summary"], "x without")]
    lines += [f"  {LABELS[name]} is left out: {why}" for name, why in results["absent"].items()]
    cold = results["summary"]["cold"]
    if results["size"] == FEEDS_SIZE and cold.keys() >= {"charter", "without"}:
        more = cold["charter"]["cpu"] / cold["without"]["cpu"]
        lines += ["", "Targets of this project", _judged("cold CPU with feeds and kits against without", more, FEEDS_LIMIT)]
    return "\n".join(lines)


def _times(of_scenarios: dict, ratio_to: str = "x Hugo") -> Iterator[str]:
    rows: list[Sequence[str]] = [("", "wall s", "least-most", "CPU s", "others CPU s", "memory MiB", ratio_to)]
    for scenario, of_tools in of_scenarios.items():
        for name, found in of_tools.items():
            ratio = "" if found["ratio"] is None else f"{found['ratio']:.2f}"
            rows.append((f"{scenario}, {LABELS[name]}", f"{found['wall']:.2f}",
                         f"{found['least']:.2f}-{found['most']:.2f}", f"{found['cpu']:.2f}",
                         f"{found['others']:.2f}", f"{found['peak']:.0f}", ratio))
    return _table(rows)


def _pages(measured: dict) -> Iterator[str]:
    pages = measured["pages"]
    kinds = sorted({kind for of_tool in pages.values() for kind in of_tool})
    rows: list[Sequence[str]] = [("pages", *(LABELS[name] for name in pages))]
    rows += [(kind, *(f"{of_tool.get(kind, 0):,}" for of_tool in pages.values())) for kind in kinds]
    rows.append(("all pages", *(f"{sum(of_tool.values()):,}" for of_tool in pages.values())))
    totals = [measured["files_and_bytes"][name] for name in pages]
    rows.append(("all files", *(f"{files:,}" for files, _ in totals)))
    rows.append(("megabytes", *(f"{size / 1e6:,.0f}" for _, size in totals)))
    return _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield f"  {first.ljust(widths[0])}  " + "  ".join(cells)


def _targets(sizes: dict) -> list[str]:
    def ours(size: int, scenario: str, what: str) -> float | None:
        return sizes.get(size, {}).get("summary", {}).get(scenario, {}).get("charter", {}).get(what)

    judged = [_judged(f"{size:,} {scenario} {what}", found, limit) for size, scenario, what, limit in TARGETS
              if (found := ours(size, scenario, what)) is not None]
    small, large, times = GROWTH
    first, second = ours(small, "cold", "wall"), ours(large, "cold", "wall")
    if first and second:
        judged.append(_judged(f"{large:,} cold against {small:,}", second / first, times))
    return ["", "Targets of this project", *judged] if judged else []


def _judged(what: str, found: float, limit: float) -> str:
    return f"  {what}: {found:.2f}, at most {limit:g}: {'met' if found <= limit else 'NOT MET'}"
