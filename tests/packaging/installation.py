"""The project built and installed as a user would install it: a wheel in an environment of its own.

The environment is kept under ``.pytest_cache`` and its dependencies are installed again only when
they change; the wheel itself is built and installed anew in every run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".pytest_cache" / "svodka-installed"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# pip may have to fetch some 150 MB.
INSTALL_SECONDS = 1_800


@dataclass(frozen=True, slots=True)
class Built:
    """Paths of the two files that a release consists of."""

    wheel: Path
    sdist: Path

    def wheel_names(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as package:
            return set(package.namelist())

    def sdist_names(self) -> set[str]:
        """Names without the folder that holds them all."""
        with tarfile.open(self.sdist) as package:
            return {name.partition("/")[2] for name in package.getnames()}


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment that holds the wheel, what it depends on, and nothing else."""

    bin: Path

    def run(
        self, *command: str, cwd: Path, stdin: bytes = b"", code: int = 0, timeout: float = 120
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command of this environment from the folder ``cwd``; any other exit code than ``code`` fails."""
        done = subprocess.run(
            command, cwd=cwd, input=stdin, capture_output=True, timeout=timeout, env=self.environment(), check=False
        )
        assert done.returncode == code, f"{command}: {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}"
        return done

    def environment(self) -> dict[str, str]:
        """The environment of a user's shell in which this installation comes first."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
        return kept | {"PATH": f"{self.bin}{os.pathsep}{kept['PATH']}", "PYTHONUTF8": "1", "NO_COLOR": "1"}


@cache
def built() -> Built:
    """The sdist of this checkout and the wheel made from that sdist."""
    out = HOME / "dist"
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        old.unlink()
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT))
    return Built(next(out.glob("*.whl")), next(out.glob("*.tar.gz")))


@cache
def installation() -> Installation:
    """The wheel installed with its own dependencies, at the versions of the environment that runs the tests."""
    wheel = built().wheel
    venv = HOME / "venv"
    place = venv / ("Scripts" if os.name == "nt" else "bin")
    python = str(place / "python")
    constraints = _constraints()
    needed = hashlib.sha256(
        "\n".join([sys.executable, constraints, *PROJECT["project"]["dependencies"]]).encode()
    ).hexdigest()
    stamp = HOME / "needed"
    if not (stamp.exists() and stamp.read_text("utf-8") == needed and place.is_dir()):
        stamp.unlink(missing_ok=True)
        (HOME / "constraints.txt").write_text(constraints, "utf-8")
        _run(sys.executable, "-m", "venv", "--clear", str(venv))
        _run(*_pip(python), "--constraint", str(HOME / "constraints.txt"), f"{wheel}[eval]")
        # Newer Pythons put no setuptools into an environment: nothing may lean on it.
        stamp.write_text(needed, "utf-8")
    _run(*_pip(python), "--no-deps", "--force-reinstall", str(wheel))
    return Installation(place)


def _constraints() -> str:
    """The versions that are installed here, this project left out."""
    found = {dist.metadata["Name"].lower(): dist.version for dist in distributions()}
    found.pop(PROJECT["project"]["name"], None)
    return "\n".join(f"{name}=={version}" for name, version in sorted(found.items()))


def _pip(python: str) -> tuple[str, ...]:
    return (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
