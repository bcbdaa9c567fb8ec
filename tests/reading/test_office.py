"""LibreOffice: found, asked, run and ended; a script stands in for it where it is to fail or to hang."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from extractor.errors import SvodkaError
from extractor.reading.office import convert as office

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(__file__).with_name("data") / "decision-sferum-2024.doc"
HANGS = "sleep 1000 &\nsleep 1000\n"
WORKS = 'while [ "$1" != --outdir ]; do shift; done\nmkdir -p "$2" && cp "$3" "$2/source.docx"\n'

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
installed = pytest.mark.skipif(office.find() is None, reason="LibreOffice is not installed")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}")
    path.chmod(0o755)
    monkeypatch.setenv(office.VARIABLE, str(path))


def running(place: Path) -> list[str]:
    """The processes of runs with this folder for temporary files."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(place).encode() in (entry / "environ").read_bytes() and int(entry.name) != os.getpid():
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def gone(place: Path, seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and (running(place) or any(place.iterdir())):
        time.sleep(0.05)
    return not running(place) and not any(place.iterdir())


def test_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.VARIABLE, "-")
    assert office.find() is None
    with pytest.raises(SvodkaError) as caught:
        office.convert(b"x", "doc", "docx", name="а.doc")
    assert (caught.value.code, caught.value.exit_code) == ("office-missing", 4)


@posix
@linux
def test_a_run_gives_its_bytes_and_leaves_nothing(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f"sleep 1000 &\n{WORKS}", monkeypatch)
    assert office.convert(b"bytes", "doc", "docx", name="x") == b"bytes"
    assert gone(place, 0.5)


@posix
@linux
def test_a_run_that_hangs_is_ended_with_all_that_it_started(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, HANGS, monkeypatch)
    begun = time.monotonic()
    with pytest.raises(SvodkaError) as caught:
        office.convert(b"x", "doc", "docx", name="а.doc", seconds=1)
    assert caught.value.code == "office-timeout"
    assert "а.doc" in caught.value.message()
    assert time.monotonic() - begun < 4
    assert gone(place, 0.5)


@posix
@pytest.mark.parametrize(
    ("script", "detail"),
    [
        ("echo 'Error: no such filter' >&2\nexit 1\n", "no such filter"),
        ("exit 7\n", "код 7"),
        ("kill -9 $$\n", "код"),
    ],
)
def test_a_run_that_fails(script: str, detail: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, script, monkeypatch)
    with pytest.raises(SvodkaError, match=detail) as caught:
        office.convert(b"x", "doc", "docx", name="x")
    assert caught.value.code == "office-failed"


@posix
def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_text("no program")
    monkeypatch.setenv(office.VARIABLE, str(tmp_path / "soffice"))
    with pytest.raises(SvodkaError) as caught:
        office.convert(b"x", "doc", "docx", name="x")
    assert caught.value.code == "office-failed"
    assert office.version(tmp_path / "soffice") is None


@posix
@linux
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_run_ends_with_the_process_that_asked(
    sign: signal.Signals, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, HANGS, monkeypatch)
    code = "from extractor.reading.office.convert import convert; convert(b'x', 'doc', 'docx', name='x')"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL) as asking:
        until = time.monotonic() + 10
        while sum("sleep" in line for line in running(place)) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        asking.send_signal(sign)
        asking.wait(10)
    assert gone(place)


@posix
def test_runs_at_once_have_profiles_of_their_own(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f'echo "$1" >> {tmp_path}/profiles\nsleep 0.3\n{WORKS}', monkeypatch)
    runs = [Thread(target=office.convert, args=(b"x", "doc", "docx"), kwargs={"name": "x"}) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    profiles = (tmp_path / "profiles").read_text().splitlines()
    assert len(set(profiles)) == 4
    assert all(profile.startswith("-env:UserInstallation=file:///") for profile in profiles)
    assert not any(place.iterdir())


@installed
def test_the_version_is_told() -> None:
    program = office.find()
    assert program is not None
    assert (office.version(program) or "").count(".") >= 2


@installed
@linux
def test_a_file_is_converted(place: Path) -> None:
    made = office.convert(SAMPLE.read_bytes(), "doc", "docx", name="x")
    assert made.startswith(b"PK")
    assert gone(place, 0.5)


class Asked(BaseHTTPRequestHandler):
    """Keeps what it was asked for."""

    paths: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_error(404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_OPTIONS(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@installed
def test_nothing_outside_the_file_is_asked_for() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_port}"
        page = f'<html><head><link rel="stylesheet" href="{where}/a.css"></head><body>а<img src="{where}/b.png"></html>'
        assert office.convert(page.encode(), "html", "odt", name="x")
        server.shutdown()
    assert Asked.paths == []


@installed
@linux
def test_five_files_and_one_that_hangs() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "office.py"), "--count", "5", "--hang", "3", "--seconds", "15"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
