"""Packages are measured before any parser sees them."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from extractor.errors import SvodkaError
from extractor.reading import guard
from extractor.reading.guard import check_package

ROOT = Path(__file__).parents[2]
MIB = 1 << 20


def package(*members: tuple[str, Iterable[bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of members given in pieces, so that a bomb needs no room here."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as made:
        for name, pieces in members:
            with made.open(name, "w", force_zip64=False) as member:
                for piece in pieces:
                    member.write(piece)
    return written.getvalue()


def noise(size: int) -> bytes:
    """Bytes that do not compress, as a comment that looks like no tag."""
    return b"<!--" + os.urandom(size // 2).hex().encode() + b"-->"


def paragraphs(count: int) -> Iterator[bytes]:
    yield b"<w:document>"
    for _ in range(count // 10_000):
        yield b"<w:p><w:r/></w:p>" * 10_000
    yield b"</w:document>"


def code_of(data: bytes) -> str:
    with pytest.raises(SvodkaError) as caught:
        check_package(data, "x.docx")
    return caught.value.code


@pytest.mark.parametrize(
    ("size", "method"),
    [(n, m) for n in (0, 1, 65_535, 65_536, 65_537, 3 * 65_536) for m in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)],
)
def test_honest_members_pass(size: int, method: int) -> None:
    for content in (b"<" + b"a" * size, os.urandom(size), bytes(size)):
        check_package(package(("word/document.xml", [content]), ("media/a.png", [content]), method=method), "x.docx")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "damaged", id="empty"),
        pytest.param(b"PK\x03\x04 no zip", "damaged", id="no zip"),
        pytest.param(package(*((f"{i}", [b""]) for i in range(2_001))), "too-large", id="members"),
        pytest.param(package(("a.xml", [b"<a/>"]), method=zipfile.ZIP_BZIP2), "damaged", id="odd compression"),
        pytest.param(package(("a.xml", [b"<", *[b" " * MIB] * 5])), "too-large", id="ratio"),
        pytest.param(package(("a.png", [b"\x89PNG", *[bytes(MIB)] * 201])), "too-large", id="picture bomb"),
        pytest.param(package(("a.bin", [b"<", *[b" " * MIB] * 5])), "too-large", id="ratio under another name"),
        pytest.param(package(("a.xml", [noise(200_000), *paragraphs(500_000)])), "too-large", id="elements"),
        pytest.param(package(("a.rels", [b"<a/>" * 20_001])), "too-large", id="relations"),
        pytest.param(
            package(("a.xml", [noise(200_000), b"<a ", *[b'b="" ' * 100_000] * 25])),
            "too-large",
            id="attributes",
        ),
        pytest.param(package(("a.xml", [b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'])), "damaged", id="entities"),
        pytest.param(package(("a.xml", [b'<?xml version="1.0" encoding="utf-7"?><a/>'])), "damaged", id="encoding"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_doctype_alone_and_plain_encodings_pass() -> None:
    for head in (
        b"<!DOCTYPE manifest>",
        b'<?xml version="1.0" encoding="UTF-8"?>',
        b"<?xml version='1.0' encoding='utf-16'?>",
    ):
        check_package(package(("META-INF/manifest.xml", [head + b"<a/>"])), "x.odt")


def test_one_name_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = package(("a.xml", [b"<a/>"]), ("a.xml", [b"<b/>"]))
    assert code_of(data) == "damaged"


def patched(data: bytes, field: int, local_field: int, value: bytes) -> bytes:
    """The only member's local header and directory entry changed at the given offsets."""
    changed = bytearray(data)
    for start, offset in ((data.index(b"PK\x03\x04"), local_field), (data.index(b"PK\x01\x02"), field)):
        changed[start + offset : start + offset + len(value)] = value
    return bytes(changed)


@pytest.mark.parametrize("declared", [0, 1_000, 100_000_000])
@pytest.mark.parametrize("name", ["word/document.xml", "word/media/a.png"])
def test_sizes_that_lie(declared: int, name: str) -> None:
    content = b"<a/>" if name.endswith("xml") else b"\x89PNG"
    data = package((name, [content, bytes(5 * MIB)]))
    lying = patched(data, 24, 22, struct.pack("<I", declared))
    assert code_of(lying) in ("damaged", "too-large")


def test_password() -> None:
    assert code_of(patched(package(("a.xml", [b"<a/>"])), 8, 6, b"\x01\x00")) == "encrypted"


def test_broken_streams() -> None:
    data = package(("a.xml", [noise(5_000)]))
    start = data.index(b"<!--") if b"<!--" in data else data.index(b"a.xml") + 5
    torn = data[: start + 200] + b"\xff" * 300 + data[start + 500 :]
    assert code_of(torn) == "damaged"
    assert code_of(patched(data, 20, 18, struct.pack("<I", 50))) == "damaged"
    assert code_of(patched(data, 20, 18, struct.pack("<I", 5_000_000))) == "damaged"


MEASURE = r"""
import re, sys
from pathlib import Path
from extractor.errors import SvodkaError
from extractor.reading.guard import check_package
data = open(sys.argv[1], "rb").read()
try:
    check_package(data, "x")
except SvodkaError as error:
    print(error.code, int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory of this process alone is told by Linux")
@pytest.mark.parametrize("kind", ["text", "elements", "lying"])
def test_a_bomb_is_refused_and_stays_small(kind: str, tmp_path: Path) -> None:
    """Within 100 MB, whatever it would swell to."""
    bomb = tmp_path / "bomb.docx"
    if kind == "elements":
        data = package(("word/document.xml", paragraphs(2_000_000)))
    else:
        data = package(("word/document.xml", [b"<a>", *[b"a" * MIB] * 400]))
    bomb.write_bytes(patched(data, 24, 22, struct.pack("<I", 1_000)) if kind == "lying" else data)
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(bomb)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    code, mebibytes = run.stdout.split()
    assert code == ("damaged" if kind == "lying" else "too-large")
    assert int(mebibytes) < 100


def test_limits_are_said_in_the_message() -> None:
    with pytest.raises(SvodkaError, match=f"больше {guard.MAX_MEMBERS} частей"):
        check_package(package(*((f"{i}", [b""]) for i in range(guard.MAX_MEMBERS + 1))), "x.docx")
