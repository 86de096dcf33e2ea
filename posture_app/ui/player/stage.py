"""The screen while a routine plays: figure, count, words, and the controls."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from posture_app.ui.player.progress import RoutineProgress
from posture_app.ui.player.ring import CountdownRing
from posture_app.ui.player.snapshot import PlayerSnapshot, clock_text
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.buttons import Button, Kind
from posture_app.ui.widgets.labels import ElidedLabel, Label
from posture_app.ui.widgets.paint import rounded

REST_STEP_S: Final = 15.0
MINUS: Final = "\N{MINUS SIGN}"

_HEAD: Final[tuple[tuple[str, str, str, Kind], ...]] = (
    ("mute", "Sound on", "Sounds on or off (M)", "quiet"),
    ("full_screen", "Full screen", "Fill the screen, or not (F)", "quiet"),
    ("leave", "End", "End or leave the routine (Esc)", "quiet"),
)
_CONTROLS: Final[tuple[tuple[str, str, str, Kind], ...]] = (
    ("back", "Back", "To the start of this set, or the one before (left arrow)", "secondary"),
    ("repeat", "Again", "This set once more (R)", "secondary"),
    ("pause", "Pause", "Pause or go on (space)", "primary"),
    ("next", "Skip", "On to what comes next (right arrow)", "secondary"),
    ("shorter", f"{MINUS}15 s", "Shorten this pause by 15 seconds (down arrow)", "quiet"),
    ("longer", "+15 s", "Lengthen this pause by 15 seconds (up arrow)", "quiet"),
)


class FigureGround(QWidget):
    """The quiet ground that the figure stands on."""

    def __init__(self, theme: Theme, figure: QWidget) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(figure)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground."""
        painter = QPainter(self)
        ground = self._theme.colour("sunken")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_XL, ground)


class PlayerStage(QWidget):
    """Draws one `PlayerSnapshot` at a time and tells what the person wants.

    Signals:
        wanted: The name of a command: `pause`, `next`, `back`, `repeat`, `longer`, `shorter`,
            `hurt`, `leave`, `mute` or `full_screen`.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, title: str, figure: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.progress = RoutineProgress(theme)
        self.ring = CountdownRing(theme)
        self._title = ElidedLabel(theme, title, "strong")
        self._title.setObjectName("routine_name")
        self._name = self._label("title", "exercise_name")
        self._where = self._label("lead", "where", "muted")
        self._heading = self._label("heading", "phase_heading", "accent")
        self._prompt = self._label("lead", "prompt")
        self._coming = self._label("body", "coming")
        self._left = Label(theme, "", "small", "muted", wrap=False)
        self._notice = self._label("small", "player_notice", "caution")
        self._notice.hide()
        self._told: tuple[str, str, str] | None = None
        self._buttons: dict[str, Button] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(self._head())
        layout.addWidget(self.progress)
        layout.addWidget(self._notice)
        layout.addLayout(self._middle(figure), 1)
        layout.addLayout(self._controls())

    def show_notice(self, text: str) -> None:
        """One quiet line under the progress, until there is another."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def set_muted(self, muted: bool) -> None:
        """Show whether sounds are off."""
        self._buttons["mute"].set_text("Sound off" if muted else "Sound on")
        self._buttons["mute"].setToolTip("Sounds on or off (M)")

    def show_snapshot(self, shown: PlayerSnapshot) -> None:
        """Draw the moment."""
        self.ring.show_count(
            shown.number, shown.under_number, shown.left_share, waiting=shown.waiting
        )
        self.progress.set_done(shown.done_share)
        heading = shown.heading if shown.playing else f"Paused  ·  {shown.heading}"
        for label, text in (
            (self._left, f"{clock_text(shown.left_s)} left"),
            (self._name, shown.exercise.name),
            (self._where, shown.where),
            (self._heading, heading),
            (self._prompt, shown.prompt),
            (self._coming, shown.coming),
        ):
            # Setting the same text anew would lay the page out thirty times a second.
            if label.text() != text:
                label.setText(text)
        self._heading.set_tone("caution" if shown.waiting else "accent")
        self._show_buttons(shown)
        told = (shown.exercise.name, heading, shown.where)
        if told != self._told:
            self._told = told
            self.ring.setAccessibleName(", ".join(part for part in told if part))

    def _show_buttons(self, shown: PlayerSnapshot) -> None:
        pause = self._buttons["pause"]
        pause.set_text("Pause" if shown.playing else "Go on")
        pause.setToolTip("Pause or go on (space)")
        for name in ("longer", "shorter"):
            # Kept in the layout, so that nothing jumps when the work begins.
            self._buttons[name].setEnabled(shown.waiting)

    def _label(self, role: Role, name: str, tone: Tone = "ink") -> Label:
        label = Label(self._theme, "", role, tone)
        label.setObjectName(name)
        return label

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self._title, 1)
        row.addWidget(self._left)
        for name, text, tip, kind in _HEAD:
            row.addWidget(self._button(name, text, tip, kind))
        return row

    def _middle(self, figure: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_XXL)
        row.addWidget(FigureGround(self._theme, figure), 5)
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_S)
        words.addWidget(self._name)
        words.addWidget(self._where)
        words.addWidget(self.ring, 1)
        for label in (self._heading, self._prompt):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            words.addWidget(label)
        # Room for three lines, so that the ring keeps its size when the words change.
        self._prompt.setMinimumHeight(self._theme.px(76))
        row.addLayout(words, 4)
        return row

    def _controls(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE_L)
        coming = QVBoxLayout()
        coming.setSpacing(0)
        coming.addWidget(Label(self._theme, "Next", "small", "muted", wrap=False))
        coming.addWidget(self._coming)
        grid.addLayout(coming, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.SPACE_S)
        for name, text, tip, kind in _CONTROLS:
            middle.addWidget(self._button(name, text, tip, kind))
        grid.addLayout(middle, 0, 1)
        right = QHBoxLayout()
        right.addStretch(1)
        hurt = self._button("hurt", "That hurt", "Stop this exercise (P)", "danger", "stop")
        right.addWidget(hurt)
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _button(self, name: str, text: str, tip: str, kind: Kind, icon: str = "") -> Button:
        button = Button(self._theme, text, kind, icon=icon, tip=tip, name=f"player_{name}")
        button.setAccessibleDescription(tip)
        button.clicked.connect(self._clicked)
        self._buttons[name] = button
        return button

    @Slot()
    def _clicked(self) -> None:
        for name, button in self._buttons.items():
            if button is self.sender():
                self.wanted.emit(name)
