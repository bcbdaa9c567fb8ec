"""What the program says to mistakes that people make: in Russian, with a way out, and never Python's own words."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import NoReturn

import pytest
from running import ROOT, write_decision

from extractor.commands import main
from extractor.errors import SvodkaError, system_reason

REGISTRY = ROOT / "corpus" / "registry.csv"
# The program's own words beside what the user typed: names of options, of commands and of codes.
ENGLISH = re.compile(
    r"\b(?:Input|should|is|not|a|such|file|directory|denied|readable|unable|valid|path)\b", re.IGNORECASE
)


def refused(*_: object, **__: object) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "X", "--timeout", "0"], "ошибка: --timeout: нужно число не меньше 0.1"),
        (["extract", "X", "--timeout", "abc"], "ошибка: --timeout: нужно число"),
        (["extract", "X", "--memory", "много"], "ошибка: --memory: нужно целое число"),
        (["extract", "X", "--memory", "1"], "ошибка: --memory: нужно число не меньше 16"),
        (["batch", ".", "--out", "o", "--workers", "0"], "ошибка: --workers: нужно число не меньше 1"),
        (["explain", "target-conflct"], "ошибка: нет правила «target-conflct» (похоже на target-conflict)"),
    ],
)
def test_wrong_usage_is_told_in_russian(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    err = capfd.readouterr().err
    assert err.startswith(said)
    assert "справка: svodka" in err
    assert not ENGLISH.search(said)


def test_a_batch_of_a_file_names_the_command_for_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(write_decision(tmp_path)), "--out", str(tmp_path / "o")]) == 2
    assert "svodka extract" in capfd.readouterr().err


def test_a_folder_as_the_result_is_told_in_russian(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(write_decision(tmp_path)), "-o", str(tmp_path)]) == 3
    assert "(это папка)" in capfd.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["extract", "D", "--registry", "R"], ["link", "--registry", "R", "СОШ № 1"], ["check", "D", "--registry", "R"]],
)
def test_a_registry_that_is_open_in_another_program(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    names = {"D": str(write_decision(tmp_path)), "R": str(REGISTRY)}
    monkeypatch.setattr("extractor.registry.cache.key_of", refused)
    assert main([names.get(word, word) for word in arguments]) == 3
    assert "[no-permission]: Нет доступа к файлу" in capfd.readouterr().err


def test_known_findings_that_may_not_be_read_are_not_to_be_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.checking.baseline import load_baseline

    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(SvodkaError) as caught:
        load_baseline(tmp_path / "known.json")
    assert caught.value.code == "no-permission"


def test_an_export_that_has_no_room_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    documents, results = tmp_path / "d", tmp_path / "o"
    write_decision(documents)
    assert main(["batch", str(documents), "--out", str(results)]) == 0
    monkeypatch.setattr(Path, "touch", refused)
    capfd.readouterr()
    assert main(["export", str(results), "--to", "csv"]) == 3
    assert f"{results} (нет прав" in capfd.readouterr().err


def test_a_folder_without_drafts_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 0
    assert f"документов нет: {tmp_path}" in capfd.readouterr().err


def test_drafts_of_one_name_have_a_copy_each(tmp_path: Path) -> None:
    from docx import Document

    for folder in ("а", "б"):
        (tmp_path / folder).mkdir()
        draft = Document()
        draft.add_paragraph(f"Приказ школы {folder}")
        draft.save(str(tmp_path / folder / "приказ.docx"))
    out = tmp_path / "копии"
    drafts = [str(tmp_path / folder / "приказ.docx") for folder in ("а", "б")]
    main(["check", *drafts, "--format", "docx", "-o", str(out)])
    assert sorted(path.name for path in out.iterdir()) == ["приказ – замечания (2).docx", "приказ – замечания.docx"]


def test_a_refusal_of_the_system_in_both_languages() -> None:
    error = SvodkaError(
        "not-writable", path="x", detail=system_reason(IsADirectoryError(errno.EISDIR, "Is a directory"))
    )
    assert "(это папка)" in error.message()
    assert "(it is a folder)" in error.message("en")
    assert system_reason(OSError(errno.ENOTSUP, "Not supported")) == "Not supported"
    assert system_reason(OSError("без номера")) == "без номера"
