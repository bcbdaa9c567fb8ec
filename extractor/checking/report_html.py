"""Findings as one page: the list, the draft's text with the words marked, and pages of a PDF or scan as pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from extractor.checking.checked import SEVERITY_WORDS, Checked, counted, place_of, why
from extractor.record import Finding

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:1rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.3rem}h2{font-size:1.1rem;margin-top:2rem}
ol.findings{padding-left:1.4rem}ol.findings li{margin:.6rem 0}
.rule,.place{color:#555;font-size:.85rem}blockquote{margin:.2rem 0;padding-left:.7rem;border-left:3px solid #ccc}
.error{border-color:#b3261e;background:#fde7e5}.warning{border-color:#b26a00;background:#fff1da}
.note{border-color:#2d5f9a;background:#e6f0fb}
mark{color:inherit;border-bottom:2px solid;padding:0 .1em}
.text{white-space:pre-wrap;border:1px solid #ddd;padding:1rem;overflow-wrap:anywhere}
.page{position:relative;margin:1rem 0;border:1px solid #ddd;max-width:60rem}.page img{width:100%;display:block}
.page a{position:absolute;border:2px solid;opacity:.45;border-radius:2px}
@media (prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}.rule,.place{color:#aaa}
.error{background:#4a1512}.warning{background:#4a3208}.note{background:#142c47}.text,.page{border-color:#444}}
"""


def html(drafts: Iterable[Checked]) -> Iterator[bytes]:
    """One page for all drafts; nothing in it is fetched from anywhere."""
    yield (
        '<!doctype html>\n<html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Замечания</title><style>{_STYLE}</style>\n"
    ).encode()
    for number, draft in enumerate(drafts, 1):
        yield "".join(_draft(draft, f"d{number}")).encode()
    yield b"</html>\n"


def _draft(draft: Checked, key: str) -> Iterator[str]:
    yield f"<h1>{escape(draft.file)}</h1>\n<p>{escape(counted(draft.findings))}</p>\n"
    if not draft.findings:
        return
    yield '<ol class="findings">\n'
    for k, finding in enumerate(draft.findings):
        yield _item(draft, finding, f"{key}-{k}")
    yield "</ol>\n"
    yield from _pages(draft, key)
    yield f'<h2>Текст</h2>\n<div class="text">{_marked(draft, key)}</div>\n'


def _item(draft: Checked, finding: Finding, key: str) -> str:
    words = ""
    if finding.span is not None:
        words = f'<blockquote class="{finding.severity}"><a href="#{key}">{escape(finding.span.quote)}</a></blockquote>'
    return (
        f'<li><span class="place">{escape(place_of(draft.record, finding))} · {SEVERITY_WORDS[finding.severity]}</span>'
        f"<br>{escape(finding.message)}{words}"
        f'<span class="rule">{escape(finding.rule)}: {escape(why(finding))}</span></li>\n'
    )


def _marked(draft: Checked, key: str) -> str:
    """The text with the words of findings marked; of two that overlap the second begins where the first ends."""
    pieces, at = [], 0
    for k, finding in enumerate(draft.findings):
        if finding.span is None:
            continue
        start = max(at, finding.span.start)
        pieces.append(escape(draft.record.text[at:start]))
        words = escape(draft.record.text[start : max(start, finding.span.end)])
        title = escape(finding.message)
        pieces.append(f'<mark id="{key}-{k}" class="{finding.severity}" title="{title}">{words}</mark>')
        at = max(start, finding.span.end)
    return "".join(pieces) + escape(draft.record.text[at:])


def _pages(draft: Checked, key: str) -> Iterator[str]:
    """The pages of a PDF or scan that have findings, a frame around the words."""
    by_page: dict[int, list[tuple[int, Finding]]] = {}
    for k, finding in enumerate(draft.findings):
        if finding.span is not None and finding.span.page is not None and finding.span.box is not None:
            by_page.setdefault(finding.span.page, []).append((k, finding))
    if not by_page or not draft.data:
        return
    from extractor.checking.pages import page_images

    for page, picture in page_images(draft.data, sorted(by_page), name=draft.file):
        yield f'<h2>Страница {page}</h2>\n<div class="page"><img alt="" src="{picture.source}">'
        for k, finding in by_page[page]:
            box = finding.span.box if finding.span is not None else None
            if box is not None:
                left, top, right, bottom = box
                style = (
                    f"left:{left / picture.width:.2%};top:{top / picture.height:.2%};"
                    f"width:{(right - left) / picture.width:.2%};height:{(bottom - top) / picture.height:.2%}"
                )
                title = escape(finding.message)
                yield f'<a class="{finding.severity}" href="#{key}-{k}" title="{title}" style="{style}"></a>'
        yield "</div>\n"
