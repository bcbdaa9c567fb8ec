"""``svodka batch``: what is taken, where it goes, what happens to the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from running import command, environment, svodka, write_broken, write_decision

from extractor import extract_bytes
from extractor.commands import main
from extractor.commands.tree import documents_below
from extractor.errors import SvodkaError


def results(out: Path) -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())


def test_the_tree_of_results_is_that_of_the_documents(tmp_path: Path) -> None:
    docs, out = tmp_path / "документы", tmp_path / "записи"
    for name in ("Приложение.txt", "2024/Приложение.txt", "2025/май/Приложение.txt", "2025/Приложение.md"):
        write_decision(docs, name)
    done = svodka("batch", docs, "--out", out)
    assert done.returncode == 0
    assert done.stdout == b""
    assert done.stderr.decode() == "готово 4, не прочитано 0 из 4\n"
    assert results(out) == [
        "2024/Приложение.txt.json",
        "2025/Приложение.md.json",
        "2025/май/Приложение.txt.json",
        "Приложение.txt.json",
    ]
    alone = svodka("extract", docs / "2024/Приложение.txt").stdout
    assert (out / "2024/Приложение.txt.json").read_bytes() == alone


def test_what_cannot_be_read_is_listed(tmp_path: Path) -> None:
    docs, out = tmp_path / "in", tmp_path / "out"
    write_decision(docs, "a.txt")
    write_broken(docs, "b/битый.docx")
    (docs / "пусто.pdf").touch()
    (docs / "картинка.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    done = svodka("batch", docs, "--out", out)
    assert done.returncode == 3
    said = done.stderr.decode()
    assert said.endswith("готово 1, не прочитано 3 из 4\n")
    assert said.count("ошибка [") == said.count("что делать: ") == 3
    assert results(out) == ["a.txt.json", "failures.jsonl"]
    rows = [json.loads(line) for line in (out / "failures.jsonl").read_text("utf-8").splitlines()]
    assert [row["file"] for row in rows] == ["b/битый.docx", "картинка.png", "пусто.pdf"]
    assert [row["code"] for row in rows][1:] == ["damaged", "empty"]
    assert all(list(row) == ["file", "code", "message", "hint"] and all(row.values()) for row in rows)


def test_in_english(tmp_path: Path) -> None:
    write_broken(tmp_path / "in")
    done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out", "--lang", "en")
    assert done.stderr.decode().endswith("done 0, not read 1 of 1\n")
    assert "The file" in json.loads((tmp_path / "out/failures.jsonl").read_text("utf-8"))["message"]


def test_a_later_run_clears_what_no_longer_holds(tmp_path: Path) -> None:
    docs, out = tmp_path / "in", tmp_path / "out"
    first, second = write_decision(docs, "a.txt"), write_broken(docs, "b.docx")
    assert main(["batch", str(docs), "--out", str(out)]) == 3
    first.write_bytes(b"")
    second.unlink()
    assert main(["batch", str(docs), "--out", str(out)]) == 3
    assert results(out) == ["failures.jsonl"]
    write_decision(docs, "a.txt")
    assert main(["batch", str(docs), "--out", str(out)]) == 0
    assert results(out) == ["a.txt.json"]


def test_results_inside_the_folder_are_no_documents(tmp_path: Path) -> None:
    write_decision(tmp_path, "a.txt")
    for _ in range(2):
        done = svodka("batch", tmp_path, "--out", tmp_path / "out")
        assert done.stderr.decode() == "готово 1, не прочитано 0 из 1\n"
    assert results(tmp_path / "out") == ["a.txt.json"]


def test_the_folder_itself_takes_no_results(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_decision(tmp_path, "a.txt")
    assert main(["batch", str(tmp_path), "--out", str(tmp_path / "x" / "..")]) == 2
    assert "другая папка" in capfd.readouterr().err
    assert results(tmp_path) == ["a.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    assert main(["batch", str(write_decision(tmp_path)), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_hidden_files_links_and_pipes_are_passed_over(tmp_path: Path) -> None:
    docs = tmp_path / "in"
    for name in ("б.txt", "a.txt", ".hidden.txt", ".git/x.txt", "~$б.txt", "в/г.txt"):
        write_decision(docs, name)
    outside = write_decision(tmp_path / "elsewhere", "secret.txt")
    (docs / "link.txt").symlink_to(outside)
    (docs / "loop").symlink_to(docs, target_is_directory=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(docs / "pipe.txt")
    found = documents_below(docs, without=tmp_path / "out", failed=lambda *_: None)
    assert [p.as_posix() for p in found] == ["a.txt", "б.txt", "в/г.txt"]


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr.decode()) == (0, "готово 0, не прочитано 0 из 0\n")


def test_a_folder_that_cannot_be_listed_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_decision(tmp_path, "a.txt")
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    failures: list[tuple[Path, SvodkaError]] = []
    found = documents_below(tmp_path, without=tmp_path / "out", failed=lambda p, e: failures.append((p, e)))
    assert [p.name for p in found] == ["a.txt"]
    assert [(p.as_posix(), e.code) for p, e in failures] == [("closed", "no-permission")]


def test_a_mistake_of_the_program_costs_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write_decision(tmp_path / "in", name)

    def fail(data: bytes, *, name: str, **asked: Any) -> Any:
        if name.endswith("b.txt"):
            raise RecursionError("too deep")
        return extract_bytes(data, name=name, **asked)

    monkeypatch.setattr("extractor.extract_bytes", fail)
    assert main(["batch", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 3
    assert "готово 2, не прочитано 1 из 3" in capfd.readouterr().err
    row = json.loads((tmp_path / "out/failures.jsonl").read_text("utf-8"))
    assert (row["file"], row["code"]) == ("b.txt", "internal")
    assert "RecursionError: too deep" in row["message"]


def test_a_result_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    long = "и" * 125 + ".txt"  # 254 bytes, and five more with «.json»
    write_decision(tmp_path / "in", long)
    write_decision(tmp_path / "in", "a.txt")
    done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 3
    assert "[not-writable]" in done.stderr.decode()
    assert results(tmp_path / "out") == ["a.txt.json", "failures.jsonl"]


def test_results_that_cannot_have_their_folder(tmp_path: Path) -> None:
    write_decision(tmp_path / "in", "a.txt")
    file = write_decision(tmp_path, "file")
    done = svodka("batch", tmp_path / "in", "--out", file / "out")
    assert done.returncode == 3
    assert "[not-writable]" in done.stderr.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="names there are Unicode")
def test_names_that_are_no_utf8_can_be_found_again(tmp_path: Path) -> None:
    docs = tmp_path / "in"
    docs.mkdir()
    good, bad = os.fsdecode(b"\xc0.txt"), os.fsdecode(b"\xc1.txt")
    write_decision(docs, good)
    (docs / bad).touch()
    done = svodka("batch", docs, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert results(tmp_path / "out") == ["failures.jsonl", f"{good}.json"]
    row = json.loads((tmp_path / "out/failures.jsonl").read_bytes())
    assert (docs / row["file"]).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_a_bar_for_whoever_watches(tmp_path: Path) -> None:
    import pty

    write_decision(tmp_path / "in", "a.txt")
    write_broken(tmp_path / "in", "b.docx")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        command("batch", tmp_path / "in", "--out", tmp_path / "out"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        check=False,
        env=environment(TERM="xterm", COLUMNS="120"),
        timeout=60,
    )
    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    assert (done.returncode, done.stdout) == (3, b"")
    assert "чтение" in said
    assert "ошибка [" in said
    assert "готово 1, не прочитано 1 из 2" in said
