"""Time and memory of one document, and what an error of memory looks like under a reader's own words."""

from __future__ import annotations

import math
import subprocess
import sys
import time

import pytest
from conftest import ROOT

from extractor.batch.limits import OUT_OF_MEMORY, ran_out, timed
from extractor.batch.outcomes import OUTCOMES, outcome_of, outcome_of_record
from extractor.batch.setting import Limits
from extractor.errors import CATALOGUE, SvodkaError
from extractor.reading.ocr.report import about


@pytest.mark.parametrize(
    ("asked", "size", "seconds"),
    [
        (60, 0, 60),
        (60, 2**20, 180),
        (60, 2**19, 120),
        (60, 2**40, 3600),
        (7200, 2**30, 7200),
        (0.5, 2**20, 1.5),
        (math.inf, 5, 1e6),
    ],
)
def test_time_grows_with_the_file(asked: float, size: int, seconds: float) -> None:
    assert Limits(asked).seconds_for(size) == seconds


def late(error: SvodkaError) -> None:
    pytest.fail(f"not interrupted: {error}")


@pytest.mark.skipif(sys.platform == "win32", reason="no alarms there")
def test_what_takes_too_long_is_interrupted() -> None:
    with pytest.raises(SvodkaError) as caught, timed(0.05, "a.txt", late):
        try:
            while True:
                time.sleep(0.01)
        except Exception:  # noqa: BLE001 - as a reader may
            pytest.fail("a reader took it for a fault of the file")
    assert (caught.value.code, caught.value.path) == ("timeout", "a.txt")
    with timed(60, "a.txt", late):
        pass


DEAF = """
import hashlib, sys
from extractor.batch import limits
limits.GRACE = 0.2
with limits.timed(0.2, "a.txt", lambda error: print(error.code, flush=True)):
    if sys.argv[1] == "busy":
        hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)  # lets other threads work
    sum(range(10**12))  # does not
"""


def test_what_cannot_be_interrupted_is_ended() -> None:
    done = subprocess.run([sys.executable, "-c", DEAF, "busy"], cwd=ROOT, capture_output=True, check=False, timeout=30)
    assert (done.stdout, done.returncode) == (b"timeout\n", 3)


def test_what_lets_nothing_else_work_is_ended_all_the_same() -> None:
    done = subprocess.run([sys.executable, "-c", DEAF, "deaf"], cwd=ROOT, capture_output=True, check=False, timeout=30)
    assert done.returncode not in {0, -9}
    assert b"Timeout" in done.stderr


GREEDY = """
import os, sys
from extractor.batch import limits
limits._ON_LINUX = sys.argv[1] == "here"
limits.limit_memory(100)
kept = bytes(50 * 2**20)
try:
    held = [b"x" * 2**24 for _ in range(64)]
    import time; time.sleep(5)
except MemoryError:
    os._exit(77)
"""


@pytest.mark.parametrize("system", ["here", "elsewhere"] if sys.platform == "linux" else ["here"])
def test_memory_is_limited(system: str) -> None:
    done = subprocess.run([sys.executable, "-c", GREEDY, system], cwd=ROOT, check=False, timeout=30)
    assert done.returncode == OUT_OF_MEMORY


def test_an_error_of_memory_is_known_under_other_words() -> None:
    damaged = SvodkaError("damaged", path="a", detail="")
    damaged.__cause__ = MemoryError()
    assert ran_out(damaged)
    assert not ran_out(SvodkaError("damaged", path="a", detail=""))
    circle = ValueError()
    circle.__context__ = KeyError()
    circle.__context__.__context__ = circle
    assert not ran_out(circle)


def test_every_code_has_an_outcome_and_every_outcome_of_a_failure_a_code() -> None:
    assert {outcome_of(code) for code in CATALOGUE} == set(OUTCOMES) - {"ok", "partial"}
    assert outcome_of("office-failed") == "unreadable"


def test_what_a_record_warns_of() -> None:
    said = "распознано с изображения (нет текста)"
    scanned = [*about([1], said, ""), *about([2, 3], "", said)]
    assert outcome_of_record([]) == "ok"
    assert outcome_of_record(scanned) == "ok"
    assert outcome_of_record([*scanned, "потеряно при чтении знаков: 3 из 5"]) == "partial"
    assert outcome_of_record(["страница 3: нет текстового слоя"]) == "partial"
