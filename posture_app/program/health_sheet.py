"""Asks about health once, and shows the sheet whenever it is wanted."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from posture_app.errors import sentence
from posture_app.program.shared import Shared
from posture_app.program.window import WindowOnDemand
from posture_app.ui.pages.notice import Notice

if TYPE_CHECKING:
    from posture_app.ui.health_sheet import HealthSheet

ASKED: Final = "health-asked"
_TEXT: Final = sentence(
    "Before you exercise: a minute about your health leaves out what does not fit you, and tells "
    "which signs need a doctor first."
)
_SHORT: Final = sentence("First a minute about your health")


class HealthQuestions(QObject):
    """The questions about health in one running program."""

    def __init__(
        self, shared: Shared, window: WindowOnDemand, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shared, self._window = shared, window
        self.sheet: HealthSheet | None = None

    @Slot()
    def open(self) -> None:
        """Show the sheet over the window."""
        main = self._window.main
        if main is None or self.sheet is not None:
            return
        from posture_app.ui.health_sheet import HealthSheet, show_health_sheet

        health = self._shared.health
        self.sheet = sheet = main.make(HealthSheet, health.value, health.number, health.today, main)
        sheet.kept.connect(health.take)
        sheet.finished.connect(self._closed)
        show_health_sheet(sheet)

    def ask_once(self) -> None:
        """Offer it at the first start; whoever puts the notice away is not asked again.

        Not on top of something that is wrong: then at the next start.
        """
        saved_state, notices = self._shared.saved_state, self._shared.notices
        if saved_state.has_said(ASKED) or any(one.mood == "caution" for one in notices.standing):
            return
        if self._shared.health.value.answered:
            return
        self._shared.notices.add(
            Notice(key=ASKED, text=_TEXT, action=sentence("Tell"), short=_SHORT),
            self.open,
            self._do_not_ask,
        )

    def _do_not_ask(self) -> None:
        self._shared.saved_state.keep_said(ASKED)

    @Slot()
    def _closed(self) -> None:
        self.sheet = None
        self._do_not_ask()
        self._shared.notices.withdraw(ASKED)
