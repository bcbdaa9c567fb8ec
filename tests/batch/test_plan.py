"""What is done again and what is not: the table of docs/batch.md, case by case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.manifest import Row
from extractor.batch.plan import Judge, folders_of
from extractor.batch.store import Store
from extractor.batch.walk import Found

FOUND = Found("a.txt", 10, 1, 2)
GOOD = Row(
    "a.txt", "a.txt.json", outcome="ok", size=10, mtime_ns=1, ctime_ns=2, sha256="aa11", readers="R", rules="F", run=1,
    result_size=4, result_sha256="5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5",
)  # fmt: skip
BAD = replace(GOOD, outcome="unreadable", code="damaged", result_size=None, result_sha256=None)


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    (tmp_path / "a.txt.json").write_text("12345"[:4])
    store = Store(tmp_path / "documents")
    store.path("aa11", "R").parent.mkdir(parents=True)
    store.path("aa11", "R").touch()
    return Judge(tmp_path, store, "R", "F")


@pytest.mark.parametrize(
    ("row", "work"),
    [
        (None, "read"),
        (GOOD, "skip"),
        (replace(GOOD, outcome="partial"), "skip"),
        (replace(GOOD, outcome=None), "refill"),  # interrupted after it was read
        (replace(GOOD, outcome=None, sha256=None), "read"),
        (replace(GOOD, mtime_ns=7), "check"),
        (replace(GOOD, mtime_ns=None, ctime_ns=None), "check"),  # too young when it was read
        (replace(GOOD, size=7), "check"),
        (replace(GOOD, rules="old"), "refill"),
        (replace(GOOD, rules="old", mtime_ns=7), "read"),
        (replace(GOOD, rules="old", sha256="bb22"), "read"),  # its document is not kept
        (replace(GOOD, readers="old"), "read"),
        (replace(GOOD, result_size=3), "refill"),
        (BAD, "skip"),
        (replace(BAD, rules="old"), "skip"),  # the rules had no part in it
        (replace(BAD, readers="old"), "read"),
        (replace(BAD, mtime_ns=7), "check"),
        (replace(BAD, sha256=None), "skip"),
        (replace(BAD, sha256=None, mtime_ns=7), "read"),
        (replace(BAD, code="no-permission"), "refill"),
        (replace(BAD, code="no-permission", sha256=None), "read"),
        (replace(BAD, outcome="changed_during_read", code="changed-during-read", sha256=None), "read"),
        (replace(BAD, outcome="timeout", code="timeout"), "skip"),
        (replace(BAD, outcome="timeout", code="timeout", rules="old"), "refill"),  # perhaps it was a rule
        (replace(BAD, outcome="timeout", code="timeout", rules="old", sha256="bb22"), "skip"),
        (replace(BAD, outcome="crash", code="crash", sha256=None), "skip"),
    ],
)
def test_work(judge: Judge, row: Row | None, work: str) -> None:
    assert judge.work(FOUND, row) == work


@pytest.mark.parametrize(
    ("asked", "row", "work"),
    [
        ({"unreadable"}, BAD, "read"),
        ({"timeout"}, BAD, "skip"),
        ({"crash"}, replace(BAD, outcome="crash", sha256=None), "read"),
        ({"unreadable"}, GOOD, "skip"),
    ],
)
def test_retry(judge: Judge, asked: Any, row: Row, work: str) -> None:
    assert replace(judge, retry=asked).work(FOUND, row) == work


def test_a_run_that_was_cut_off_is_doubted(judge: Judge) -> None:
    doubting = replace(judge, doubted={1})
    (judge.out / "a.txt.json").write_bytes(b"\0\0\0\0")  # what a power failure leaves: the size, not the content
    assert judge.work(FOUND, GOOD) == "skip"
    assert doubting.work(FOUND, GOOD) == "refill"
    assert doubting.work(FOUND, replace(GOOD, run=2)) == "skip"
    import hashlib

    right = replace(GOOD, result_sha256=hashlib.sha256(b"\0\0\0\0").hexdigest())
    assert doubting.work(FOUND, right) == "skip"


def test_a_record_that_is_gone_is_made_again(judge: Judge) -> None:
    (judge.out / "a.txt.json").unlink()
    assert judge.work(FOUND, GOOD) == "refill"


def test_folders() -> None:
    assert folders_of(["a", "b/c", "d/e/f", "d/e/g"]) == {"b", "d", "d/e"}
