"""How a plan is handed over: as paper, as a page for a telephone, as a file."""

from enum import StrEnum
from typing import Final, Literal

from posture_app.dataclass import dataclass
from posture_app.journal.report import Paper
from posture_app.plans import SUFFIX
from posture_app.plans.model import Language
from posture_app.preferences import USUAL_FIGURE, FigureAppearance

PerPage = Literal[1, 2, 4, 6]
BoxDays = Literal[7, 14]
PER_PAGE: Final[tuple[PerPage, ...]] = (1, 2, 4, 6)
BOX_DAYS: Final[tuple[BoxDays, ...]] = (7, 14)


class HandOverFormat(StrEnum):
    """What is written into one file; its value is the file's ending."""

    PAPER = ".pdf"
    PAGE = ".html"
    FILE = SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverChoice:
    """How a plan is handed over.

    Attributes:
        language: Of the program's words and the library's; the plan's own texts stay as they are.
        emergency_number: What to call where the patient is.
        per_page: So many exercises a page has at most.
        days: For how many days there are boxes.
        phase: The id of the only phase that is on paper; None for all.
        tells_changes: Whether it is told what was changed since the version that the patient has.
        figure: Whom the figures show.
    """

    language: Language
    emergency_number: str
    paper: Paper = Paper.A4
    per_page: PerPage = 4
    large_print: bool = False
    days: BoxDays = 7
    phase: str | None = None
    tells_changes: bool = True
    figure: FigureAppearance = USUAL_FIGURE


def per_page(wanted: int) -> PerPage:
    """How many exercises a page can have at most that are no more than these, or one."""
    return max((one for one in PER_PAGE if one <= wanted), default=1)
