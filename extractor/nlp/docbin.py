"""Records as training data for spaCy: ``DocBin`` files with our spans in ``doc.spans["svodka"]`` and ``doc.ents``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import SvodkaError, system_reason
from extractor.export.files import write_whole
from extractor.export.store import plain
from extractor.nlp.docs import add_spans, russian, set_entities
from extractor.nlp.labels import GROUP, labelled

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractor.record import Record

# A DocBin is held in memory while it is made and while it is read.
_PER_FILE = 500


def write(records: Iterable[tuple[str, Record]], folder: Path) -> int:
    """Write ``00001.spacy`` and on into a folder (``spacy train`` takes folders); how many documents there are.

    Files of an earlier export that has more of them are removed.

    Raises:
        SvodkaError: ``not-writable``.
    """
    from spacy.tokens import DocBin

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise SvodkaError("not-writable", path=str(folder), detail=system_reason(why)) from why
    rest, count, number = iter(records), 0, 0
    while part := list(islice(rest, _PER_FILE)):
        number += 1
        packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True, docs=_docs(part))
        write_whole(folder / f"{number:05}.spacy", [packed.to_bytes()])
        count += len(part)
    for old in folder.glob("[0-9][0-9][0-9][0-9][0-9].spacy"):
        if int(old.stem) > number:
            old.unlink()
    return count


def _docs(records: Iterable[tuple[str, Record]]) -> Iterator[Doc]:
    for file, record in records:
        doc = russian().make_doc(record.text)
        add_spans(doc, labelled(record), group=GROUP)
        set_entities(doc, group=GROUP)
        doc.user_data |= {"file": plain(file), "sha256": record.source.sha256}
        yield doc
