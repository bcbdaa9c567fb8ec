"""The open data of the accreditation registry: one organisation for every Id, its names, its branches, its state."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import CORPUS
from registry.conftest import Load, zipped

from extractor.registry import Organisation, load_registry


def card(key: str, full: str = "", short: str = "", **more: str) -> str:
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in more.items())
    return (
        f"<ActualEducationOrganization><Id>{key}</Id><FullName>{full}</FullName><ShortName>{short}</ShortName>"
        f"{inner}</ActualEducationOrganization>"
    )


def certificate(
    holder: str, *supplements: str, status: str = "Действующее", date: str = "2015-01-01", full: str = ""
) -> str:
    inner = "".join(f"<Supplement>{supplement}</Supplement>" for supplement in supplements)
    return (
        f"<Certificate><StatusName>{status}</StatusName><IssueDate>{date}</IssueDate>"
        f"<RegionName>Енский край</RegionName><EduOrgFullName>{full}</EduOrgFullName>"
        f"{holder}<Supplements>{inner}</Supplements></Certificate>"
    )


def data(*certificates: str) -> str:
    return f"<?xml version='1.0'?><OpenData><Certificates>{''.join(certificates)}</Certificates></OpenData>"


def by_id(load: Load, *certificates: str) -> dict[str, Organisation]:
    return {o.id: o for o in load(data(*certificates)).organisations}


def names(organisation: Organisation) -> list[tuple[str, str]]:
    return [(name.kind, name.text) for name in organisation.names]


def test_four_names(load: Load) -> None:
    supplement = "<EduOrgFullName>МОУ Заря</EduOrgFullName><EduOrgShortName>Заря</EduOrgShortName>"
    now = card("A", "МБОУ «Заря»", "МБОУ З")
    (one,) = by_id(load, certificate(now, supplement + now, full="МОУ «ЗАРЯ»")).values()
    assert names(one) == [("full", "МБОУ «Заря»"), ("short", "МБОУ З"), ("former", "МОУ «ЗАРЯ»"), ("former", "Заря")]


def test_a_branch_is_told_by_its_id_or_its_name(load: Load) -> None:
    found = by_id(
        load,
        certificate(
            card("A", "МБОУ № 1", IsBranch="1"),
            card("a", "МБОУ № 1"),
            card("B", "Сосновская школа", IsBranch="0"),
        ),
        certificate(card("C", "Филиал МБОУ № 9", HeadEduOrgId="z")),
    )
    assert {key: (o.is_branch, o.parent_id) for key, o in found.items()} == {
        "A": (False, None),
        "B": (True, "A"),
        "C": (True, "z"),
    }


def test_a_school_that_became_a_branch(load: Load) -> None:
    old = certificate(card("B", "Сосновская школа"), status="Недействующее", date="2010-01-01")
    new = certificate(card("A", "МБОУ № 1"), card("B", "Сосновская школа") + "<EduOrgFullName>x</EduOrgFullName>")
    for order in ((old, new), (new, old)):
        one = by_id(load, *order)["B"]
        assert (one.is_branch, one.parent_id, one.status) == (True, "A", "active")


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["Действующее"], "active"),
        (["Прекращено"], "closed"),
        (["Аннулировано", "Недействующее"], "closed"),
        (["Прекращено", "Действующее"], "active"),
        (["Действующее", "Прекращено"], "active"),
        (["Приостановлено"], None),
        (["Переоформлено"], None),
        (["Прекращено", "Переоформлено"], None),
        ([""], None),
    ],
)
def test_status(load: Load, statuses: list[str], status: str | None) -> None:
    (one,) = by_id(load, *(certificate(card("A", "Школа"), status=word) for word in statuses)).values()
    assert one.status == status


def test_a_supplement_that_ended(load: Load) -> None:
    ended = "<StatusName>Прекращено</StatusName>" + card("B", "Филиал № 2")
    in_force = "<StatusName>Действующее</StatusName>" + card("C", "Филиал № 3")
    found = by_id(load, certificate(card("A", "Школа"), ended, in_force))
    assert [found[key].status for key in "ABC"] == ["active", "closed", "active"]
    found = by_id(load, certificate(card("A", "Школа"), in_force, status="Прекращено"))
    assert [found[key].status for key in "AC"] == ["closed", "closed"]


def test_the_latest_certificate_has_the_card(load: Load) -> None:
    new = certificate(card("A", "Новое имя", INN="2474531075"), date="01.02.2020")
    old = certificate(card("A", "Старое имя"), date="2012-05-05")
    for order in ((old, new), (new, old)):
        (one,) = by_id(load, *order).values()
        assert names(one) == [("full", "Новое имя"), ("former", "Старое имя")]
        assert one.inn == "2474531075"


def test_place_out_of_the_address(load: Load) -> None:
    address = "663180, Енский край, Озёрский р-н, с. Озёрное, ул. Новая, д. 1"
    (one,) = by_id(load, certificate(card("A", "Школа", PostAddress=address))).values()
    assert (one.settlement, one.municipality, one.region) == ("Озёрное", "Озёрский р-н", "Енский край")


def test_a_certificate_without_card(load: Load) -> None:
    bare = "<Certificate><EduOrgFullName>Школа</EduOrgFullName><EduOrgOGRN>1162409089754</EduOrgOGRN></Certificate>"
    nobody = "<Certificate><EduOrgFullName>Сад</EduOrgFullName></Certificate>"
    person = "<Certificate><IndividualEntrepreneur><LastName>х</LastName></IndividualEntrepreneur></Certificate>"
    registry = load(data(bare, nobody, person))
    assert [o.id for o in registry.organisations] == ["1162409089754"]
    assert registry.problem_counts == {"no-id": 1}
    assert (registry.rows, registry.skipped) == (3, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_encodings_namespaces_and_zip(load: Load, encoding: str) -> None:
    xml = data(certificate(card("A", "Школа"))).replace("'1.0'", f"'1.0' encoding='{encoding}'")
    xml = xml.replace("<OpenData>", "<OpenData xmlns='urn:x'>")
    for file in (xml.encode(encoding), zipped(("data-20260403-structure-20160713.xml", xml.encode(encoding)))):
        registry = load(file)
        assert [o.title for o in registry.organisations] == ["Школа"]
        assert registry.format == "accreditation-xml"


def test_the_file_of_the_corpus() -> None:
    registry = load_registry(CORPUS / "registry" / "accreditation.xml")
    found = {o.id: o for o in registry.organisations}
    assert {key: o.status for key, o in found.items()} == {
        "OZ-001": "active", "OZ-002": "active", "OZ-003": "active", "VE-046": "closed", "VE-034": None,
    }  # fmt: skip
    assert found["OZ-003"].parent_id == "OZ-002"
    assert "МОУ Озерковская СОШ № 7" in [name.text for name in found["OZ-002"].names if name.kind == "former"]


@pytest.mark.skipif(sys.platform == "win32", reason="no resource")
def test_memory_does_not_grow_with_what_is_not_kept(tmp_path: Path) -> None:
    """Seventy megabytes of programmes: what is read and not needed is let go."""
    programme = (
        "<EducationalProgram><TypeName>Основная</TypeName><EduLevelName>Среднее</EduLevelName></EducationalProgram>"
    )
    path = tmp_path / "data.xml"
    one = card("A", "Школа") + f"<EducationalPrograms>{programme * 500}</EducationalPrograms>"
    with path.open("w", encoding="utf-8") as out:
        out.write("<OpenData><Certificates>")
        for _ in range(1200):
            out.write(certificate(card("A", "Школа"), one))
        out.write("</Certificates></OpenData>")
    assert path.stat().st_size > 70_000_000
    code = dedent("""
        import resource, sys
        from pathlib import Path
        from extractor.registry import load_registry
        load_registry(Path(sys.argv[2]))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        load_registry(Path(sys.argv[1]))
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
    """)
    small = CORPUS / "registry" / "accreditation.xml"
    done = subprocess.run([sys.executable, "-c", code, path, small], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 30
