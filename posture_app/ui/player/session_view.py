"""The screen while a routine plays: the figure has most of it; count, cue and three controls."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.player.commands import PlayerCommand
from posture_app.ui.player.controls import PlayerControls
from posture_app.ui.player.cue import CueLabel
from posture_app.ui.player.figure_place import FigurePlace
from posture_app.ui.player.progress import RoutineProgress
from posture_app.ui.player.session_layout import SessionLayout
from posture_app.ui.player.snapshot import PlayerSnapshot, left_text
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _
from posture_app.words.formats import enumerated

_LOW_PX: Final = 620
"""Below this height, at a text size of 100 per cent, gaps and the cue are smaller."""

_LOWEST_PX: Final = 320
"""Below this one there are next to no gaps."""


class SessionView(QWidget):
    """Draws one `PlayerSnapshot` at a time and tells what the person wants.

    Signals:
        wanted: A `PlayerCommand`.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory, title: str, figure: FigurePlace) -> None:
        super().__init__()
        self._theme = make.theme
        self.progress = make(RoutineProgress)
        self.ground = make(SessionLayout, figure, title)
        self.ring = self.ground.ring
        self._prompt = make(CueLabel)
        self._prompt.setObjectName("prompt")
        self.controls = make(PlayerControls)
        self.controls.wanted.connect(self.wanted)
        self.more = self.controls.more
        self._told: tuple[str, str, str] | None = None
        self._waiting: bool | None = None
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.progress)
        self._outer.addWidget(self.ground, 1)
        self._outer.addWidget(self._prompt)
        self._outer.addWidget(self.controls)

    def show_notice(self, text: str) -> None:
        """One quiet line over the figure, until there is another."""
        self.ground.show_notice(text)

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
        ground = self.ground
        self.ring.show_count(
            shown.number, shown.under_number, shown.left_share, waiting=shown.waiting
        )
        self.ring.show_breath(shown.breath)
        self.progress.set_done(shown.done_share)
        heading = shown.heading if shown.playing else _("Paused")
        changed = ground.show_where(shown.where)
        for label, text in (
            (ground.left, left_text(shown.left_s)),
            (ground.name, shown.exercise.name),
            (ground.state, heading),
            (ground.coming, shown.coming),
        ):
            # Setting the same text anew would lay the page out thirty times a second.
            if label.text() != text:
                changed = changed or label is not ground.left or len(label.text()) != len(text)
                label.setText(text)
        if changed:
            ground.place()
        self._prompt.say(shown.prompt)
        ground.stand_still(still=not shown.playing)
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
        low, lowest = (self.height() < self._theme.px(px) for px in (_LOW_PX, _LOWEST_PX))
        margins = (2, 2, 2, 4) if lowest else (12, 8, 12, 8) if low else (12, 10, 12, 12)
        self._outer.setContentsMargins(*margins)
        self._outer.setSpacing(2 if lowest else tokens.SPACE_XS if low else 6)
        self._prompt.fit(self.height(), low=low)
        self.controls.set_low(low=lowest)
