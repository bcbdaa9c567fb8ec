"""Writes the rules into docs/checks.md from patterns/checks.toml: ``python docs/make_checks.py``.

A test compares the page with what this would write, so it cannot go stale.
"""

from __future__ import annotations

import re
from pathlib import Path

from extractor.checking.pages_of_rules import as_markdown

PAGE = Path(__file__).with_name("checks.md")
_RULES = re.compile(r"(<!-- rules: [^\n]*-->\n).*?(<!-- /rules -->)", re.DOTALL)


def page() -> str:
    """The whole page as Markdown: what stands there, with the rules as they are now."""
    return _RULES.sub(lambda m: f"{m[1]}\n{as_markdown().rstrip()}\n\n{m[2]}", PAGE.read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
