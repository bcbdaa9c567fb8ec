"""Text of a document made safe to print: nothing in it may steer a terminal or turn a line around."""

from __future__ import annotations

import re

# Control characters but for tab and line feed; marks that reorder what follows («U+202E» in a
# file name shows «xcod.exe» as «exe.docx»).
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with every steering character replaced by «�»."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
