"""Writes docs/errors.md from the catalogue in extractor/errors.py: ``python docs/make_errors.py``.

A test compares the file with what this would write, so the page cannot go stale.
"""

from __future__ import annotations

from pathlib import Path

from extractor.errors import CATALOGUE, ExitCode

PAGE = Path(__file__).with_name("errors.md")

_HEAD = """<!-- Written by docs/make_errors.py from extractor/errors.py: change that file, then run the script. -->
# Errors

What a command says when something cannot be done: one line with the code and the reason, one with what to do, both on
standard error. Nothing is written in place of the record. From Python the same arrives as
`extractor.errors.SvodkaError` with `code`, `message(lang)`, `hint(lang)` and `exit_code`.
`{path}` stands for the file as it was named, `{detail}` for the particulars, `{line}` for a line of a data file.

"""

_MEANING = {
    ExitCode.OK: "everything was done",
    ExitCode.FINDINGS: "`check` found something at or above `--fail-on`",
    ExitCode.USAGE: "wrong usage, or a mistake in a data file of one's own",
    ExitCode.UNREADABLE: "some documents could not be read or some results not be written; the others were",
    ExitCode.ENVIRONMENT: "something that is needed is not installed",
    ExitCode.INTERRUPTED: "interrupted with Ctrl-C",
}


def page() -> str:
    """The whole page as Markdown."""
    exits = "".join(f"| {int(code)} | {_MEANING[code]} |\n" for code in ExitCode)
    rows = "".join(
        f"## `{kind.code}`\n\n"
        f"| | |\n| --- | --- |\n"
        f"| says | {kind.message_ru} |\n| | {kind.message_en} |\n"
        f"| advises | {kind.hint_ru} |\n| | {kind.hint_en} |\n"
        f"| exit code | {int(kind.exit_code)} |\n\n"
        for kind in CATALOGUE.values()
    )
    return f"{_HEAD}## Exit codes\n\n| code | means |\n| --- | --- |\n{exits}\n{rows.rstrip()}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
