"""Training data and the component: our spans in spaCy's documents."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from export_help import corpus
from running import DECISION, ROOT
from spacy.tokens import DocBin

import extractor.nlp.component
from extractor import extract_bytes
from extractor.nlp import docbin
from extractor.nlp.labels import ENTITIES, GROUP, labelled
from extractor.text.normalise import normalise

TEXTS = sorted((ROOT / "corpus/files/txt/tune").glob("*.txt"))[::12]


def loaded(folder: Path) -> list[Any]:
    vocab = spacy.blank("ru").vocab
    return [doc for path in sorted(folder.iterdir()) for doc in DocBin().from_disk(path).get_docs(vocab)]


def pipeline(**config: Any) -> Any:
    nlp = spacy.blank("ru")
    nlp.add_pipe(extractor.nlp.component.NAME, config=config)
    return nlp


def test_every_span_of_every_record(tmp_path: Path) -> None:
    assert docbin.write(corpus(), tmp_path) == len(corpus())
    for doc, (file, record) in zip(loaded(tmp_path), corpus(), strict=True):
        assert doc.text == record.text
        assert doc.user_data["file"] == file
        wanted = {(one.start, one.end, one.label) for one in labelled(record)}
        found = {(span.start_char, span.end_char, span.label_) for span in doc.spans[GROUP]}
        grown = set(doc.user_data["svodka_grown"])
        assert wanted - grown <= found
        assert len(doc.spans[GROUP]) == len(wanted)
        assert len(grown) < len(wanted) / 10


def test_entities_are_short_facts_that_do_not_overlap(tmp_path: Path) -> None:
    docbin.write(corpus(), tmp_path)
    for doc in loaded(tmp_path):
        assert doc.ents
        assert {ent.label_ for ent in doc.ents} <= set(ENTITIES)
        actual = {(s.start, s.end) for s in doc.spans[GROUP] if s.label_ == "ACTUAL"}
        assert all(ent.label_ != "PERCENTAGE" for ent in doc.ents if (ent.start, ent.end) in actual)


def test_many_documents_go_into_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docbin, "_PER_FILE", 2)
    docbin.write(corpus(), tmp_path)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["00001.spacy", "00002.spacy", "00003.spacy"]
    assert len(loaded(tmp_path)) == len(corpus())
    docbin.write(corpus()[:1], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["00001.spacy"]


def test_the_component_sets_spans_and_the_record() -> None:
    doc = pipeline()(DECISION)
    by_label = {span.label_: span.text for span in doc.spans[GROUP]}
    assert by_label["SCHOOL"] == "МБОУ Озерновская СОШ № 47"
    assert by_label["ACTUAL"] == "86,7 %"
    assert by_label["DEADLINE"] == "до 01.03.2025"
    assert doc._.svodka["indicators"][0]["values"][0]["unit"] == "percent"
    assert doc.ents == ()


def test_the_component_takes_a_name_for_its_spans_and_sets_entities() -> None:
    doc = pipeline(spans_key="наши", set_ents=True)(DECISION)
    assert list(doc.spans) == ["наши"]
    assert ("МБОУ Озерновская СОШ № 47", "SCHOOL") in [(ent.text, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_spans_lead_back_to_the_text_as_given(path: Path) -> None:
    """The record's text is cleaned and its lines are joined; what the spans cover is the same but for spaces."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1251")
    doc = pipeline()(text)
    record = extract_bytes(data, name=path.name)
    wanted = sorted((one.label, "".join(record.text[one.start : one.end].split())) for one in labelled(record))
    grown = len(doc.user_data["svodka_grown"])
    found = [(span.label_, "".join(normalise(span.text).text.split())) for span in doc.spans[GROUP]]
    assert len(found) + len(doc.user_data["svodka_unplaced"]) == len(wanted)
    # A span that grew to whole words, and one that cleaning reads otherwise when it stands alone.
    alike = sum(one in wanted for one in found)
    assert alike >= len(wanted) * 0.95 - grown


@pytest.mark.parametrize("text", ["", " \n\t ", "Нет ничего."])
def test_a_text_without_anything(text: str) -> None:
    assert len(pipeline()(text).spans[GROUP]) == 0


def test_spacy_finds_the_component_by_itself() -> None:
    found = entry_points(group="spacy_factories", name="svodka")
    if not found:
        pytest.skip("installed before the entry point was declared")
    (point,) = found
    assert point.load() is extractor.nlp.component.make
