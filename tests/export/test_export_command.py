"""``svodka export``: from a folder of results to files that people open."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from running import svodka, write_broken, write_decision

TABLES = ("xlsx", "sqlite", "csv", "parquet", "ics", "html", "spacy")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of documents and the folder of their results."""
    base = tmp_path_factory.mktemp("пакет")
    docs, out = base / "документы", base / "записи"
    write_decision(docs, "Приказ о питании.txt")
    write_decision(docs, "2024/Приказ № 9.txt")
    write_broken(docs, "битый.docx")
    assert svodka("batch", docs, "--out", out).returncode == 3
    return docs, out


def test_all_exports_at_once(made: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "записи"
    shutil.copytree(made[1], out)
    done = svodka("export", out, *(word for target in TABLES for word in ("--to", target)))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    said = done.stderr.decode().splitlines()
    assert f"записано: {out / 'svodka.xlsx'}" in said
    assert {path.name for path in out.iterdir() if path.name.startswith("svodka")} == {
        *("svodka.xlsx", "svodka.sqlite", "svodka-csv", "svodka-parquet", "svodka.ics", "svodka.html", "svodka-html"),
        "svodka-spacy",
    }
    assert not list(out.rglob("*.tmp"))
    with closing(sqlite3.connect(out / "svodka.sqlite")) as base:
        assert base.execute("SELECT file FROM documents ORDER BY file").fetchall() == [
            ("2024/Приказ № 9.txt",),
            ("Приказ о питании.txt",),
        ]
        assert base.execute("SELECT file, code FROM failures").fetchall() == [("битый.docx", "damaged")]
        assert base.execute("SELECT DISTINCT assignee FROM orders_by_deadline WHERE due <= '2025-03-01'").fetchall()


def test_the_workbook_links_to_the_documents_where_they_were_read(made: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "таблица.xlsx"
    assert svodka("export", made[1], "--to", "xlsx", "-o", path).returncode == 0
    sheet = openpyxl.load_workbook(path)["Документы"]
    links = [row[0].hyperlink.target.replace("\\", "/").replace("%20", " ") for row in sheet.iter_rows(min_row=2)]
    assert all((tmp_path / link).exists() for link in links)
    assert len(links) == 2
    elsewhere = tmp_path / "архив"
    assert svodka("export", made[1], "--to", "xlsx", "-o", path, "--documents", elsewhere).returncode == 0
    first = openpyxl.load_workbook(path)["Документы"]["A2"]
    assert first.hyperlink.target.startswith("архив\\")


def test_a_batch_that_is_not_finished_says_what_is_missing(tmp_path: Path) -> None:
    docs, out = tmp_path / "in", tmp_path / "out"
    for name in ("a.txt", "b.txt", "c.txt"):
        write_decision(docs, name)
    svodka("batch", docs, "--out", out, "--limit", "1")
    assert svodka("export", out, "--to", "sqlite").returncode == 0
    with closing(sqlite3.connect(out / "svodka.sqlite")) as base:
        assert base.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        assert base.execute("SELECT code, count(*) FROM failures GROUP BY code").fetchall() == [("waiting", 2)]


def test_what_was_there_stays_when_an_export_fails(made: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.mkdir()
    done = svodka("export", made[1], "--to", "xlsx", "-o", path)
    assert done.returncode == 3
    assert "ошибка [not-writable]" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == [path]


def test_no_document_and_no_record_is_written_over(tmp_path: Path) -> None:
    docs, out = tmp_path / "in", tmp_path / "out"
    document = write_decision(docs, "2024/a.txt")
    assert svodka("batch", docs, "--out", out).returncode == 0
    record = out / "2024" / "a.txt.json"
    moved = tmp_path / "архив"
    shutil.copytree(docs, moved)
    kept = {path: path.read_bytes() for path in (document, record, moved / "2024" / "a.txt")}
    for path in kept:
        where = ("--documents", moved) if path.is_relative_to(moved) else ()
        done = svodka("export", out, "--to", "ics", "-o", path.parent / ".." / "2024" / path.name, *where)
        assert (done.returncode, "результат затёр бы исходный файл" in done.stderr.decode()) == (2, True)
    assert {path: path.read_bytes() for path in kept} == kept
    # An earlier export is no source.
    for _ in range(2):
        assert svodka("export", out, "--to", "ics", "-o", docs / "сроки.ics").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["{out}", "--to", "doc"], 2, "«doc» здесь не подходит"),
        (["{out}"], 2, "--to"),
        (["{out}", "--to", "csv", "--to", "ics", "-o", "x"], 2, "одно имя для нескольких результатов"),
        (["{out}", "--to", "xlsx", "-o", "-"], 2, "в стандартный вывод это не записывается"),
        (["{out}", "--to", "csv", "-o", ""], 2, "--output: имя пустое"),
        (["", "--to", "csv"], 2, "РЕЗУЛЬТАТЫ: имя пустое"),
        (["нет такой", "--to", "csv"], 2, "bad-results"),
    ],
)
def test_wrong_usage(made: tuple[Path, Path], arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    done = svodka("export", *(word.format(out=made[1]) for word in arguments), cwd=tmp_path)
    assert said in done.stderr.decode()
    assert done.returncode == code
