"""How things are measured: interleaved runs, medians, and the lines of the report."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report.

    ``ratio`` is the figure over that of ``against``, measured in turns with it; ``target`` is a
    condition on ``value`` or, where ``on_ratio``, on the ratio, such as «>= 25».
    """

    subject: str
    what: str
    value: float
    unit: str
    against: str = ""
    ratio: float | None = None
    target: str = ""
    on_ratio: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target."""
        if not self.target:
            return None
        sign, limit = self.target.split()
        figure = self.ratio if self.on_ratio and self.ratio is not None else self.value
        return figure >= float(limit) if sign == ">=" else figure <= float(limit)


def table(lines: Iterable[Line], *, digits: int = 3) -> list[str]:
    """A Markdown table, a row for each line; figures with so many digits."""
    head = ["| what | figure | against | ratio | target | met |", "| --- | ---: | --- | ---: | --- | --- |"]
    return [*head, *(_row(line, digits) for line in lines)]


def _row(line: Line, digits: int) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    met = "" if line.met is None else "yes" if line.met else "**no**"
    target = f"ratio {line.target}" if line.on_ratio else line.target
    return f"| {line.what} | {line.value:.{digits}g} {line.unit} | {line.against} | {ratio} | {target} | {met} |"


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians of two actions measured in turns: seconds of each, and the median of first over second."""

    first: float
    second: float
    ratio: float


def cpu_seconds(action: Callable[[], object]) -> float:
    """CPU seconds (user and system, this process) of one run."""
    start = time.process_time()
    action()
    return time.process_time() - start


def frozen_seconds(action: Callable[[], object]) -> float:
    """CPU seconds of one run while Python's garbage collector leaves alone what existed before it."""
    gc.freeze()
    try:
        return cpu_seconds(action)
    finally:
        gc.unfreeze()


def wall_seconds(action: Callable[[], object]) -> float:
    """Wall seconds of one run; only for processes started anew."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def pairs(
    first: Callable[[], object],
    second: Callable[[], object],
    *,
    rounds: int = 7,
    clock: Callable[[Callable[[], object]], float] = cpu_seconds,
) -> Pair:
    """Run both once unmeasured, then in turns, swapping who goes first each round."""
    first()
    second()
    taken: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            later = clock(second)
            taken.append((clock(first), later))
        else:
            taken.append((clock(first), clock(second)))
    return Pair(median(a for a, _ in taken), median(b for _, b in taken), median(a / b for a, b in taken))
