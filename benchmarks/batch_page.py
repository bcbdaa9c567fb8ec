"""The report of ``batch.py`` in Markdown."""

from __future__ import annotations

from typing import Any

from machine import told

_HEAD = """# A folder of documents, measured

Written by `python benchmarks/batch.py`. The documents are those of the corpus with other years in them, of all formats
in turns (DOCX, PDF, HTML, ODT, RTF, text, XLSX, ODS, XLS; some 14 KB each); scans are not among them. Other work was
going on where «load» is above the number of workers: rates of different machines and hours compare by ratios only.
"""


def page(report: dict[str, Any]) -> str:
    """The whole page."""
    parts = [_HEAD]
    for name, make in (("crash", _crash), ("again", _again), ("speed", _speed)):
        if name in report:
            parts += [*make(report[name]), "", told(report[name]["machine"])]
    return "\n".join(parts)


def _crash(found: dict[str, Any]) -> list[str]:
    outcomes = ", ".join(f"{name} {count}" for name, count in found["outcomes"].items())
    failed = sum(found["outcomes"].values())
    lines = [
        "## Poison and kills",
        "",
        f"{found['documents']:,} documents, {failed} poisoned (`corpus/hostile`, and texts that make the process",
        f"crash, hang or take all memory): {found['records']} records, {failed} failures ({outcomes}); "
        f"not as expected: {len(found['wrong'])}.",
        "",
        "The process that leads the run was killed (`kill -9`) at random moments, each time started anew in another",
        "order, and then let go on to its end. «Outlived»: the longest that a process of a killed run was still there.",
        "",
        "| workers | kills | records at the kills | done at last | outlived, s | the same bytes as undisturbed |",
        "| ---: | ---: | --- | ---: | ---: | --- |",
    ]
    for run in found["runs"]:
        same = "yes" if run["identical"] else "**no**"
        done = ", ".join(map(str, run["done before"]))
        cells = [run["workers"], run["kills"], done, run["sums"]["done"], run["outlived"], same]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


def _again(found: dict[str, Any]) -> list[str]:
    lines = [
        f"## {found['first']['count']:,} documents, again",
        "",
        "Two workers. «Read» counts the files that were opened; the pattern was changed by a line of comment.",
        "",
        "| run | seconds | a second | done | unchanged | read | memory of the leading process on the way, MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, title in (("first", "first"), ("unchanged", "unchanged"), ("changed", "after a changed pattern")):
        run = found[name]
        sums, memory = run["sums"], run["memory"]
        shown = [*memory[:: max(1, len(memory) // 5)], memory[-1]] if memory else []
        cells = [title, f"{run['seconds']:.1f}", f"{run['count'] / run['seconds']:.0f}"]
        cells += [sums["done"], sums["skipped"], sums["read"], ", ".join(f"{m:.0f}" for m in shown)]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    lines += [
        "",
        f"Every record was written anew after the change: {'yes' if found['rewritten'] else '**no**'}. "
        f"Records {found['records'] / 1e6:.0f} MB, documents as read {found['kept'] / 1e6:.0f} MB, "
        f"manifest {found['manifest'] / 1e6:.1f} MB.",
    ]
    return lines


def _speed(found: dict[str, Any]) -> list[str]:
    names = {
        "alone": "`extract` and a file, one process",
        "0": "batch without workers",
        "1": "one worker",
        "2": "two workers",
    }
    lines = [
        "## Workers",
        "",
        f"{found['documents']} documents, documents a second from the first result on, in {len(found['0']['rates'])} "
        "rounds in turns; start is the time until then. CPU is that of all processes, which load hardly moves.",
        "",
        "| way | best | median | start, s | CPU, ms a document | load |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for way, title in names.items():
        one = found[way]
        loads = f"{min(one['loads']):.1f}–{max(one['loads']):.1f}"
        lines.append(
            f"| {title} | {one['best']:.1f} | {one['median']:.1f} | {one['start']:.1f} | {one['cpu']:.1f} | {loads} |"
        )

    def ratios(name: str) -> str:
        return ", ".join(f"{ratio:.2f}" for ratio in sorted(found[name]))

    best = {way: found[way]["best"] for way in names}
    lines += [
        "",
        f"Two workers to one (target 1.8): best to best {best['2'] / best['1']:.2f}; by round {ratios('two to one')}.",
        f"One worker to none, the price of the sandbox (target 0.9): best to best {best['1'] / best['0']:.2f}; by "
        f"round {ratios('sandboxed to not')}.",
        f"Its price in CPU (target 1.1): by round {ratios('cpu of the sandbox')}.",
        f"Batch without workers to `extract` alone, the price of manifest and packed documents: "
        f"{best['0'] / best['alone']:.2f}.",
    ]
    return lines
