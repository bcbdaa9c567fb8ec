"""``--registry``: the schools of documents are linked, on the command line and from Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import ROOT, svodka

from extractor import extract, extract_bytes
from extractor.linking import open_linker
from extractor.linking.linker import Linker
from extractor.record import Record, School

CORPUS = ROOT / "corpus"
REGISTRY = CORPUS / "registry.csv"
SAMPLE = CORPUS / "files/docx/tune/decision-sferum-2024.docx"
GOLD = [path for path in sorted((CORPUS / "gold/tune").glob("*.yaml")) if "registry: " in path.read_text("utf-8")]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return open_linker(REGISTRY)


def key(school: School | dict[str, Any]) -> tuple[Any, ...]:
    said = school.model_dump() if isinstance(school, School) else school
    return tuple(said.get(k) or None for k in ("legal_form", "name", "kind", "number", "branch"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_schools_of_the_corpus(path: Path, linker: Linker) -> None:
    """Every mention that is read as gold has it is linked as gold has it; most mentions are read so."""
    gold = yaml.safe_load(path.read_text("utf-8"))["schools"]
    found: dict[tuple[Any, ...], list[School]] = {}
    for school in extract(CORPUS / f"files/docx/tune/{path.stem}.docx", linker).schools:
        found.setdefault(key(school), []).append(school)
    read = [(item, found[key(item)].pop(0)) for item in gold if found.get(key(item))]
    assert len(read) >= 0.7 * len(gold)
    for item, school in read:
        assert school.link is not None
        assert (school.link.status == "matched", school.link.id) == (bool(item["registry"]), item["registry"]), item


def test_from_python(linker: Linker, tmp_path: Path) -> None:
    record = extract(SAMPLE, REGISTRY)
    assert record == extract(SAMPLE, linker) == extract(SAMPLE, registry=str(REGISTRY))
    assert record == extract_bytes(SAMPLE.read_bytes(), name=SAMPLE.name, registry=linker)
    assert all(school.link for school in record.schools)
    told = [school for order in record.orders for school in order.schools]
    assert told
    assert all(school.link for school in told)
    assert all(school.link is None for school in extract(SAMPLE).schools)
    decisions = tmp_path / "d.tsv"
    decisions.write_text(f"mention\tid\n{record.schools[0].text}\t-\n", "utf-8")
    judged = extract(SAMPLE, REGISTRY, judgements=decisions).schools[0].link
    assert judged is not None
    assert (judged.status, judged.explanation) == ("unmatched", "Человек решил, что в реестре этой организации нет.")


def test_extract(tmp_path: Path) -> None:
    done = svodka("extract", SAMPLE, "--registry", REGISTRY)
    assert (done.returncode, done.stderr) == (0, b"")
    assert Record.model_validate_json(done.stdout) == extract(SAMPLE, REGISTRY)
    assert json.loads(done.stdout)["schools"][0]["link"]["id"] == "OZ-011"


def test_what_the_user_says_goes_before_what_the_document_says() -> None:
    (school,) = extract_bytes("Директору СОШ № 7 обеспечить питание.".encode(), name="a.txt").schools
    assert school.number == "7"
    ids = {}
    for place in ("Озёрский район", "г. Верхнеянск"):
        done = svodka("extract", "-", "--registry", REGISTRY, "--municipality", place, given="СОШ № 7 готова.".encode())
        ids[place] = json.loads(done.stdout)["schools"][0]["link"]["id"]
    assert ids["Озёрский район"] == "OZ-002"
    assert ids["г. Верхнеянск"] != "OZ-002"


def test_batch(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Школе № 777 подготовить отчёт.", "utf-8")
    (tmp_path / "in" / "b.docx").write_bytes(SAMPLE.read_bytes())
    done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out", "--registry", REGISTRY)
    assert done.returncode == 0
    said = done.stderr.decode().splitlines()
    assert "всего 2 = готово 2 + не прочитано 0 + без изменений 0" in said
    assert any(line.startswith("упоминания школ: связано 13, неоднозначно 0, не найдено 1") for line in said)
    made = Record.model_validate_json((tmp_path / "out/b.docx.json").read_bytes())
    assert [s.link for s in made.schools] == [s.link for s in extract(SAMPLE, REGISTRY).schools]


def test_the_summary_and_the_page_show_links() -> None:
    shown = svodka(
        "extract", SAMPLE, "--registry", REGISTRY, "--format", "table", env={"COLUMNS": "200"}
    ).stdout.decode()
    for part in ("связано с реестром: 13", "В реестре", "МБОУ «Майская СОШ № 46» [OZ-011]", "Связано: "):
        assert part in shown
    page = svodka("extract", SAMPLE, "--registry", REGISTRY, "--format", "html").stdout.decode()
    assert "\nреестр: связано – МБОУ «Майская СОШ № 46» [OZ-011]\nСвязано: " in page
    assert '<span class="s-matched">связано</span>' in page
