"""Users' own patterns: found in the text, added to the record, mistakes told with their line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import DECISION, ROOT

from extractor import extract_bytes
from extractor.errors import ExitCode, SvodkaError
from extractor.nlp.ruler import load_ruler
from extractor.reading import read_document

SFERUM = ROOT / "corpus/files/{form}/tune/decision-sferum-2024.{form}"
OWN: list[dict[str, Any]] = [
    {"label": "СИСТЕМА", "pattern": "ФГИС «Моя школа»"},
    {"label": "СИСТЕМА", "pattern": [{"LOWER": "сферум"}], "id": "sferum"},
    {"label": "ДНЕВНИК", "pattern": [{"LEMMA": "электронный"}, {"LEMMA": "дневник"}]},
]


def written(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "свои.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_is_found_has_its_place(form: str, tmp_path: Path) -> None:
    data = Path(str(SFERUM).format(form=form)).read_bytes()
    document = read_document(data, name="a")
    ruler = load_ruler(written(tmp_path, *OWN))
    record = ruler.add_to(extract_bytes(data, name="a"), document)
    labels = [entity.label for entity in record.entities]
    assert labels.count("СИСТЕМА") == document.text.count("ФГИС «Моя школа»") + document.text.lower().count("сферум")
    assert "электронным дневником" in [entity.text for entity in record.entities]
    for entity in record.entities:
        span = entity.span
        assert record.text[span.start : span.end] == span.quote == entity.text
        assert record.blocks[span.block].start <= span.start < span.end <= record.blocks[span.block].end
        assert (span.box is not None) == (form == "pdf")
    assert [e.span.start for e in record.entities] == sorted(e.span.start for e in record.entities)


def test_no_find_goes_over_the_end_of_a_paragraph(tmp_path: Path) -> None:
    document = read_document("Точка\n\nроста. Точка роста.".encode(), name="a.txt")
    ruler = load_ruler(written(tmp_path, {"label": "Т", "pattern": [{"LOWER": "точка"}, {"LOWER": "роста"}]}))
    assert [entity.text for entity in ruler.entities(document)] == ["Точка роста"]


def test_the_same_patterns_have_the_same_digest(tmp_path: Path) -> None:
    one = load_ruler(written(tmp_path, *OWN)).digest
    assert load_ruler(written(tmp_path, *OWN)).digest == one
    assert load_ruler(written(tmp_path, *OWN[1:])).digest != one


def test_without_patterns_a_record_has_no_entities() -> None:
    assert extract_bytes(DECISION.encode(), name="a.txt").entities == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "JSON"),
        ("[]", "label"),
        ('{"label": "", "pattern": "а"}', "label"),
        ('{"label": "А"}', "pattern"),
        ('{"label": "А", "pattern": []}', "pattern"),
        ('{"label": "А", "pattern": " "}', "pattern"),
        ('{"label": "А", "pattern": [{"POS": "NOUN"}]}', "модели"),
        ('{"label": "А", "pattern": [{"LOWRE": "а"}]}', "LOWRE"),
        ('{"label": "А", "pattern": [{"OP": "?!"}]}', "OP"),
    ],
)
def test_a_mistake_has_its_line(row: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SvodkaError) as error:
        load_ruler(written(tmp_path, OWN[0], "", row))
    assert (error.value.code, error.value.line, error.value.exit_code) == ("bad-pattern", 3, ExitCode.USAGE)
    assert said in error.value.detail


@pytest.mark.parametrize("data", [b"", b"\n\n", "образец".encode("cp1251")])
def test_a_file_without_patterns(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(SvodkaError) as error:
        load_ruler(path)
    assert error.value.code == "bad-pattern"


def test_no_file_of_patterns(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "a.jsonl", "not-found"), (tmp_path, "not-a-file")):
        with pytest.raises(SvodkaError) as error:
            load_ruler(path)
        assert error.value.code == code
