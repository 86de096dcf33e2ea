"""The little card before a break."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posture_app.ui.overlay.card_panel import RING_PX
from posture_app.ui.overlay.controls import let_grow, make_flow, name_later
from posture_app.ui.overlay.ring import SmallRing
from posture_app.ui.overlay.snapshots import (
    NoticeCommand,
    NoticeSnapshot,
    PostponeBreak,
    SkipBreak,
    StartBreak,
)
from posture_app.ui.overlay.windows import CornerWindow
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button, ButtonKind
from posture_app.words import formats
from posture_app.words.catalogue import N_, _, pgettext

_COUNTING: Final = N_("A good moment to finish your sentence.")
_WAITING: Final = N_("It begins when your hands rest for a moment.")


class NoticeCard(CornerWindow):
    """Counts down to a break, and lets it begin now, be put off or be left out.

    Signals:
        wanted: A `NoticeCommand`.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "break_notice")
        make = self.make
        self._told = ValueButtonGroup(self)
        self._told.chosen.connect(self.wanted)
        self.setWindowTitle(_("Break ahead"))
        self._starts_in_s = 1.0
        self._waiting = False
        self.ring = make(SmallRing)
        self._title = make.label("", "heading")
        self._title.setObjectName("notice_title")
        self._detail = make.label(_(_COUNTING), "small", "muted")
        self._detail.setObjectName("notice_detail")
        actions = make_flow(compact=True)
        self.start = self._button(_("Start now"), "primary", "start", StartBreak())
        self.later = self._button(_("Later"), "soft", "later", PostponeBreak())
        self.skip = self._button(pgettext("a break", "Skip"), "soft", "skip", SkipBreak())
        for button in (self.start, self.later, self.skip):
            actions.add(button)
            let_grow(button)
        outer = self._outer = QVBoxLayout()
        line = self._line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addStretch(1)
        line.addLayout(words, 1)
        line.addWidget(self.ring)  # where the card has it, which comes in this one's place
        outer.addLayout(line)
        outer.addWidget(actions)
        self.body.addLayout(outer)
        self.take_sizes()

    @Slot()
    def take_sizes(self) -> None:
        """Take what grows with the text."""
        px = self.look.px
        self.ring.setFixedSize(px(RING_PX), px(RING_PX))
        self._outer.setContentsMargins(*(px(tokens.SPACE_L),) * 4)
        self._outer.setSpacing(px(tokens.SPACE_M))
        self._line.setSpacing(px(tokens.SPACE_L))

    def show_notice(self, shown: NoticeSnapshot) -> None:
        """Begin with a notice."""
        self._starts_in_s = max(1.0, shown.starts_in_s)
        self._title.setText(_("{break_name} soon").format(break_name=shown.name))
        self._waiting = False
        self._detail.setText(_(_COUNTING))
        self.later.setVisible(shown.snoozes_left > 0)
        name_later(self.later, shown.snooze_s)
        self.skip.setVisible(shown.strictness != "strict")
        self.show_left(shown.starts_in_s)

    def show_left(self, left_s: float) -> None:
        """Count down."""
        share = min(1.0, max(0.0, left_s / self._starts_in_s))
        if self._waiting:
            self.ring.show_count("…", "", share, waiting=False)
        else:
            count, unit = formats.countdown(left_s), formats.countdown_unit(left_s)
            self.ring.show_count(count, unit, share, waiting=False)

    def show_waiting(self) -> None:
        """The countdown is over, and somebody types."""
        self._waiting = True
        self._detail.setText(_(_WAITING))
        self.show_left(0.0)

    def _button(self, words: str, kind: ButtonKind, name: str, command: NoticeCommand) -> Button:
        button = self.make.button(words, kind, name=f"notice_{name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told.add(button, command)
        return button
