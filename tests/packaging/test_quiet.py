"""The program keeps to itself: no network, and nothing of the machine, the folder or the clock in a record."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from installation import ROOT

FILES = ROOT / "corpus" / "files"
SAMPLES = [
    path for form in ("docx", "pdf", "html", "txt") for path in sorted((FILES / form / "tune").glob(f"*.{form}"))[::10]
]
MADE_ELSEWHERE = """
import sys
from extractor import extract
sys.stdout.buffer.write(extract(sys.argv[1]).model_dump_json().encode())
"""


def test_there_are_samples_of_every_kind() -> None:
    assert {path.suffix for path in SAMPLES} == {".docx", ".pdf", ".html", ".txt"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_nothing_is_asked_of_a_network(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forbidden(socket.socket):
        def __init__(self, *_: Any, **__: Any) -> None:
            raise AssertionError("a socket was opened")

    def forbidden(*_: Any, **__: Any) -> Any:
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "socket", Forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    assert extract(path).text


def test_no_network_at_the_names_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """natasha carries its models; loading them asks nobody."""
    from extractor.text.names import find_people

    monkeypatch.setattr(socket, "getaddrinfo", None)
    monkeypatch.setattr(socket, "socket", None)
    assert [person.name for person in find_people("Заслушан доклад Марии Ивановны Петровой.")]


@pytest.mark.parametrize("path", SAMPLES[::2], ids=lambda path: path.name)
def test_the_same_record_wherever_and_whenever(path: Path, tmp_path: Path) -> None:
    """Another folder, time zone, language, hash order, user and home: the same bytes."""
    made = set()
    for number, folder in enumerate(("here", "там, где пробелы")):
        home = tmp_path / folder
        home.mkdir()
        shutil.copy(path, home)
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": str(number + 1),
            "TZ": ("UTC", "Asia/Krasnoyarsk")[number],
            "LC_ALL": ("C", "C.UTF-8")[number],
            "HOME": str(home),
            "USER": f"user{number}",
        }
        done = subprocess.run(
            [sys.executable, "-c", MADE_ELSEWHERE, str(home / path.name)],
            cwd=(tmp_path, home)[number],
            env=environment,
            capture_output=True,
            timeout=120,
            check=True,
        )
        assert str(tmp_path).encode() not in done.stdout
        made.add(done.stdout)
    assert len(made) == 1


def test_the_clock_is_never_asked() -> None:
    """Deadlines without a year count from the paper's own date, never from today."""
    told = [
        path.name
        for room in ("reading", "fields", "text")
        for path in (ROOT / "extractor" / room).rglob("*.py")
        if any(word in path.read_text("utf-8") for word in ("date.today", ".now(", "time.time", "utcnow", "getmtime"))
    ]
    assert not told
