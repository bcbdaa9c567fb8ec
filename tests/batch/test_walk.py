"""What is taken from a folder, what is passed over, what is refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from running import write_decision

from extractor.batch.walk import Choice, documents_below
from extractor.errors import SvodkaError


def below(folder: Path, out: Path) -> tuple[list[str], dict[str, str]]:
    refused: dict[str, SvodkaError] = {}
    found = documents_below(folder, without=out, failed=refused.__setitem__)
    assert all(f.size == (folder / f.path).stat().st_size for f in found)
    return [f.path for f in found], {path: error.code for path, error in refused.items()}


def test_hidden_files_and_pipes_are_passed_over(tmp_path: Path) -> None:
    docs = tmp_path / "in"
    of_windows = ("desktop.ini", "в/Thumbs.db", "в/ehthumbs.db")
    for name in ("б.txt", "a.txt", ".hidden.txt", ".git/x.txt", "~$б.txt", "в/г.txt", *of_windows):
        write_decision(docs, name)
    if hasattr(os, "mkfifo"):
        os.mkfifo(docs / "pipe.txt")
    assert below(docs, tmp_path / "out") == (["a.txt", "б.txt", "в/г.txt"], {})


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_out_of_the_folder_are_refused_and_others_lead_nowhere_new(tmp_path: Path) -> None:
    docs, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    write_decision(docs, "a/b.txt")
    secret = write_decision(elsewhere, "secret.txt")
    (docs / "inner.txt").symlink_to(docs / "a" / "b.txt")
    (docs / "loop").symlink_to(docs, target_is_directory=True)
    (docs / "out.txt").symlink_to(secret)
    (docs / "a" / "folder").symlink_to(elsewhere, target_is_directory=True)
    (docs / "up.txt").symlink_to("../elsewhere/secret.txt")
    (docs / "nowhere.txt").symlink_to(elsewhere / "missing.txt")
    outside = dict.fromkeys(("a/folder", "nowhere.txt", "out.txt", "up.txt"), "link-outside")
    assert below(docs, tmp_path / "out") == (["a/b.txt"], outside)


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_decision(tmp_path, "a.txt")
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert below(tmp_path, tmp_path / "out") == (["a.txt"], {"closed": "no-permission"})


def test_results_inside_the_folder_are_no_documents(tmp_path: Path) -> None:
    write_decision(tmp_path, "a.txt")
    write_decision(tmp_path, "out/a.txt.json")
    assert below(tmp_path, tmp_path / "x" / ".." / "out") == (["a.txt"], {})


@pytest.mark.parametrize(
    ("include", "exclude", "taken"),
    [
        ([], [], ["2024/Отчёт.DOCX", "a.txt", "а/черновик.docx"]),
        (["*.docx"], [], ["2024/Отчёт.DOCX", "а/черновик.docx"]),
        (["2024/*", "*.TXT"], [], ["2024/Отчёт.DOCX", "a.txt"]),
        ([], ["*черновик*"], ["2024/Отчёт.DOCX", "a.txt"]),
        (["*.docx"], ["2024/*"], ["а/черновик.docx"]),
        (["отчёт*"], [], []),
        (["?.txt"], [], ["a.txt"]),
    ],
)
def test_choice(include: list[str], exclude: list[str], taken: list[str]) -> None:
    paths = ["2024/Отчёт.DOCX", "a.txt", "а/черновик.docx"]
    assert [path for path in paths if Choice(include, exclude)(path)] == taken
