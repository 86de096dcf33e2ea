"""The right side: the handout as it is now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.dataclass import dataclass
from posture_app.plans.model import Plan
from posture_app.ui.report_pages import DrawnPage, PagesPreview
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _


@dataclass(frozen=True, slots=True)
class HandoutRequest:
    """What is to be drawn on the right.

    Attributes:
        plan: The plan as it is now.
        phase: Which of its phases.
        width: Of a page, in pixels of the screen.
    """

    plan: Plan
    phase: str
    width: int


class HandoutPane(QWidget):
    """The handout."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self.setObjectName("handout-pane")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._pages = make(PagesPreview)
        self._pages.setObjectName("builder-handout")
        box.addWidget(self._pages, 1)

    @property
    def pages(self) -> Sequence[QWidget]:
        """The pages that are shown."""
        return self._pages.pages

    @property
    def page_width(self) -> int:
        """How wide a page is shown, in pixels."""
        return max(1, self._pages.viewport().width() - 2 * tokens.SPACE_L)

    def show_pages(self, pages: Sequence[DrawnPage]) -> None:
        """Show these pages."""
        self._pages.show_pages(pages, _("Handout"))
