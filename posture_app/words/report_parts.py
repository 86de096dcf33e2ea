"""What stands on pages that are handed on, in words, before anybody has drawn them."""

from posture_app.dataclass import dataclass
from posture_app.journal.report import ReportPart


@dataclass(frozen=True, slots=True)
class DayCell:
    """The pain of one day around a treatment; None was not answered."""

    value: int | None
    is_known: bool = True
    """False for a day that is still to come."""


Cell = str | DayCell


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and the share of the width that it has."""

    title: str
    share: float
    is_day: bool = False
    """Whether it has one figure to each row, in its middle."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Rows under their heads; `more` tells what was left out of it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of the report: sentences, the chart where it has one, and a table."""

    part: ReportPart
    title: str
    lines: tuple[str, ...] = ()
    has_chart: bool = False
    table: ReportTable | None = None


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """All words of a report but those of its chart."""

    title: str
    period: str
    about: str
    name: str
    sections: tuple[ReportSection, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is told of what there is much of, so that all of it comes onto two pages.

    Attributes:
        rows: How many rows a table has at most.
        letters: How many characters of an own text are printed.
    """

    rows: int = 14
    letters: int = 700
