"""What a break shows: figure, name, count, prompts and controls. One for each window."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posture_app.coach.session import Session
from posture_app.library.model import Exercise
from posture_app.ui.overlay.controls import BreakControls
from posture_app.ui.overlay.snapshots import BreakSnapshot
from posture_app.ui.player.ring import SMALLEST_PX, CountdownRing
from posture_app.ui.player.snapshot import (
    BETWEEN,
    PlayerSnapshot,
    left_text,
)
from posture_app.ui.player.stage import FigureGround
from posture_app.ui.player.view import FigurePlace
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import ElidedLabel, Label
from posture_app.ui.widgets.layouts import clear
from posture_app.ui.widgets.still import Pictogram
from posture_app.words import formats
from posture_app.words.catalogue import N_, _

DONE_LINES: Final = (
    N_("That is it"),
    N_("The rest of the break is yours: look up and move as you like."),
)

CARD_TEXT_PX: Final = 424
"""The room for words in the card, at a text size of 100 per cent."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What counts at one moment of a break.

    `player` is None where no exercise is being done, with `session` and `now_s` for the figure.
    """

    left_s: float
    player: PlayerSnapshot | None = None
    session: Session | None = None
    now_s: float = 0.0


class StillFigure(FigurePlace):
    """The figure's place where no moving figure is handed in: the start position, drawn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_exercise(self, exercise: Exercise) -> None:
        """Draw another one."""
        clear(self._layout)
        self._layout.addWidget(Pictogram(self._theme, exercise))


class BreakPanel(QWidget):
    """Draws a break. `compact` is the card in the corner, without it a whole screen.

    Signals:
        wanted: A `BreakCommand`.
    """

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, figure: FigurePlace | None = None, *, compact: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._compact = compact
        self._shown: BreakSnapshot | None = None
        self._exercise: Exercise | None = None
        self._resting = False
        make = self._make = WidgetFactory(theme)
        self.figure = figure or make(StillFigure)
        self.ring = make(CountdownRing)
        self._break_name = make(ElidedLabel, "", "small_strong" if compact else "strong", "muted")
        self._left = make.label("", "small_strong" if compact else "heading", "muted", wrap=False)
        self._left.setObjectName("break_left")
        self._name = self._label("strong" if compact else "display", "break_exercise")
        self._where = self._label("small" if compact else "lead", "break_where", "muted")
        self._heading = self._label(
            "small_strong" if compact else "heading", "break_heading", "accent"
        )
        self._prompt = self._label("small" if compact else "lead", "break_prompt")
        self.controls = make(BreakControls, compact=compact)
        self.controls.wanted.connect(self.wanted)
        self._ground = make(FigureGround, self.figure)
        self._ground.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayout(self._compact_layout() if compact else self._full_layout())

    def show_break(self, shown: BreakSnapshot) -> None:
        """Begin with a break, or with another exercise in it."""
        self._shown = shown
        self._resting = False
        self._break_name.setText(shown.name)
        self.controls.show_break(shown)
        self._exercise = shown.choice.exercise if shown.choice else None
        self._arrange()
        if self._compact:
            self._prompt.setMinimumHeight(self._prompt_px(shown))
        if self._exercise is not None:
            self.figure.show_exercise(self._exercise)
            for part in self.figure.findChildren(QWidget):
                # The card takes no keys at all, and on a whole screen Tab is for the buttons.
                part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._set(self._name, self._exercise.name)
        else:
            self._show_lines(shown.lines)

    def show_moment(self, moment: Moment) -> None:
        """Draw what counts now."""
        shown = self._shown
        if shown is None:
            return
        player = moment.player
        if player is None:
            if self._exercise is not None and not self._resting:
                self._resting = True
                self._show_lines(DONE_LINES)
            share = moment.left_s / shown.length_s if shown.length_s else 0.0
            count, unit = formats.countdown(moment.left_s), formats.countdown_unit(moment.left_s)
            self.ring.show_count(count, unit, min(1.0, share), waiting=False)
            self._set(self._left, "")
            return
        self._set(self._left, left_text(moment.left_s))
        self.ring.show_count(
            player.number,
            player.under_number,
            player.left_share,
            waiting=player.waiting,
        )
        self._set(self._name, player.exercise.name)
        # In the card's narrow column a line that breaks by itself leaves a number alone.
        where = player.where.replace(BETWEEN, "\n") if self._compact else player.where
        self._set(self._where, where)
        self._set(self._heading, player.heading)
        self._heading.set_tone("caution" if player.waiting else "accent")
        self._set(self._prompt, player.prompt)
        told = (player.heading, player.where)
        self.ring.setAccessibleName(", ".join(part for part in told if part))
        if moment.session is not None:
            self.figure.show_moment(player, moment.session, moment.now_s)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the words are what matters."""
        super().resizeEvent(event)
        if not self._compact:
            self._arrange()

    def set_leading(self, leading: bool) -> None:
        """Whether this window is the one with the controls."""
        self.controls.setVisible(leading)

    def _show_lines(self, lines: tuple[str, ...]) -> None:
        lines = tuple(_(line) for line in lines)
        self._set(self._name, lines[0] if lines else "")
        self._set(self._where, "")
        self._set(self._heading, "")
        self._set(self._prompt, "\n".join(lines[1:]))
        self.ring.setAccessibleName(_("The break"))

    def _set(self, label: Label, text: str) -> None:
        # Setting the same text anew would lay the window out thirty times a second.
        if label.text() != text:
            label.setText(text)
        # Nor may the ring jump when the first repetition is named.
        keeps_room = label is self._where and self._exercise is not None and not self._compact
        if label is not self._left and label is not self._prompt:
            label.setVisible(bool(text) or keeps_room)

    def _arrange(self) -> None:
        theme = self._theme
        roomy = self._compact or self.width() >= theme.px(760)
        self._ground.setVisible(self._exercise is not None and roomy)
        if self._compact:
            return
        low = self.height() < theme.px(680)
        side, above = tokens.SPACE_XXL, tokens.SPACE_L if low else tokens.SPACE_XXL
        self._outer.setContentsMargins(side, above, side, above)
        self._outer.setSpacing(tokens.SPACE_M if low else tokens.SPACE_XL)
        self._words.setSpacing(2 if low else tokens.SPACE_S)
        self.ring.set_smallest(110 if low else SMALLEST_PX)
        # Room for three lines, so that the ring keeps its size when the words change.
        self._prompt.setMinimumHeight(theme.px(52 if low else 78))
        self.controls.set_low(low)

    def _prompt_px(self, shown: BreakSnapshot) -> int:
        """The height of the longest prompt that will come: the card keeps its size meanwhile."""
        exercise = self._exercise
        resting = _(DONE_LINES[1])
        prompts: tuple[str, ...] = (resting, "\n".join(shown.lines[1:]))
        if exercise is not None:
            prompts = (resting, exercise.steps[0], exercise.breathing, *exercise.cues)
        room = self._theme.px(CARD_TEXT_PX)
        metrics = QFontMetrics(self._prompt.font())
        flags = Qt.TextFlag.TextWordWrap
        return max(
            metrics.boundingRect(0, 0, room, 10_000, flags, words).height() for words in prompts
        )

    def _label(self, role: Role, name: str, tone: Tone = "ink") -> Label:
        label = self._make.label("", role, tone)
        label.setObjectName(name)
        return label

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_M)
        line.addWidget(self._break_name, 1)
        line.addWidget(self._left)
        return line

    def _full_layout(self) -> QVBoxLayout:
        theme = self._theme
        outer = self._outer = QVBoxLayout()
        outer.addLayout(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(tokens.SPACE_3XL)
        middle.addWidget(self._ground, 5)
        words = self._words = QVBoxLayout()
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._where)
        self.ring.setMaximumHeight(theme.px(300))
        words.addSpacing(tokens.SPACE_S)
        words.addWidget(self.ring, 6)
        words.addSpacing(tokens.SPACE_S)
        for label in (self._heading, self._prompt):
            words.addWidget(label)
        for label in (self._name, self._where, self._heading, self._prompt):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        words.addStretch(1)
        middle.addLayout(words, 4)
        outer.addLayout(middle, 1)
        outer.addWidget(self.controls)
        return outer

    def _compact_layout(self) -> QVBoxLayout:
        theme = self._theme
        outer = QVBoxLayout()
        outer.setContentsMargins(*(tokens.SPACE_L,) * 4)
        outer.setSpacing(tokens.SPACE_M)
        outer.addLayout(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(tokens.SPACE_M)
        self._ground.setFixedSize(theme.px(124), theme.px(124))
        middle.addWidget(self._ground)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._name, self._where, self._heading):
            words.addWidget(label)
        words.addStretch(1)
        middle.addLayout(words, 1)
        self.ring.setFixedSize(theme.px(96), theme.px(96))
        middle.addWidget(self.ring)
        outer.addLayout(middle)
        self._prompt.setAlignment(Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self._prompt)
        outer.addWidget(self.controls)
        return outer
