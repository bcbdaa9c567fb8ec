"""Findings as comments in a copy of the draft: each on its very words, those without a place on the title.

The original is not touched, and of the copy only what comments need is new: all other parts of the package
are its own bytes.  Tracked changes and looks stay as they are.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from extractor.checking.checked import SEVERITY_WORDS, Checked, why
from extractor.checking.docx_words import Words, cut_before, cut_behind, run_of
from extractor.errors import SvodkaError
from extractor.record import Finding

AUTHOR, INITIALS = "svodka", "св"
_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"
_FIXED = (1980, 1, 1, 0, 0, 0)
_OWN = ("[Content_Types].xml", "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels")


def commented(draft: Checked) -> bytes:
    """The copy of a draft with its findings as comments.

    Raises:
        SvodkaError: ``not-for-comments`` if the draft is no DOCX.
    """
    if draft.record.source.format != "docx":
        raise SvodkaError("not-for-comments", path=draft.file, detail=draft.record.source.format)
    import docx

    from extractor.reading import read_document

    try:
        copy = docx.Document(io.BytesIO(draft.data))
    except (ValueError, KeyError, OSError, zipfile.BadZipFile) as why_not:
        raise SvodkaError("not-for-comments", path=draft.file, detail="не обычный документ Word") from why_not
    document = read_document(draft.data, name=draft.file)
    words = Words(copy.element.body, document)
    fallback = _title(draft, words)
    for finding in draft.findings:
        place = _place(finding, words) or fallback
        if place is not None:
            _comment(copy, finding, words, place)
            words.look_again()
    out = io.BytesIO()
    copy.save(out)
    return _repacked(draft.data, out.getvalue())


def _place(finding: Finding, words: Words) -> tuple[int, int] | None:
    return None if finding.span is None else words.range_of(finding.span.start, finding.span.end)


def _title(draft: Checked, words: Words) -> tuple[int, int] | None:
    """Where findings without a place go: the title, else the first words of the body."""
    span = draft.record.header.spans.get("title")
    if span is not None and (place := words.range_of(span.start, span.end)):
        return place
    for block in draft.record.blocks:
        if block.end > block.start and (place := words.range_of(block.start, block.end)):
            return place
    return None


def _comment(copy: Any, finding: Finding, words: Words, place: tuple[int, int]) -> None:
    from docx.text.run import Run

    last, end = words.at(place[1])
    # Behind first: a cut before it would move the last character into another element.
    cut_behind(last, end)
    first, begin = words.at(place[0])
    start = cut_before(first, begin)
    stop = start if first is last else run_of(last)
    body = copy.element.body
    comment = copy.add_comment(
        runs=[Run(start, body), Run(stop, body)], text=_said(finding), author=AUTHOR, initials=INITIALS
    )
    # The moment of the check would make two equal checks different files.
    comment._comment_elm.attrib.pop(_DATE, None)


def _said(finding: Finding) -> str:
    return f"{finding.message}\n{why(finding)}\n[{finding.rule}, {SEVERITY_WORDS[finding.severity]}]"


def _repacked(original: bytes, changed: bytes) -> bytes:
    """The changed package with the original's own bytes for all parts that comments do not touch."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(original)) as old,
        zipfile.ZipFile(io.BytesIO(changed)) as new,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        kept = set(old.namelist())
        for name in new.namelist():
            source = old if name in kept and name not in _OWN else new
            info = zipfile.ZipInfo(name, date_time=_FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, source.read(name))
    return out.getvalue()
