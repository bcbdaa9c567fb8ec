"""The measure that a table's caption names: «Таблица 4 – Средний балл ЕГЭ по школам за 2019–2020 гг. (на 1 июля)»."""

from __future__ import annotations

import re

from extractor.fields.columns import take_unit
from extractor.fields.measure_names import clean_name, nouns
from extractor.fields.table_common import unit_of_section

_NUMBER = re.compile(
    r"^\W*(?:(?:таблица|табл\.)\s*(?:№\s*)?\d+(?:\.\d+)*\s*[.:–—-]*\s*|\d+(?:\.\d+)*[.)]?\s+(?=[А-ЯЁ«])|[IVX]+\.\s+)",
    re.IGNORECASE,
)
_YEARS = r"(?:19|20)\d\d(?:\s?[/–—-]\s?(?:(?:19|20)\d\d|\d\d))?(?:\s?(?:уч\w*\.?\s?)?(?:г\w*\.?){0,2})"
_TAIL = re.compile(
    rf"\s*(?:\((?:[^()]*)\)|[,;–—-]?\s*(?:за|в|на)\s+(?:последни\w+\s+)?(?:{_YEARS}|(?:\d|два|три|пять)\s+(?:год|лет)\w*)"
    r"|(?:по|в разрезе)\s+(?:\w+\s+)?(?:школ|организаци|учреждени|ОУ|ОО|ДОУ|класс|предмет|территори|муниципалитет"
    r"|детским сад)\w*(?:\s+(?:района|города|округа))?|в (?:динамике|сравнении)|[,.:;]\s*(?:%|в процентах)?"
    r"|(?:представлен|отраж[её]н|привед[её]н|показан|сведен|дан)\w*\s.*)\s*$",
    re.IGNORECASE,
)


def caption_measure(caption: str, unit: str | None = None) -> tuple[str, str | None]:
    """The name of the measure in a caption and its unit; the caption as it stands where no measure is told.

    Args:
        caption: the line above a table.
        unit: the unit a line of its own tells.
    """
    text = _NUMBER.sub("", caption).strip()
    inside = unit_of_section(text)
    previous = None
    while previous != text:
        previous = text
        text, told = take_unit(text)
        unit = unit or told
        text = _TAIL.sub("", text).strip()
    if not nouns().match(text):
        return caption.strip(" .:"), unit or inside
    return clean_name(text) or text, unit or inside
