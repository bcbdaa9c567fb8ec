"""The overview page: whole, harmless, its charts and links in their places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from export_help import FAILURE, NASTY, corpus, nasty
from lxml import html as lxml_html

from extractor.export import overview as module
from extractor.export.overview import overview, pages


@pytest.fixture(scope="module")
def made(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "сводка.html"
    assert pages(corpus(), path.with_name("сводка-html")) == len(corpus())
    overview(store, path, folder="сводка-html")
    return path


def tree(path: Path) -> Any:
    return lxml_html.document_fromstring(path.read_text("utf-8"))


def test_it_tells_how_much_was_found(made: Path) -> None:
    counts = {li.text.strip(" :"): li.find("b").text for li in tree(made).xpath("//ul[@class='counts']/li")}
    assert counts["документов"] == str(len(corpus()))
    assert counts["поручений"] == str(sum(len(record.orders) for _, record in corpus()))
    assert counts["не прочитано"] == "1"


def test_it_loads_and_runs_nothing(made: Path) -> None:
    page = tree(made)
    assert not page.xpath("//script | //img | //link | //iframe | //object | //@onclick | //@onload | //@src")
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [
        "default-src 'none'; style-src 'unsafe-inline'"
    ]


def test_charts_have_the_numbers_of_the_paper(made: Path) -> None:
    charts = tree(made).xpath("//*[local-name()='svg']")
    assert len(charts) > 5
    (chart,) = [c for c in charts if "Посещаемость" in c.get("aria-label")]
    told = [t.text for t in chart.iter() if t.tag.endswith("title") and t.getparent().tag.endswith("rect")]
    wanted = ["2019, план: 72 %", "2019, факт: 69,9 %", "2020, план: 72 %", "2020, факт: 58,3 %"]
    assert told == [*wanted, "2021, план: 74 %", "2021, факт: 70,2 %"]
    heights = {c.get("class"): float(c.get("height")) for c in chart.iter() if c.get("class") in ("target", "actual")}
    assert heights["target"] / heights["actual"] == pytest.approx(74 / 70.2, rel=0.01)


def test_every_link_leads_to_a_place_in_a_coloured_page(made: Path) -> None:
    links = list(tree(made).xpath("//td/a/@href"))
    assert len(links) >= len(corpus())
    for link in links:
        name, _, place = unquote(link).partition("#")
        page = (made.parent / name).read_text("utf-8")
        assert not place or f'id="{place}"' in page


def test_what_was_missed_and_what_was_not_read(made: Path) -> None:
    text = tree(made).text_content()
    missed = [i.name for _, r in corpus() for i in r.indicators if i.status in ("not_achieved", "partially_achieved")]
    assert missed
    assert all(name in text for name in missed)
    assert FAILURE["message"] in text


def test_long_tables_are_cut_and_say_so(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    overview(store, tmp_path / "a.html", folder="x")
    assert f"Показаны 2 из {len(corpus())}" in (tmp_path / "a.html").read_text("utf-8")


def test_nothing_of_a_document_becomes_markup(nasty_store: Path, tmp_path: Path) -> None:
    overview(nasty_store, tmp_path / "a.html", folder="x")
    pages(nasty(), tmp_path / "x")
    assert len(list((tmp_path / "x").iterdir())) == len(NASTY)
    for path in tmp_path.rglob("*.html"):
        page = tree(path)
        assert not page.xpath("//script | //img | //@onerror")
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", path.read_text("utf-8"))


def test_pages_of_documents_that_are_gone_go_too(tmp_path: Path) -> None:
    own = tmp_path / "заметки.html"
    own.write_text("своё", "utf-8")
    assert pages(corpus(), tmp_path) == len(corpus())
    assert pages(corpus()[:1], tmp_path) == 1
    (left,) = [path for path in tmp_path.iterdir() if path != own]
    assert corpus()[0][1].source.file in left.read_text("utf-8")
    assert own.exists()
