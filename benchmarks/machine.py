"""What was measured, and on what; nothing that names the machine."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIBRARIES = ("pypdfium2", "pdfplumber", "python-docx", "lxml", "pydantic")


def machine(libraries: Sequence[str] = LIBRARIES) -> dict[str, str | int]:
    """Processor, cores, Python, libraries and the day."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        told = info.read_text("utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
        model = names[0] if names else model
    found: dict[str, str | int] = {"date": datetime.now(UTC).date().isoformat(), "cpu": model}
    found |= {"cores": os.cpu_count() or 0, "system": platform.system(), "python": platform.python_version()}
    return found | {"code": code()} | {name: version(name) for name in libraries}


def code() -> str:
    """The commit that was measured, with «-changed» if the package or its patterns differ from it."""
    git = shutil.which("git")
    if git is None:
        return "unknown"

    def told(*words: str) -> str:
        return subprocess.run([git, *words], cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()

    commit = told("rev-parse", "--short", "HEAD")
    changed = told("status", "--porcelain", "--", "../extractor", "../patterns")
    return f"{commit}-changed" if commit and changed else commit or "unknown"


def told(about: dict[str, str | int]) -> str:
    """The same as a line of Markdown."""
    return ", ".join(f"{key} {value}" for key, value in about.items()) + ".\n"
