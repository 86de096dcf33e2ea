"""The acts of a break: done, later, skip with one tap on a reason, another exercise, leave."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from posture_app.ui.overlay.hold import HoldButton
from posture_app.ui.overlay.snapshots import SKIP_REASONS, BreakSnapshot
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button, Kind
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.words import formats

SKIP_HOLD_S: Final = 3.0
"""How long "skip" must be held in a strict break."""
LEAVE_HOLD_S: Final = 1.5
"""How long Esc must be held to leave any break."""
ANOTHER: Final = "Another exercise for this break"
_PREFIX: Final = "break_"


class BreakControls(QWidget):
    """One row of buttons; the reasons take its place while a reason is asked for.

    Signals:
        wanted: `done`, `later`, `another`, `leave`, `skip` or `skip:` with a reason.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, *, compact: bool) -> None:
        super().__init__()
        self._theme = theme
        self._compact = compact
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._acts = Flow()
        self.done = self._button("Done", "primary", "done", "I have done it: the break is over")
        self.later = self._button("Later", "secondary", "later", "Once more in a while")
        self.another = self._button("Another one", "secondary", "another", ANOTHER)
        self.skip = self._button("Skip", "quiet", "", "Leave this break out")
        self.skip.setObjectName("break_skip")
        self.skip.clicked.connect(self._ask)
        self.hold_skip = HoldButton(
            theme,
            "Hold to skip",
            SKIP_HOLD_S,
            tip="Hold this, or the space bar, for three seconds to leave this break out",
            name="break_hold_skip",
        )
        self.hold_skip.held.connect(self._skip_held)
        self.leave = HoldButton(
            theme,
            "Leave now",
            LEAVE_HOLD_S,
            tip="Close the break at once. Holding Esc does the same",
            name="break_leave",
            click_is_enough=True,
        )
        self.leave.held.connect(self._leave)
        for button in (
            self.done,
            self.another,
            self.later,
            self.skip,
            self.hold_skip,
            self.leave,
        ):
            self._acts.add(button)
            if compact:  # the card takes no keys at all
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.leave.setVisible(not compact)
        self._reasons = self._make_reasons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_S)
        layout.addWidget(self._acts)
        layout.addWidget(self._reasons)
        self._hint = Label(theme, "Holding Esc leaves the break at any time.", "small", "muted")
        self._hint.setVisible(not compact)
        layout.addWidget(self._hint)
        self._reasons.hide()

    def show_break(self, shown: BreakSnapshot) -> None:
        """Offer what this break allows."""
        strict = shown.strictness == "strict"
        self.skip.setVisible(not strict)
        self.hold_skip.setVisible(strict)
        self.later.setVisible(shown.snoozes_left > 0)
        self.later.set_text(f"In {formats.rounded_duration(shown.snooze_s)}")
        self.later.setToolTip("Once more in a while")
        self.later.setAccessibleName(f"Later, in {formats.spoken_duration(shown.snooze_s)}")
        self.another.setVisible(shown.choice is not None)
        self.another.setEnabled(True)
        self.another.setToolTip(ANOTHER)
        self.ask_no_more()

    def offer_no_other(self) -> None:
        """There is no other exercise; no other button comes to the pointer or key that asked."""
        if self.window().focusWidget() is self.another:
            self.window().setFocus()
        self.another.setEnabled(False)
        self.another.setToolTip("No other exercise fits into what is left")

    def set_low(self, low: bool) -> None:
        """There is little height: leave the hint to the tooltip."""
        self._hint.setVisible(not low and not self._compact)

    def accept(self, accepting: bool) -> None:
        """Whether the buttons count already."""
        self.setEnabled(accepting)

    def advance(self, now_s: float) -> None:
        """The time has moved on, for what is held."""
        self.hold_skip.advance(now_s)
        self.leave.advance(now_s)

    def let_go(self) -> None:
        """Nothing is held any more."""
        self.hold_skip.let_go()
        self.leave.let_go()

    def ask_no_more(self) -> None:
        """Back from the reasons to the acts."""
        self._reasons.hide()
        self._acts.show()

    @Slot()
    def _ask(self) -> None:
        self._acts.hide()
        self._reasons.show()

    def _make_reasons(self) -> Flow:
        flow = Flow()
        for reason, words in SKIP_REASONS:
            flow.add(self._button(words, "secondary", f"skip:{reason}", f"Skip: {words.lower()}"))
        back = self._button("Back", "quiet", "", "Go on with the break")
        back.setObjectName("break_back")
        back.clicked.connect(self.ask_no_more)
        flow.add(back)
        return flow

    def _button(self, words: str, kind: Kind, wanted: str, tip: str) -> Button:
        button = Button(self._theme, words, kind, tip=tip, name=f"{_PREFIX}{wanted}")
        # Nothing of a break takes a key by accident: Tab leads here, Enter and Space press.
        button.setAutoDefault(False)
        if self._compact:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if wanted:
            button.clicked.connect(self._clicked)
        return button

    @Slot()
    def _clicked(self) -> None:
        self.wanted.emit(self.sender().objectName().removeprefix(_PREFIX))

    @Slot()
    def _skip_held(self) -> None:
        self.wanted.emit("skip")

    @Slot()
    def _leave(self) -> None:
        self.wanted.emit("leave")
