"""What people see of a batch: a bar while it runs, a table at its end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.outcomes import OUTCOMES, Outcome
from extractor.batch.summary import Summary

if TYPE_CHECKING:
    from extractor.batch.results import Result
    from extractor.batch.run import Batch
    from extractor.commands.voice import Voice

_RUSSIAN: dict[Outcome, str] = {
    "ok": "прочитано",
    "partial": "не полностью",
    "empty": "пусто",
    "unreadable": "не читается",
    "encrypted": "под паролем",
    "unsupported": "иной формат",
    "too_large": "велик",
    "timeout": "не в срок",
    "out_of_memory": "не хватило памяти",
    "crash": "сбой",
    "changed_during_read": "менялся",
    "internal": "ошибка",
}


def progress(batch: Batch, voice: Voice) -> Iterator[Result]:
    """The results as they come, with a bar on standard error if that is a terminal."""
    return _with_bar(batch, voice) if sys.stderr.isatty() else iter(batch)


def _with_bar(batch: Batch, voice: Voice) -> Iterator[Result]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(voice("чтение", "reading"), total=None, rate="", failed="")
        for result in batch:
            summary = batch.summary
            # What was good already is not part of the way: it would make the rest look near.
            total = summary.planned - summary.postponed - summary.skipped - summary.before
            speed = bar.tasks[task].speed
            failed = voice(f"не прочитано {summary.failed}", f"not read {summary.failed}") if summary.failed else ""
            rate = "" if speed is None else voice(f"{speed:.1f} в секунду", f"{speed:.1f} a second")
            bar.update(task, total=total, advance=int(result.worked), rate=rate, failed=failed)
            yield result


def report(summary: Summary, failures: Path, voice: Voice) -> Iterator[str]:
    """The sums of a run, line by line: a table by format and outcome, the sum, what else to know."""
    yield from _table(summary, voice)
    parts = [
        voice(f"готово {summary.done}", f"done {summary.done}"),
        voice(f"не прочитано {summary.failed}", f"not read {summary.failed}"),
        voice(f"без изменений {summary.skipped}", f"unchanged {summary.skipped}"),
    ]
    if summary.postponed:
        parts.append(voice(f"отложено {summary.postponed}", f"postponed {summary.postponed}"))
    yield f"{voice('всего', 'in all')} {summary.planned} = {' + '.join(parts)}"
    if summary.before:
        yield voice(
            f"из непрочитанных {summary.before} не прочитаны раньше и не менялись; попробовать снова: --retry failed",
            f"{summary.before} of those not read failed before and have not changed; to try again: --retry failed",
        )
    if summary.gone:
        yield voice(
            f"документов, которых в папке больше нет: {summary.gone}; их записи остались",
            f"documents no longer in the folder: {summary.gone}; their records stay",
        )
    if summary.failed:
        yield f"{voice('непрочитанные', 'not read')}: {failures}"


def _table(summary: Summary, voice: Voice) -> Iterator[str]:
    if not summary.kinds:
        return
    kinds = sorted({kind for kind, _ in summary.kinds})
    seen = {outcome for _, outcome in summary.kinds}
    outcomes = [outcome for outcome in OUTCOMES if outcome in seen]
    total = voice("всего", "in all")
    heads = [voice(_RUSSIAN[outcome], outcome) for outcome in outcomes]
    rows = {kind: [summary.kinds[kind, outcome] for outcome in outcomes] for kind in kinds}
    if len(kinds) > 1:
        rows[total] = [sum(column) for column in zip(*rows.values(), strict=True)]
    lines = [[kind, *(str(n) if n else "–" for n in row), str(sum(row))] for kind, row in rows.items()]
    yield from _aligned([[voice("формат", "format"), *heads, total], *lines])


def _aligned(lines: list[list[str]]) -> Iterator[str]:
    """Rows with the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        first, *rest = line
        yield "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))])
