"""The place of the moving figure in a window."""

from PySide6.QtWidgets import QWidget

from posture_app.coach.session import Session
from posture_app.library.model import Exercise
from posture_app.ui.player.snapshot import PlayerSnapshot
from posture_app.ui.theme.theme import Theme


class FigurePlace(QWidget):
    """What the player tells the place of the moving figure; a figure replaces it."""

    def grow_with(self, theme: Theme) -> None:
        """Write as large as what is around it."""

    def show_exercise(self, exercise: Exercise) -> None:
        """Another exercise is in hand."""

    def show_moment(self, shown: PlayerSnapshot, session: Session, now_s: float) -> None:
        """The time has moved on."""

    def play_alone(self, exercise: Exercise) -> None:
        """Show an exercise by itself, again and again."""
