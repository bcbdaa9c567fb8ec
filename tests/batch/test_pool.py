"""When all workers are lost at once: every document still ends once, and the one that did it is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.job import Done, Job, Shop
from extractor.batch.pool import Pool, _said
from extractor.batch.setting import Setting
from extractor.batch.walk import Found
from extractor.errors import SvodkaError

GOOD = Done("ok", 0.1, read=True)


class Breaking(Pool):
    """Workers that are all lost with every job that is poison; those that are ``late`` are lost before it is begun."""

    def __init__(self, work: Path, *, poison: set[int], late: set[int], workers: int = 2) -> None:
        super().__init__(Shop(work, work, "R", Setting()), workers=workers, expected=9)
        self.poison, self.late = poison, late
        self.begun: list[int] = []

    def _open(self) -> AbstractContextManager[Any]:  # type: ignore[override]
        return nullcontext()

    def _through(self, pool: Any, jobs: Iterator[Job], window: int) -> Iterator[tuple[Job, Done | None]]:
        while batch := [job for _, job in zip(range(window), jobs, strict=False)]:
            bad = next((job for job in batch if job.number in self.poison | self.late), None)
            for job in batch:
                if bad is None:
                    yield job, GOOD
                    continue
                self.begun.append(job.number)
                if bad.number not in self.late:
                    self._shop.note(job.number)
                yield job, None
            if bad is not None:
                return


def jobs(count: int) -> list[Job]:
    return [Job(n, f"{n}", f"{n}", Found(f"{n}", 1, 1, 1)) for n in range(count)]


@pytest.mark.parametrize("poison", [set(), {0}, {4}, {8}, {2, 3, 7}, set(range(9))])
def test_every_document_ends_once(tmp_path: Path, poison: set[int]) -> None:
    pool = Breaking(tmp_path, poison=poison, late=set())
    ended = [(job.number, done.outcome) for job, done in pool.run(jobs(9))]
    assert sorted(ended) == [(n, "crash" if n in poison else "ok") for n in range(9)]
    assert all(pool.begun.count(n) <= 2 for n in range(9))


def test_workers_that_never_begin_are_given_up(tmp_path: Path) -> None:
    pool = Breaking(tmp_path, poison=set(), late={3})
    ended: list[int] = []
    with pytest.raises(SvodkaError) as caught:
        ended.extend(job.number for job, _ in pool.run(jobs(9)))
    assert caught.value.code == "no-workers"
    assert 3 not in ended
    assert len(pool.begun) < 20


def test_how_a_process_ended() -> None:
    assert _said(3) == "код 3"
    assert _said(-11) == "сигнал 11 (SIGSEGV)"
    assert _said(-9).startswith("сигнал 9 (SIGKILL), возможно")
    assert _said(-200) == "сигнал 200"
