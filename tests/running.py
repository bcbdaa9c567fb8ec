"""The program as a process of its own, and the small documents it is given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

DECISION = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ОЗЁРНОГО РАЙОНА

ПРИКАЗ

16.01.2025 № 9-од
с. Озёрное

О мерах по увеличению охвата питанием

Охват обучающихся горячим питанием составил 86,7 % при плановом значении 90 %.

ПРИКАЗЫВАЮ:

1. Директору МБОУ Озерновская СОШ № 47 обеспечить охват горячим питанием не менее 90 % обучающихся до 01.03.2025.

2. Контроль за исполнением приказа оставляю за собой.

Начальник управления                Е.В. Тарасова
"""

# The head of a packed file and nothing behind it: no reader takes it.
BROKEN = b"PK\x03\x04" + bytes(100)


def environment(**extra: str) -> dict[str, str]:
    """The environment without what would change the program's words or widths."""
    return {k: v for k, v in os.environ.items() if k not in ("SVODKA_LANG", "COLUMNS")} | extra


def command(*arguments: str | bytes | Path) -> list[str | bytes | Path]:
    """The command line of the program."""
    return [sys.executable, str(ROOT / "cli.py"), *arguments]


def svodka(
    *arguments: str | bytes | Path, given: bytes | None = None, env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end, bytes on all its streams."""
    return subprocess.run(
        command(*arguments),
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        check=False,
        env=environment(**(env or {})),
        timeout=60,
        **options,
    )


def write_decision(folder: Path, name: str = "Приказ о питании.txt") -> Path:
    """A document that every field has something of; the name has spaces and Russian letters."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(DECISION, "utf-8")
    return path


def write_broken(folder: Path, name: str = "битый.docx") -> Path:
    """A file that cannot be read."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(BROKEN)
    return path
