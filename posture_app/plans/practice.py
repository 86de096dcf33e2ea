"""What is set for a practice: who hands plans over, how handouts look, and when data are locked."""

from dataclasses import replace
from typing import Final, Literal, get_args

from posture_app.dataclass import dataclass
from posture_app.plans.model import Language, Practice
from posture_app.preferences import Body, FigureAppearance, SkinTone

PaperSize = Literal["a4", "letter"]
PAPERS: Final[tuple[PaperSize, ...]] = get_args(PaperSize)
SheetLanguage = Language | Literal[""]
SHEET_LANGUAGES: Final[tuple[SheetLanguage, ...]] = ("", *get_args(Language))
PER_PAGE: Final = (1, 2, 4, 6)
LOCK_AFTER_MIN: Final = (0, 1, 5, 15, 60)
"""The choices; 0: only when it is asked for."""
LONGEST_LINE: Final = 200
LONGEST_ADDRESS: Final = 400
"""As long as they may be in a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSettings:
    """What is set for a practice.

    Attributes:
        name: What stands on the handouts, as therapist, phone and address do.
        language: In what handouts are written by default; empty: as the program is.
        per_page: How many exercises stand on a page.
        large_print: Whether nothing is printed small.
        lock_after_min: After how many minutes without keyboard and mouse the data are locked, where
            they have a passphrase; 0: never.
        figure_body: Whom the figures of handouts show; empty: the program's own.
        figure_skin: The tone of their skin; empty: the program's own.
    """

    name: str = ""
    therapist: str = ""
    phone: str = ""
    address: str = ""
    paper: PaperSize = "a4"
    language: SheetLanguage = ""
    per_page: int = 4
    large_print: bool = False
    lock_after_min: int = 5
    figure_body: Body | Literal[""] = ""
    figure_skin: SkinTone | Literal[""] = ""

    @property
    def practice(self) -> Practice:
        """Who hands a plan over."""
        return Practice(
            name=self.name, therapist=self.therapist, phone=self.phone, address=self.address
        )

    def figure(self, own: FigureAppearance) -> FigureAppearance:
        """Whom the figures of handouts show, where the program's own figure is `own`."""
        return FigureAppearance(self.figure_body or own.body, self.figure_skin or own.skin)

    def with_figure(self, chosen: FigureAppearance, own: FigureAppearance) -> "PracticeSettings":
        """The same with what was chosen; what is as the program's own follows that from now on."""
        return replace(
            self,
            figure_body="" if chosen.body == own.body else chosen.body,
            figure_skin="" if chosen.skin == own.skin else chosen.skin,
        )
