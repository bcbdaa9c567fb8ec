"""LibreOffice, where it is installed: finding it, asking its version, turning a file of one format into another.

Each run has a folder of its own for its profile, its input and its output, so that any number of runs may go
on at once, and is watched over by ``watch.py``.  Macros are off, and so is everything that would
fetch something from outside the file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from extractor.errors import SvodkaError, system_reason
from extractor.reading.office.profile import SETTINGS
from extractor.reading.office.watch import OUT_OF_TIME

VARIABLE = "SVODKA_OFFICE"
"""Names the program; «-» says that there is none."""

# The slowest honest document met, 500 pages of tables, takes 20 seconds; starting takes 1 to 5.
SECONDS = 90.0
_VERSION_SECONDS = 20.0
# What the watch may take over its time to end everything.
_GRACE = 10.0
_WATCH = Path(__file__).with_name("watch.py")
_NAMES = ("soffice", "libreoffice")
# Where installers put it that leave the search path alone.
_WINDOWS = r"C:\{}\LibreOffice\program\soffice.com"
_PLACES = {
    "win32": (_WINDOWS.format("Program Files"), _WINDOWS.format("Program Files (x86)")),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "linux": ("/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice"),
}
# The packages of libreoffice.org: /opt/libreoffice24.8 and the like, the newest taken.
_OWN_PACKAGES = (Path("/opt"), "libreoffice*/program/soffice")
_FLAGS = (
    *("--headless", "--invisible", "--norestore", "--nolockcheck"),
    *("--nodefault", "--nologo", "--nofirststartwizard"),
)


def find() -> Path | None:
    """Where LibreOffice is: the variable, the search path, the usual places of the system."""
    if named := os.environ.get(VARIABLE):
        path = Path(named)
        return path if named != "-" and path.is_file() else None
    for name in _NAMES:
        # On Windows «soffice.exe» comes back before its work is done, «soffice.com» after.
        if found := shutil.which(name + ".com" if sys.platform == "win32" else name):
            return Path(found)
    usual = [Path(place) for place in _PLACES.get(sys.platform, ())]
    if sys.platform == "linux":
        usual += sorted(_OWN_PACKAGES[0].glob(_OWN_PACKAGES[1]), reverse=True)
    return next((path for path in usual if path.is_file()), None)


def version(program: Path) -> str | None:
    """The version that the program says it has, such as «7.4.7.2»; ``None`` if it does not say."""
    with tempfile.TemporaryDirectory(prefix="svodka-office-", ignore_cleanup_errors=True) as folder:
        try:
            _, said = _run([str(program), _profile(Path(folder)), "--version"], Path(folder), _VERSION_SECONDS)
        except OSError:
            return None
    found = re.search(r"LibreOffice\S*\s+(\d+(?:\.\d+)+)", said)
    return found[1] if found else None


def convert(data: bytes, source: str, target: str, *, name: str, seconds: float = SECONDS) -> bytes:
    """Turn a file of one format into another.

    Args:
        data: the whole file.
        source: the suffix of its format, such as «doc».
        target: the suffix of the format wanted, such as «docx».
        name: how to call it in messages.
        seconds: how long it may take.
    Raises:
        SvodkaError: office-missing, office-failed, office-timeout.
    """
    program = find()
    if program is None:
        raise SvodkaError("office-missing", path=name)
    with tempfile.TemporaryDirectory(prefix="svodka-office-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        given, made = folder / f"source.{source}", folder / "out" / f"source.{target}"
        given.write_bytes(data)
        where = ["--convert-to", target, "--outdir", str(made.parent), str(given)]
        try:
            code, said = _run([str(program), _profile(folder), *_FLAGS, *where], folder, seconds)
        except OSError as why:
            raise SvodkaError("office-failed", path=name, detail=system_reason(why)) from why
        if code == OUT_OF_TIME:
            raise SvodkaError("office-timeout", path=name, detail=f"{seconds:g} с")
        try:
            return made.read_bytes()
        except OSError:
            detail = said.strip().rpartition("\n")[2].replace(place, "")[:200] or f"код {code}"
            raise SvodkaError("office-failed", path=name, detail=detail) from None


def _profile(folder: Path) -> str:
    """A profile in the folder, and the argument that names it."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    return f"-env:UserInstallation={user.parent.resolve().as_uri()}"


def _run(command: Sequence[str], folder: Path, seconds: float) -> tuple[int, str]:
    """Run a command of LibreOffice to its end; the exit code and what it said."""
    said = folder / "said.txt"
    # Not the folder of the documents: a relative name in one of them must lead nowhere.
    with said.open("wb") as out:
        watch = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", str(_WATCH), str(seconds), str(folder), *command],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=_environment(folder),
            # Out of the reach of a Ctrl-C at the terminal: it is for us, and we end the watch.
            start_new_session=True,
        )
        try:
            code = watch.wait(seconds + _GRACE)
        except subprocess.TimeoutExpired:
            code = OUT_OF_TIME
        finally:
            _dismiss(watch)
    return code, said.read_text("utf-8", "replace")


def _dismiss(watch: subprocess.Popen[bytes]) -> None:
    """Close the watch's input, on which it ends everything, and see it go."""
    if watch.stdin:
        watch.stdin.close()
    try:
        watch.wait(_GRACE)
    except subprocess.TimeoutExpired:
        watch.kill()
        watch.wait()


def _environment(folder: Path) -> Mapping[str, str]:
    """Our environment, with all that is written for a user going into the folder, and no way to the network."""
    here = str(folder)
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"), here)
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    kept = {key: value for key, value in os.environ.items() if key.lower() not in ("no_proxy", "display", "pythonpath")}
    return kept | own | nowhere
