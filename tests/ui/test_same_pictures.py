"""Pictures for development are the same each time that they are drawn."""

from itertools import count

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.zones import zones
from posture_app.gallery.breaks import BREAK_SCREENS
from posture_app.gallery.drawing import DrawingContext
from posture_app.gallery.patient_plans import PATIENT_PLAN_SCREENS
from posture_app.gallery.player import PLAYER_SCREENS
from posture_app.library.files import load
from posture_app.ui.body_map.picture import HEIGHT_M, WIDTH_M, BodyPicture, Inks, Marks
from posture_app.ui.figure import widget as figure_widget
from posture_app.ui.figure.widget import FigureWidget

SIZE = QSize(1180, 800)
MOVING = [
    screen
    for screen in (*PLAYER_SCREENS, *BREAK_SCREENS, *PATIENT_PLAN_SCREENS)
    if screen.name.startswith(("player-", "overlay", "card", "plan-preview"))
]


class HastyClock:
    """The machine's clock, of which every look takes most of a second."""

    def __init__(self):
        self._looks = count()

    def start(self):
        next(self._looks)

    def elapsed(self):
        return 700 * next(self._looks)


class Backwards(frozenset[str]):
    """A set that hands out what is in it the other way round."""

    def __iter__(self):
        return iter(sorted(frozenset(super().__iter__()), reverse=True))


@pytest.fixture
def drawn(make, qtbot, monkeypatch):
    """Draws a screen; each picture moves on where its figures go by the machine's clock."""
    monkeypatch.setattr(figure_widget, "QElapsedTimer", HastyClock)
    context = DrawingContext(make, load().library)

    def draw(screen):
        widget = screen.make(context)
        qtbot.addWidget(widget)
        screen.lay_out(widget, SIZE)
        for figure in widget.findChildren(FigureWidget):
            if figure._timer.isActive():
                figure._play_on()  # as its timer has it, where drawing takes long enough
        image = QImage(widget.size(), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        widget.render(image, QPoint())
        return image

    return draw


# The offscreen platform says this of every tool window that is shown.
@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize("screen", MOVING, ids=lambda screen: screen.name)
def test_a_picture_with_a_moving_figure_is_the_same_twice(screen, drawn):
    assert drawn(screen) == drawn(screen)


def test_marks_that_meet_are_painted_in_one_order(qapp):
    ids = frozenset(zone.id for zone in zones())
    inks = Inks(QColor("red"), QColor("blue"), QColor("green"), QColor("black"), QColor("white"))

    def painted(chosen):
        image = QImage(400, 600, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        picture = BodyPicture(QRectF(0, 0, 400, 400 * HEIGHT_M / WIDTH_M))
        painter = QPainter(image)
        picture.paint_marks(painter, Marks(chosen=chosen, referral=chosen), inks)
        painter.end()
        return image

    assert painted(ids) == painted(Backwards(ids))
