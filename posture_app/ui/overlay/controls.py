"""The acts of a break: done, later, another exercise, and one way out of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from posture_app.ui.overlay.hold import HoldButton
from posture_app.ui.overlay.snapshots import (
    SKIP_REASONS,
    AnotherExercise,
    BreakCommand,
    BreakDone,
    BreakSnapshot,
    LeaveBreak,
    PostponeBreak,
    SkipBreak,
)
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button, ButtonKind
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.words import formats
from posture_app.words.catalogue import N_, _, pgettext

SKIP_HOLD_S: Final = 3.0
"""How long "skip" must be held in a strict break."""
LEAVE_HOLD_S: Final = 1.5
"""How long Esc must be held to leave any break."""
CHANGED_S: Final = 0.8
"""So long after the buttons have changed none of them counts."""
_QUIET: Final[ButtonKind] = "soft"
_ANOTHER: Final = N_("Another exercise for this break")


class BreakControls(QWidget):
    """One quiet row of buttons; the reasons take its place while a reason is asked for.

    There is one way out that is seen: "skip" with one tap on a reason, or in a strict break, which
    nobody can call done before its time, a button that is held. Holding Esc leads out of any. When
    the exercise is done, the one button that stands out leads back to work.

    Signals:
        wanted: A `BreakCommand`.
        asking: A reason is asked for, or no more.
    """

    wanted = Signal(object)
    asking = Signal()

    def __init__(self, make: WidgetFactory, *, compact: bool) -> None:
        super().__init__()
        self._make = make
        self._compact = compact
        self._strict = self._can_be_put_off = self._finished = self._is_asking = False
        self._settled = True
        self._changed_s: float | None = None
        self._had_focus: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._told = ValueButtonGroup(self)
        self._told.chosen.connect(self.wanted)
        self._actions = make_flow(compact=compact)
        self.done = self._button("", "done", "", BreakDone())
        self.later = self._button(_("Later"), "later", "", PostponeBreak())
        self.another = self._button(_("Another one"), "another", _(_ANOTHER), AnotherExercise())
        self.skip = self._button(pgettext("a break", "Skip"), "skip", _("Leave this break out"))
        self.skip.clicked.connect(self._ask)
        self.hold_skip = make(
            HoldButton,
            _("Hold to leave this break"),
            SKIP_HOLD_S,
            tip=_("Hold this, or the space bar, for three seconds: the break counts as skipped"),
            name="break_hold_skip",
        )
        self.hold_skip.held.connect(self._skip_held)
        self.leave = make(
            HoldButton, _("Leaving …"), LEAVE_HOLD_S, tip=_("Esc is held"), name="break_leave"
        )
        self.leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.leave.setParent(self)
        self.leave.hide()
        self.leave.held.connect(self._leave)
        for button in (
            self.done,
            self.another,
            self.later,
            self.skip,
            self.hold_skip,
        ):
            self._actions.add(button)
            if compact:  # the card takes no keys at all
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                let_grow(button)
        self._reasons = self._make_reasons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_S)
        layout.addWidget(self._actions)
        layout.addWidget(self._reasons)
        self._hint = make.label(_("Holding Esc leaves the break at any time."), "small", "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint.setVisible(not compact)
        layout.addWidget(self._hint)
        self._reasons.hide()

    @property
    def is_asking(self) -> bool:
        """Whether the reasons stand in the place of the acts."""
        return self._is_asking

    def show_break(self, shown: BreakSnapshot) -> None:
        """Offer what this break allows."""
        self._strict = shown.strictness == "strict"
        self._can_be_put_off = shown.snoozes_left > 0
        name_later(self.later, shown.snooze_s)
        self.another.setVisible(shown.choice is not None)
        self.another.setEnabled(True)
        self.another.setToolTip(_(_ANOTHER))
        self._settled = True
        self._arrange(finished=False)
        self.ask_no_more()

    def show_finished(self) -> None:
        """What was to be done is done: what is left is to go back to work, or on with another.

        A strict break is left by nobody before its time.
        """
        if not self._finished and not self._strict:
            if self._actions.isAncestorOf(self.window().focusWidget() or self):
                self.window().setFocus()
            self._settled, self._changed_s = False, None
            self._arrange(finished=True)
            self.ask_no_more()

    def _arrange(self, *, finished: bool) -> None:
        self._finished = finished
        if finished:
            self.done.set_text(_("Back to it"))
            self.done.setToolTip(_("The break is over, and counts as taken"))
        else:
            self.done.set_text(pgettext("a break", "Done"))
            self.done.setToolTip(_("I have done it: the break is over"))
        self.done.set_kind("primary" if finished else _QUIET)
        self.done.setVisible(not self._strict)
        self.later.setVisible(self._can_be_put_off and not finished)
        self.skip.setVisible(not self._strict and not finished)
        self.hold_skip.setVisible(self._strict)

    def offer_no_other(self) -> None:
        """There is no other exercise; no other button comes to the pointer or key that asked."""
        if self.window().focusWidget() is self.another:
            self.window().setFocus()
        self.another.setEnabled(False)
        self.another.setToolTip(_("No other exercise fits into what is left"))

    @property
    def hint_px(self) -> int:
        """The height that the hint takes, or would."""
        return self._hint.sizeHint().height() + tokens.SPACE_S

    @property
    def has_hint(self) -> bool:
        """Whether it is said how every break is left."""
        return not self._hint.isHidden()

    def show_hint(self, on: bool) -> None:
        """Say how every break is left, or leave that out where there is no room for it."""
        self._hint.setVisible(on and not self._compact)

    def accept(self, accepting: bool) -> None:
        """Whether the buttons count already."""
        self._actions.setEnabled(accepting and self._settled)
        self._reasons.setEnabled(accepting)

    def advance(self, now_s: float) -> None:
        """The time has moved on, for what is held."""
        if not self._settled:
            # Who was about to press what stood there before must not press what came.
            self._changed_s = now_s if self._changed_s is None else self._changed_s
            self._settled = now_s - self._changed_s >= CHANGED_S
            self._actions.setEnabled(self._settled)
        self.hold_skip.advance(now_s)
        self.leave.advance(now_s)
        self._show_leaving(self.leave.share > 0)

    def _show_leaving(self, leaving: bool) -> None:
        """Let the ring of what is held take the place of the row, so that no button moves."""
        if leaving is not self.leave.isHidden():
            return
        row = self._reasons if self.is_asking else self._actions
        policy = row.sizePolicy()
        policy.setRetainSizeWhenHidden(leaving)
        row.setSizePolicy(policy)
        if leaving:
            self._had_focus = self.window().focusWidget() if self._has_keyboard(row) else None
            place = self.leave.rect()
            place.setSize(self.leave.sizeHint())
            place.moveCenter(row.geometry().center())
            self.leave.setGeometry(place)
        row.setVisible(not leaving)
        self.leave.setVisible(leaving)
        if not leaving and self._had_focus is not None:
            self._had_focus.setFocus()

    def hold_key(self, key: Qt.Key, *, down: bool) -> None:
        """A key of the window goes down or up: Esc leaves any break, Space skips a strict one."""
        if key == Qt.Key.Key_Escape:
            self.leave.hold_key(down=down)
        elif key == Qt.Key.Key_Space and self._strict:
            self.hold_skip.hold_key(down=down)

    def let_go(self) -> None:
        """Nothing is held any more."""
        self.hold_skip.let_go()
        self.leave.let_go()

    def ask_no_more(self) -> None:
        """Back from the reasons to the acts."""
        self._show_leaving(False)
        by_keyboard = self._has_keyboard(self._reasons)
        self._is_asking = False
        self._reasons.hide()
        self._actions.show()
        if by_keyboard and not self.skip.isHidden():
            self.skip.setFocus(Qt.FocusReason.BacktabFocusReason)
        self.asking.emit()

    @Slot()
    def _ask(self) -> None:
        by_keyboard = self._has_keyboard(self.skip)
        self._is_asking = True
        self._actions.hide()
        self._reasons.show()
        if by_keyboard:
            self._reasons.findChildren(Button)[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.asking.emit()

    def _has_keyboard(self, part: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is part or part.isAncestorOf(focused or self)

    def _make_reasons(self) -> QWidget:
        reasons = [
            self._button(
                _(words),
                f"skip:{reason}",
                _("Leave this break out: {reason}").format(reason=_(words)),
                SkipBreak(reason),
            )
            for reason, words in SKIP_REASONS
        ]
        back = self._button(pgettext("a break", "Back"), "back", _("Go on with the break"))
        back.clicked.connect(self.ask_no_more)
        if self._compact:
            return self._in_two_columns(reasons, back)
        flow = make_flow(compact=False)
        for button in (*reasons, back):
            flow.add(button)
        asked = QWidget()
        box = QVBoxLayout(asked)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_S)
        why = self._why()
        why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(why)
        box.addWidget(flow)
        return asked

    def _why(self) -> Label:
        return self._make.label(_("Why not this time?"), "small_strong", "muted")

    def _in_two_columns(self, reasons: Sequence[Button], back: Button) -> QWidget:
        """The card is too narrow for one row, and a row that breaks by itself is no order."""
        asked = QWidget()
        grid = QGridLayout(asked)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.SPACE_S)
        back.set_kind("quiet")
        grid.addWidget(self._why(), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(back, 0, 1, Qt.AlignmentFlag.AlignRight)
        for place, button in enumerate(reasons):
            let_grow(button)
            grid.addWidget(button, 1 + place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        return asked

    def _button(
        self, words: str, name: str, tip: str, command: BreakCommand | None = None
    ) -> Button:
        button = self._make.button(words, _QUIET, tip=tip, name=f"break_{name}")
        # Nothing of a break takes a key by accident: Tab leads here, Enter and Space press.
        button.setAutoDefault(False)
        if self._compact:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if command is not None:
            self._told.add(button, command)
        return button

    @Slot()
    def _skip_held(self) -> None:
        self.wanted.emit(SkipBreak())

    @Slot()
    def _leave(self) -> None:
        self.wanted.emit(LeaveBreak())


def make_flow(*, compact: bool) -> Flow:
    """A row for buttons: in the middle of a screen, at the left of a card, or in its columns."""
    return Flow(tokens.SPACE_S, even=True) if compact else Flow(tokens.SPACE_M, centred=True)


def let_grow(button: Button) -> None:
    """Let a button be as wide as its column in a card."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def name_later(button: Button, snooze_s: float) -> None:
    """Say on a button how long a break is put off."""
    button.set_text(_("In {time}").format(time=formats.duration(snooze_s)))
    button.setToolTip(_("Once more in a while"))
    button.setAccessibleName(_("Later, in {time}").format(time=formats.spoken_duration(snooze_s)))
