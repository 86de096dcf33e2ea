"""What a break shows: figure, name, count, prompts and controls. One for each window.

Here is what the whole screen (`screen_panel.py`) and the card (`card_panel.py`) have in common;
they say where everything goes.
"""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.coach.session import Session
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.ui.overlay.care import CareLine, CareSheet
from posture_app.ui.overlay.controls import BreakControls
from posture_app.ui.overlay.figure import BreakFigure, StillFigure
from posture_app.ui.overlay.ring import FigureRing, SmallRing
from posture_app.ui.overlay.snapshots import BreakSnapshot
from posture_app.ui.player.snapshot import PlayerSnapshot, left_text
from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fitted_label import FittedLabel
from posture_app.ui.widgets.labels import Label
from posture_app.words import formats
from posture_app.words.catalogue import N_, _

DONE_LINES: Final = (
    N_("That's it"),
    N_("The rest of the break is yours: look up and move as you like."),
)
REST_FROM_S: Final = 8.0
"""Where less of a break is left after its exercise, nobody is promised a rest."""


@dataclass(frozen=True, slots=True)
class BreakMoment:
    """What counts at one moment of a break.

    `player` is None where no exercise is being done, with `session` and `now_s` for the figure.
    `waits` says that the break waits for who reads what to take care of.
    """

    left_s: float
    player: PlayerSnapshot | None = None
    session: Session | None = None
    now_s: float = 0.0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """What is left, from 1 to 0, of what is counted and of the whole break."""

    counted: float
    whole: float


_OVER: Final = Shares(1.0, 1.0)
"""The ring closes again where nothing is left to be counted."""


class BreakPanel(QWidget):
    """Draws a break.

    Signals:
        wanted: A `BreakCommand`.
        reading: Whether the person reads what to take care of, when that changes.
    """

    wanted = Signal(object)
    reading = Signal(bool)

    ring: SmallRing | FigureRing
    _name: FittedLabel
    _outer: QVBoxLayout

    def __init__(self, make: WidgetFactory, figure: BreakFigure | None, *, compact: bool) -> None:
        super().__init__()
        self._theme = make.theme
        self._compact = compact
        self._shown: BreakSnapshot | None = None
        self._exercise: Exercise | None = None
        self._pictured: Exercise | None = None
        self._resting = False
        self._promises_rest = True
        self._sheet: CareSheet | None = None
        self._make = make
        self.figure = figure or make(StillFigure)
        self._break_name = make.elided_label("", "small_strong" if compact else "strong", "muted")
        self._left = make.label("", "small_strong" if compact else "strong", "muted", wrap=False)
        self._left.setObjectName("break_left")
        self._where = self._label("small" if compact else "lead", "break_where", "muted")
        self._heading = self._label(
            "small_strong" if compact else "heading", "break_heading", "accent"
        )
        self._prompt: FittedLabel = make(FittedLabel, "", "small" if compact else "lead")
        self._prompt.setObjectName("break_prompt")
        self._care = make(CareLine, compact=compact)
        self._care.opened.connect(self.read)
        self.controls = make(BreakControls, compact=compact)
        self.controls.wanted.connect(self.wanted)
        self.screen_px = 0
        """The height that the screen has for the window, where it is not filled."""
        self._stage = QWidget()
        """All but the head; what to take care of takes its place while it is read."""

    @property
    def is_reading(self) -> bool:
        """Whether all that is to be taken care of is shown."""
        return self._sheet is not None

    def show_break(self, shown: BreakSnapshot) -> None:
        """Begin with a break, or with another exercise in it."""
        self.stop_reading()
        self._shown = shown
        self._resting = shown.choice is None
        self._promises_rest = True
        self._break_name.setText(shown.name)
        self.controls.show_break(shown)
        self._exercise = shown.choice.exercise if shown.choice else None
        self._care.show_care(shown.care if shown.choice else None)
        self._show_picture(self._exercise or shown.rest)
        self._prompt.setMinimumHeight(self._prompt_px(shown))
        if self._exercise is not None:
            self._set(self._name, self._exercise.name)
        else:
            self._show_lines(shown.lines)

    def show_moment(self, moment: BreakMoment) -> None:
        """Draw what counts now."""
        shown = self._shown
        if shown is None:
            return
        if self._sheet is not None:
            self._sheet.show_waiting(moment.waits)
        share = min(1.0, moment.left_s / shown.length_s) if shown.length_s else 0.0
        player = moment.player
        if player is None:
            self._show_rest(shown, moment.left_s, share)
            return
        self._set(self._left, left_text(moment.left_s))
        shares = Shares(player.left_share, share)
        self._show_count(player.number, player.under_number, shares, waiting=player.waiting)
        self._set(self._name, player.exercise.name)
        self._set(self._where, self._places(player.where))
        self._set(self._heading, player.heading)
        self._heading.set_tone("caution" if player.waiting else "accent")
        self._set(self._prompt, player.prompt)
        self._care.stand_out(on=player.waiting)
        told = [part for part in (player.heading, player.where) if part]
        self.ring.setAccessibleName(formats.enumerated(told))
        if moment.session is not None:
            self.figure.show_moment(player, moment.session, moment.now_s)

    def show_at_rest(self, exercise: Exercise) -> None:
        """From now on this is what the figure does where nothing is to be done."""
        if self._shown is not None:
            self._shown = replace(self._shown, rest=exercise)
        if self._resting:
            self._show_picture(exercise)

    def set_leading(self, leading: bool) -> None:
        """Whether this window is the one with the controls."""
        self.controls.setVisible(leading)
        self._care.more.setVisible(leading)

    @Slot()
    def stop_reading(self) -> None:
        """Back to the exercise."""
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        had_keyboard = sheet.isAncestorOf(self.window().focusWidget() or self)
        sheet.hide()
        sheet.deleteLater()
        self._stage.show()
        if had_keyboard and self._care.more.isVisible():
            self._care.more.setFocus(Qt.FocusReason.BacktabFocusReason)  # it came from there
        elif had_keyboard and not self._compact:
            self.window().setFocus()
        self.reading.emit(False)

    @property
    def can_read(self) -> bool:
        """Whether there is something to take care of."""
        return self._shown is not None and self._shown.care is not None and not self._resting

    @Slot()
    def read(self) -> None:
        """Show all that is to be taken care of, and when to stop."""
        shown = self._shown
        if shown is None or shown.care is None or self._sheet is not None:
            return
        by_keyboard = self.window().focusWidget() is self._care.more
        room = QSize(self._reading_room_px(), self.screen_px)
        sheet = self._sheet = self._make(CareSheet, shown.care, room, compact=self._compact)
        sheet.closed.connect(self.stop_reading)
        self._stage.hide()
        self._outer.addWidget(sheet, 1)
        sheet.show()
        if by_keyboard:
            sheet.back.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self._compact:
            self.window().setFocus()
        self.reading.emit(True)

    def _show_rest(self, shown: BreakSnapshot, left_s: float, share: float) -> None:
        if not self._resting:
            self._resting = True
            self._promises_rest = left_s >= REST_FROM_S
            self._show_lines(DONE_LINES if self._promises_rest else DONE_LINES[:1])
            self._care.show_care(None)
            self.stop_reading()
            self._show_picture(shown.rest or self._exercise)
            self.controls.show_finished()
        if self._promises_rest and left_s > 0:
            count, unit = formats.countdown(left_s), formats.countdown_unit(left_s)
            self._show_count(count, unit, Shares(share, share), waiting=False)
        else:
            self._show_over()
        self._set(self._left, "")
        self.figure.show_rest(shown.length_s - left_s)

    def _show_picture(self, exercise: Exercise | None) -> None:
        if exercise is self._pictured:
            return
        self._pictured = exercise
        self._frame_picture_of(exercise)
        if exercise is None:
            return
        self.figure.show_exercise(exercise)
        for part in self.figure.findChildren(QWidget):
            # The card takes no keys at all, and on a whole screen Tab is for the buttons.
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)

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
        # Nor may the figure jump when the first repetition is named.
        keeps_room = label is self._where and self._keeps_places
        if label is not self._prompt:
            label.setVisible(bool(text) or keeps_room)

    def _prompt_px(self, shown: BreakSnapshot, role: Role | None = None) -> int:
        """The height of the longest prompt that will come: all keeps its place meanwhile.

        In a step of the type scale, or as it is now.
        """
        exercise = self._exercise
        resting = _(DONE_LINES[1])
        prompts: tuple[str, ...] = (resting, "\n".join(_(line) for line in shown.lines[1:]))
        if exercise is not None:
            prompts = (resting, exercise.steps[0], exercise.breathing, *exercise.cues)
        room = self._prompt_room_px()
        metrics = QFontMetrics(self._theme.font(role) if role else self._prompt.font())
        flags = Qt.TextFlag.TextWordWrap
        return max(
            metrics.boundingRect(0, 0, room, 10_000, flags, words).height() for words in prompts
        )

    def _label(self, role: Role, name: str, tone: Tone = "ink") -> Label:
        label = self._make.label("", role, tone)
        label.setObjectName(name)
        return label

    def _frame_picture_of(self, exercise: Exercise | None) -> None:
        """Another exercise is pictured from now on, or none."""
        raise NotImplementedError

    def _show_count(self, number: str, unit: str, shares: Shares, *, waiting: bool) -> None:
        raise NotImplementedError

    def _show_over(self) -> None:
        """Count nothing any more: what was to be done is done."""
        self._show_count("", "", _OVER, waiting=False)

    @property
    def _keeps_places(self) -> bool:
        """Whether set, side and repetition have their room while there are none."""
        return self._exercise is not None and not self._compact

    def _places(self, where: str) -> str:
        """Set, side and repetition as there is room for them."""
        raise NotImplementedError

    def _prompt_room_px(self) -> int:
        """The width that a prompt has."""
        raise NotImplementedError

    def _reading_room_px(self) -> int:
        """The width that what to take care of has while it is read."""
        return self._prompt_room_px()
