"""The figure's place in a break: what is done, or a gentle stretch where nothing is to be done."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.player.figure_place import FigurePlace
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import clear
from posture_app.ui.widgets.still import Pictogram


class BreakFigure(FigurePlace):
    """What a break tells its figure; this one shows nothing.

    Attributes:
        legend: What the figure's colours mean, to be put beside it; None where there are none.
    """

    legend: QWidget | None = None

    def fit_legend(self, most_px: int) -> None:
        """Give each word of the legend a line of its own where one would be wider than this."""
        del most_px

    def leave_edges(self) -> None:
        """Fade nothing out: what this is put into does so itself."""

    def circle_share(self, exercise: Exercise) -> float:
        """The diameter of the circle around all that an exercise shows, in widths of this."""
        del exercise
        return 1.0

    def is_cut(self, exercise: Exercise) -> bool:
        """Whether no more than a part of the body is seen."""
        del exercise
        return False

    def show_rest(self, at_s: float) -> None:
        """Nothing is counted: go on by itself, so many seconds after it has begun."""


class StillFigure(BreakFigure):
    """Where no moving figure is handed in: the start position, drawn."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_exercise(self, exercise: Exercise) -> None:
        """Draw another one."""
        clear(self._layout)
        self._layout.addWidget(self._make(Pictogram, exercise))
