"""What the tests of linking share: labelled mentions, made-up organisations, and a notation for answers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conftest import CORPUS

from extractor.linking import Context, Linker
from extractor.linking.answer import Answer
from extractor.linking.index import Index
from extractor.linking.parts import Parts
from extractor.registry import Name, Organisation, Registry

REGISTRY = CORPUS / "links" / "registry.csv"
PAIRS = CORPUS / "links" / "pairs.tsv"


@dataclass(frozen=True)
class Pair:
    """A labelled mention."""

    id: str
    mention: str
    context: Context
    answer: str
    expected: tuple[str, ...]


def read_pairs(path: Path, *, split: str | None = None) -> list[Pair]:
    """The labelled mentions of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["id"],
                row["mention"],
                Context(row["region"] or None, row["municipality"] or None, row["sentence"] or None),
                row["answer"],
                tuple(row["expected"].split()),
            )
            for row in csv.DictReader(file, delimiter="\t")
            if split is None or row["split"] == split
        ]


def registry_of(organisations: Sequence[Organisation]) -> Registry:
    return Registry(organisations=tuple(organisations), source="школы.csv", sha256="0" * 64, format="csv")


def linker_of(*organisations: Organisation) -> Linker:
    return Linker(Index.of(registry_of(organisations)))


def school(
    id: str,  # noqa: A002
    name: str,
    settlement: str | None = None,
    municipality: str | None = "Озёрский район",
    region: str | None = "Северский край",
    *,
    former: Sequence[str] = (),
    **columns: object,
) -> Organisation:
    """An organisation of the made-up registry."""
    names = (Name(name, "full"), *(Name(text, "former") for text in former))
    return Organisation(
        id=id, names=names, row=2, settlement=settlement, municipality=municipality, region=region,
        **columns,  # type: ignore[arg-type]
    )  # fmt: skip


def told(answer: Answer) -> str:
    """An answer in short: the id, «нет», or «? A B» with the ids of all candidates in order of the alphabet."""
    if answer.status == "matched":
        return answer.id or "–"
    if answer.status == "unmatched":
        return "нет"
    return " ".join(["?", *sorted(c.id for c in answer.candidates)])


def link(linker: Linker, text: str, municipality: str | None = None, sentence: str | None = None, **more: str) -> str:
    """The answers for all schools of a text in short, separated by «; »."""
    context = Context(municipality=municipality, sentence=sentence, **more)
    return "; ".join(told(item.answer) for item in linker.link(text, context))


def shown(parts: Parts) -> str:
    """Parts in one line: «МБОУ [СОШ] №47 озерновск буквы:к им:пушкин г:хилк район:озерск край:северск филиал <…>»."""
    out = [parts.form or "", f"[{', '.join(parts.kinds)}]" if parts.kinds else ""]
    out += [f"№{parts.number}" if parts.number else "", *parts.words]
    for mark, words in (
        ("буквы", (parts.initials,) if parts.initials else ()),
        ("им", parts.dedication),
        ("г" if parts.town else "нп", parts.settlement),
        ("район", parts.district),
        ("край", parts.region),
    ):
        out.append(f"{mark}:{'_'.join(words)}" if words else "")
    out.append("филиал" if parts.branch else "")
    out.append(f"<{shown(parts.parent)}>" if parts.parent else "")
    return " ".join(filter(None, out))
