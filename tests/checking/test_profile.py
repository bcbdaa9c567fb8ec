"""Profiles: from files, from earlier documents, and names matched by meaning."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from checking_help import REPORT, ROOT, record_of

from extractor import extract
from extractor.checking import check
from extractor.checking.match import match
from extractor.checking.options import Options
from extractor.checking.profile import Profile, Requirement
from extractor.checking.profile_load import built_in, load_profile
from extractor.checking.profile_make import as_toml, profile_of
from extractor.errors import SvodkaError

MISSING = Options(only=frozenset({"indicator-missing", "indicator-doubtful", "target-mismatch"}))


def missing(draft: str, profile: Profile) -> list[str]:
    return sorted(f"{f.rule} {f.indicator}" for f in check(record_of(draft), profile=profile, options=MISSING))


def test_a_report_lacks_nothing_of_itself() -> None:
    assert missing(REPORT, profile_of(record_of(REPORT))) == []


def test_three_removed_and_two_reworded_are_exactly_three_missing() -> None:
    lines = REPORT.splitlines()
    draft = "\n".join(
        [
            *lines[:3],
            "1. Процент организаций, приспособленных для обучения детей-инвалидов: план 50 %, факт 52 %.",
            "2. Удельный вес педагогов, повысивших квалификацию по работе с обучающимися с ОВЗ: план 65 %, факт 71 %.",
            lines[6].replace("4.", "3."),
            lines[-1],
        ]
    )
    assert missing(draft, profile_of(record_of(REPORT))) == [
        "indicator-missing Доля родителей, удовлетворённых качеством услуг",
        "indicator-missing Количество обученных тьюторов",
        "indicator-missing Численность детей-инвалидов, обучающихся на дому",
    ]


def test_a_doubt_is_told_and_not_decided() -> None:
    profile = Profile("план", (Requirement("Охват обучающихся дополнительным образованием"),))
    found = missing(REPORT, profile)
    assert found == ["indicator-doubtful Охват обучающихся дополнительным образованием"]


def test_the_abbreviations_of_a_draft_are_known() -> None:
    text = REPORT.replace(
        "1. Доля школ, приспособленных",
        "1. Доля школ, работающих в единой районной системе мониторинга (далее – ЕРСМ): план – 5 %, факт – 6 %.\n"
        "2. Доля школ, приспособленных",
    )
    profile = Profile("план", (Requirement("Доля школ, работающих в ЕРСМ"),))
    assert match(profile, record_of(text)).pairs.keys() == {0}


def test_a_profile_made_of_a_document_reads_back(tmp_path: Path) -> None:
    made = profile_of(record_of(REPORT), with_targets=True)
    path = tmp_path / "profile.toml"
    path.write_text(as_toml(made), "utf-8")
    assert load_profile(str(path)) == made
    assert [r.target for r in made.requirements] == [40, 20, 60, 45, 35, 80]


def test_a_workbook_with_a_column_of_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Показатели соглашения", None, None],
        ["№", "Наименование показателя", "План"],
        [1, "Доля школ, имеющих сайт", "97,5"],
        [2, "Количество кружков", 12],
        [None, None, None],
    ):
        sheet.append(row)
    path = tmp_path / "показатели.xlsx"
    book.save(path)
    profile = load_profile(str(path))
    assert [(r.number, r.name, r.target) for r in profile.requirements] == [
        ("1", "Доля школ, имеющих сайт", 97.5),
        ("2", "Количество кружков", 12.0),
    ]


@pytest.mark.parametrize("name", built_in())
def test_bundled_profiles_are_read(name: str) -> None:
    profile = load_profile(name)
    assert profile.requirements
    assert all(r.target is None for r in profile.requirements), "targets are each municipality's own"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[indicator]]\nname = "А"\n[[indicator]]\nnaem = "Б"\n', 4, "неизвестный ключ «naem»"),
        ('[[indicator]]\nname = "А"\ntarget = "40"\n', 3, "нужно число"),
        ('[[indicator]]\nname = "А"\n\nfact = 1\n', 4, "true или false"),
        ('[[indicator]]\nname = "А"\ncomparator = "gte"\n', 3, "ge, le, gt, lt или approx"),
        ('[[indicator]]\nname = "А"\n[[indicator]]\nunit = "percent"\n', 3, "нет названия"),
        ('title = "x"\n', 1, "[[indicator]]"),
        ('[[indicator]]\nname = "А\n', 2, "не TOML"),
        ('[[indicator]]\nname = "А"\n[[indicator]]\nname = "А"\n', 4, "уже есть"),
        ('titel = "x"\n[[indicator]]\nname = "А"\n', 1, "titel"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SvodkaError) as raised:
        load_profile(str(path))
    assert (raised.value.code, raised.value.line) == ("bad-profile", line)
    assert said in raised.value.detail


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(SvodkaError) as raised:
        load_profile("нет такого")
    assert raised.value.code == "bad-profile"
    assert "cos2022" in raised.value.detail


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "files" / "docx" / "tune").glob("*otchet*.docx")))
def test_profiles_of_real_reports_read_back_and_find_all_of_them(tmp_path: Path, path: Path) -> None:
    record = extract(path)
    made = profile_of(record, with_targets=True)
    file = tmp_path / "profile.toml"
    file.write_text(as_toml(made), "utf-8")
    assert load_profile(str(file)) == made
    assert [f.message for f in check(record, profile=profile_of(record), options=MISSING)] == []
