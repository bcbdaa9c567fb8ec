"""Checks over drafts with planted faults: what is found of them, and what is told besides.

checks/<split>/NAME.yaml       what is to be found (the keys: ``corpus/checks/README.md``)
checks/<split>/NAME.<suffix>   the draft
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from extractor.errors import SvodkaError
from extractor.evaluation.compare_lists import compare_findings
from extractor.evaluation.corpus import link_of
from extractor.evaluation.fold import Item
from extractor.evaluation.tally import Tally

if TYPE_CHECKING:
    from extractor.checking.profile import Profile
    from extractor.record import Record

FOLDER = "checks"
FIELD = "findings"
_KEYS = {"registry", "profile", "like", "select", "findings"}
_FINDING = {"rule", "indicator", "order", "at"}
_DRAFTS = (".txt", ".md", ".html", ".docx", ".odt", ".rtf", ".pdf")


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft with what is to be found in it."""

    name: str
    split: str
    file: Path
    wanted: Item


@dataclass(slots=True)
class ChecksTally:
    """The tally of one split; ``clean`` drafts have no fault, ``alarms`` were told of them all the same."""

    tally: Tally = field(default_factory=Tally)
    planted: int = 0
    clean: int = 0
    alarms: int = 0


def has_checks(corpus: Path) -> bool:
    """Whether a corpus has drafts to check."""
    return any((corpus / FOLDER).glob("*/*.yaml"))


def drafts_of(corpus: Path, *, splits: Collection[str] = ()) -> list[Draft]:
    """The drafts of a corpus, by split and name.

    Raises:
        SvodkaError: ``bad-gold`` with the place of a mistake; ``not-installed`` without PyYAML.
    """
    found = []
    for path in sorted((corpus / FOLDER).glob("*/*.yaml")):
        if splits and path.parent.name not in splits:
            continue
        files = [f for f in sorted(path.parent.glob(f"{path.stem}.*")) if f.suffix.lower() in _DRAFTS]
        if len(files) != 1:
            _fail(path, f"рядом нужен один документ {path.stem}.*, а их {len(files)}")
        found.append(Draft(path.stem, path.parent.name, files[0], _load(path)))
    return found


def evaluate_checks(
    corpus: Path, *, read: Callable[[Path], Record], splits: Collection[str] = ()
) -> dict[str, ChecksTally]:
    """Check all drafts of a corpus, by split.

    Args:
        read: how a document becomes a record.
    Raises:
        SvodkaError: ``bad-gold``, or a draft cannot be read.
    """
    from extractor.checking import check
    from extractor.checking.options import Options

    tallies: dict[str, ChecksTally] = {}
    for draft in drafts_of(corpus, splits=splits):
        record = read(draft.file)
        if draft.wanted.get("registry") and (link := link_of(corpus)):
            record = link(record)
        options = Options(select=frozenset(draft.wanted.get("select") or ()))
        findings = check(record, profile=_profile(draft, read), options=options)
        told = [finding.model_dump(mode="json") for finding in findings]
        wanted = draft.wanted.get("findings") or []
        counted = tallies.setdefault(draft.split, ChecksTally())
        gold = {"findings": wanted, "findings_complete": True}
        counted.tally.count(draft.name, compare_findings(gold, {"findings": told}))
        counted.planted += len(wanted)
        if not wanted:
            counted.clean += 1
            counted.alarms += len(told)
    return tallies


def _profile(draft: Draft, read: Callable[[Path], Record]) -> Profile | None:
    from extractor.checking.profile_load import built_in, load_profile
    from extractor.checking.profile_make import profile_of

    name, like = draft.wanted.get("profile"), draft.wanted.get("like")
    if name is not None:
        return load_profile(name if name in built_in() else str(draft.file.parent / name))
    return profile_of(read(draft.file.parent / like)) if like is not None else None


def _load(path: Path) -> Item:
    try:
        import yaml
    except ImportError as why:
        raise SvodkaError("not-installed", path="PyYAML") from why
    try:
        wanted = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as why:
        raise SvodkaError("bad-gold", path=str(path), detail=" ".join(str(why).split())) from why
    if not isinstance(wanted, dict):
        _fail(path, "нужны ключи: " + ", ".join(sorted(_KEYS)))
    _known(wanted, _KEYS, path, "")
    _findings(wanted.get("findings") or [], path)
    return wanted


def _findings(rows: Any, path: Path) -> None:
    from extractor.checking.catalogue import rules

    if not isinstance(rows, list):
        _fail(path, "findings: нужен список")
    for number, row in enumerate(rows, 1):
        place = f"findings[{number}]"
        if not isinstance(row, Mapping):
            _fail(path, f"{place}: нужны ключи со значениями")
        _known(row, _FINDING, path, f"{place}: ")
        if row.get("rule") not in rules():
            _fail(path, f"{place}: нет правила «{row.get('rule')}»")


def _known(row: Mapping[str, Any], keys: Iterable[str], path: Path, place: str) -> None:
    if unknown := sorted(str(key) for key in row if key not in set(keys)):
        _fail(path, f"{place}неизвестный ключ «{unknown[0]}»")


def _fail(path: Path, detail: str) -> NoReturn:
    raise SvodkaError("bad-gold", path=str(path), detail=detail)
