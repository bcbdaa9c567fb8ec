"""What may become of a document in a batch, and which error of the catalogue means which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, get_args

Outcome = Literal[
    "ok",
    "partial",
    "empty",
    "unreadable",
    "encrypted",
    "unsupported",
    "too_large",
    "timeout",
    "out_of_memory",
    "crash",
    "changed_during_read",
    "internal",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
GOOD: frozenset[Outcome] = frozenset(("ok", "partial"))
"""Outcomes with a record."""
# The worker may have been at the fields, not at the reader: other rules may end otherwise.
STOPPED: frozenset[Outcome] = frozenset(("timeout", "out_of_memory", "crash", "internal"))

# Any other code of the catalogue is of a file that cannot be read.
_OF_CODE: dict[str, Outcome] = {
    "empty": "empty",
    "no-text": "empty",
    "encrypted": "encrypted",
    "unsupported": "unsupported",
    "too-large": "too_large",
    "timeout": "timeout",
    "office-timeout": "timeout",
    "out-of-memory": "out_of_memory",
    "crash": "crash",
    "changed-during-read": "changed_during_read",
    "internal": "internal",
    "not-writable": "internal",
}
# Causes outside the file: the next run may find them gone, so it always tries again.
PASSING = frozenset(
    (
        *("changed-during-read", "no-permission", "not-found", "not-a-file", "not-writable"),
        *("ocr-missing", "office-missing", "link-outside"),
    )
)
# This alone takes nothing from a record: the pages were read from their pictures, as asked.
_ONLY_TELLS = re.compile(r"страниц[аы] [\d–]+: распознано с изображения")


def outcome_of(code: str) -> Outcome:
    """The outcome that an error of the catalogue means."""
    return _OF_CODE.get(code, "unreadable")


def outcome_of_record(warnings: Iterable[str]) -> Outcome:
    """``partial`` where a record warns that something is missing or uncertain."""
    return "partial" if any(not _ONLY_TELLS.match(said) for said in warnings) else "ok"
