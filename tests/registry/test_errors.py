"""What is no registry is refused with a reason; nothing hangs, swells or ends in another exception."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import CORPUS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry.conftest import TABLE, Load, workbook, zipped

from extractor.errors import ExitCode, SvodkaError
from extractor.registry import load_registry

OGRN = "1162409089754"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 12)).replace("&a0;", "&a;")
    + "]><OpenData><Certificates><Certificate><Id>&a11;</Id></Certificate></Certificates></OpenData>"
)


def refusal(load: Load, data: str | bytes) -> SvodkaError:
    begun = time.process_time()
    with pytest.raises(SvodkaError) as raised:
        load(data)
    assert time.process_time() - begun < 5
    error = raised.value
    for lang in ("ru", "en"):
        assert "реестр.dat" in error.message(lang)
        assert error.hint(lang)
    return error


def test_no_name_column(load: Load) -> None:
    error = refusal(load, "id;Директор;Телефон\n1;–;–\n")
    assert (error.code, error.exit_code) == ("registry-columns", ExitCode.USAGE)
    for word in ("наименование", "«id»", "«Директор»", "строке 1"):
        assert word in error.message()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("Наименование;Район\nШкола;Р\n", ("идентификатор", "«Район»", "ОГРН")),
        (f"Наименование;ОГРН\nШкола;{OGRN}\nФилиал;{OGRN}\n", (OGRN, "повторяется")),
        (f"Наименование;ОГРН\nШкола;{OGRN}\nСад;\n", ("не в каждой строке",)),
    ],
)
def test_no_id_column(load: Load, table: str, words: tuple[str, ...]) -> None:
    error = refusal(load, table)
    assert error.code == "registry-columns"
    for word in words:
        assert word in error.message()


def test_duplicates(load: Load) -> None:
    rows = "".join(f"{key};Школа\n" for key in ("A", "B", "A", "C", "A", "A", "A", "B"))
    error = refusal(load, "id;name\n" + rows)
    assert (error.code, error.exit_code) == ("registry-duplicates", ExitCode.USAGE)
    assert "повторяющихся 2: A (строки 2, 4, 6, 7 … всего 5); B (строки 3, 9)" in error.message()


@pytest.mark.parametrize("table", ["id;name\n", "id;name\n;\n;;\n", "id;name\n;Школа\n1;\n"])
def test_nobody_in_it(load: Load, table: str) -> None:
    assert refusal(load, table).code == "registry-empty"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_empty(load: Load, data: bytes) -> None:
    assert refusal(load, data).code == "empty"


def test_a_workbook_without_cells(load: Load) -> None:
    assert refusal(load, workbook(("Лист1", []))).code == "registry-empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"<!DOCTYPE html><html><body><table><tr><td>id</td></tr></table></body></html>", "веб-страница"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"{\\rtf1 x}", "RTF"),
        (random.Random(5).randbytes(5000), "двоичный"),
        (b'<?xml version="1.0"?><catalog><school id="1"/></catalog>', "без свидетельств"),
        (zipped(("a.xml", b"<OpenData/>"), ("b.xml", b"<OpenData/>")), "файлов XML: 2"),
        (zipped(("a.txt", b"id;name")), "архив ZIP"),
        (zipped(("word/document.xml", b"<x/>")), "Word"),
        (zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")), "ZIP"),
    ],
)
def test_other_kinds(load: Load, data: bytes, what: str) -> None:
    error = refusal(load, data)
    assert (error.code, error.exit_code) == ("registry-format", ExitCode.USAGE)
    assert what in error.message()


def test_a_quote_that_is_never_closed(load: Load) -> None:
    rows = "".join(f"{k},Школа {k}\n" for k in range(100))
    error = refusal(load, 'id,name\n0,"Школа\n' + rows)
    assert error.code == "damaged"
    assert "кавычка" in error.message()


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_cut_off(load: Load, share: float) -> None:
    data = (CORPUS / "registry" / "klyuchevsk.xlsx").read_bytes()
    assert refusal(load, data[: int(len(data) * share)]).code == "damaged"
    data = (CORPUS / "registry" / "accreditation.xml").read_bytes()
    assert refusal(load, data[: int(len(data) * share)]).code == "damaged"
    data = zipped(("data.xml", data))
    assert refusal(load, data[: int(len(data) * share)]).code == "damaged"


def test_entities_are_not_resolved(load: Load) -> None:
    assert refusal(load, BOMB).code == "damaged"
    assert refusal(load, zipped(("data.xml", BOMB.encode()))).code == "damaged"


def test_nothing_outside_is_opened(load: Load, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><OpenData><Certificates>'
        "<Certificate><EduOrgFullName>&s;</EduOrgFullName><EduOrgOGRN>1</EduOrgOGRN></Certificate></Certificates></OpenData>"
    )
    error = refusal(load, xml)
    assert "SECRET" not in error.message()


def test_a_workbook_with_a_document_type(load: Load) -> None:
    source = BytesIO(workbook(("Лист1", [["id", "name"], ["1", "Школа"]])))
    out = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, b'<!DOCTYPE x [<!ENTITY a "b">]>' + data if name.endswith("sheet1.xml") else data)
    assert refusal(load, out.getvalue()).code == "damaged"


def test_what_would_swell(load: Load) -> None:
    zeros = bytes(30_000_000)
    assert refusal(load, zipped(("xl/workbook.xml", b"<x/>"), ("xl/worksheets/sheet1.xml", zeros))).code == "too-large"
    assert refusal(load, zipped(("data.xml", b"<OpenData>" + zeros))).code == "too-large"


def test_a_certificate_without_end(load: Load) -> None:
    xml = "<OpenData><Certificates><Certificate>" + "<a>б</a>" * 1_500_000
    assert refusal(load, xml).code == "too-large"


def test_deep_nesting(load: Load) -> None:
    assert refusal(load, "<OpenData><Certificates><Certificate>" + "<a>" * 100_000).code == "damaged"


def test_a_cell_in_the_last_column_and_row(load: Load) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["id", "name"], ["1", "Школа"]):
        sheet.append(row)
    sheet["XFD1048576"] = "x"
    out = BytesIO()
    book.save(out)
    assert len(load(out.getvalue()).organisations) == 1


@pytest.mark.parametrize(("name", "code"), [("нет такого.csv", "not-found"), (".", "not-a-file")])
def test_no_file(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(SvodkaError) as raised:
        load_registry(tmp_path / name)
    assert raised.value.code == code
    assert raised.value.exit_code is ExitCode.UNREADABLE


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_ends_in_an_error_or_a_registry(put: Callable[[bytes], Path], data: st.DataObject) -> None:
    """Bytes changed, cut out and put in anywhere in a registry of any kind."""
    kinds = [TABLE.encode(), TABLE.encode("cp1251"), *((CORPUS / "registry" / name).read_bytes() for name in FILES)]
    file = bytearray(data.draw(st.sampled_from(kinds)))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(file)))
        file[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    try:
        assert load_registry(put(bytes(file))).organisations
    except SvodkaError as error:
        assert error.message("en")


FILES = ("ozyorsky.csv", "klyuchevsk.xlsx", "accreditation.xml")
