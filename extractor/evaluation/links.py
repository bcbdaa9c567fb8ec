"""Links to a registry against labelled mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from extractor.evaluation.links_pairs import FOLDER, PAIRS, REGISTRY, Label, Pair, load_pairs

if TYPE_CHECKING:
    from collections.abc import Collection

    from extractor.linking.answer import Answer

Outcome = Literal["right", "wrong", "ambiguous", "unmatched"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Cell = tuple[Label, Outcome]
Linking = Callable[[Pair], "Sequence[Answer]"]


@dataclass(frozen=True, slots=True)
class LinkMistake:
    """A mention with another answer than the right one."""

    pair: Pair
    outcome: Outcome
    said: str

    def __str__(self) -> str:
        """«+» where a wrong link was made, «-» where a right answer is missing."""
        sign = "+" if self.outcome == "wrong" else "-"
        wanted = " ".join((self.pair.label, *self.pair.expected))
        mention = " ".join(self.pair.mention.split())
        return (
            f"{sign} {self.pair.split}/{FOLDER} {self.pair.id} {self.pair.category}: «{mention}» {wanted} → {self.said}"
        )


@dataclass(slots=True)
class LinkTally:
    """What became of some mentions.

    Attributes:
        categories: category → (label, outcome) → how many mentions.
        complete: ambiguous mentions answered as such with every record that fits among the candidates.
    """

    categories: dict[str, Counter[Cell]] = field(default_factory=dict)
    complete: int = 0
    mistakes: list[LinkMistake] = field(default_factory=list)

    def count(self, pair: Pair, answers: Sequence[Answer]) -> None:
        """Count one mention."""
        result = outcome(pair, answers)
        self.categories.setdefault(pair.category, Counter())[pair.label, result] += 1
        complete = pair.label == "AMBIG" and result == "ambiguous" and names_all(pair.expected, answers)
        self.complete += complete
        right = {"LINK": result == "right", "AMBIG": complete, "NIL": result == "unmatched"}
        if not right[pair.label]:
            self.mistakes.append(LinkMistake(pair, result, _said(answers)))

    @property
    def matrix(self) -> Counter[Cell]:
        """(label, outcome) → how many mentions."""
        return sum(self.categories.values(), Counter[Cell]())

    @property
    def mentions(self) -> int:
        return self.matrix.total()

    @property
    def wrong(self) -> int:
        """Mentions with a wrong link."""
        return sum(n for (_, result), n in self.matrix.items() if result == "wrong")

    @property
    def precision(self) -> float:
        """Right links of all that were made; a mention of several schools is one link.  1 where none was made."""
        right = self.matrix["LINK", "right"]
        return right / (right + self.wrong) if right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the mentions with one right answer that have it."""
        return self._share("LINK", self.matrix["LINK", "right"])

    @property
    def ambiguous(self) -> float:
        """The share of the ambiguous mentions answered as such with every record that fits among the candidates."""
        return self._share("AMBIG", self.complete)

    @property
    def unmatched(self) -> float:
        """The share of the mentions of no record that were linked to none and offered none."""
        return self._share("NIL", self.matrix["NIL", "unmatched"])

    def _share(self, label: Label, good: int) -> float:
        total = sum(n for (of, _), n in self.matrix.items() if of == label)
        return good / total if total else 1.0


def outcome(pair: Pair, answers: Sequence[Answer]) -> Outcome:
    """What became of a mention.

    ``right``: every school linked, in order, to the expected records.  ``wrong``: any link that the label does not
    have at that place.  Else ``ambiguous`` if any answer is, even if some schools of the mention were linked rightly.
    """
    if pair.label == "LINK" and tuple(answer.id for answer in answers) == pair.expected:
        return "right"
    linked = [answer.id for answer in answers if answer.id is not None]
    if pair.label != "LINK" and linked:
        return "wrong"
    rest = iter(pair.expected)  # what is linked must be expected, in that order
    if not all(key in rest for key in linked):
        return "wrong"
    return "ambiguous" if any(answer.status == "ambiguous" for answer in answers) else "unmatched"


def names_all(expected: Iterable[str], answers: Sequence[Answer]) -> bool:
    """Whether all these records are among the candidates; where the list was cut, no others may be before them."""
    shown = {candidate.id for answer in answers for candidate in answer.candidates}
    cut = any(answer.more for answer in answers)
    return set(expected) <= shown or (cut and shown <= set(expected))


def evaluate_links(corpus: Path, *, splits: Collection[str] = (), link: Linking | None = None) -> dict[str, LinkTally]:
    """The tally of every split of a corpus' labelled mentions.

    Args:
        splits: only these; all when empty.
        link: gives the answers for a mention; by default a linker to the registry beside the mentions.
    Raises:
        SvodkaError: the mentions or the registry cannot be read.
    """
    folder = corpus / FOLDER
    pairs = load_pairs(folder / PAIRS, splits=splits)
    link = link or linking_to(folder / REGISTRY)
    done: dict[str, LinkTally] = {split: LinkTally() for split in sorted({pair.split for pair in pairs})}
    for pair in pairs:
        done[pair.split].count(pair, link(pair))
    return done


def linking_to(registry: Path) -> Linking:
    """A linker to the registry in a file, each mention in its own context."""
    from extractor.linking import Context, open_linker

    linker = open_linker(registry)

    def link(pair: Pair) -> list[Answer]:
        context = Context(region=pair.region, municipality=pair.municipality, sentence=pair.sentence)
        return [found.answer for found in linker.link(pair.mention, context)]

    return link


def _said(answers: Sequence[Answer]) -> str:
    return "; ".join(
        " ".join([answer.status, *([answer.id] if answer.id else [c.id for c in answer.candidates])])
        for answer in answers
    )
