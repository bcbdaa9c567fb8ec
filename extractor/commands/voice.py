"""Speaking to people: Russian or English, on standard error, one line each.

Data goes to standard output and never passes through here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.export.plain import printable

if TYPE_CHECKING:
    from extractor.errors import SvodkaError

LANGUAGES = ("ru", "en")
LANGUAGE_VARIABLE = "SVODKA_LANG"


@dataclass(frozen=True, slots=True)
class Voice:
    """The chosen language; calling it picks one of two wordings."""

    lang: str = "ru"

    def __call__(self, russian: str, english: str) -> str:
        return russian if self.lang == "ru" else english

    def line(self, text: str) -> None:
        """One line to standard error, without characters that a terminal would obey.

        A file's name may have line ends: what follows them would look like another message.
        """
        sys.stderr.write(printable(text).replace("\n", "\N{REPLACEMENT CHARACTER}") + "\n")

    def failure(self, error: SvodkaError) -> None:
        """An error of the catalogue: what happened and what to do."""
        self.line(f"{self('ошибка', 'error')} [{error.code}]: {error.message(self.lang)}")
        self.line(f"{self('что делать', 'what to do')}: {error.hint(self.lang)}")


def choose_language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The language of this run and the arguments without the option that chose it.

    The texts of the help are made in the language, so it has to be known before the options are
    parsed; ``--lang`` may therefore stand before or after the command.  A language that is not
    there is left in place for the parser to complain about.
    """
    language = os.environ.get(LANGUAGE_VARIABLE, "")
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
            break
        name, equals, value = word.partition("=")
        if name != "--lang":
            rest.append(word)
            continue
        if not equals:
            value = next(words, "")
        if value in LANGUAGES:
            language = value
        else:
            rest[:0] = [f"--lang={value}"]
    return (language if language in LANGUAGES else "ru"), rest
