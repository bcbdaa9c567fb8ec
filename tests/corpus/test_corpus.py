"""The corpus is whole: documents and gold belong together, gold tells of its text, rendered files are current."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SPLITS = ("tune", "test")
NAMES = [(split, path.stem) for split in SPLITS for path in sorted((CORPUS / "documents" / split).glob("*.md"))]
HEADER_KEYS = {"kind", "number", "date", "place", "issuer", "title", "territory", "period", "signatories"}
KINDS = {
    "decision", "order", "decree", "directive", "minutes", "report", "plan", "agreement", "letter", "other",
}  # fmt: skip
LOOKALIKES = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
MOST_MEGABYTES = 17
NUMBER_WORDS = [
    word.partition("=")[0].strip()
    for entry in tomllib.loads((ROOT / "patterns" / "numbers.toml").read_text("utf-8"))["entry"]
    for word in entry["words"]
]

each_document = pytest.mark.parametrize(("split", "name"), NAMES, ids=[f"{split}-{name}" for split, name in NAMES])


@cache
def gold(split: str, name: str) -> dict[str, Any]:
    loaded = yaml.load((CORPUS / "gold" / split / f"{name}.yaml").read_text("utf-8"), yaml.SafeLoader)
    assert isinstance(loaded, dict)
    return loaded


@cache
def text(split: str, name: str) -> str:
    """The document's text, numbers written one way: «1384», «580,439»."""
    plain = (CORPUS / "files" / "txt" / split / f"{name}.txt").read_text("utf-8").replace("\u00a0", " ")
    plain = re.sub(r"(\d) ?руб\.? ?(\d\d) коп", r"\1,\2", plain)
    plain = re.sub(r"(?<=\d) ?, ?(?=\d{3} тыс)", ",", plain)
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", plain)


def fold(words: object) -> str:
    """Letters and digits alone; Latin letters that look like Cyrillic ones are taken for these."""
    return re.sub(r"[\W_]+", "", str(words).translate(LOOKALIKES).casefold().replace("ё", "е"))


def numbers_of(record: dict[str, Any]) -> list[float]:
    """Every number that a gold record says the text holds."""
    rows = [value for item in record.get("indicators") or [] for value in item.get("values") or []]
    rows += record.get("percentages") or []
    return [float(row[key]) for row in rows for key in ("value", "low", "high", "count") if row.get(key) is not None]


def told(number: float, where: str) -> bool:
    whole, _, part = f"{number:.6f}".rstrip("0").partition(".")
    tail = rf"[.,]{part}0*" if part else r"(?:[.,]0+)?"
    groups = rf"{whole[:-3]}(?:\.|\s*тыс\.\s*)?{whole[-3:]}" if len(whole) > 3 else whole
    return re.search(rf"(?<!\d){groups}{tail}(?!\d)", where) is not None


def test_documents_and_gold_are_pairs() -> None:
    for split in SPLITS:
        documents = {path.stem for path in (CORPUS / "documents" / split).iterdir()}
        assert documents == {path.stem for path in (CORPUS / "gold" / split).iterdir()}
    assert len(NAMES) >= 30
    assert sum(split == "test" for split, _ in NAMES) >= 12
    assert len({name for _, name in NAMES}) == len(NAMES)


@each_document
def test_document_is_plain_utf8(split: str, name: str) -> None:
    content = (CORPUS / "documents" / split / f"{name}.md").read_bytes()
    assert b"\r" not in content
    assert content.decode("utf-8").strip()


@each_document
def test_gold_is_well_formed(split: str, name: str) -> None:
    record = gold(split, name)
    header = record["header"]
    assert set(header) <= HEADER_KEYS
    assert header.get("kind", "other") in KINDS
    assert isinstance(header.get("date", date.min), date)
    for row in record.get("deadlines") or []:
        assert row["kind"] in {"date", "period", "recurring", "relative", "ongoing"}
        assert all(isinstance(row[key], date) for key in ("start", "due") if key in row)
    for item in record.get("indicators") or []:
        assert item["name"]
        assert all(value["role"] in {"target", "actual", "baseline"} for value in item.get("values") or [])


@each_document
def test_gold_tells_of_its_text(split: str, name: str) -> None:
    where = text(split, name)
    in_words = any(re.search(rf"\b{stem}", where.casefold()) for stem in NUMBER_WORDS)
    missing = [number for number in numbers_of(gold(split, name)) if not told(number, where)]
    assert not [number for number in missing if number > 100 or not in_words]
    folded = fold(where)
    for school in gold(split, name).get("schools") or []:
        stems = (word[: max(4, len(word) - 3)] for word in map(fold, (school.get("name") or "").split()))
        assert all(stem in folded for stem in stems)
        assert re.search(rf"(?<!\d){school.get('number', '')}(?!\d)", where) or int(school["number"]) <= 20
    for order in gold(split, name).get("orders") or []:
        assert all(fold(word) in folded for word in str(order.get("text") or "").split())


def test_rendered_files_are_current() -> None:
    command = [sys.executable, str(CORPUS / "render.py"), "--check", "--formats", "docx,html,txt"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_document_is_rendered() -> None:
    for split, name in NAMES:
        for form in ("docx", "pdf", "html", "txt"):
            assert (CORPUS / "files" / form / split / f"{name}.{form}").is_file()


def test_sums_are_current() -> None:
    files = sorted(path for path in (CORPUS / "files").rglob("*") if path.is_file())
    lines = (CORPUS / "SHA256SUMS").read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(CORPUS).as_posix()}" for path in files
    ]
    assert sum(path.stat().st_size for path in files) < MOST_MEGABYTES * 2**20
