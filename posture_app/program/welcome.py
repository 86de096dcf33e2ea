"""Welcomes the person once, at the very first start, and whenever they want it again."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from posture_app.program.breaks import RunningBreaks
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.window import WindowOnDemand

# The window is shown before the model is imported: docs/decisions/0005.
if TYPE_CHECKING:
    from posture_app.breaks.settings import BreakSettings
    from posture_app.preferences import Audience
    from posture_app.ui.welcome_sheet import HealthAnswers, WelcomeSheet
    from posture_app.ui.welcome_steps import WelcomeFacts

WELCOMED: Final = "welcomed"
MOVEMENT: Final = "desk-reset-60"


class WelcomeSteps(QObject):
    """The welcome of one running program.

    Attributes:
        sheet: The sheet while it is open.
    """

    def __init__(
        self,
        shared: Shared,
        window: WindowOnDemand,
        records: Records,
        breaks: RunningBreaks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._window = shared, window
        self._records, self._breaks = records, breaks
        self.sheet: WelcomeSheet | None = None
        self._problem = ""
        breaks.turned.connect(self._show_facts)

    @Slot()
    def open(self) -> None:
        """Show the sheet over the window, at its first step."""
        main = self._window.main
        if main is None or self.sheet is not None or self._records.opened is None:
            return
        from posture_app.ui.welcome_sheet import WelcomeSheet, show_welcome_sheet

        self._problem = ""
        self.sheet = sheet = main.make(WelcomeSheet, self._facts(), main)
        sheet.audience_chosen.connect(self._keep_audience)
        sheet.health_told.connect(self._keep_health)
        sheet.breaks_set.connect(self._keep_breaks)
        sheet.break_wanted.connect(self._show_break)
        sheet.movement_wanted.connect(self._move)
        sheet.finished.connect(self._finish)
        sheet.destroyed.connect(self._let_go)
        show_welcome_sheet(sheet)

    def come_soon(self) -> None:
        """Show it at the very first start, when the filled page was painted.

        By then a routine that was asked for is being played, or a plan is shown, and it waits for
        another time.
        """
        if not self._shared.saved_state.has_said(WELCOMED):
            QTimer.singleShot(0, self, self._welcome_once)

    @Slot()
    def _welcome_once(self) -> None:
        player, opened = self._window.player, self._records.opened
        if not self._window.is_visible or player is None or player.view is not None:
            return
        if self._window.shows_plan:
            return
        if opened is None or self._shared.saved_state.has_said(WELCOMED):
            return
        from posture_app.store.errors import StoreError

        try:
            is_new = not opened.journal.sessions(limit=1) and self._records.unfinished is None
        except StoreError:
            return  # the page says it
        if is_new:
            self.open()

    def _facts(self) -> "WelcomeFacts":
        from posture_app.program.suggested_routine import fitting_candidates
        from posture_app.ui.welcome_steps import WelcomeFacts
        from posture_app.words.safety import before_exercise

        health, reminders, opened = (
            self._shared.health,
            self._breaks.reminders,
            self._records.opened,
        )
        return WelcomeFacts(
            audience=self._shared.preferences.value.audience,
            bothers=health.value.bothers,
            signs=health.value.signs,
            number=health.number,
            breaks=None if reminders is None else reminders.settings,
            before_exercise=before_exercise(health.value.signs, health.number),
            can_move=opened is not None
            and MOVEMENT in fitting_candidates(opened.loaded.library, health.profile),
            problem=self._problem,
        )

    @Slot()
    def _show_facts(self) -> None:
        if self.sheet is not None:
            self.sheet.show_facts(self._facts())

    @Slot(object)
    def _keep_audience(self, audience: "Audience") -> None:
        self._shared.preferences.change(audience=audience)
        self._show_facts()

    @Slot(object)
    def _keep_health(self, told: "HealthAnswers") -> None:
        health = self._shared.health
        health.take(replace(health.value, bothers=told.bothers, signs=told.signs))
        self._show_facts()

    @Slot(object)
    def _keep_breaks(self, settings: "BreakSettings") -> None:
        reminders = self._breaks.reminders
        if reminders is not None:
            changed = settings != reminders.settings
            self._problem = reminders.change_settings(settings) if changed else ""
        self._show_facts()

    @Slot()
    def _show_break(self) -> None:
        reminders = self._breaks.reminders
        if reminders is None or not reminders.settings.kinds:
            return
        from posture_app.breaks.effects import Refused
        from posture_app.breaks.events import BreakNow
        from posture_app.words.breaks import refusal

        kinds = reminders.settings.kinds
        first = next((one for one in kinds if one.on), kinds[0])
        effects = reminders.tell(BreakNow(first.id))
        refused = [refusal(one) for one in effects if isinstance(one, Refused)]
        self._problem = refused[0] if refused else ""
        self._show_facts()
        self._problem = ""

    @Slot()
    def _move(self) -> None:
        if self._window.player is not None:
            self._window.player.play_routine(MOVEMENT)

    @Slot()
    def _finish(self) -> None:
        """It was gone through or closed: it does not come by itself again."""
        self.sheet = None
        if not self._shared.saved_state.has_said(WELCOMED):
            self._shared.saved_state.keep_said(WELCOMED)
        if self._window.main is not None:
            is_practice = self._shared.preferences.value.audience == "patients"
            self._window.main.open_page("patients" if is_practice else "today")

    @Slot()
    def _let_go(self) -> None:
        self.sheet = None
