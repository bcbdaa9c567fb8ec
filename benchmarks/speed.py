"""Speed once started, on two-page corpus files: documents a second, fields against reading, ours against libraries."""

from __future__ import annotations

from collections.abc import Iterator

from samples import two_pages
from timing import Line, pairs
from work import LIBRARIES, each, extract, fields, reading

KINDS = (("docx", False, ">= 25"), ("docx", True, ""), ("pdf", False, ">= 25"), ("pdf", True, ">= 8"))
"""Format, with ruled tables or without, the target in documents a second."""


def lines() -> Iterator[Line]:
    """CPU time of one core, medians of interleaved rounds over all files of a kind."""
    for form, ruled, target in KINDS:
        files = two_pages(form, ruled=ruled)
        data = [file.data for file in files]
        what = f"{form.upper()}, {'with' if ruled else 'no'} ruled tables"
        for place, (name, alone) in enumerate(LIBRARIES[form].items()):
            whole = pairs(each(extract, data), each(alone, data), rounds=3)
            if not place:
                rate = len(files) / whole.first
                yield Line("speed", f"{what}: record ({len(files)} files)", rate, "documents/s", "", None, target)
            yield Line("libraries", f"{what}: record", 1e3 * whole.first / len(files), "ms", name, whole.ratio)
            ours = pairs(each(reading, data), each(alone, data), rounds=3)
            yield Line("libraries", f"{what}: our reading", 1e3 * ours.first / len(files), "ms", name, ours.ratio)
        documents = [reading(one) for one in data]
        share = pairs(each(fields, documents), each(reading, data))
        value = 1e3 * share.first / len(files)
        yield Line("fields", f"{what}: fields", value, "ms", "our reading", share.ratio, "<= 2", on_ratio=True)
