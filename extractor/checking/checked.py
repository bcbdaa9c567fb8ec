"""One draft that was checked, as the reports see it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.checking.catalogue import rules
from extractor.record import Finding, Record, Severity

SEVERITY_WORDS: dict[Severity, str] = {"error": "ошибка", "warning": "предупреждение", "note": "замечание"}
_MANY: dict[Severity, str] = {"error": "ошибок", "warning": "предупреждений", "note": "замечаний"}


@dataclass(frozen=True, slots=True)
class Checked:
    """``file`` as the user named it; ``data`` its bytes, for the reports that show or copy it."""

    file: str
    record: Record
    findings: tuple[Finding, ...]
    data: bytes = b""


def place_of(record: Record, finding: Finding) -> str:
    """Where a finding stands, for people: «стр. 2, показатель 3.1», «таблица 1, строка 4», «шапка документа»."""
    parts = []
    if finding.span is not None:
        block = record.blocks[finding.span.block]
        if finding.span.page is not None:
            parts.append(f"стр. {finding.span.page}")
        if finding.span.cell is not None:
            parts.append(finding.span.cell)
        elif block.table is not None and block.row is not None:
            parts.append(f"таблица {block.table + 1}, строка {block.row + 1}")
    if finding.order is not None:
        parts.append(f"пункт {finding.order}" if _number(finding.order) else "поручение")
    elif finding.indicator is not None:
        parts.append(f"показатель {finding.indicator}" if _number(finding.indicator) else "показатель")
    if not parts:
        parts.append(f"абзац {finding.span.block + 1}" if finding.span is not None else "документ в целом")
    return ", ".join(parts)


def counted(findings: tuple[Finding, ...]) -> str:
    """«замечаний нет», «всего 3: ошибок 2, предупреждений 1»."""
    if not findings:
        return "замечаний нет"
    counts = {s: sum(f.severity == s for f in findings) for s in SEVERITY_WORDS}
    return f"всего {len(findings)}: " + ", ".join(f"{_MANY[s]} {n}" for s, n in counts.items() if n)


def why(finding: Finding) -> str:
    """Why a finding matters: what its rule says."""
    return rules()[finding.rule].why


def _number(label: str) -> bool:
    return len(label) <= 8
