"""Reports: text, JSON, SARIF, HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html.parser import HTMLParser

from checking_help import COMMISSION, ORDER, ROOT, checked, checked_text
from pydantic_sarif import model as sarif_model  # type: ignore[import-untyped]

from extractor.checking import report_json
from extractor.checking.catalogue import rules
from extractor.checking.checked import Checked
from extractor.checking.report_html import html
from extractor.checking.report_sarif import sarif
from extractor.checking.report_text import text

ORDER_RULES = ["order-without-assignee", "order-without-deadline", "numbering-gap"]


def whole(pieces: Iterable[bytes]) -> str:
    return b"".join(pieces).decode()


def test_findings_stand_in_reading_order() -> None:
    draft = checked_text(ORDER)
    assert [f.rule for f in draft.findings] == ORDER_RULES
    assert all(f.span and draft.record.text[f.span.start : f.span.end] == f.span.quote for f in draft.findings)


def test_text_says_place_words_and_sentence() -> None:
    said = whole(text([checked_text(ORDER)]))
    assert said.startswith("draft.txt: всего 3: предупреждений 3\n")
    assert "  пункт 2 · предупреждение · order-without-deadline\n" in said
    assert "    > Методисту Орловой Т.К. проверить портфолио аттестуемых." in said
    assert "\x1b" not in whole(text([Checked("a\x1b[31m.txt", checked_text(ORDER).record, ())]))


def test_json_is_one_object_or_a_list() -> None:
    draft = checked_text(ORDER)
    one = json.loads(whole(report_json.one([draft])))
    assert one.keys() == {"file", "findings"}
    assert [f["rule"] for f in one["findings"]] == ORDER_RULES
    assert json.loads(whole(report_json.array([draft]))) == [one]
    assert json.loads(whole(report_json.array([]))) == []


def test_sarif_is_valid_against_its_schema() -> None:
    drafts = [checked_text(ORDER, "папка с пробелом/приказ.txt"), checked(COMMISSION), checked_text("Справка\n")]
    said = whole(sarif(drafts))
    # Generated from the schema that OASIS publishes; what it does not know it does not allow.
    sarif_model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(said)
    run = json.loads(said)["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(rules())
    assert len(run["results"]) == sum(len(d.findings) for d in drafts)
    first = run["results"][0]
    assert rules()[first["ruleId"]].severity == first["level"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]


def test_sarif_regions_lead_to_the_words() -> None:
    draft = checked_text(ORDER, "приказ.txt")
    lines = draft.record.text.split("\n")
    for result in json.loads(whole(sarif([draft])))["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].isascii()
        region = place["region"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


class Marks(HTMLParser):
    """What stands within ``mark``, and all text."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.inside = False
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.inside = self.inside or tag == "mark"
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.marked[-1] += data


def test_html_marks_the_words_and_escapes_all() -> None:
    draft = checked_text(ORDER.replace("портфолио", "<b>портфолио</b>"), "<script>.txt")
    page = whole(html([draft]))
    parser = Marks()
    parser.feed(page)
    assert parser.marked == [f.span.quote for f in draft.findings if f.span]
    assert not {"script", "b"} & set(parser.tags)
    assert "http" not in page


def test_html_shows_the_pages_of_a_pdf() -> None:
    draft = checked(ROOT / "corpus" / "files" / "pdf" / "tune" / "decision-sferum-2024.pdf")
    assert draft.findings
    page = whole(html([draft]))
    parser = Marks()
    parser.feed(page)
    pages = {f.span.page for f in draft.findings if f.span}
    assert parser.tags.count("img") == len(pages)
    assert page.count("data:image/jpeg;base64,") == len(pages)


def test_reports_depend_on_nothing_but_the_draft() -> None:
    for report in (text, sarif, html):
        assert whole(report([checked_text(ORDER)])) == whole(report([checked_text(ORDER)]))
