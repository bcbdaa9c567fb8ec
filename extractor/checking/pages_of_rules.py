"""The catalogue of rules for people: a list, a page for one, the page in the docs; all from the same entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from extractor.checking.catalogue import PEDANTIC, Rule, rules
from extractor.checking.checked import SEVERITY_WORDS

_NEEDS = {"registry": "нужен реестр школ (--registry)", "profile": "нужен профиль (--profile или --like)"}


def as_list() -> bytes:
    """A line for each rule."""
    width = max(map(len, rules()))
    lines = []
    for rule in rules().values():
        marks = [SEVERITY_WORDS[rule.severity], *([_NEEDS[rule.needs]] if rule.needs else [])]
        marks += [f"выключено, включить: --select {PEDANTIC}"] if rule.pedantic else []
        lines.append(f"{rule.id.ljust(width)}  {rule.title} ({'; '.join(marks)})\n")
    return "".join(lines).encode()


def as_json() -> bytes:
    """All that the entries say."""
    return f"{json.dumps([asdict(rule) for rule in rules().values()], ensure_ascii=False, indent=1)}\n".encode()


def as_page(rule: Rule) -> str:
    """What ``svodka explain`` prints."""
    pieces = [f"{rule.id} – {rule.title}", _state(rule), "", rule.why, ""]
    for head, text in (("Так есть замечание:", rule.bad[0]), ("Так нет:", rule.good[0])):
        pieces += [head, *(f"    {line}" for line in text.strip().splitlines()), ""]
    pieces += ["Как отключить:", *(f"    {line}" for line in silencing(rule))]
    return "\n".join(pieces) + "\n"


def as_markdown() -> str:
    """The part of the docs that tells of the rules."""
    pieces: list[str] = []
    for rule in rules().values():
        pieces += [
            f"### {rule.id}",
            "",
            f"{rule.title[:1].upper()}{rule.title[1:]}. *{_state(rule)}*",
            "",
            rule.why,
            "",
        ]
        for head, text in (("Есть замечание:", rule.bad[0]), ("Нет замечания:", rule.good[0])):
            pieces += [head, "", "```text", text.strip(), "```", ""]
        pieces += ["Как отключить: " + " ".join(silencing(rule)), ""]
    return "\n".join(pieces)


def silencing(rule: Rule) -> Iterator[str]:
    """How to be rid of a finding that is none."""
    if rule.silence:
        yield rule.silence
    yield f'Совсем: --ignore {rule.id} или ignore = ["{rule.id}"] в svodka.toml; одно замечание – --baseline ФАЙЛ.'


def _state(rule: Rule) -> str:
    state = [SEVERITY_WORDS[rule.severity], *([_NEEDS[rule.needs]] if rule.needs else [])]
    state += [f"выключено; включить: --select {PEDANTIC} или --select {rule.id}"] if rule.pedantic else []
    return "; ".join(state)
