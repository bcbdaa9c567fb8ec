"""The control words of RTF that the reader knows: places for text, places without, signs."""

from __future__ import annotations

HEADS = {"header": "header", "headerl": "header", "headerr": "header", "headerf": "header"}
FEET = {"footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer"}
FIRST_PAGE = frozenset({"headerf", "footerf"})
"""Heads and feet of a first page: shown where \\titlepg sets it apart."""
TABLES = frozenset({"fonttbl", "stylesheet", "listtable", "listoverridetable"})
"""Tables of the head, read as such."""
NOTES = frozenset({"footnote"})
BOXES = frozenset({"shptxt", "dptxbxtext"})
NUMBERS = frozenset({"listtext", "pntext"})
"""The number of a paragraph as shown, which programs without lists print."""

# A group that begins with \* may be passed over by who does not know it; these hold text, or what tells of it.
_READ_STARRED = frozenset(
    {
        "shpinst", "do", "ud", "fldinst", "nesttableprops", "moMath", "moMathPara", "footnote",
        "listtable", "listoverridetable", "listtext", "pntext",
    }
)  # fmt: skip
# Groups without a star whose text is not shown: tables of the head, pictures, second versions, entries of indexes.
_UNREAD = frozenset(
    {
        "colortbl", "info", "pict", "nonshppict", "nonesttables", "shprslt", "sp", "objdata", "objclass", "objname",
        "xe", "tc", "tcn", "rxe", "bxe", "txe", "template", "filetbl", "revtbl", "rsidtbl", "comment", "private",
        "listpicture", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "mmathPict", "formfield",
        "bkmkstart", "bkmkend", "atnid", "atnauthor", "annotation", "atnref", "atndate", "atnparent", "generator",
        "userprops", "docvar", "background", "fchars", "lchars", "panose", "falt", "fontemb", "fontfile",
        "xmlnstbl", "datafield", "keywords", "doccomm", "title", "subject", "author", "operator", "company",
        "dptxbxmar", "datastore", "themedata", "colorschememapping", "latentstyles", "pgptbl", "passwordhash",
    }
)  # fmt: skip
SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005",
}  # fmt: skip
SYMBOLS = {
    b"~": "\u00a0", b"-": "\u00ad", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t",
}  # fmt: skip
# Parts of a formula that would run into what stands before them: 10³ is no 103, ½ no 12.
APART = frozenset({"mden", "msup", "msub", "mdeg"})
ENDS_PARAGRAPH = frozenset({"par", "sect"})


def is_unread(word: str, *, starred: bool) -> bool:
    """Whether the text of a group that begins with ``word`` is not shown."""
    if word in _UNREAD or (starred and word not in _READ_STARRED):
        return True
    return word.startswith("m") and word.endswith("Pr")  # properties of formulas
