"""The moving figure of a break. Apart, as the figure is loaded only when a break is shown."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from posture_app.body.motion import MotionPhase
from posture_app.coach.session import Session
from posture_app.library.model import Exercise
from posture_app.preferences import Preferences
from posture_app.ui.figure.legend import MuscleLegend
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.widget import FigureWidget, ReadMs
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.player.snapshot import PlayerSnapshot
from posture_app.ui.widgets.factory import WidgetFactory

_REST: Final[tuple[tuple[MotionPhase, float], ...]] = (
    ("relax", 2.0),
    ("move", 4.0),
    ("hold", 4.0),
    ("return", 4.0),
)
"""One round of what is shown where nothing is counted: as slow as quiet breathing."""


class MovingBreakFigure(BreakFigure):
    """Shows the exercise in hand, or by itself a stretch."""

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
        self._make = make
        self._reduced_motion = reduced_motion
        self._figure: FigureWidget | None = None
        self._leaves_edges = False
        self.legend: MuscleLegend = make(MuscleLegend)
        self.legend.setParent(self)
        self.legend.hide()  # until a panel has room for it
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def fit_legend(self, most_px: int) -> None:
        """Give each word of the legend a line of its own where one would be wider than this."""
        self.legend.fit(most_px)

    @Slot(object)
    def follow(self, preferences: Preferences) -> None:
        """Move as much as the person wants from now on."""
        self._reduced_motion = preferences.reduced_motion
        if self._figure is not None:
            self._figure.follow(preferences)

    def leave_edges(self) -> None:
        """Fade nothing out: what this is put into does so itself."""
        self._leaves_edges = True
        if self._figure is not None:
            self._figure.leave_edges()

    def circle_share(self, exercise: Exercise) -> float:
        """The diameter of the circle around all that an exercise shows, in widths of this."""
        return scene_of(exercise).circle_share()

    def is_cut(self, exercise: Exercise) -> bool:
        """Whether no more than a part of the body is seen."""
        return scene_of(exercise).is_close_up

    def show_exercise(self, exercise: Exercise) -> None:
        """Another exercise is in hand."""
        self.legend.show_exercise(exercise)
        if self._figure is None:
            self._figure = self._make(FigureWidget, exercise, read_ms=self._read_ms)
            self._figure.set_reduced_motion(self._reduced_motion)
            if self._leaves_edges:
                self._figure.leave_edges()
            self._box.addWidget(self._figure)
        else:
            self._figure.set_exercise(exercise)

    def show_moment(self, shown: PlayerSnapshot, session: Session, now_s: float) -> None:
        """The time has moved on."""
        if self._figure is not None:
            elapsed_s = session.length_s - session.remaining_s(now_s)
            self._figure.show_moment(shown.phase, elapsed_s, session.length_s, shown.side)

    def show_rest(self, at_s: float) -> None:
        """Move to and fro."""
        phase, since_s, length_s = _at_rest(at_s)
        if self._figure is not None:
            self._figure.show_moment(phase, since_s, length_s)


def _at_rest(at_s: float) -> tuple[MotionPhase, float, float]:
    """The phase of a round, for how long it has gone on, and how long it lasts."""
    at_s %= sum(length_s for _phase, length_s in _REST)
    for phase, length_s in _REST[:-1]:
        if at_s < length_s:
            return phase, at_s, length_s
        at_s -= length_s
    return (_REST[-1][0], at_s, _REST[-1][1])
