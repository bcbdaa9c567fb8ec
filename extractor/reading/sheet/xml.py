"""Large parts of workbooks as events: no tree is held, no entity declared, nothing outside opened."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from extractor.errors import SvodkaError

Attributes = dict[str, str]
_BETWEEN = "\t"  # between a name and the address of its vocabulary; no name holds it
_PIECE = 1 << 20
_BROKEN = "слишком глубокая вложенность"
# Rows of ODS lie in groups of groups; what lies deeper than this is made to break readers.
_DEEPEST = 256


class Events:
    """What a reader of a part overrides; names are without their vocabularies, as are those of attributes."""

    def start(self, tag: str, attributes: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


def walk(data: bytes, events: Events, *, name: str) -> None:
    """Tell ``events`` all that one part of XML holds.

    Args:
        data: the part.
        events: who is told.
        name: the file it belongs to, for the message.
    Raises:
        SvodkaError: damaged, when it is no well-formed XML, nested too deep or declares entities.
    """
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    parser.CharacterDataHandler = events.data
    parser.EntityDeclHandler = _refuse(name, "объявление сущностей")
    local: dict[str, str] = {}
    depth = 0

    def bare(full: str) -> str:
        # The names of the file are few, and each is cut once; a file of many names is not remembered whole.
        known = local.get(full)
        if known is None:
            known = full.rpartition(_BETWEEN)[2]
            if len(local) < 1_000:
                local[full] = known
        return known

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise SvodkaError("damaged", path=name, detail=_BROKEN)
        for key in attributes:
            if _BETWEEN in key:
                attributes = {bare(key): value for key, value in attributes.items()}
                break
        events.start(bare(tag), attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        events.end(bare(tag))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        for at in range(0, len(data), _PIECE):
            parser.Parse(data[at : at + _PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise SvodkaError("damaged", path=name, detail=f"ошибка в XML: {error}") from error


def _refuse(name: str, detail: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise SvodkaError("damaged", path=name, detail=detail)

    return refuse
