"""A document comes back out of its packed form as it was, and a damaged one does not come back at all."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from conftest import CORPUS

from extractor.batch.compact import dump, restore
from extractor.batch.store import Store
from extractor.reading import read_document
from extractor.reading.document import Block, Document
from extractor.reading.places import Places
from extractor.reading.source import Place

SOME = [
    *(path for form in ("docx", "pdf", "html", "odt", "rtf", "txt", "xlsx", "ods", "xls")
      for path in sorted((CORPUS / "files" / form / "tune").glob("*"))[::20]),
    *sorted((CORPUS / "files" / "special").glob("*")),
]  # fmt: skip


@pytest.mark.parametrize("path", SOME, ids=lambda p: p.name)
def test_every_format_comes_back_whole(path: Path) -> None:
    document = read_document(path.read_bytes(), name=path.name)
    again = restore(dump(document))
    for one in fields(Document):
        assert getattr(again, one.name) == getattr(document, one.name)
    assert [list(b.places) for b in again.blocks] == [list(b.places) for b in document.blocks]


def of_words(*places: Place) -> Document:
    block = Block(0, "paragraph", 0, 0, 4, None, 0, None, False, "", "а\ud800б\n", (), Places(places))
    return Document("pdf", "а\ud800б\n", (block,), (), 1, ("что-то",), "ocr", (0,))


@pytest.mark.parametrize(
    "places",
    [
        (),
        (Place(0, 1, 1, (0.1, 0.2, 0.3, 0.4)),),  # no single precision holds these
        (Place(0, 1, 1, (0.5, 2, 3, 4)), Place(1, 2, 3000, (1, 2, 3, 4), 0.25), Place(2, 3, 1, (1, 2, 3, 4))),
    ],
)
def test_words_come_back_to_the_last_digit(places: tuple[Place, ...]) -> None:
    document = of_words(*places)
    again = restore(dump(document))
    assert again == document
    assert tuple(again.blocks[0].places) == places
    assert again.sure(0, 4) == document.sure(0, 4)


@pytest.mark.parametrize("at", [0, 5, 20, 40, -1])
def test_damage_is_seen(at: int) -> None:
    data = bytearray(dump(of_words(Place(0, 1, 1, (0, 0, 1, 1)))))
    data[at] ^= 1
    with pytest.raises(ValueError):
        restore(bytes(data))


@pytest.mark.parametrize("length", [0, 3, 18, 34, 40])
def test_so_is_a_piece(length: int) -> None:
    with pytest.raises(ValueError):
        restore(dump(of_words())[:length])


def test_a_store_gives_what_it_was_given_or_nothing(tmp_path: Path) -> None:
    store, document = Store(tmp_path / "d"), of_words()
    assert store.read("ab12", "v1") is None
    store.write("ab12", "v1", document)
    store.write("cd34", "v1", document)
    assert store.has("ab12", "v1")
    assert store.read("ab12", "v1") == document
    assert store.read("ab12", "v2") is None
    store.path("cd34", "v1").write_bytes(b"")
    assert store.read("cd34", "v1") is None
    (tmp_path / "d" / "cd" / ".x.tmp").touch()
    store.prune({("ab12", "v1")})
    assert [p.name for p in (tmp_path / "d").glob("*/*")] == ["ab12-v1.packed"]
