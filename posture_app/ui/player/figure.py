"""The moving figure in the player, in step with the count."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from posture_app.coach.session import Session
from posture_app.library.model import Exercise
from posture_app.preferences import Preferences
from posture_app.ui.figure.legend import MuscleLegend
from posture_app.ui.figure.widget import FigureWidget, ReadMs
from posture_app.ui.player.figure_place import FigurePlace
from posture_app.ui.player.snapshot import PlayerSnapshot
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _

_ROOM_FOR_THE_LEGEND: Final = 150
"""From this height on, in pixels at a text size of 100 per cent, where its words have the width."""


class MovingFigure(FigurePlace):
    """Shows the exercise in hand at the moment of the session, and what its colours mean."""

    def __init__(
        self, make: WidgetFactory, *, reduced_motion: bool, read_ms: ReadMs | None = None
    ) -> None:
        """Show no exercise yet.

        Args:
            make: Makes the widgets.
            reduced_motion: Whether the figure is to stand still.
            read_ms: The clock of the figure, as in `FigureWidget`.
        """
        super().__init__()
        self._read_ms = read_ms
        self._theme, self._make = make.theme, make
        self._reduced_motion = reduced_motion
        self._figure: FigureWidget | None = None
        self._legend = make(MuscleLegend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """A small picture stands alone."""
        super().resizeEvent(event)
        self._show_legend()

    def changeEvent(self, event: QEvent, /) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_legend()

    def grow_with(self, theme: Theme) -> None:
        """Write as large as what is around it."""
        self._theme = theme
        self._legend.take_theme(theme)
        self._show_legend()

    def _show_legend(self) -> None:
        is_high = self.height() >= self._theme.px(_ROOM_FOR_THE_LEGEND)
        self._legend.setVisible(is_high and self._legend.sizeHint().width() <= self.width())

    @Slot(object)
    def follow(self, preferences: Preferences) -> None:
        """Move as much as the person wants from now on."""
        self._reduced_motion = preferences.reduced_motion
        if self._figure is not None:
            self._figure.follow(preferences)

    def show_exercise(self, exercise: Exercise) -> None:
        """Another exercise is in hand."""
        self._legend.show_exercise(exercise)
        self._show_legend()
        if self._figure is None:
            self._figure = self._make(FigureWidget, exercise, read_ms=self._read_ms)
            self._figure.set_reduced_motion(self._reduced_motion)
            self._figure.setToolTip(
                _("Turn the figure with the mouse, or with Shift and the arrows")
            )
            layout = self.layout()
            if isinstance(layout, QVBoxLayout):
                layout.insertWidget(0, self._figure, 1)
        else:
            self._figure.set_exercise(exercise)

    def play_alone(self, exercise: Exercise) -> None:
        """Show an exercise by itself, again and again."""
        self.show_exercise(exercise)
        if self._figure is not None:
            self._figure.play_alone()

    def show_moment(self, shown: PlayerSnapshot, session: Session, now_s: float) -> None:
        """The time has moved on."""
        if self._figure is not None:
            left_s = session.remaining_s(now_s)
            elapsed_s = session.length_s - left_s
            self._figure.show_moment(shown.phase, elapsed_s, session.length_s, shown.side)
