"""The commented copy: every character of the draft, comments on the very words, looks and changes kept."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from checking_help import ORDER, ROOT, checked, checked_text

from extractor.checking.checked import Checked
from extractor.checking.report_docx import commented
from extractor.errors import SvodkaError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILES = sorted((ROOT / "corpus" / "files" / "docx" / "tune").glob("*.docx"))


def body(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data)).element.body


def written(root: Any) -> str:
    return "".join(element.text or "" for element in root.iter(f"{W}t", f"{W}delText"))


def ranges(root: Any) -> dict[str, str]:
    """The words that every comment stands on."""
    opened: dict[str, list[str]] = {}
    closed: dict[str, str] = {}
    for element in root.iter():
        key = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            opened[key] = []
        elif element.tag == f"{W}commentRangeEnd":
            closed[key] = "".join(opened.pop(key))
        elif element.tag == f"{W}t":
            for texts in opened.values():
                texts.append(element.text or "")
    assert not opened
    return closed


def runs(root: Any) -> list[tuple[str, str]]:
    """Every character with the look of its run."""
    found = []
    for run in root.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        look = "" if properties is None else "".join(sorted(child.tag for child in properties))
        found += [(c, look) for c in "".join(t.text or "" for t in run.findall(f"{W}t"))]
    return found


def folded(text: str) -> str:
    """As the reader shows it and as the file has it differ in spaces, capitals and signs for «№» and quotes."""
    return "".join(c.lower() for c in text if c.isalnum() and c not in "nN")


@pytest.fixture(scope="module")
def drafts() -> list[Checked]:
    found = [checked(path) for path in FILES]
    return [draft for draft in found if draft.findings]


def test_comments_stand_on_the_very_words(drafts: list[Checked]) -> None:
    on_words = 0
    for draft in drafts:
        copy = commented(draft)
        places = ranges(body(copy))
        comments = list(docx.Document(io.BytesIO(copy)).comments)
        assert len(comments) == len(draft.findings)
        for comment, finding in zip(comments, draft.findings, strict=True):
            assert finding.message[1:] in comment.text
            assert f"[{finding.rule}" in comment.text
            words = folded(places[str(comment.comment_id)])
            if finding.span is not None:
                assert words in folded(finding.span.quote) or folded(finding.span.quote).endswith(words)
                on_words += bool(words)
            else:
                assert words
    assert on_words > 40


def test_every_character_look_and_part_is_kept(drafts: list[Checked]) -> None:
    for draft in drafts:
        copy = commented(draft)
        assert written(body(copy)) == written(body(draft.data))
        assert runs(body(copy)) == runs(body(draft.data))
        with zipfile.ZipFile(io.BytesIO(draft.data)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
            for name in old.namelist():
                if name not in {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}:
                    assert new.read(name) == old.read(name)


def test_equal_checks_are_equal_files(drafts: list[Checked]) -> None:
    assert commented(drafts[0]) == commented(drafts[0])


def tracked(tmp_path: Path) -> Path:
    """A draft with a number that is a tracked insertion, a deletion, and a run cut by looks."""
    document = docx.Document()
    for line in ORDER.splitlines():
        document.add_paragraph(line)
    paragraph = document.paragraphs[6]
    for run in paragraph.runs:
        paragraph._p.remove(run._r)
    paragraph.add_run("2. Методисту ").bold = True
    insertion = paragraph._p.makeelement(f"{W}ins", {f"{W}id": "90", f"{W}author": "И"})
    deletion = paragraph._p.makeelement(f"{W}del", {f"{W}id": "91", f"{W}author": "И"})
    new, old = paragraph.add_run("Орловой Т.К. проверить"), paragraph.add_run("")
    gone = old._r.makeelement(f"{W}delText", {})
    gone.text = "Петровой"
    old._r.append(gone)
    insertion.append(new._r)
    deletion.append(old._r)
    paragraph._p.append(insertion)
    paragraph._p.append(deletion)
    paragraph.add_run(" портфолио аттестуемых.").italic = True
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def test_tracked_changes_survive(tmp_path: Path) -> None:
    draft = checked(tracked(tmp_path))
    assert "order-without-deadline" in [f.rule for f in draft.findings]
    copy = body(commented(draft))
    assert [e.text for e in copy.iter(f"{W}delText")] == ["Петровой"]
    assert "".join(t.text or "" for i in copy.iter(f"{W}ins") for t in i.iter(f"{W}t")) == "Орловой Т.К. проверить"
    assert runs(copy) == runs(body(draft.data))


def test_the_original_is_not_touched(tmp_path: Path) -> None:
    path = tracked(tmp_path)
    before = path.read_bytes()
    commented(checked(path))
    assert path.read_bytes() == before


def test_only_a_docx_takes_comments() -> None:
    with pytest.raises(SvodkaError) as raised:
        commented(checked_text(ORDER))
    assert raised.value.code == "not-for-comments"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_opens_the_copy_whole(tmp_path: Path, drafts: list[Checked]) -> None:
    draft = drafts[0]
    path = tmp_path / "copy.docx"
    path.write_bytes(commented(draft))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    wanted = [shutil.which("soffice") or "", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*wanted, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "copy.txt").read_text("utf-8-sig")
    assert folded(written(body(draft.data)))[:400] in folded(shown)
