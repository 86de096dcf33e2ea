"""The right side: the handout as it is now, and what follows when the plan is ready."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.plans.model import Plan
from posture_app.ui.report_pages import DrawnPage, PagesPreview
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words.catalogue import _


@dataclass(frozen=True, slots=True)
class HandoutWanted:
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
    """The handout.

    Signals:
        hand_over_wanted: The plan is to be handed over.
        preview_wanted: It is to be played as the patient does.
    """

    hand_over_wanted = Signal()
    preview_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        make = WidgetFactory(theme)
        self.setObjectName("handout-pane")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_S)
        self._acts = Flow(tokens.SPACE_S)
        hand_over = make.button(_("Hand over"), "primary", name="builder-hand-over")
        hand_over.clicked.connect(self.hand_over_wanted)
        self._acts.add(hand_over)
        preview = make.button(_("As the patient"), "quiet", icon="play", name="builder-preview")
        preview.clicked.connect(self.preview_wanted)
        self._acts.add(preview)
        box.addWidget(self._acts)
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

    def show_acts(self, *, are_there: bool) -> None:
        """Offer what follows, where there is a patient."""
        self._acts.setVisible(are_there)
