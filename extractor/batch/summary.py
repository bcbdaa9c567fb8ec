"""The sums of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractor.batch.outcomes import GOOD, Outcome
from extractor.errors import SvodkaError


@dataclass(slots=True)
class Summary:
    """How many documents were found (``planned``) and what became of them.

    ``done`` were made in this run, ``skipped`` were good already, ``failed`` have no record (``before`` of them since
    an earlier run), ``postponed`` were left by ``limit``.  ``read`` is how many files were opened, ``gone`` how many
    records are of documents no longer in the folder.  ``kinds`` counts formats with outcomes.
    """

    planned: int = 0
    done: int = 0
    failed: int = 0
    skipped: int = 0
    postponed: int = 0
    before: int = 0
    read: int = 0
    gone: int = 0
    kinds: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)

    def count(self, kind: str, outcome: Outcome, *, worked: bool) -> None:
        """One more document: its format, how it ended, and whether this run did it."""
        self.kinds[kind, outcome] += 1
        if outcome not in GOOD:
            self.failed += 1
            self.before += not worked
        elif worked:
            self.done += 1
        else:
            self.skipped += 1

    def check(self) -> None:
        """See that every document that was planned is accounted for.

        Raises:
            SvodkaError: internal: a document was lost, or counted twice.
        """
        ended = self.done + self.failed + self.skipped + self.postponed
        if self.planned != ended or sum(self.kinds.values()) != ended - self.postponed:
            raise SvodkaError("internal", path="batch", detail=f"намечено {self.planned}, учтено {ended}")

    def sums(self) -> dict[str, int]:
        """What the manifest keeps of a run."""
        names = ("planned", "done", "failed", "skipped", "postponed", "read")
        return {name: getattr(self, name) for name in names}
