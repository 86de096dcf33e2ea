"""The screen while a routine plays: the figure is the stage; count, cue and three controls."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posture_app.ui.player.commands import PlayerCommand
from posture_app.ui.player.controls import PlayerControls
from posture_app.ui.player.cue import CueLabel
from posture_app.ui.player.progress import RoutineProgress
from posture_app.ui.player.snapshot import PlayerSnapshot, left_text
from posture_app.ui.player.stage_ring import LEAST_PX, StageRing
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fitted_label import FittedLabel
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import _, pgettext
from posture_app.words.formats import enumerated

LOW_PX: Final = 620
"""Below this height, at a text size of 100 per cent, words and gaps are smaller."""
_LOWEST_PX: Final = 280
"""Below this height, at a text size of 100 per cent, a name is a single line: what is long would
take the room of the figure and the count."""
_MOST_LINES: Final = 4
_WIDE: Final = 3.4
"""From so many columns as the count's on, the figure stands in the middle of its ground."""
_TITLE_PX: Final = 480
"""Without so much room for the exercise, the routine is not named beside it."""
_LEAST_COUNT_PX: Final = 90
"""What follows is left out where it would leave less than this to the count."""
_SCRIM: Final = 0.55


class FigureGround(QWidget):
    """The quiet ground that the figure stands on."""

    def __init__(self, make: WidgetFactory, figure: QWidget) -> None:
        super().__init__()
        self._theme = make.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(figure)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground."""
        painter = QPainter(self)
        ground = self._theme.colour("sunken")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_XL, ground)


class _Scrim(QWidget):
    """Lies over the figure while the routine stands still."""

    def __init__(self, make: WidgetFactory, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = make.theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Let the figure step back."""
        colour = self._theme.colour("sunken")
        colour.setAlphaF(_SCRIM)
        QPainter(self).fillRect(self.rect(), colour)


class _Ground(FigureGround):
    """The stage: the figure in the middle, count and state in one corner, what follows below."""

    def __init__(self, make: WidgetFactory, figure: QWidget) -> None:
        super().__init__(make, figure)
        self._figure = figure
        self._scrim = make(_Scrim, self)
        self.ring = make(StageRing)
        self.state = make.label("", "heading")
        self.state.setObjectName("phase_heading")
        self.state.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        follows = make.label(pgettext("what follows", "Next"), "small", "muted")
        self.coming = make.label("", "body")
        self.coming.setObjectName("coming")
        self._side = QWidget(self)
        column = self._column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.state)
        column.addStretch(1)
        for label in (follows, self.coming):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        self._follows = follows

    def stand_still(self, *, still: bool) -> None:
        """Whether the routine stands still."""
        self._scrim.setVisible(still)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the count into its corner, and the figure where it leaves room."""
        super().resizeEvent(event)
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.place()

    def place(self) -> None:
        """Measure again, as when the words are others."""
        roomy = self.height() > self._theme.px(400)
        gap = tokens.SPACE_L if roomy else tokens.SPACE_S
        self.state.set_role("title" if roomy else "heading")
        height = self.height() - 2 * gap
        self.ring.fit(height, height)
        width = max(self.ring.width(), self._theme.px(LEAST_PX + 20))
        state, *after = (
            label.heightForWidth(width) + tokens.SPACE_XS
            for label in (self.state, self._follows, self.coming)
        )
        is_room = height - state - sum(after) >= self._theme.px(_LEAST_COUNT_PX)
        for label in (self._follows, self.coming):
            label.setVisible(is_room)
        self.ring.fit(height, height - state - (sum(after) if is_room else 0))
        self._side.setGeometry(self.width() - width - gap, gap, width, height)
        taken = width + 2 * gap
        left = taken if self.width() >= _WIDE * taken else gap
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(left, tokens.SPACE_S, taken, tokens.SPACE_S)
            layout.activate()
        self._scrim.setGeometry(self._figure.geometry())
        self._scrim.raise_()


class PlayerStage(QWidget):
    """Draws one `PlayerSnapshot` at a time and tells what the person wants.

    Signals:
        wanted: A `PlayerCommand`.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory, title: str, figure: QWidget) -> None:
        super().__init__()
        self._theme = make.theme
        self._make = make
        self.progress = make(RoutineProgress)
        self.ground = make(_Ground, figure)
        self.ring = self.ground.ring
        self._heading, self._coming = self.ground.state, self.ground.coming
        self._title = make.elided_label(title, "small", "muted")
        self._title.setObjectName("routine_name")
        self._name: FittedLabel = make(FittedLabel, "", "title")
        self._name.setObjectName("exercise_name")
        self._where = self._label("lead", "where", "muted")
        self._prompt = make(CueLabel)
        self._prompt.setObjectName("prompt")
        self._left = make.label("", "small", "muted", wrap=False)
        self._left.setObjectName("time_left")
        self._notice: FittedLabel = make(FittedLabel, "", "small", "caution")
        self._notice.setObjectName("player_notice")
        self._notice.setContentsMargins(tokens.SPACE_S, 0, tokens.SPACE_S, 0)
        self._notice.hide()
        self.controls = make(PlayerControls)
        self.controls.wanted.connect(self.wanted)
        self.more = self.controls.more
        self._told: tuple[str, str, str] | None = None
        self._waiting: bool | None = None
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.progress)
        self._outer.addLayout(self._head())
        self._outer.addWidget(self._notice)
        self._outer.addWidget(self.ground, 1)
        self._outer.addWidget(self._prompt)
        self._outer.addWidget(self.controls)

    def show_notice(self, text: str) -> None:
        """One quiet line over the figure, until there is another."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def set_muted(self, muted: bool) -> None:
        """Name what choosing the sound does now."""
        self.more.name(PlayerCommand.MUTE, _("Turn sound on") if muted else _("Turn sound off"))

    @Slot(bool)
    def set_full_screen(self, fills_screen: bool) -> None:
        """Name what choosing the whole screen does now."""
        self.more.name(
            PlayerCommand.FULL_SCREEN,
            _("Leave full screen") if fills_screen else _("Fill the screen"),
        )

    def show_snapshot(self, shown: PlayerSnapshot) -> None:
        """Draw the moment."""
        self.ring.show_count(
            shown.number, shown.under_number, shown.left_share, waiting=shown.waiting
        )
        self.ring.show_breath(shown.breath)
        self.progress.set_done(shown.done_share)
        heading = shown.heading if shown.playing else _("Paused")
        changed = False
        for label, text in (
            (self._left, left_text(shown.left_s)),
            (self._name, shown.exercise.name),
            (self._where, shown.where),
            (self._heading, heading),
            (self._coming, shown.coming),
        ):
            # Setting the same text anew would lay the page out thirty times a second.
            if label.text() != text:
                label.setText(text)
                changed = changed or label in {self._heading, self._coming}
        if changed:
            self.ground.place()
        self._prompt.say(shown.prompt)
        self.ground.stand_still(still=not shown.playing)
        self.controls.show_pause(playing=shown.playing)
        if shown.waiting != self._waiting:
            self._waiting = shown.waiting
            self.more.set_waiting(shown.waiting)
        told = (shown.exercise.name, heading, shown.where)
        if told != self._told:
            self._told = told
            self.ring.setAccessibleName(enumerated([part for part in told if part]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the figure as much as the words can spare."""
        super().resizeEvent(event)
        low = self.height() < self._theme.px(LOW_PX)
        self._outer.setContentsMargins(*((12, 8, 12, 8) if low else (12, 10, 12, 12)))
        self._outer.setSpacing(tokens.SPACE_XS if low else 6)
        self._name.set_role("heading" if low else "title")
        lines = 1 if self.height() < self._theme.px(_LOWEST_PX) else 2 if low else _MOST_LINES
        for label in (self._name, self._notice):
            label.limit(lines)
        self._where.set_role("body" if low else "lead")
        self._prompt.fit(self.height(), low=low)
        self._title.setVisible(self.width() >= 2 * self._theme.px(_TITLE_PX))

    def _label(self, role: Role, name: str, tone: Tone = "ink") -> Label:
        label = self._make.label("", role, tone)
        label.setObjectName(name)
        return label

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(tokens.SPACE_S, 0, tokens.SPACE_S, 0)
        row.setSpacing(tokens.SPACE_L)
        words, about = QVBoxLayout(), QVBoxLayout()
        for column, labels in (
            (words, (self._name, self._where)),
            (about, (self._title, self._left)),
        ):
            column.setSpacing(2)
            for label in labels:
                column.addWidget(label)
            column.addStretch(1)
        for label in (self._title, self._left):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 3)
        row.addLayout(about, 1)
        return row
