"""The welcome of the first start: four steps over the window, each of which can be skipped.

Who wants the program for patients alone is asked nothing about their own body.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from posture_app.coach.pain_rule import Sign
from posture_app.dataclass import dataclass
from posture_app.library.model import Region
from posture_app.ui.theme import tokens
from posture_app.ui.welcome_steps import (
    AudienceStep,
    BodyStep,
    BreaksStep,
    MoveStep,
    WelcomeFacts,
    WelcomeStep,
)
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import page_side
from posture_app.ui.widgets.sheet_size import open_at_size
from posture_app.ui.widgets.text_size import keep_measured
from posture_app.words.catalogue import _, pgettext
from posture_app.words.welcome import step_of

_SIZE = (860, 720)


@dataclass(frozen=True, slots=True)
class HealthAnswers:
    """What was told on the step about the body."""

    bothers: frozenset[Region]
    signs: frozenset[Sign]


class WelcomeSheet(QDialog):
    """Going on keeps what is set on a step, skipping leaves it as it was. Esc closes the sheet.

    Signals:
        audience_chosen: The `Audience`.
        health_told: `HealthAnswers`.
        breaks_set: The `BreakSettings` from now on.
        break_wanted: Show a break now.
        movement_wanted: Play a minute of movement; the sheet closes.
    """

    audience_chosen = Signal(object)
    health_told = Signal(object)
    breaks_set = Signal(object)
    break_wanted = Signal()
    movement_wanted = Signal()

    def __init__(
        self, make: WidgetFactory, facts: WelcomeFacts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._facts = make.theme, facts
        self.setObjectName("welcome-sheet")
        open_at_size(self, make.theme, _SIZE)
        self._audience, self._body = make(AudienceStep, facts), make(BodyStep, facts)
        self._audience.chosen.connect(self._count)
        self._breaks, self._move = make(BreaksStep), make(MoveStep)
        self._breaks.break_wanted.connect(self._want_break)
        self._steps: tuple[WelcomeStep, ...] = (
            self._audience,
            self._body,
            self._breaks,
            self._move,
        )
        self._stack = make.page_stack()
        for step in self._steps:
            self._stack.addWidget(step)
        self._next = make.button(_("Continue"), "primary", name="welcome-next")
        self._next.setDefault(True)
        self._next.clicked.connect(self._go_on)
        self._skip = make.button(pgettext("welcome", "Skip"), name="welcome-skip")
        self._skip.clicked.connect(self._leave_out)
        self._back = make.button(pgettext("welcome", "Back"), "quiet", name="welcome-back")
        self._back.clicked.connect(self._go_back)
        flow = Flow()
        for button in (self._next, self._skip, self._back):
            flow.add(button)
        foot = self._foot = QVBoxLayout()
        foot.addWidget(flow)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(self._stack, 1)
        outer.addLayout(foot)
        self.show_facts(facts)
        self.show_step(1)
        keep_measured(self, self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons begin where the page does."""
        super().resizeEvent(event)
        side = page_side(self._theme, self.width())
        self._foot.setContentsMargins(side, 0, tokens.SPACE_XL, 0)

    @property
    def step(self) -> int:
        """Which step is shown, from 1; of those that this person goes through."""
        return self._path.index(self._stack.currentIndex()) + 1

    @property
    def _path(self) -> tuple[int, ...]:
        """The places of the steps that the person goes through."""
        whole = range(len(self._steps))
        if self._audience.is_for_oneself:
            return tuple(whole)
        return tuple(one for one in whole if self._steps[one] not in {self._body, self._move})

    def show_facts(self, facts: WelcomeFacts) -> None:
        """Show what is kept on all steps; nothing is told back."""
        self._facts = facts
        for step in self._steps:
            step.show_facts(facts)
        self._count()

    def show_step(self, number: int) -> None:
        """Go to a step, counted from 1, with the keyboard at its first control."""
        self._stack.show_page(self._steps[self._path[number - 1]])
        self._shown.verticalScrollBar().setValue(0)
        self._count()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _shown(self) -> WelcomeStep:
        return self._steps[self._stack.currentIndex()]

    @property
    def _can_move(self) -> bool:
        return self._facts.can_move and not self._facts.before_exercise

    @Slot()
    def _count(self) -> None:
        """Say how many steps there are for this person, and which one this is."""
        path = self._path
        for number, place in enumerate(path, 1):
            self._steps[place].show_place(number, len(path))
        self.setWindowTitle(_("Welcome, {step}").format(step=step_of(self.step, len(path))))
        self._name_actions()

    def _name_actions(self) -> None:
        is_last, moves = self.step == len(self._path), self._shown is self._move
        if moves:
            self._next.set_text(_("Start, one minute") if self._can_move else _("Go to Today"))
        else:
            self._next.set_text(_("Go to the patients") if is_last else _("Continue"))
        self._skip.set_text(_("Later") if moves else pgettext("welcome", "Skip"))
        self._skip.setVisible(self._can_move or not moves)
        self._back.setVisible(self.step > 1)
        self._next.setAccessibleDescription(self._shown.accessibleName())

    @Slot()
    def _go_on(self) -> None:
        shown = self._shown
        if shown is self._audience:
            self.audience_chosen.emit(self._audience.answer)
        elif shown is self._body:
            self.health_told.emit(HealthAnswers(self._body.bothers, self._body.signs))
        elif shown is self._breaks:
            self._keep_breaks()
            if self._facts.problem:
                return
        else:
            can_move = self._can_move
            self.accept()
            if can_move:
                self.movement_wanted.emit()
            return
        self._show_next()

    @Slot()
    def _leave_out(self) -> None:
        """Go on without what was set on this step."""
        self._shown.show_facts(self._facts)
        self._show_next()

    def _show_next(self) -> None:
        if self.step == len(self._path):
            self.accept()
        else:
            self.show_step(self.step + 1)

    @Slot()
    def _go_back(self) -> None:
        self.show_step(self.step - 1)

    @Slot()
    def _want_break(self) -> None:
        """Show a break as it is set here, which is kept for that."""
        self._keep_breaks()
        if not self._facts.problem:
            self.break_wanted.emit()

    def _keep_breaks(self) -> None:
        if self._breaks.answer is not None:
            self.breaks_set.emit(self._breaks.answer)


def show_welcome_sheet(sheet: WelcomeSheet) -> None:
    """Show it over its window, which goes on meanwhile."""
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
