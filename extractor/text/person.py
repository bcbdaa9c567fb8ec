"""How papers print a person: «И.О. Фамилия», «Фамилия И.О.», «Фамилия Имя Отчество»."""

from __future__ import annotations

INITIALS_FIRST = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
SURNAME_FIRST = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.?"
FULL = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|ьич)"
NAME = rf"(?:{INITIALS_FIRST}|{SURNAME_FIRST}|{FULL})"
