"""What a registry of schools is once it is read: organisations with their names, and what is odd about the file.

Values stand as the file has them, trimmed: nothing is guessed and nothing is declined.  What is absent is ``None``,
never an empty string.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

NameKind = Literal["full", "short", "former", "alias"]
Status = Literal["active", "closed", "reorganised"]
Severity = Literal["error", "warning", "note"]
Format = Literal["csv", "xlsx", "accreditation-xml"]

NAME_KINDS: tuple[NameKind, ...] = ("full", "short", "former", "alias")
STATUSES: tuple[Status, ...] = ("active", "closed", "reorganised")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an organisation; ``former`` ones it no longer bears, ``alias`` ones are what people say."""

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation or branch.

    ``status_text`` is the file's own word, ``status`` what the program takes it for (``None``: not told, or not
    understood).  ``district`` is a part of a town where the file names one beside the municipality.  ``row`` is the
    row of the table as Excel counts, or the ordinal number of the certificate.
    """

    id: str
    names: tuple[Name, ...]
    row: int
    legal_form: str | None = None
    kind: str | None = None
    number: str | None = None
    settlement: str | None = None
    district: str | None = None
    municipality: str | None = None
    region: str | None = None
    inn: str | None = None
    ogrn: str | None = None
    kpp: str | None = None
    address: str | None = None
    status: Status | None = None
    status_text: str | None = None
    parent_id: str | None = None
    is_branch: bool = False

    @property
    def title(self) -> str:
        """The name to show: the first full one, else the first of any kind."""
        return next((name.text for name in self.names if name.kind == "full"), self.names[0].text)

    @property
    def short(self) -> str:
        """The name for a narrow place: the first short one, else the title."""
        return next((name.text for name in self.names if name.kind == "short"), self.title)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that a person should look at; the sentences are in ``extractor.registry.problems``.

    Args:
        code: an entry of ``problems.WORDINGS``.
        row: where it is, 0 for the file as a whole.
        id: of the organisation, if it has one.
        values: what the places of the sentence are filled with.
    """

    code: str
    severity: Severity
    row: int = 0
    id: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry that was read.

    Args:
        organisations: in the order of the file; a tuple, or a sequence that makes them when they are asked for.
        problems: the first of each code (``problems.MOST_KEPT``); ``problem_counts`` has how many there are.
        columns: heads with the field each was taken for, ``ignored`` the heads that were not needed.
        encoding, delimiter, sheet: what of this the format has.
        head_row: where the heads stand, as Excel counts; 0 for XML.
        rows: rows (certificates) that held anything; ``skipped`` of them gave no organisation.
    """

    organisations: Sequence[Organisation]
    source: str
    sha256: str
    format: Format
    problems: tuple[Problem, ...] = ()
    problem_counts: Mapping[str, int] = field(default_factory=dict)
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    head_row: int = 0
    rows: int = 0
    skipped: int = 0
