"""``svodka check``, ``rules``, ``explain`` and ``profile`` as a person meets them."""

from __future__ import annotations

import io
import json
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from checking_help import ORDER, REPORT
from running import BROKEN, ROOT

from extractor.checking.catalogue import rules
from extractor.commands import main
from extractor.commands.check_watch import watch
from extractor.commands.voice import Voice

CLEAN = (
    ORDER.replace("4. Контроль", "3. Контроль")
    .replace("2. Методисту Орловой Т.К. проверить", "2. Методисту Орловой Т.К. до 10 апреля 2023 года проверить")
    .replace("1. Организовать", "1. Специалисту Зотову А.А. организовать")
)
REGISTRY = ROOT / "corpus" / "registry.csv"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the checkout or above it are met."""
    monkeypatch.chdir(tmp_path)


def svodka(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The program within this process: a process of its own for each of so many calls takes a minute."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--lang", "ru", *map(str, arguments)])
    for stream in (out, err):
        stream.flush()
    given = list(map(str, arguments))
    return subprocess.CompletedProcess(given, code, *(s.buffer.getvalue() for s in (out, err)))


def write(path: Path, text: str = ORDER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_exit_codes(tmp_path: Path) -> None:
    draft, clean = write(tmp_path / "проект.txt"), write(tmp_path / "чистый.txt", CLEAN)
    assert svodka("check", clean).returncode == 0
    assert svodka("check", draft).returncode == 1
    assert svodka("check", draft, "--fail-on", "error").returncode == 0
    assert svodka("check", draft, "--fail-on", "never").returncode == 0
    assert svodka("check", draft, "--fail-on", "fatal").returncode == 2
    broken = tmp_path / "битый.docx"
    broken.write_bytes(BROKEN)
    assert svodka("check", draft, broken).returncode == 3
    assert svodka("check", tmp_path / "нет.docx").returncode == 3


def test_the_unreadable_is_told_and_the_others_are_checked(tmp_path: Path) -> None:
    draft, broken = write(tmp_path / "проект.txt"), tmp_path / "битый.docx"
    broken.write_bytes(BROKEN)
    done = svodka("check", broken, draft, "--format", "json")
    assert [one["file"] for one in json.loads(done.stdout)] == [str(draft)]
    assert "[damaged]" in done.stderr.decode()


def test_json_of_one_draft_and_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "черновики" / "а.txt"), write(tmp_path / "черновики" / "б" / "в.txt", CLEAN)
    write(tmp_path / "черновики" / "svodka.toml", "[check]\n")
    one = json.loads(svodka("check", tmp_path / "черновики" / "а.txt", "-f", "json").stdout)
    assert {f["rule"] for f in one["findings"]} == {
        "numbering-gap",
        "order-without-assignee",
        "order-without-deadline",
    }
    several = json.loads(svodka("check", tmp_path / "черновики", "-f", "json").stdout)
    assert [Path(x["file"]).name for x in several] == ["а.txt", "в.txt"]
    assert several[0]["findings"] == one["findings"]


def test_select_and_ignore(tmp_path: Path) -> None:
    draft = write(tmp_path / "проект.txt", ORDER.replace("1 апреля 2023 года", "1 апреля"))

    def told(*options: str) -> set[str]:
        return {f["rule"] for f in json.loads(svodka("check", draft, "-f", "json", *options).stdout)["findings"]}

    assert told("--select", "numbering-gap") == {"numbering-gap"}
    assert told("--select", "pedantic") == told() | {"date-without-year"}
    assert told("--ignore", "numbering-gap,order-without-deadline") == {"order-without-assignee"}
    wrong = svodka("check", draft, "--select", "numbering-gab")
    assert wrong.returncode == 2
    assert "numbering-gap" in wrong.stderr.decode()


def test_settings_beside_the_drafts(tmp_path: Path) -> None:
    draft = write(tmp_path / "проект.txt")
    write(tmp_path / "svodka.toml", '[check]\nignore = ["numbering-gap"]\nfail-on = "error"\n')
    done = svodka("check", draft, "-f", "json")
    assert done.returncode == 0
    assert "numbering-gap" not in done.stdout.decode()
    bad = write(tmp_path / "другие.toml", '[check]\nignoer = ["numbering-gap"]\n')
    done = svodka("check", draft, "--config", bad)
    assert done.returncode == 2
    assert "другие.toml, строка 2" in done.stderr.decode()


def test_known_findings(tmp_path: Path) -> None:
    draft, known = write(tmp_path / "проект.txt"), tmp_path / "известные.json"
    first = svodka("check", draft, "--baseline", known)
    assert (first.returncode, len(json.loads(known.read_text("utf-8")))) == (0, 3)
    assert svodka("check", draft, "--baseline", known).returncode == 0
    write(draft, ORDER.replace("2. Методисту Орловой Т.К. проверить", "2. Методисту Орловой Т.К. оценить"))
    later = svodka("check", draft, "--baseline", known, "-f", "json")
    assert [f["rule"] for f in json.loads(later.stdout)["findings"]] == ["order-without-deadline"]
    assert "больше нет известного замечания" in later.stderr.decode()


def test_a_commented_copy(tmp_path: Path) -> None:
    source = ROOT / "corpus" / "files" / "docx" / "tune" / "decision-sferum-2024.docx"
    draft = tmp_path / "решение.docx"
    draft.write_bytes(source.read_bytes())
    done = svodka("check", draft, "--format", "docx")
    assert done.returncode == 1
    copy = tmp_path / "решение – замечания.docx"
    assert copy.is_file()
    assert draft.read_bytes() == source.read_bytes()
    assert svodka("check", draft, "--format", "docx").returncode == 2, "it is not written over"
    assert svodka("check", draft, "--format", "docx", "-o", tmp_path / "b.docx").returncode == 1
    assert (tmp_path / "b.docx").read_bytes() == copy.read_bytes()
    text = svodka("check", write(tmp_path / "проект.txt"), "--format", "docx")
    assert text.returncode == 2
    assert "[not-for-comments]" in text.stderr.decode()
    assert svodka("check", draft, "--format", "docx", "-o", draft).returncode == 2, "nor is the draft"


def test_what_last_years_report_had(tmp_path: Path) -> None:
    earlier = write(tmp_path / "2021.txt", REPORT)
    same = svodka("check", earlier, "--like", earlier, "--select", "indicator-missing,indicator-doubtful")
    assert same.returncode == 0
    draft = write(
        tmp_path / "2022.txt", "\n".join(line for line in REPORT.splitlines() if line[:2] not in {"2.", "5."})
    )
    found = json.loads(svodka("check", draft, "--like", earlier, "-f", "json").stdout)["findings"]
    assert sorted(f["indicator"] for f in found if f["rule"] == "indicator-missing") == [
        "Количество обученных тьюторов",
        "Численность детей-инвалидов, обучающихся на дому",
    ]
    profile = tmp_path / "профиль.toml"
    assert svodka("profile", "from", earlier, "-o", profile).returncode == 0
    by_profile = json.loads(svodka("check", draft, "--profile", profile, "-f", "json").stdout)["findings"]
    assert [f["indicator"] for f in by_profile] == [f["indicator"] for f in found]


def test_a_mistake_in_a_profile(tmp_path: Path) -> None:
    profile = write(tmp_path / "профиль.toml", '[[indicator]]\nname = "А"\nplan = 3\n')
    done = svodka("check", write(tmp_path / "проект.txt"), "--profile", profile)
    assert done.returncode == 2
    assert "профиль.toml, строка 3" in done.stderr.decode()


def test_schools_against_a_registry(tmp_path: Path) -> None:
    text = "Справка о питании за 2023 год\nБуфет открыт в МБОУ «Ивановская СОШ № 99» Озёрского района.\n"
    draft = write(tmp_path / "справка.txt", text)
    options = ("--select", "school-unknown", "-f", "json")
    assert json.loads(svodka("check", draft, *options).stdout)["findings"] == []
    found = json.loads(svodka("check", draft, "--registry", REGISTRY, *options).stdout)["findings"]
    assert [f["rule"] for f in found] == ["school-unknown"]


def test_rules_and_explain() -> None:
    listed = svodka("rules").stdout.decode()
    assert [line.split()[0] for line in listed.splitlines()] == list(rules())
    assert [rule["id"] for rule in json.loads(svodka("rules", "--format", "json").stdout)] == list(rules())
    page = svodka("explain", "target-conflict").stdout.decode()
    assert rules()["target-conflict"].why in page
    assert "--ignore target-conflict" in page
    assert svodka("explain", "target-konflict").returncode == 2


def test_the_page_is_what_the_script_writes() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert page == runpy.run_path(str(ROOT / "docs" / "make_checks.py"))["page"]()
    assert all(f"### {name}\n" in page for name in rules())


def test_natasha_is_not_loaded_by_a_check_of_clear_names(tmp_path: Path) -> None:
    draft = write(tmp_path / "проект.txt")
    code = (
        "import sys; sys.argv = ['svodka', 'check', sys.argv[1]]\n"
        "from extractor.commands import main\n"
        "main()\n"
        "assert not {'natasha', 'spacy'} & set(sys.modules), 'loaded'\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(draft)], capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()


def test_watch_checks_again_when_a_draft_is_saved(tmp_path: Path) -> None:
    draft = write(tmp_path / "проект.txt")
    passes: list[str] = []

    class EnoughError(Exception):
        pass

    def check() -> int:
        passes.append(draft.read_text("utf-8"))
        if len(passes) == 3:
            raise EnoughError
        return 1

    pauses = 0

    def pause(_: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses in {2, 7}:
            write(draft, f"{ORDER}{pauses}")

    with pytest.raises(EnoughError):
        watch(check, lambda: [str(draft)], Voice(), pause=pause)
    assert passes == [ORDER, f"{ORDER}2", f"{ORDER}7"]
