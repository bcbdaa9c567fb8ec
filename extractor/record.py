"""The models of a record: what one document says, every value with the characters it came from.

Right for every field is what ``docs/record.md`` says.  Absence is ``None`` or an empty list,
never a guess; a value without a span cannot be built.  The JSON Schema of these models is
committed as ``docs/record.schema.json``.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Role = Literal["target", "actual", "baseline"]
Comparator = Literal["ge", "le", "gt", "lt", "approx"]
Status = Literal["achieved", "not_achieved", "partially_achieved"]
DeadlineKind = Literal["date", "period", "recurring", "ongoing", "relative"]
LinkStatus = Literal["matched", "ambiguous", "unmatched"]
OrderType = Literal["task", "control", "act"]
Severity = Literal["error", "warning", "note"]


class _Frozen(BaseModel):
    """All models of a kind share one set of the «fields that were given»: one of its own takes 700 bytes of a span."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _given: ClassVar[set[str]] = set()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls._given = set(cls.model_fields)

    def model_post_init(self, context: Any) -> None:
        object.__setattr__(self, "__pydantic_fields_set__", self._given)


class Span(_Frozen):
    """``text[start:end] == quote``; page (from 1) and box (points, origin top left) where there are pages.

    ``cell`` is sheet and cell in a workbook, as the spreadsheet program writes them: ``Лист1!B7``.
    """

    start: int
    end: int
    block: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    cell: str | None = None
    quote: str


class ProducedBy(_Frozen):
    version: str
    patterns: str = Field(description="digest of the pattern files")


class SourceChange(_Frozen):
    """A tracked change: an insertion (kept in the text) or a deletion (left out of it)."""

    kind: Literal["inserted", "deleted"]
    text: str
    block: int


class Source(_Frozen):
    file: str
    sha256: str
    format: str
    pages: int | None = None
    text_from: Literal["native", "ocr", "mixed"] = "native"
    warnings: tuple[str, ...] = ()
    changes: tuple[SourceChange, ...] = ()


class BlockView(_Frozen):
    """Enough of a block for exports, checks and pages, which never open the file again."""

    kind: str
    part: str
    number: str | None = None
    level: int = 0
    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    rowspan: int | None = None
    colspan: int | None = None


class Period(_Frozen):
    """ISO dates, both included."""

    start: str
    end: str


class Signatory(_Frozen):
    position: str | None
    name: str
    span: Span


class Approval(_Frozen):
    position: str | None
    name: str | None
    date: str | None
    text: str
    span: Span


class Reference(_Frozen):
    """A legal act cited."""

    kind: str
    number: str | None
    date: str | None
    title: str | None
    text: str
    span: Span


class Project(_Frozen):
    """A federal, regional or national project named."""

    level: str | None
    name: str
    span: Span


class Header(_Frozen):
    kind: str
    kind_text: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    territory: str | None = None
    period: Period | None = None
    projects: tuple[Project, ...] = ()
    references: tuple[Reference, ...] = ()
    speaker: str | None = None
    signatories: tuple[Signatory, ...] = ()
    approvals: tuple[Approval, ...] = ()
    spans: dict[str, Span] = Field(default_factory=dict)


class Value(_Frozen):
    """One value of an indicator; ``value`` or ``low`` and ``high``."""

    role: Role
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str
    comparator: Comparator | None = None
    year: int | None = None
    period: str | None = None
    subject: str | None = None
    count: float | None = None
    text: str
    reasons: tuple[str, ...] = ()
    confidence: float = 1.0
    span: Span


class CatalogueMatch(_Frozen):
    id: str
    score: float


class Indicator(_Frozen):
    id: str
    number: str | None = None
    parent: str | None = None
    name: str
    catalogue: CatalogueMatch | None = None
    values: tuple[Value, ...] = ()
    status: Status | None = None
    status_text: str | None = None
    computed_status: Status | None = None
    cumulative: bool = False
    scope: Literal["each_organisation"] | None = None
    reason: str | None = None
    spans: tuple[Span, ...] = Field(min_length=1)


class Percentage(_Frozen):
    value: float | None = None
    low: float | None = None
    high: float | None = None
    comparator: Comparator | None = None
    text: str
    indicator: str | None = None
    span: Span


class Quantity(_Frozen):
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str
    comparator: Comparator | None = None
    text: str
    indicator: str | None = None
    span: Span


class LinkReason(_Frozen):
    """One compared part of a school's name: what the comparison came to, and its weight in natural log-odds."""

    part: str
    level: str
    weight: float
    mention: str | None = None
    registry: str | None = None


class LinkCandidate(_Frozen):
    id: str
    name: str
    score: float = Field(description="probability, 0 to 1")


class Link(_Frozen):
    """The organisation of the registry that a mention means, the candidates, or nobody."""

    status: LinkStatus
    id: str | None = None
    name: str | None = None
    score: float = Field(description="probability of the link; if unmatched, that the registry has no such school")
    reasons: tuple[LinkReason, ...] = ()
    candidates: tuple[LinkCandidate, ...] = ()
    explanation: str = Field(description="one Russian sentence for people")


class School(_Frozen):
    text: str
    legal_form: str | None = None
    kind: str
    name: str | None = None
    number: str | None = None
    settlement: str | None = None
    branch: bool = False
    link: Link | None = Field(default=None, description="only where a registry is given")
    span: Span


class Deadline(_Frozen):
    kind: DeadlineKind
    due: str | None = None
    start: str | None = None
    rrule: str | None = None
    duration: str | None = None
    ongoing: bool = False
    text: str
    order: str | None = None
    span: Span


class Order(_Frozen):
    number: str | None = None
    type: OrderType
    assignee: str | None = None
    text: str
    deadlines: tuple[Deadline, ...] = ()
    schools: tuple[School, ...] = ()
    span: Span


class Entity(_Frozen):
    label: str
    text: str
    span: Span


class Finding(_Frozen):
    """What a check found: ``indicator`` or ``order`` is its number, or its words where it has none; ``at`` the words
    meant, the header's key or the number skipped.  Without a span it is about something that is not there."""

    rule: str
    severity: Severity
    message: str = Field(description="one Russian sentence for people")
    indicator: str | None = None
    order: str | None = None
    at: str | None = None
    span: Span | None = None
    related: tuple[Span, ...] = Field(default=(), description="other places that it follows from")


class Record(_Frozen):
    """All lists are in reading order; ``text`` is the canonical text all spans point into."""

    schema_version: str = SCHEMA_VERSION
    produced_by: ProducedBy
    source: Source
    text: str
    blocks: tuple[BlockView, ...]
    header: Header
    indicators: tuple[Indicator, ...]
    percentages: tuple[Percentage, ...]
    quantities: tuple[Quantity, ...]
    schools: tuple[School, ...]
    deadlines: tuple[Deadline, ...]
    orders: tuple[Order, ...]
    entities: tuple[Entity, ...] = ()
    findings: tuple[Finding, ...] = Field(default=(), description="filled by a check only")
