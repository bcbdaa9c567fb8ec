"""One run of a batch, holding the lock: list, plan, work, sum up."""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import __version__
from extractor.batch.failures import write_failures
from extractor.batch.job import Done, Job, Shop
from extractor.batch.manifest import FOLDER, Manifest, Row
from extractor.batch.outcomes import outcome_of
from extractor.batch.paths import ResultNames, shown
from extractor.batch.plan import Judge, Work, folders_of
from extractor.batch.publish import Publisher
from extractor.batch.results import Result, result_of
from extractor.batch.store import Store
from extractor.batch.versions import readers_version, rules_version
from extractor.batch.walk import Found, documents_below
from extractor.errors import SvodkaError, system_reason

if TYPE_CHECKING:
    from extractor.batch.run import Batch

# Of a document that did not get so far, its name has to tell: the suffixes that are not the format's own name.
_FORMAT_OF = {"txt": "text", "md": "text", "htm": "html"}


class Session:
    """What one run knows."""

    def __init__(self, batch: Batch, manifest: Manifest) -> None:
        self._batch, self._manifest, self._summary = batch, manifest, batch.summary
        self._readers, self._rules = readers_version(batch.setting), rules_version(batch.setting)
        place = batch.out / FOLDER
        self._store = Store(place / "documents")
        # A folder of its own: a worker that has outlived its run writes where nobody looks.
        self._shop = Shop(self._store.folder, place / "unfinished" / secrets.token_hex(6), self._readers, batch.setting)
        self._run = 0

    def results(self) -> Iterator[Result]:
        """See ``Batch``."""
        self._same_folder()
        doubted = self._manifest.unfinished()
        self._run = self._manifest.begin(version=__version__, readers=self._readers, rules=self._rules)
        shutil.rmtree(self._shop.work.parent, ignore_errors=True)
        self._make(self._shop.work)
        try:
            todo = yield from self._planned(doubted)
            with closing(self._worked(todo)) as results:
                yield from results
        except BaseException:
            with suppress(SvodkaError):
                write_failures(self._manifest, self._batch.out)
            raise
        finally:
            shutil.rmtree(self._shop.work, ignore_errors=True)
        self._summary.check()
        write_failures(self._manifest, self._batch.out)
        self._store.prune(self._manifest.kept())
        if self._batch.choice.everything and not self._summary.postponed:
            for run in doubted:  # all that it wrote has been looked over
                self._manifest.end(run, {})
        self._manifest.end(self._run, self._summary.sums())

    def _same_folder(self) -> None:
        here, there = shown(str(self._batch.folder.resolve())), self._manifest.about("folder")
        if there is not None and there != here and not self._batch.moved:
            raise SvodkaError("results-of-another", path=str(self._batch.out), detail=there)
        self._manifest.tell("folder", here)

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True)
        except OSError as why:
            raise SvodkaError("not-writable", path=str(folder), detail=system_reason(why)) from why

    def _planned(self, doubted: set[int]) -> Generator[Result, None, list[tuple[Found, Work]]]:
        """Compare folder and manifest and write down what is to be done; the results that still hold.

        Returns:
            The documents to do, and how.
        """
        refused: dict[str, SvodkaError] = {}
        listed = documents_below(self._batch.folder, without=self._batch.out, failed=refused.__setitem__)
        self._summary.gone = self._manifest.mark_gone({f.path for f in listed} | refused.keys())
        folders, taken = folders_of(f.path for f in listed), set(self._manifest.names())
        names = ResultNames(self._batch.out, folders, taken, source=self._batch.folder)
        chosen = [found for found in listed if self._batch.choice(found.path)]
        for path in list(refused):
            if not self._batch.choice(path):
                del refused[path]
        self._summary.planned = len(chosen) + len(refused)
        todo, standing = self._sorted_out(chosen, doubted)
        later = self._postponed(todo)
        self._manifest.put(self._fresh_rows(todo, later, names))
        yield from self._refused(refused, names)
        for path in standing:
            row = self._manifest.row(path)
            assert row is not None  # noqa: S101 - it has just been looked at
            yield self._counted(row, worked=False)
        return todo

    def _sorted_out(self, chosen: list[Found], doubted: set[int]) -> tuple[list[tuple[Found, Work]], list[str]]:
        """The documents to do, and the paths of those with which nothing is to be done."""
        judge = Judge(self._batch.out, self._store, self._readers, self._rules, self._batch.retry, doubted)
        todo: list[tuple[Found, Work]] = []
        standing: list[str] = []
        for found in chosen:
            work = judge.work(found, self._manifest.row(found.path))
            if work == "skip":
                standing.append(found.path)
            else:
                todo.append((found, work))
        return todo, standing

    def _postponed(self, todo: list[tuple[Found, Work]]) -> list[tuple[Found, Work]]:
        """Take from the documents to do those that are too many for this run."""
        most = self._batch.limit
        later = todo[most:] if most is not None else []
        del todo[len(todo) - len(later) :]
        self._summary.postponed = len(later)
        if self._batch.shuffle is not None:
            random.Random(self._batch.shuffle).shuffle(todo)  # noqa: S311 - no secret
        return later

    def _fresh_rows(
        self, todo: Iterable[tuple[Found, Work]], later: Iterable[tuple[Found, Work]], names: ResultNames
    ) -> Iterator[Row]:
        """Rows that say «planned»: of all that are to be done, and of new ones that have to wait."""
        now = {found.path for found, work in todo if work != "check"}
        for found, _ in sorted([*todo, *later], key=lambda one: one[0].path):
            row = self._manifest.row(found.path)
            if row is None:
                yield Row(found.path, names.of(found.path), size=found.size)
            elif found.path in now:
                yield replace(row, outcome=None, code=None, detail=None)

    def _refused(self, refused: dict[str, SvodkaError], names: ResultNames) -> Iterator[Result]:
        for path, error in sorted(refused.items()):
            row = self._manifest.row(path) or Row(path, names.of(path))
            done = Done(outcome_of(error.code), 0.0, read=False, code=error.code, detail=error.detail)
            yield self._counted(self._publisher().failed(row, done, None), worked=True)

    def _worked(self, todo: list[tuple[Found, Work]]) -> Generator[Result, None, None]:
        """Do what is to be done; a result each, as it ends."""
        if not todo:
            return
        publisher = self._publisher()
        with closing(self._pool(len(todo)).run(self._jobs(todo))) as ends:
            for job, done in ends:
                if done.fatal:
                    detail = done.detail or ""
                    raise SvodkaError(done.code or "internal", path=done.about, detail=detail, line=done.line)
                row = self._manifest.row(job.path)
                assert row is not None  # noqa: S101 - it was written before the work
                self._summary.read += done.read
                row = publisher.published(row, job, done)
                self._summary.links.update(done.links)
                yield self._counted(row, worked=done.outcome is not None)

    def _pool(self, expected: int) -> Any:
        from extractor.batch.pool import Here, Pool

        if self._batch.workers == 0:
            return Here(self._shop)
        return Pool(self._shop, workers=min(self._batch.workers, expected), expected=expected)

    def _jobs(self, todo: list[tuple[Found, Work]]) -> Iterator[Job]:
        for number, (found, work) in enumerate(todo):
            row = self._manifest.row(found.path)
            yield Job(
                number,
                found.path,
                str(self._batch.folder / found.path),
                found,
                sha256=row.sha256 if row is not None else None,
                refill=work == "refill",
                check=work == "check",
            )

    def _publisher(self) -> Publisher:
        return Publisher(self._batch.out, self._manifest, self._shop, self._rules, self._run)

    def _counted(self, row: Row, *, worked: bool) -> Result:
        result = result_of(row, self._batch.out, self._batch.folder, worked=worked)
        suffix = Path(row.path).suffix.removeprefix(".").lower()
        kind = row.format or _FORMAT_OF.get(suffix, suffix)
        self._summary.count(kind, result.outcome, worked=worked)
        return result
