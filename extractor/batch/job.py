"""What goes to a worker and what comes back: small plain values; the records themselves never pass through the pipe."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from extractor.batch.outcomes import Outcome
from extractor.batch.setting import Setting
from extractor.batch.walk import Found

# Far more than jobs can be under way.
_PLACES = 256


@dataclass(frozen=True, slots=True)
class Job:
    """One document to do.

    ``file`` is where it lies, ``found`` its size and times as listed, ``sha256`` what its content was when it was read
    last, ``refill`` whether the document as it was read will do, ``check`` whether nothing is to be done if the content
    is still the same.
    """

    number: int
    path: str
    file: str
    found: Found
    sha256: str | None = None
    refill: bool = False
    check: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was read; times are ``None`` where they are too young to tell a later change."""

    size: int
    mtime_ns: int | None
    ctime_ns: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """How a document ended.

    ``outcome`` is ``None`` where the content was unchanged, as a job with ``check`` asked; ``read`` tells whether the
    file was opened, ``links`` how many mentions ended in which status, ``fatal`` that the mistake is not that of the
    document.
    """

    outcome: Outcome | None
    seconds: float
    read: bool
    seen: Seen | None = None
    format: str | None = None
    code: str | None = None
    detail: str | None = None
    about: str = ""
    line: int = 0
    fatal: bool = False
    result_size: int | None = None
    result_sha256: str | None = None
    warnings: int | None = None
    links: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shop:
    """Where the workers of a run find and leave things.

    ``store`` has the documents as read, ``work`` results before they get their names: a folder for each run, so that a
    worker of a run that is gone writes where nobody looks.
    """

    store: Path
    work: Path
    readers: str
    setting: Setting

    def result(self, number: int) -> Path:
        """Where the record of a job is left."""
        return self.work / f"{number}.json"

    def note(self, number: int, seen: Seen | None = None) -> None:
        """Note that a job is begun, and what was read for it, in case the worker does not live to tell.

        Raises:
            OSError: nothing can be written.
        """
        told = {"job": number, "seen": asdict(seen) if seen is not None else None}
        self._place_of_note(number).write_text(json.dumps(told), "ascii")

    def noted(self, number: int) -> tuple[bool, Seen | None]:
        """Whether a job was begun, and what was read for it."""
        try:
            told = json.loads(self._place_of_note(number).read_text("ascii"))
            if told["job"] != number:
                return False, None
            return True, Seen(**told["seen"]) if told["seen"] is not None else None
        except (OSError, ValueError, KeyError, TypeError):
            return False, None

    def _place_of_note(self, number: int) -> Path:
        # A place is used again long after its job has ended: making and removing a file for each costs more.
        return self.work / f"{number % _PLACES}.seen"
