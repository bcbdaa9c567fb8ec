"""What is installed of all that svodka uses, as plain facts; what is missing comes with the line that installs it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractor import __version__

PYTHONS = ((3, 11), (3, 14))
"""The first version that will do, and the first that is not tried yet."""
MODELS = ("rus.traineddata", "eng.traineddata")
_OCR = "tesserocr"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*([^;]*)")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for.  ``needed`` is False for what svodka can do without."""

    name: str
    found: bool
    needed: bool = True
    version: str | None = None
    path: str | None = None
    serves: str | None = None
    install: str | None = None


def checks(*, system: str = sys.platform) -> list[Check]:
    """Everything looked for, in the order in which it is told."""
    return [_python(), *libraries(), *ocr(), office(system), *fonts(system), cache()]


def facts(found: list[Check]) -> dict[str, Any]:
    """The checks as data for programs."""
    return {
        "svodka": __version__,
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "complete": complete(found),
        "checks": [asdict(check) for check in found],
    }


def complete(found: list[Check]) -> bool:
    """Whether nothing that is needed is missing."""
    return all(check.found for check in found if check.needed)


def _python() -> Check:
    first, last = PYTHONS
    fits = first <= sys.version_info[:2] < last
    advice = (
        None if fits else f"Python {first[0]}.{first[1]}–{last[0]}.{last[1] - 1}: https://www.python.org/downloads/"
    )
    return Check("Python", fits, version=platform.python_version(), path=sys.executable, install=advice)


def libraries() -> list[Check]:
    """The libraries that this installation was declared to need."""
    try:
        declared = metadata.requires("svodka") or []
    except metadata.PackageNotFoundError:
        declared = []
    found = []
    for line in declared:
        named = _REQUIREMENT.match(line)
        if named is None or "extra ==" in line or named[1] == _OCR:
            continue
        name, bounds = named[1], named[2].strip()
        version = _version(name)
        advice = None if version else _pip(f"{name}{bounds}")
        found.append(Check(name, version is not None, version=version, install=advice))
    return found


def ocr() -> list[Check]:
    """What reads scans: the library, and the two models that it reads with."""
    library = find_spec(_OCR) is not None
    folder = models_folder()
    models = all((folder / model).is_file() for model in MODELS)
    return [
        Check(
            _OCR,
            library,
            version=_version(_OCR),
            serves="scans",
            install=None if library else _pip(_OCR),
        ),
        Check(
            "tessdata",
            models,
            path=str(folder),
            serves="scans",
            install=None if models else _pip("--force-reinstall", "--no-deps", f"svodka=={__version__}"),
        ),
    ]


def models_folder() -> Path:
    """Where the models of the recognition of scans lie."""
    # The same as ``extractor.reading.ocr.engine.BUNDLED``, which cannot be asked where its libraries are missing.
    return Path(__file__).resolve().parents[1] / "_tessdata"


def office(system: str) -> Check:
    """LibreOffice, which opens what our own readers cannot."""
    from extractor.reading.office.convert import find, version

    program = find()
    if program is None:
        return Check("LibreOffice", False, needed=False, serves="office", install=_by_system(system, _OFFICE))
    return Check("LibreOffice", True, needed=False, version=version(program), path=str(program), serves="office")


def fonts(system: str) -> list[Check]:
    """Fonts with Cyrillic letters that documents are drawn with where they are not embedded."""
    found = []
    for name, files in _FONTS.items():
        path = next((place for folder in _font_folders(system) for place in _below(folder, files)), None)
        advice = None if path else _by_system(system, _FONT_PACKAGES[name])
        found.append(
            Check(
                name, path is not None, needed=False, path=str(path) if path else None, serves="fonts", install=advice
            )
        )
    return found


def cache() -> Check:
    """The folder in which indexes of registries are kept; without it everything is only slower."""
    from extractor.registry.cache import VARIABLE, folder

    place = folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            writable = True
    except OSError:
        writable = False
    advice = None if writable else f"{'set' if os.name == 'nt' else 'export'} {VARIABLE}=…"
    return Check("cache", writable, needed=False, path=str(place), serves="cache", install=advice)


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _pip(*what: str) -> str:
    words = (f'"{word}"' if set(word) & set("<>=,[ ") else word for word in what)
    return f'"{sys.executable}" -m pip install {" ".join(words)}'


# By system: Debian and Ubuntu, other Linux, macOS, Windows with winget, Windows with Chocolatey.
_OFFICE = (
    "sudo apt-get install --no-install-recommends libreoffice-writer-nogui",
    "sudo dnf install libreoffice-writer",
    "brew install --cask libreoffice",
    "winget install --exact --id TheDocumentFoundation.LibreOffice",
    "choco install libreoffice-fresh",
)
_FONTS = {
    "DejaVu": ("DejaVuSans.ttf",),
    "Liberation": ("LiberationSerif-Regular.ttf", "times.ttf", "Times New Roman.ttf"),
}
_FONT_PACKAGES = {
    "DejaVu": (
        "sudo apt-get install fonts-dejavu-core",
        "sudo dnf install dejavu-sans-fonts",
        "brew install --cask font-dejavu",
        "choco install dejavufonts",
        "choco install dejavufonts",
    ),
    "Liberation": (
        "sudo apt-get install fonts-liberation",
        "sudo dnf install liberation-serif-fonts",
        "brew install --cask font-liberation",
        "https://github.com/liberationfonts/liberation-fonts/releases",
        "https://github.com/liberationfonts/liberation-fonts/releases",
    ),
}


def _by_system(system: str, lines: tuple[str, str, str, str, str]) -> str:
    apt, dnf, brew, winget, choco = lines
    if system == "darwin":
        return brew
    if system == "win32":
        return choco if shutil.which("choco") and not shutil.which("winget") else winget
    return apt if shutil.which("apt-get") or not shutil.which("dnf") else dnf


def _font_folders(system: str) -> list[Path]:
    home = Path("~").expanduser()
    if system == "win32":
        return [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")]
    if system == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def _below(folder: Path, names: tuple[str, ...]) -> list[Path]:
    wanted = {name.lower() for name in names}
    return [Path(place, file) for place, _, files in os.walk(folder) for file in files if file.lower() in wanted]
