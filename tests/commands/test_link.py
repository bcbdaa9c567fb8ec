"""``svodka link``: mentions and tables in, answers out, decisions kept."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from running import ROOT, svodka

from extractor.commands import main

REGISTRY = ROOT / "corpus" / "registry.csv"
KEYS = ["text", "status", "id", "name", "score", "reasons", "candidates", "explanation"]
ROWS = (
    "Школа;Район;Сумма\r\nМБОУ Озёрновская СОШ № 51;Озёрский район;-5\r\n"
    "СОШ № 777;;=1+1\r\n\r\nМайская СОШ 46, Сымская ООШ № 20;;\r\n"
)


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def link(*arguments: str | Path, **options: Any) -> Any:
    return svodka("link", "--registry", REGISTRY, *arguments, **options)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """What Excel in Russia saves: semicolons, windows-1251."""
    path = tmp_path / "школы.csv"
    path.write_bytes(ROWS.encode("cp1251"))
    return path


def test_mentions_as_arguments() -> None:
    done = link("МБОУ Озёрновская СОШ № 51", "СОШ № 1, 2 и 7", "СОШ № 777", "--municipality", "Озёрский район")
    assert done.returncode == 0
    assert done.stderr.decode() == "связано 4, неоднозначно 0, не найдено 1\n"
    rows = lines(done.stdout)
    assert [(row["id"], row["mention"]) for row in rows] == [
        ("1", "МБОУ Озёрновская СОШ № 51"),
        ("2", "СОШ № 1, 2 и 7"),
        ("3", "СОШ № 777"),
    ]
    assert [[found["id"] for found in row["links"]] for row in rows] == [
        ["OZ-001"],
        ["OZ-019", "OZ-005", "OZ-002"],
        [None],
    ]
    assert all(list(found) == KEYS for row in rows for found in row["links"])
    assert isinstance(rows[0]["links"][0]["score"], float)
    assert rows[0]["links"][0]["reasons"][0]["part"] == "number"


def test_to_read() -> None:
    done = link("СОШ № 1", "Озёрновская СОШ № 51", "--format", "table")
    said = done.stdout.decode().replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        "СОШ № 1\n  неоднозначно\n",
        "\n    МБОУ «Высокогорская СОШ № 1» [OZ-019], ",
        "  связано: МБОУ «Озёрновская СОШ № 51» [OZ-001]\n  Связано: ",
    ):
        assert part in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_lines_of_standard_input(encoding: str) -> None:
    text = "Озёрновская СОШ № 51\r\n\r\n  Сымская основная общеобразовательная школа № 20\r\n"
    done = link("-", "--lang", "en", given=text.encode(encoding))
    assert [row["links"][0]["id"] for row in lines(done.stdout)] == ["OZ-001", "OZ-020"]
    assert done.stderr.decode() == "matched 2, ambiguous 0, unmatched 0\n"


def test_a_table_to_json_lines(table: Path) -> None:
    done = link("--input", table)
    rows = lines(done.stdout)
    assert [row["id"] for row in rows] == ["2", "3", "5"]
    assert [[found["id"] for found in row["links"]] for row in rows] == [["OZ-001"], [None], ["OZ-011", "OZ-020"]]
    assert rows[0]["links"][0]["reasons"][-1]["part"] == "district"


def test_a_table_to_a_table(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "связи.csv"
    done = link("-i", table, "-o", out)
    assert (done.returncode, done.stdout) == (0, b"")
    assert out.read_bytes().startswith("\ufeffШкола;Район;Сумма;link_status;".encode())
    rows = list(csv.reader(StringIO(out.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][3:] == ["link_status", "link_id", "link_name", "link_score", "link_reason", "link_candidates"]
    assert rows[1][:6] == [
        "МБОУ Озёрновская СОШ № 51",
        "Озёрский район",
        "-5",
        "matched",
        "OZ-001",
        "МБОУ «Озёрновская СОШ № 51»",
    ]
    assert rows[1][7].startswith("Связано: ")
    assert rows[2][2:5] == ["'=1+1", "unmatched", ""]
    assert rows[3] == [""] * 9
    assert rows[4][3:5] == ["matched | matched", "OZ-011 | OZ-020"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["связи.csv", "школы.csv"]


def test_a_workbook_to_a_workbook_and_on_to_tabs(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Школы"
    for row in (
        ["Сведения на 01.09"],
        ["id", "Упоминание", "Учеников"],
        ["а", "Озёрновская СОШ № 51", 310],
        ["б", "=СОШ № 46", None],
    ):
        sheet.append(row)
    sheet["B4"].data_type = "s"
    book.save(tmp_path / "in.xlsx")
    assert link("-i", tmp_path / "in.xlsx", "-o", tmp_path / "out.xlsx").returncode == 0
    made = load_workbook(tmp_path / "out.xlsx")
    rows = list(made["Школы"].iter_rows())
    assert [cell.value for cell in rows[0]][:2] == ["Сведения на 01.09", None]
    assert [cell.value for cell in rows[2]][:5] == ["а", "Озёрновская СОШ № 51", 310, "matched", "OZ-001"]
    assert isinstance(rows[2][6].value, (int, float))
    assert (rows[3][1].value, rows[3][1].data_type) == ("=СОШ № 46", "s")
    again = link("-i", tmp_path / "out.xlsx", "-o", tmp_path / "out.tsv")
    assert again.returncode == 0
    written = (tmp_path / "out.tsv").read_text("utf-8-sig").splitlines()
    assert written[1].split("\t")[:4] == ["id", "Упоминание", "Учеников", "link_status"]
    assert written[1].count("link_status") == 1
    assert written[3].split("\t")[1] == "'=СОШ № 46"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--column", "Имя"], 2, ["[bad-link-table]", "«Имя»", "«Школа», «Район», «Сумма»"]),
        (["--registry", "нет.csv"], 3, ["[not-found]", "нет.csv"]),
        (["--judgements", "нет.tsv"], 3, ["[not-found]", "нет.tsv"]),
    ],
)
def test_what_is_wrong_is_told_before_any_work(
    arguments: list[str], code: int, words: list[str], table: Path, tmp_path: Path
) -> None:
    done = link("-i", table, "-o", tmp_path / "out.csv", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    for word in words:
        assert word in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["школы.csv"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id;name\n", "registry-empty"),
        ("id;name\n1;Школа\n1;Сад\n", "registry-duplicates"),
        ("a;b\n1;2\n", "registry-columns"),
    ],
)
@pytest.mark.parametrize("command", ["link", "extract", "batch"])
def test_a_registry_that_is_none(
    command: str, text: str, code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(text, "utf-8")
    (tmp_path / "in").mkdir()
    rest = {
        "link": ["СОШ"],
        "extract": [str(bad), "-o", str(tmp_path / "o.json")],
        "batch": [str(tmp_path / "in"), "--out", str(tmp_path / "out")],
    }
    assert main([command, "--registry", str(bad), *rest[command]]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert f"[{code}]" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "in"]


def test_the_result_never_replaces_what_it_was_made_from(table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = table.read_bytes()
    assert main(["link", "--registry", str(REGISTRY), "-i", str(table), "-o", str(table)]) == 2
    assert table.read_bytes() == before
    assert "затёр бы исходный файл" in capfd.readouterr().err


def test_a_mistake_of_the_program_leaves_no_half_of_a_table(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(self: Any, text: str, context: Any) -> Any:
        raise RecursionError("too deep")

    monkeypatch.setattr("extractor.linking.linker.Linker.link", fail)
    assert main(["link", "--registry", str(REGISTRY), "-i", str(table), "-o", str(tmp_path / "out.csv")]) == 3
    err = capfd.readouterr().err
    assert "[internal]" in err
    assert "школы.csv, строка 2" in err
    assert [path.name for path in tmp_path.iterdir()] == ["школы.csv"]


def judge(file: Path, *arguments: str) -> Any:
    return link("--judgements", file, *arguments)


def test_decisions_are_kept_and_never_contradicted(tmp_path: Path) -> None:
    file = tmp_path / "решения.tsv"
    done = judge(file, "Майская СОШ № 46", "--judge", "OZ-012", "--municipality", "Озёрский район")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (
        done.stderr.decode()
        == f"записано в {file}: «Майская СОШ № 46» (Озёрский район) – OZ-012, МБОУ «Шапкинская СОШ № 25»\n"
    )
    again = judge(file, "Майская СОШ № 46", "--judge", "OZ-012", "--municipality", "Озёрский район")
    assert again.stderr.decode().startswith("такое решение уже есть: ")
    assert judge(file, "Сымская ООШ № 20", "--judge", "-").returncode == 0
    changed = judge(file, "Сымская ООШ № 20", "--judge", "OZ-020")
    assert "прежнее решение: -" in changed.stderr.decode()
    assert judge(file, "Сымская ООШ № 20", "--judge", "-").returncode == 0
    assert file.read_text("utf-8").splitlines() == [
        "mention\tregion\tmunicipality\tid\tnote",
        "Майская СОШ № 46\t\tОзёрский район\tOZ-012\t",
        "Сымская ООШ № 20\t\t\t-\t",
        "Сымская ООШ № 20\t\t\tOZ-020\t",
        "Сымская ООШ № 20\t\t\t-\t",
    ]
    rows = lines(judge(file, "Майская СОШ №46", "Сымская ООШ 20", "--municipality", "Озёрский район").stdout)
    assert [row["links"][0]["id"] for row in rows] == ["OZ-012", None]
    assert rows[0]["links"][0]["explanation"] == "Так решил человек."
    assert lines(judge(file, "Майская СОШ №46").stdout)[0]["links"][0]["id"] == "OZ-011"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Школа № 5", "--judge", "OZ-999"], "в реестре нет организации OZ-999"),
        (["Школа № 5", "Школа № 6", "--judge", "OZ-001"], "об одном упоминании"),
        (["СОШ № 5 и 6", "--judge", "OZ-001"], "несколько школ: «СОШ № 5», «6»"),
        (["МБОУ", "--judge", "OZ-001"], "нет названия"),
    ],
)
def test_decisions_that_cannot_be(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = judge(tmp_path / "d.tsv", *arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_a_broken_file_of_decisions_is_not_added_to(tmp_path: Path) -> None:
    file = tmp_path / "d.tsv"
    file.write_text("mention\tid\nСОШ № 5\tOZ-999\n", "utf-8")
    for arguments in (["СОШ № 46", "--judge", "OZ-011"], ["СОШ № 46"]):
        done = judge(file, *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert "[bad-judgements]" in done.stderr.decode()
    assert file.read_text("utf-8") == "mention\tid\nСОШ № 5\tOZ-999\n"
