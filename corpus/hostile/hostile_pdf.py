"""Hostile PDF files, written object by object."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F1 12 Tf 72 700 Td (Share of teachers is 40 percent of all) Tj ET"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
_ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


def packed(piece: bytes, times: int) -> bytes:
    """A stream of ``piece`` over and over, packed without ever being whole."""
    packer = zlib.compressobj(1)
    out = b"".join(packer.compress(piece) for _ in range(times))
    return stream(out + packer.flush(), b"/Filter/FlateDecode")


def build(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def simple(content: bytes = _TEXT, *, page: bytes = _PAGE, pages: bytes = _ONE_PAGE) -> bytes:
    return build([_CATALOG, pages, page, stream(content), _FONT])


def truncated() -> bytes:
    whole = simple()
    return whole[: len(whole) // 2]


def page_loop() -> bytes:
    """A page tree whose node is its own child."""
    return simple(pages=b"<</Type/Pages/Kids[3 0 R 2 0 R 2 0 R]/Count 3/Parent 2 0 R>>")


def empty_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (k + 3) for k in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return build([_CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[page] * count])


def nested_states() -> bytes:
    return simple(b"q " * 100_000 + _TEXT + b" Q" * 100_000)


def nested_arrays() -> bytes:
    deep = b"[" * 50_000 + b"]" * 50_000
    return build([_CATALOG, _ONE_PAGE, _PAGE, stream(_TEXT), _FONT, deep])


def arrays_in_page() -> bytes:
    """The deep array stands in the page itself, where every reader has to parse it."""
    deep = b"[" * 50_000 + b"]" * 50_000
    return simple(page=_PAGE[:-2] + b"/Annots " + deep + b">>")


def huge_page() -> bytes:
    return simple(page=_PAGE.replace(b"0 0 595 842", b"0 0 99999999 99999999"))


def stream_bomb() -> bytes:
    """Half a megabyte that unpacks to 280 MB of lines."""
    return build([_CATALOG, _ONE_PAGE, _PAGE, packed(b"0 0 m 9 9 l S\n" * 100_000, 200), _FONT])


def form_loop() -> bytes:
    """A form that draws itself."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>" % resources
    return build([_CATALOG, _ONE_PAGE, page, stream(_TEXT + b" /X Do"), _FONT, form])


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted(*, user: bytes, owner: bytes) -> bytes:
    """The standard handler with 40-bit RC4 (PDF 1.7, 7.6.3); an empty ``user`` opens for everybody."""
    owner_key = hashlib.md5((owner + _PADDING)[:32]).digest()[:5]
    owner_entry = _rc4(owner_key, (user + _PADDING)[:32])
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5((user + _PADDING)[:32] + owner_entry + permissions + _ID).digest()[:5]
    page_key = hashlib.md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10]
    content = stream(_rc4(page_key, _TEXT))
    handler = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (
        owner_entry.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
    )
    trailer = b"/Encrypt 6 0 R/ID[<%s><%s>]" % (_ID.hex().encode(), _ID.hex().encode())
    return build([_CATALOG, _ONE_PAGE, _PAGE, content, _FONT, handler], trailer)
