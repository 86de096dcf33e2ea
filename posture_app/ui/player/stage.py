"""The screen while a routine plays: figure, count, words, and the controls."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.player.progress import RoutineProgress
from posture_app.ui.player.ring import CountdownRing
from posture_app.ui.player.snapshot import PlayerSnapshot, clock_text

REST_STEP_S: Final = 15.0
MINUS: Final = "\N{MINUS SIGN}"


class PlayerStage(QWidget):
    """Draws one `PlayerSnapshot` at a time and tells what the person wants.

    Signals:
        wanted: The name of a command: `pause`, `next`, `back`, `repeat`, `longer`, `shorter`,
            `hurt`, `leave`, `mute` or `full_screen`.
    """

    wanted = Signal(str)

    def __init__(self, title: str, figure: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = figure
        self.progress = RoutineProgress()
        self.ring = CountdownRing()
        self._name = _label("title", "exercise_name")
        self._where = _label("where", "where")
        self._heading = _label("phase", "phase_heading")
        self._prompt = _label("prompt", "prompt")
        self._coming = _label("body", "coming")
        self._left = _label("caption", "time_left")
        self._left.setWordWrap(False)
        self._notice = _label("notice", "player_notice")
        self._notice.hide()
        self._told: tuple[str, str, str] | None = None
        self._buttons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(self._head(title))
        layout.addWidget(self.progress)
        layout.addWidget(self._notice)
        layout.addLayout(self._middle(), 1)
        layout.addLayout(self._controls())

    def show_notice(self, text: str) -> None:
        """One quiet line under the progress, until there is another."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def set_muted(self, muted: bool) -> None:
        """Show whether sounds are off."""
        button = self._buttons["mute"]
        button.setText("Sound off" if muted else "Sound on")
        button.setAccessibleName("Turn the sound on" if muted else "Turn the sound off")

    def show_snapshot(self, shown: PlayerSnapshot) -> None:
        """Draw the moment."""
        palette = self.palette()
        role = QPalette.ColorRole.Link if shown.waiting else QPalette.ColorRole.Highlight
        self.ring.show_count(
            shown.number, shown.under_number, shown.left_share, palette.color(role)
        )
        self.progress.set_done(shown.done_share)
        self._left.setText(f"{clock_text(shown.left_s)} left")
        _set_text(self._name, shown.exercise.name)
        _set_text(self._where, shown.where)
        heading = shown.heading if shown.playing else f"Paused  ·  {shown.heading}"
        _set_text(self._heading, heading)
        _set_text(self._prompt, shown.prompt)
        _set_text(self._coming, shown.coming)
        self._show_buttons(shown)
        told = (shown.exercise.name, heading, shown.where)
        if told != self._told:
            self._told = told
            self.ring.setAccessibleName(", ".join(part for part in told if part))

    def _show_buttons(self, shown: PlayerSnapshot) -> None:
        pause = self._buttons["pause"]
        text = "Pause" if shown.playing else "Go on"
        if pause.text() != text:
            pause.setText(text)
            pause.setAccessibleName(text)
        for name in ("longer", "shorter"):
            button = self._buttons[name]
            # Kept in the layout, so that nothing jumps when the work begins.
            button.setEnabled(shown.waiting)

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        name = _label("subheading", "routine_name", title)
        name.setWordWrap(False)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(name, 1)
        row.addWidget(self._left)
        row.addWidget(self._button("mute", "Sound on", "Sounds on or off (M)", "quiet"))
        row.addWidget(self._button("full_screen", "Full screen", "Fill the screen (F)", "quiet"))
        row.addWidget(self._button("leave", "End", "End or leave the routine (Esc)", "quiet"))
        return row

    def _middle(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(32)
        frame = QFrame()
        frame.setProperty("role", "figure_place")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self.figure)
        row.addWidget(frame, 5)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._name)
        words.addWidget(self._where)
        words.addWidget(self.ring, 1)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.addWidget(self._heading)
        self._prompt.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._prompt.setMinimumHeight(self._prompt.fontMetrics().lineSpacing() * 3)
        words.addWidget(self._prompt)
        row.addLayout(words, 4)
        return row

    def _controls(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        coming = QHBoxLayout()
        coming.setSpacing(8)
        before = _label("caption", "coming_before", "Next")
        before.setWordWrap(False)
        coming.addWidget(before)
        coming.addWidget(self._coming, 1)
        grid.addLayout(coming, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        for name, text, tip, variant in (
            ("back", "Back", "To the start of this set, or the one before (left arrow)", "plain"),
            ("repeat", "Again", "This set once more (R)", "plain"),
            ("pause", "Pause", "Pause or go on (space)", "primary"),
            ("next", "Skip", "On to what comes next (right arrow)", "plain"),
            (
                "shorter",
                "\N{MINUS SIGN}15 s",
                "Shorten this pause by 15 seconds (down arrow)",
                "plain",
            ),
            ("longer", "+15 s", "Lengthen this pause by 15 seconds (up arrow)", "plain"),
        ):
            middle.addWidget(self._button(name, text, tip, variant))
        grid.addLayout(middle, 0, 1)
        right = QHBoxLayout()
        right.addStretch(1)
        right.addWidget(self._button("hurt", "That hurt", "Stop this exercise (P)", "danger"))
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _button(self, name: str, text: str, tip: str, variant: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"player_{name}")
        button.setProperty("variant", variant)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setAccessibleDescription(tip)
        button.clicked.connect(self._clicked)
        self._buttons[name] = button
        return button

    @Slot()
    def _clicked(self) -> None:
        for name, button in self._buttons.items():
            if button is self.sender():
                self.wanted.emit(name)


FigureFactory = Callable[[], QWidget]


def _label(role: str, object_name: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setObjectName(object_name)
    label.setWordWrap(True)
    return label


def _set_text(label: QLabel, text: str) -> None:
    # Setting the same text anew would lay the page out thirty times a second.
    if label.text() != text:
        label.setText(text)
