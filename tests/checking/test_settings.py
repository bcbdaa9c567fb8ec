"""``svodka.toml`` and known findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_help import ORDER, checked_text

from extractor.checking.baseline import compare, dump_baseline, known_as, load_baseline
from extractor.checking.catalogue import rules
from extractor.checking.options import Options
from extractor.checking.settings import find_settings, load_settings
from extractor.errors import SvodkaError


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "svodka.toml"
    path.write_text(text, "utf-8")
    return path


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "школы.csv").write_text("id,name\n", "utf-8")
    path = write(
        tmp_path,
        '[check]\nregistry = "школы.csv"\nprofile = "cos2022"\nfail-on = "error"\nselect = ["unit-mismatch"]\n'
        'ignore = ["header-missing"]\n[check.severity]\norder-without-deadline = "note"\n'
        '[check.files."старое/*.docx"]\nignore = ["school-unknown"]\n',
    )
    settings = load_settings(path)
    assert settings.registry == str(tmp_path / "школы.csv")
    assert (settings.profile, settings.fail_on) == ("cos2022", "error")
    options = settings.options_for(tmp_path / "старое" / "приказ.docx")
    runs = {name for name, rule in rules().items() if options.runs(rule)}
    assert "unit-mismatch" in runs
    assert not {"school-unknown", "header-missing", "total-mismatch"} & runs
    assert options.severity(rules()["order-without-deadline"]) == "note"
    assert settings.options_for(tmp_path / "приказ.docx").runs(rules()["school-unknown"])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[check]\nselct = []\n", 2, "selct"),
        ('[check]\nselect = ["нет"]\n', 2, "нет правила"),
        ('[check]\n\nfail-on = "high"\n', 3, "error, warning, note"),
        ('[check.severity]\ntarget-conflict = "fatal"\n', 2, "error, warning, note"),
        ('[check]\nregistry = "нет.csv"\n', 2, "нет файла"),
        ("[checks]\nselect = []\n", 1, "checks"),
        ('[check]\n[check.files."a*"]\nselect = ["unit-mismatch"]\n', 2, "только ignore"),
        ("[check]\nselect = [\n", 2, "не TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(SvodkaError) as raised:
        load_settings(write(tmp_path, text))
    assert (raised.value.code, raised.value.line) == ("bad-config", line)
    assert said in raised.value.detail


def test_the_nearest_settings_are_found(tmp_path: Path) -> None:
    path = write(tmp_path, "[check]\n")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_settings(below) == path.resolve()


def test_pedantic_rules_are_off_unless_selected() -> None:
    pedantic = {name for name, rule in rules().items() if rule.pedantic}
    assert len(pedantic) == 7
    default = {name for name, rule in rules().items() if Options().runs(rule)}
    assert default == rules().keys() - pedantic
    every = {name for name, rule in rules().items() if Options(select=frozenset({"pedantic"})).runs(rule)}
    assert every == rules().keys()
    one = {name for name, rule in rules().items() if Options(only=frozenset({"unit-mismatch"})).runs(rule)}
    assert one == {"unit-mismatch"}


def test_known_findings_stay_silent_and_those_gone_are_told(tmp_path: Path) -> None:
    findings = checked_text(ORDER).findings
    assert len(findings) == 3
    path = tmp_path / "known.json"
    path.write_bytes(dump_baseline(("draft.txt", f) for f in findings))
    known = load_baseline(path)
    assert compare("draft.txt", findings, known).new == ()
    longer = checked_text(ORDER.replace("На основании", "Во исполнение письма министерства и на основании"))
    assert compare("draft.txt", longer.findings, known).new == ()
    fewer = compare("draft.txt", findings[1:], known)
    assert fewer.new == ()
    assert fewer.gone == (known_as("draft.txt", findings[0]),)
    assert compare("other.txt", findings, known).new == findings
    assert compare("draft.txt", (*findings, findings[0]), known).new == (findings[0],)


@pytest.mark.parametrize("text", ["", "{}", '[{"file": 1}]', "[1]"])
def test_a_broken_file_of_known_findings(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, "utf-8")
    with pytest.raises(SvodkaError) as raised:
        load_baseline(path)
    assert raised.value.code == "bad-baseline"


def test_an_empty_baseline() -> None:
    assert dump_baseline([]) == b"[]\n"
