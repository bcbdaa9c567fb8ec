"""How far a long run has come, for somebody who watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def watched(items: list[Item], caption: str) -> Iterator[Item]:
    """The items one by one, with a bar on standard error if that is a terminal; nothing otherwise."""
    return _with_bar(items, caption) if sys.stderr.isatty() else iter(items)


def _with_bar(items: list[Item], caption: str) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        tracked: Iterable[Item] = bar.track(items, description=caption)
        yield from tracked
