"""Documents that kill, hang or devour cost themselves alone; a run that is killed goes on where it was."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from running import command, environment

from extractor.batch.manifest import Manifest
from extractor.batch.results import failures_of, records_of

sys.path.append(str(ROOT / "benchmarks"))

import batch_corpus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits are those of Linux")
PATHS = os.pathsep.join((str(ROOT), str(batch_corpus.POISON)))
# Time enough for an honest document on a busy machine.
OPTIONS = ("--timeout", "6", "--memory", "300")


def start(docs: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command("batch", docs, "--out", out, *OPTIONS, *options),
        env=environment(PYTHONPATH=PATHS),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(docs: Path, out: Path, *options: str) -> str:
    run = start(docs, out, *options)
    said = run.communicate(timeout=300)[1].decode()
    assert run.returncode == 3, said
    return said


def group(leader: int) -> list[int]:
    """The processes of a session that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == leader and state != "Z":
            found.append(int(path.parent.name))
    return found


def all_gone(leader: int) -> bool:
    """Whether a session comes to its end; one that lets nothing else work ends with its time."""
    until = time.monotonic() + 30
    while group(leader) and time.monotonic() < until:
        time.sleep(0.05)
    return not group(leader)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("poisoned") / "документы"
    return folder, batch_corpus.make(folder, healthy=54, poisoned=12)


@pytest.fixture(scope="module")
def undisturbed(poisoned: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    finish(poisoned[0], out, "--workers", "2")
    return out


def test_every_document_ends_as_it_should(poisoned: tuple[Path, dict[str, str]], undisturbed: Path) -> None:
    _, expected = poisoned
    with Manifest(undisturbed, writing=False) as manifest:
        rows = {row.path: row for row in manifest.rows()}
    ended = {path: "ok" if row.outcome == "partial" else row.outcome for path, row in rows.items()}
    assert ended == expected
    assert set(expected.values()) >= {"timeout", "out_of_memory", "crash", "internal", "too_large", "ok", "empty"}
    assert all(row.attempts == 1 for row in rows.values())
    assert len(list(records_of(undisturbed))) == 54
    failures = [json.loads(line) for line in (undisturbed / "failures.jsonl").read_text("utf-8").splitlines()]
    assert [one["file"] for one in failures] == [f.path for f in failures_of(undisturbed)]
    assert all(all(one.values()) for one in failures)


@pytest.mark.parametrize("workers", ["1", "4"])
def test_killed_again_and_again_the_results_are_the_same(
    poisoned: tuple[Path, dict[str, str]], undisturbed: Path, tmp_path: Path, workers: str
) -> None:
    draw, kills = random.Random(workers), 0
    for _ in range(3):
        run = start(poisoned[0], tmp_path / "out", "--workers", workers)
        time.sleep(draw.uniform(0.2, 4))
        kills += run.poll() is None
        run.kill()
        run.wait()
        assert run.stderr
        run.stderr.close()
        assert all_gone(run.pid)
    assert kills
    finish(poisoned[0], tmp_path / "out", "--workers", workers)
    assert dict(batch_corpus.results(tmp_path / "out")) == dict(batch_corpus.results(undisturbed))


def test_an_interrupted_run_says_so_and_leaves_nobody_behind(
    poisoned: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    run = start(poisoned[0], tmp_path / "out", "--workers", "2")
    until = time.monotonic() + 60
    while not list((tmp_path / "out").glob("[0-9]*/*.json")) and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGINT)
    said = run.communicate(timeout=60)[1].decode()
    assert (run.returncode, said.splitlines()[-1]) == (130, "прервано")
    assert all_gone(run.pid)
    assert not list((tmp_path / "out" / ".svodka" / "unfinished").iterdir())


SCRIPT = """
import sys
from extractor import Batch
{guard}
for result in Batch(sys.argv[1], out=sys.argv[2], workers=1, include=["00/*"], exclude=["*яд*"]):
    print(result.path, result.outcome)
"""


@pytest.mark.parametrize("guard", ["if __name__ == '__main__':", ""])
def test_a_program_of_ones_own(poisoned: tuple[Path, dict[str, str]], tmp_path: Path, guard: str) -> None:
    script = tmp_path / "own.py"
    lines = SCRIPT.format(guard=guard).splitlines()
    body = 4 if guard else 99
    script.write_text("\n".join(line if k < body else f"    {line}" for k, line in enumerate(lines)), "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(poisoned[0]), str(tmp_path / "out")],
        capture_output=True, check=False, timeout=120, cwd=ROOT, env=environment(PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    if guard:
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout.decode().split()[1::2].count("ok") >= 4
    else:
        assert done.returncode == 1
        assert "no-workers" in done.stderr.decode() or "__main__" in done.stderr.decode()


def test_one_document_alone_has_the_same_limits(tmp_path: Path) -> None:
    from running import write_decision

    for word in ("spin", "devour", "sink"):
        (tmp_path / f"{word}.txt").write_text(f"SVODKA-POISON {word}\n", "utf-8")
    good = write_decision(tmp_path)
    files = [tmp_path / f"{word}.txt" for word in ("spin", "devour", "sink")]
    done = subprocess.run(
        command("extract", *files, good, "--format", "jsonl", "--timeout", "2", "--memory", "300"),
        env=environment(PYTHONPATH=PATHS),
        capture_output=True,
        check=False,
        timeout=60,
    )
    said = done.stderr.decode()
    assert [said.count(f"[{code}]") for code in ("timeout", "out-of-memory", "internal")] == [1, 1, 1]
    assert (done.returncode, json.loads(done.stdout)["source"]["file"]) == (3, good.name)
