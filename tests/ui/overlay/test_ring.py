"""The round ground of a break: what is cut by its edge, and what is whole."""

from math import cos, radians, sin

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from posture_app.library.files import load
from posture_app.ui.overlay.moving_figure import MovingBreakFigure
from posture_app.ui.overlay.ring import FigureRing

SIDE = 420
INSIDE_PX = 3


def shown(qtbot, make, name):
    ring = make(FigureRing, make(MovingBreakFigure, reduced_motion=False))
    qtbot.addWidget(ring)
    ring.resize(SIDE, SIDE)
    exercise = load().library.exercises[name]
    ring._figure.show_exercise(exercise)
    ring.show_picture_of(exercise)
    return ring


def most_apart(ring, ground, inside_px):
    """How far colours along the edge of the round ground lie from it at most, 0 to 255."""
    image, inner = ring.grab().toImage(), ring.inner()
    reach, found = inner.width() / 2 - inside_px, 0
    for degree in range(360):
        away = QPointF(cos(radians(degree)), sin(radians(degree)))
        at = QColor(image.pixel((inner.center() + reach * away).toPoint()))
        red, green, blue = (
            abs(getattr(at, part)() - getattr(ground, part)()) for part in ("red", "green", "blue")
        )
        found = max(found, red, green, blue)
    return found


@pytest.mark.parametrize("name", ["neck-side-bend", "shoulder-rolls", "suboccipital-stretch"])
def test_what_is_cut_fades_into_the_ground(qtbot, make, theme, name):
    """A line that ends at the edge, or a dark wedge between arm and trunk, looks like a mistake."""
    ring, ground = shown(qtbot, make, name), theme.colour("sunken")
    assert most_apart(ring, ground, INSIDE_PX) < 20
    assert most_apart(ring, ground, 0.3 * SIDE) > 100


def test_what_is_cut_fades_along_the_ring_alone(qtbot, make):
    """A figure that faded out at its own lower edge, too, would end in a straight line."""
    ring = shown(qtbot, make, "neck-side-bend")
    image, inner = ring.grab().toImage(), ring.inner()
    middle, reach = inner.center(), inner.width() / 2
    chest, below = (
        image.pixelColor((middle + QPointF(0, share * reach)).toPoint()) for share in (0.6, 0.83)
    )
    assert chest == below


def test_it_fades_in_the_colours_that_are_chosen_later(qtbot, make, theme):
    ring = shown(qtbot, make, "neck-side-bend")
    most_apart(ring, theme.colour("sunken"), INSIDE_PX)
    theme.choose("dark")
    try:
        assert most_apart(ring, theme.colour("sunken"), INSIDE_PX) < 20
    finally:
        theme.choose("system")


def test_what_is_whole_does_not_fade(qtbot, make):
    wholes = [
        one.id
        for one in load().library.exercises.values()
        if one.desk and one.motion is not None and one.motion.camera.look_at == "upper_body"
    ]
    assert wholes  # what the camera looks at is in the middle, and all of the body is there
    for name, fades in (
        ("neck-side-bend", True),
        ("overhead-reach", False),
        *((one, False) for one in wholes[:3]),
    ):
        assert shown(qtbot, make, name)._frame._fades is fades
