"""``svodka registry inspect``: what is understood, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import CORPUS
from registry.conftest import workbook

from extractor.commands import main

SAMPLE = str(CORPUS / "registry" / "ozyorsky.csv")


def test_summary(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert main(["registry", "inspect", SAMPLE]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    for said in (
        "ozyorsky.csv",
        "кодировка cp1251, разделитель: точка с запятой, заголовки в строке 3",
        "Населённый пункт       населённый пункт",
        "Не использованы: «№ п/п»",
        "\nорганизаций            33\n",
        "с прежними именами     2\n",
    ):
        assert said in out
    assert max(map(len, out.splitlines())) <= 100


def test_english_has_no_russian_of_its_own(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("id,name,inn,Note\n1,School,12,\n2,School,12,\n", "utf-8")
    assert main(["registry", "inspect", str(path), "--lang", "en"]) == 0
    out = capfd.readouterr().out
    assert "organisations  2" in out
    assert "warning [inn-wrong]: 2" in out
    assert not any("а" <= letter.lower() <= "я" for letter in out)


def test_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["registry", "inspect", "--format", "json", str(CORPUS / "registry.csv")]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["counts"]["organisations"] == 115
    assert found["counts"]["branches"] == 3
    assert found["columns"][0] == {"head": "id", "field": "id"}
    assert found["municipalities"]["largest"][0] == {"name": "городской округ Ключевск", "organisations": 57}
    assert found["problems"] == []


def test_problems_have_rows_and_examples(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("id;name;inn\n" + "".join(f"{k};Школа № {k};12345\n" for k in range(30)), "utf-8")
    assert main(["registry", "inspect", str(path)]) == 0
    out = capfd.readouterr().out
    assert "внимание [inn-wrong]: 30" in out
    assert "строка 2 (0): ИНН не проходит проверку: 12345" in out
    assert out.count("ИНН не проходит") == 5


def test_nothing_in_a_file_is_obeyed(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "[red]r[bold].xlsx"
    heads = ["id", "name", "[bold]x[/bold]", "муниципалитет"]
    path.write_bytes(workbook(("лист", [heads, ["[b]1", "12[/nope] \u202e", "", "[link=http://x]Р"]])))
    assert main(["registry", "inspect", str(path)]) == 0
    out = capfd.readouterr().out
    for said in ("[red]r[bold].xlsx", "«[bold]x[/bold]»", "[link=http://x]Р"):
        assert said in out
    assert "\u202e" not in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("content", "code", "exit_code"),
    [
        ("id;Район\n1;Р\n", "registry-columns", 2),
        ("id;name\n1;а\n1;б\n", "registry-duplicates", 2),
        ("id;name\n", "registry-empty", 2),
        ("%PDF-1.7", "registry-format", 2),
        ("", "empty", 3),
    ],
)
def test_errors(capfd: pytest.CaptureFixture[str], tmp_path: Path, content: str, code: str, exit_code: int) -> None:
    path = tmp_path / "реестр.csv"
    path.write_text(content, "utf-8")
    for lang in ("ru", "en"):
        assert main(["--lang", lang, "registry", "inspect", str(path)]) == exit_code
        out, err = capfd.readouterr()
        assert out == ""
        assert f"[{code}]" in err
        assert len(err.splitlines()) == 2


def test_usage(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["registry"], "не указана команда"),
        (["registry", "show"], "нет такой команды: show"),
        (["registry", "inspect"], "не указано: ФАЙЛ"),
        (["registry", "inspect", SAMPLE, "--format", "xml"], "есть text, json"),
    ):
        assert main(arguments) == 2
        assert said in capfd.readouterr().err
    assert main(["registry", "inspect", "--help"]) == 0
    assert "показать эту справку" in capfd.readouterr().out
