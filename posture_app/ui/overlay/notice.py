"""The little card before a break."""

import math
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posture_app.ui.overlay.snapshots import NoticeSnapshot
from posture_app.ui.overlay.windows import Card
from posture_app.ui.player.ring import CountdownRing
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button, Kind
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.words import formats

_PREFIX: Final = "notice_"
_COUNTING: Final = "A good moment to finish your sentence."
_WAITING: Final = "It begins when your hands rest for a moment."


class NoticeCard(Card):
    """Counts down to a break, and lets it begin now, be put off or be left out.

    Signals:
        wanted: `start`, `later` or `skip`.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "break_notice")
        self.setWindowTitle("Break ahead")
        self._starts_in_s = 1.0
        self._waiting = False
        self.ring = CountdownRing(theme)
        self.ring.setMinimumSize(theme.px(72), theme.px(72))
        self.ring.setFixedSize(theme.px(72), theme.px(72))
        self._title = Label(theme, "", "heading")
        self._title.setObjectName("notice_title")
        self._detail = Label(theme, _COUNTING, "small", "muted")
        self._detail.setObjectName("notice_detail")
        acts = Flow()
        self.start = self._button("Start now", "primary", "start")
        self.later = self._button("Later", "secondary", "later")
        self.skip = self._button("Skip", "quiet", "skip")
        for button in (self.start, self.later, self.skip):
            acts.add(button)
        outer = QVBoxLayout()
        outer.setContentsMargins(*(tokens.SPACE_L,) * 4)
        outer.setSpacing(tokens.SPACE_M)
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_L)
        line.addWidget(self.ring)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addStretch(1)
        line.addLayout(words, 1)
        outer.addLayout(line)
        outer.addWidget(acts)
        self.body.addLayout(outer)

    def show_notice(self, shown: NoticeSnapshot) -> None:
        """Begin with a notice."""
        self._starts_in_s = max(1.0, shown.starts_in_s)
        self._title.setText(f"{shown.name} soon")
        self._waiting = False
        self._detail.setText(_COUNTING)
        self.later.setVisible(shown.snoozes_left > 0)
        self.later.set_text(f"In {formats.rounded_duration(shown.snooze_s)}")
        self.later.setAccessibleName(f"Later, in {formats.spoken_duration(shown.snooze_s)}")
        self.skip.setVisible(shown.strictness != "strict")
        self.show_left(shown.starts_in_s)

    def show_left(self, left_s: float) -> None:
        """Count down."""
        share = min(1.0, max(0.0, left_s / self._starts_in_s))
        number = "…" if self._waiting else str(math.ceil(max(0.0, left_s)))
        self.ring.show_count(number, "", share, waiting=False)

    def show_waiting(self) -> None:
        """The countdown is over, and somebody types."""
        self._waiting = True
        self._detail.setText(_WAITING)
        self.show_left(0.0)

    def _button(self, words: str, kind: Kind, wanted: str) -> Button:
        button = Button(self._theme, words, kind, name=f"{_PREFIX}{wanted}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._clicked)
        return button

    @Slot()
    def _clicked(self) -> None:
        self.wanted.emit(self.sender().objectName().removeprefix(_PREFIX))
