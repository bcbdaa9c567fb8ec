"""The page: whole, harmless, every mark and link in its place."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from running import DECISION, ROOT

from extractor import extract, extract_bytes
from extractor.export.html import page
from extractor.export.marks import FIELDS, Mark, marks_of, segments_of
from extractor.record import BlockView, Link, LinkCandidate, Record

DOCUMENTS = [
    path for form in ("docx", "pdf", "html") for path in sorted((ROOT / f"corpus/files/{form}/tune").glob("*.*"))[::7]
]
VOID = {"meta", "br", "!doctype"}
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;</style>"


def made(*records: Record) -> str:
    return b"".join(page(records)).decode("utf-8")


def tree(text: str) -> Any:
    return lxml_html.document_fromstring(text)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class Balance(HTMLParser):
    """Every element is closed, and in the right order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_the_page_of_a_document(path: Path) -> None:
    record = extract(path)
    text = made(record)
    balance = Balance()
    balance.feed(text)
    balance.close()
    assert balance.open == []
    assert balance.seen & {"script", "img", "iframe", "object", "link", "form", "base"} == set()
    root = tree(text)

    # The document's text is there, all of it and in its order.
    body = root.find_class("text")[0]
    for label in [*body.find_class("what"), *body.find_class("page")]:
        label.text = ""
    said = "".join(record.text[b.start : b.end] for b in record.blocks)
    assert squeezed(body.text_content()) == squeezed(said)

    # Every span is coloured with its field, over all its characters.
    for mark in marks_of(record):
        inside = "".join(node.text_content() for node in body.find_class(f"f-{mark.field}"))
        assert squeezed(record.text[mark.start : mark.end]) in squeezed(inside)

    # Every link leads somewhere, no place is named twice, and nothing found lacks a link.
    places = root.xpath("//@id")
    assert len(places) == len(set(places))
    links = root.xpath("//a/@href")
    assert {link.removeprefix("#") for link in links} <= set(places)
    values = sum(len(i.values) for i in record.indicators)
    due = sum(len(o.deadlines) for o in record.orders)
    lists = root.xpath("//section//a")
    assert len(lists) == len(record.indicators) + values + len(record.orders) + due + len(record.deadlines) + len(
        record.schools
    )
    for link in lists:
        assert root.get_element_by_id(link.get("href")[1:]).get("title")


def test_the_page_loads_and_runs_nothing() -> None:
    text = made(extract_bytes(DECISION.encode(), name="a.txt"))
    policy = tree(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "url(" not in text
    assert "@import" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_whatever_a_document_says_is_only_text() -> None:
    evil = DECISION.replace("86,7 %", f"86,7 % {EVIL}").replace("Озерновская", f"Озерновская {EVIL}")
    text = made(extract_bytes(evil.encode(), name=f"{EVIL.replace('/', '_')}.txt"))
    balance = Balance()
    balance.feed(text)
    assert balance.open == []
    assert balance.seen & {"script", "img"} == set()
    assert not any(name.startswith("on") for name in balance.names)
    assert text.count("</style>") == 1


def linked(record: Record, link: Link) -> Record:
    """The record with one link at all its schools."""
    schools = tuple(school.model_copy(update={"link": link}) for school in record.schools)
    return record.model_copy(update={"schools": schools})


def test_links_in_the_list_and_on_hover() -> None:
    link = Link(status="matched", id="OZ-1", name="МБОУ СОШ", score=0.9, explanation="Связано: номер 47 совпадает.")
    root = tree(made(linked(extract_bytes(DECISION.encode(), name="a.txt"), link)))
    titles = "\n".join(root.xpath("//div[contains(@class, 'text')]//span/@title"))
    assert "\nреестр: связано – МБОУ СОШ [OZ-1]\nСвязано: номер 47 совпадает." in titles
    cells = [cell.text_content() for cell in root.xpath("//section[last()]//tbody//td")]
    assert cells[-3:] == ["связано", "МБОУ СОШ [OZ-1]", "Связано: номер 47 совпадает."]
    assert "связано с реестром: 1" in root.find_class("counts")[0].text_content()


def test_whatever_a_registry_says_is_only_text() -> None:
    evil = Link(
        status="ambiguous", score=0.5, candidates=(LinkCandidate(id=EVIL, name=EVIL, score=0.5),), explanation=EVIL
    )
    text = made(linked(extract_bytes(DECISION.encode(), name="a.txt"), evil))
    balance = Balance()
    balance.feed(text)
    assert balance.open == []
    assert balance.seen & {"script", "img"} == set()


def test_characters_that_a_page_may_not_hold() -> None:
    record = extract_bytes(DECISION.encode(), name="a\u202etxt.exe")
    assert "\u202e" not in made(record)


def test_several_documents_on_one_page() -> None:
    records = [extract_bytes(DECISION.encode(), name=name) for name in ("a.txt", "b.txt")]
    text = made(*records)
    root = tree(text)
    assert len(root.xpath("//article")) == 2
    assert len(root.xpath("//h1")) == 1
    places = root.xpath("//@id")
    assert len(places) == len(set(places))
    assert {link[1:] for link in root.xpath("//a/@href")} <= set(places)
    assert text.count("<!DOCTYPE") == text.count("</html>") == 1
    assert made() == ""


def test_the_legend_names_what_is_marked() -> None:
    root = tree(made(extract_bytes(DECISION.encode(), name="a.txt")))
    shown = root.find_class("legend")[0].text_content()
    assert "показатель" in shown
    assert "факт" in shown
    assert "правовой акт" not in shown


def test_what_is_said_on_hover() -> None:
    root = tree(made(extract_bytes(DECISION.encode(), name="a.txt")))
    titles = "\n".join(root.xpath("//div[contains(@class, 'text')]//span/@title")).replace("\N{NO-BREAK SPACE}", " ")
    for said in ("факт: 86,7 %", "план: 90 %", "процент: ≥ 90 %", "срок: до 01.03.2025", "МБОУ Озерновская СОШ № 47"):
        assert said in titles
    assert "поручение 1; кому: Директору МБОУ Озерновская СОШ № 47" in titles
    assert "номер: 9-од" in titles


def test_every_field_has_a_colour() -> None:
    style = made(extract_bytes(DECISION.encode(), name="a.txt"))
    assert all(f".f-{field} {{" in style for field in FIELDS)


def marked(*spans: tuple[int, int, str]) -> list[tuple[int, int, str]]:
    block = BlockView(kind="paragraph", part="body", start=10, end=20)
    marks = [Mark(a, b, name, name) for a, b, name in spans]
    return [(s.start, s.end, "".join(m.field for m in s.marks)) for s in segments_of(block, marks)]


@pytest.mark.parametrize(
    ("spans", "segments"),
    [
        ([], [(10, 20, "")]),
        ([(12, 15, "a")], [(10, 12, ""), (12, 15, "a"), (15, 20, "")]),
        ([(10, 20, "a"), (12, 15, "b")], [(10, 12, "a"), (12, 15, "ba"), (15, 20, "a")]),
        ([(10, 15, "a"), (12, 18, "b")], [(10, 12, "a"), (12, 15, "ab"), (15, 18, "b"), (18, 20, "")]),
        ([(12, 15, "a"), (12, 15, "b")], [(10, 12, ""), (12, 15, "ab"), (15, 20, "")]),
        ([(5, 30, "a"), (18, 25, "b")], [(10, 18, "a"), (18, 20, "ba")]),
        ([(0, 10, "a"), (20, 25, "b")], [(10, 20, "")]),
    ],
)
def test_segments(spans: list[tuple[int, int, str]], segments: list[tuple[int, int, str]]) -> None:
    assert marked(*spans) == segments


def test_tables_keep_their_merged_cells() -> None:
    source = (
        "<html><body><p>Отчёт</p><table border=1><tr><th rowspan=2>Показатель</th><th colspan=2>2023 год</th></tr>"
        "<tr><td>план</td><td>факт</td></tr><tr><td>Доля школ, %</td><td>80</td><td>85</td></tr></table></body></html>"
    )
    root = tree(made(extract_bytes(source.encode(), name="a.html")))
    table = root.find_class("source")[0]
    cells = [[(c.text_content(), c.get("rowspan"), c.get("colspan")) for c in row] for row in table.iter("tr")]
    assert cells == [
        [("Показатель", "2", None), ("2023 год", None, "2")],
        [("план", None, None), ("факт", None, None)],
        [("Доля школ, %", None, None), ("80", None, None), ("85", None, None)],
    ]
