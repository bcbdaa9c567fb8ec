"""What a document of its kind has in its head and foot, and this one has not."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import ACTS, Draft

_LONG = 40
_NONE = ("", "б/н", "бн", "б-н")


@rule("header-missing")
def header_missing(draft: Draft) -> Iterator[Found]:
    """No number, date, title or signatory where the kind of document has one; a printed blank «№ ___» is none."""
    header = draft.record.header
    name = (header.kind_text or "").strip("*_ ") if len(header.kind_text or "") < _LONG else ""
    wanted = {
        "number": ("нет номера", draft.kind in ACTS and (header.number or "").lower() in _NONE),
        "date": ("нет даты", draft.kind in ACTS and header.date is None),
        "title": ("нет заголовка, из которого видно, о чём он", draft.kind != "minutes" and not header.title),
        "signatories": ("никто не подписал", draft.kind != "plan" and not header.signatories),
    }
    for key, (what, missing) in wanted.items():
        if missing:
            yield Found(f"{name.capitalize() or 'Документ'}: {what}.", at=key)
