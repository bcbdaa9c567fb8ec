"""``svodka batch``: what is taken, where it goes, what happens to the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from running import command, environment, svodka, write_broken, write_decision

from extractor.batch.lock import held
from extractor.commands import main
from extractor.errors import SvodkaError


def results(out: Path) -> list[str]:
    """All files but those of the manifest."""
    names = (p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    return sorted(name for name in names if not name.startswith(".svodka/"))


def test_the_tree_of_results_is_that_of_the_documents(tmp_path: Path) -> None:
    docs, out = tmp_path / "документы", tmp_path / "записи"
    for name in ("Приложение.txt", "2024/Приложение.txt", "2025/май/Приложение.txt", "2025/Приложение.md"):
        write_decision(docs, name)
    done = svodka("batch", docs, "--out", out)
    assert done.returncode == 0
    assert done.stdout == b""
    assert done.stderr.decode() == (
        "формат  прочитано  всего\ntext            4      4\nвсего 4 = готово 4 + не прочитано 0 + без изменений 0\n"
    )
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
    assert said.splitlines()[-8:-1] == [
        "формат  прочитано  пусто  не читается  всего",
        "docx            –      –            1      1",
        "image           –      –            1      1",
        "pdf             –      1            –      1",
        "text            1      –            –      1",
        "всего           1      1            2      4",
        "всего 4 = готово 1 + не прочитано 3 + без изменений 0",
    ]
    assert said.splitlines()[-1] == f"непрочитанные: {out / 'failures.jsonl'}"
    assert said.count("ошибка [") == said.count("что делать: ") == 3
    assert results(out) == ["a.txt.json", "failures.jsonl"]
    rows = [json.loads(line) for line in (out / "failures.jsonl").read_text("utf-8").splitlines()]
    assert [row["file"] for row in rows] == ["b/битый.docx", "картинка.png", "пусто.pdf"]
    assert [row["code"] for row in rows][1:] == ["damaged", "empty"]
    assert all(list(row) == ["file", "outcome", "code", "message", "hint"] and all(row.values()) for row in rows)


def test_in_english(tmp_path: Path) -> None:
    write_broken(tmp_path / "in")
    done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out", "--lang", "en")
    said = done.stderr.decode()
    assert "error [damaged]: The file" in said
    assert "format  unreadable  in all\ndocx             1       1\n" in said
    assert "in all 1 = done 0 + not read 1 + unchanged 0\n" in said
    # The file is the same whoever is at the terminal.
    assert "Файл" in json.loads((tmp_path / "out/failures.jsonl").read_text("utf-8"))["message"]


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
    for sums in ("готово 1 + не прочитано 0 + без изменений 0", "готово 0 + не прочитано 0 + без изменений 1"):
        done = svodka("batch", tmp_path, "--out", tmp_path / "out")
        assert done.stderr.decode().endswith(f"всего 1 = {sums}\n")
    assert results(tmp_path / "out") == ["a.txt.json"]


def test_results_around_the_folder_stay_out_of_it(tmp_path: Path) -> None:
    docs = tmp_path / "in"
    for name in ("a.txt", "in/a.txt", "in/a.txt.json"):
        write_decision(docs, name)
    for sums in ("готово 3 + не прочитано 0 + без изменений 0", "готово 0 + не прочитано 0 + без изменений 3"):
        done = svodka("batch", docs, "--out", tmp_path)
        assert done.stderr.decode().endswith(f"всего 3 = {sums}\n")
    assert results(docs) == ["a.txt", "in/a.txt", "in/a.txt.json"]
    made = [name for name in results(tmp_path) if not name.startswith("in/")]
    assert (made[0], len(made), {name[:2] for name in made[1:]}) == ("a.txt.json", 3, {"~/"})


def test_the_folder_itself_takes_no_results(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_decision(tmp_path, "a.txt")
    assert main(["batch", str(tmp_path), "--out", str(tmp_path / "x" / "..")]) == 2
    assert "другая папка" in capfd.readouterr().err
    assert results(tmp_path) == ["a.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    assert main(["batch", str(write_decision(tmp_path)), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr.decode()) == (0, "всего 0 = готово 0 + не прочитано 0 + без изменений 0\n")


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
    read: list[bytes] = []

    def drain() -> None:
        with suppress(OSError):  # which is how the end is told
            while piece := os.read(ours, 65536):
                read.append(piece)

    reader = Thread(target=drain)
    reader.start()
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
    reader.join()
    os.close(ours)
    said = b"".join(read).decode()
    assert (done.returncode, done.stdout) == (3, b"")
    assert "чтение" in said
    assert "ошибка [" in said
    assert "всего 2 = готово 1 + не прочитано 1 + без изменений 0" in said


@pytest.mark.skipif(sys.platform == "win32", reason="names there are counted otherwise")
def test_a_name_with_no_room_for_more_gets_a_result(tmp_path: Path) -> None:
    long = "и" * 125 + ".txt"  # 254 bytes, and five more with «.json»
    write_decision(tmp_path / "in", long)
    assert svodka("batch", tmp_path / "in", "--out", tmp_path / "out").returncode == 0
    (made,) = results(tmp_path / "out")
    assert json.loads((tmp_path / "out" / made).read_text("utf-8"))["source"]["file"] == long


def test_a_second_run_says_who_holds_the_results(tmp_path: Path) -> None:
    write_decision(tmp_path / "in", "a.txt")
    with held(tmp_path / "out"):
        done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 2
    said = done.stderr.decode()
    assert "[results-in-use]" in said
    assert f"другой запуск (процесс {os.getpid()}, " in said
    assert results(tmp_path / "out") == []


def test_what_was_not_read_before_is_told_again(tmp_path: Path) -> None:
    write_broken(tmp_path / "in", "a.docx")
    for options, told in (((), False), ((), True), (("--retry", "failed"), False), (("--retry", "crash"), True)):
        done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out", *options)
        said = done.stderr.decode()
        assert (done.returncode, "ошибка [" in said, "не прочитаны раньше" in said) == (3, not told, told)
    assert svodka("batch", tmp_path / "in", "--out", tmp_path / "out", "--retry", "никак").returncode == 2


def test_choice_limit_and_another_place(tmp_path: Path) -> None:
    docs, out = tmp_path / "in", tmp_path / "out"
    for name in ("a.txt", "b.txt", "c.md", "черновик.txt"):
        write_decision(docs, name)
    done = svodka("batch", docs, "--out", out, "--include", "*.txt", "--exclude", "чер*", "--limit", "1")
    assert done.stderr.decode().endswith("всего 2 = готово 1 + не прочитано 0 + без изменений 0 + отложено 1\n")
    assert results(out) == ["a.txt.json"]
    docs.rename(tmp_path / "moved")
    assert svodka("batch", tmp_path / "moved", "--out", out).returncode == 2
    done = svodka("batch", tmp_path / "moved", "--out", out, "--moved")
    assert done.stderr.decode().endswith("всего 4 = готово 3 + не прочитано 0 + без изменений 1\n")


def test_no_name_is_not_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write_decision(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    for words, named in ((["", "--out", "out"], "ПАПКА"), ([".", "--out", ""], "--out"), ([".", "--out= "], "--out")):
        assert main(["batch", *words]) == 2
        assert f"ошибка: {named}: имя пустое" in capfd.readouterr().err
    assert results(tmp_path) == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_cannot_say_more_than_a_line(tmp_path: Path) -> None:
    write_broken(tmp_path / "in", "a\nошибка [internal]: всё пропало.docx")
    said = svodka("batch", tmp_path / "in", "--out", tmp_path / "out").stderr.decode()
    assert [line[:15] for line in said.splitlines()[:3]] == ["ошибка [damaged", "что делать: Отк", "формат  не чита"]


def test_no_number_is_too_large_for_a_limit(tmp_path: Path) -> None:
    write_decision(tmp_path / "in", "a.txt")
    for timeout in ("inf", "1e300"):
        done = svodka("batch", tmp_path / "in", "--out", tmp_path / timeout, "--timeout", timeout, "--memory", "1" * 30)
        assert (done.returncode, results(tmp_path / timeout)) == (0, ["a.txt.json"])
        done = svodka("extract", tmp_path / "in" / "a.txt", "--timeout", timeout, "--memory", "1" * 30)
        assert (done.returncode, done.stderr) == (0, b"")


def test_results_that_somebody_else_has_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refused)
    with pytest.raises(SvodkaError) as caught, held(tmp_path):
        pytest.fail("held without a word of who holds it")
    assert caught.value.code == "not-writable"


def test_schools_are_linked(tmp_path: Path, corpus: Path) -> None:
    write_decision(tmp_path / "in", "a.txt")
    done = svodka("batch", tmp_path / "in", "--out", tmp_path / "out", "--registry", corpus / "registry.csv")
    assert done.stderr.decode().splitlines()[-1].startswith("упоминания школ: связано ")
    alone = svodka("extract", tmp_path / "in" / "a.txt", "--registry", corpus / "registry.csv").stdout
    assert (tmp_path / "out" / "a.txt.json").read_bytes() == alone
    assert svodka("batch", tmp_path / "in", "--out", tmp_path / "out", "--region", "x").returncode == 2
