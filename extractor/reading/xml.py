"""The one maker of lxml parsers: no DTD is loaded, no entity resolved, no address opened.

libxml2's own ceilings (256 levels, 10 MB in one text, a hundredfold growth by entities) stay in
force, because the parsers never ask for huge trees.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from extractor.errors import SvodkaError


def xml_parser() -> etree.XMLParser:
    """A parser for one XML part of an untrusted package."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse_xml(data: bytes, *, name: str) -> Element:
    """The root element of one XML part.

    Args:
        data: the part's bytes, its own declaration deciding the encoding.
        name: the file it belongs to, for the message.
    Raises:
        SvodkaError: damaged, when it is no well-formed XML within libxml2's ceilings.
    """
    try:
        return etree.fromstring(data, xml_parser())
    except etree.XMLSyntaxError as error:
        raise SvodkaError("damaged", path=name, detail=f"ошибка в XML: {error.msg}") from error
