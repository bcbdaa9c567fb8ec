"""TOML files of users, read so that a mistake is told with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from extractor.errors import SvodkaError, system_reason

_DECODE_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that was parsed; ``code`` is the error of the catalogue that its mistakes are told as."""

    path: Path
    text: str
    table: Mapping[str, Any]
    code: str

    def fail(self, detail: str, *, line: int = 1) -> NoReturn:
        """Tell of a mistake."""
        raise SvodkaError(self.code, path=str(self.path), line=line, detail=detail)

    def line(self, key: str, *, after: int = 1) -> int:
        """The first line from ``after`` on that sets or heads ``key``; ``after`` itself if there is none."""
        name = re.escape(key)
        begins = re.compile(rf"""\s*(?:\[+(?:[^\]]*\.)?["']?{name}["']?\s*\]|["']?{name}["']?\s*[=.])""")
        lines = self.text.splitlines()
        return next((n for n, text in enumerate(lines, 1) if n >= after and begins.match(text)), after)

    def heads(self, key: str) -> list[int]:
        """The lines of all ``[[key]]``."""
        head = re.compile(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]\s*(?:#.*)?")
        return [n for n, text in enumerate(self.text.splitlines(), 1) if head.fullmatch(text)]


def read_toml(path: Path, *, code: str) -> TomlFile:
    """Read and parse a file.

    Args:
        code: of the catalogue: ``bad-profile``, ``bad-config``.
    Raises:
        SvodkaError: ``code`` with the line.
    """
    try:
        text = path.read_text("utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError as why:
        raise SvodkaError(code, path=str(path), line=1, detail="такого файла нет") from why
    except tomllib.TOMLDecodeError as why:
        place = _DECODE_LINE.search(str(why))
        line = int(place[1]) if place else max(1, len(text.splitlines()))
        raise SvodkaError(code, path=str(path), line=line, detail=f"это не TOML ({why})") from why
    except UnicodeDecodeError as why:
        raise SvodkaError(code, path=str(path), line=1, detail="файл должен быть в кодировке UTF-8") from why
    except OSError as why:
        raise SvodkaError("no-permission", path=str(path), detail=system_reason(why)) from why
    return TomlFile(path, text, table, code)
