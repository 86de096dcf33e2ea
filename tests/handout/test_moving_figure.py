"""The moving figure of the telephone's page: all that is painted arrives there, and it flows."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QRadialGradient

from posture_app.handout.moving_figure import (
    HEIGHT,
    LARGEST,
    MOST_MOMENTS,
    WIDTH,
    moving_figure,
)
from posture_app.library.files import load
from posture_app.preferences import USUAL_FIGURE, FigureAppearance
from posture_app.ui.figure.frame_fade import paint_faded
from posture_app.ui.figure.palette import DARK, LIGHT
from posture_app.ui.figure.picture import paint_stance
from posture_app.ui.figure.scene import scene_of
from tests.handout.page_figures import picture_of, shapes_of, unpacked

GROUND = LIGHT.halo
WIDE = 320
MOST_OTHERWISE = 0.012
"""The share of a picture that may be of another colour: lines with fewer points, and no shadow."""
BANDS = ("band-row", "band-lateral-raise", "band-external-rotation")


@pytest.fixture(scope="module")
def library():
    return load().library


@pytest.fixture(autouse=True)
def _application(qapp):
    """What paints figures."""


def pixels(image):
    raw = np.frombuffer(image.constBits(), np.uint8)
    return raw.reshape(image.height(), image.width(), 4)[:, :, :3].astype(int)


def painted(scene, stance, share, appearance=USUAL_FIGURE):
    """What a window shows, without the shadow."""
    image = QImage(WIDE, WIDE * HEIGHT // WIDTH, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view = scene.still_view(QRectF(image.rect()))
    palette = replace(LIGHT.of(appearance), flat=True, shadow=GROUND)

    def paint(into):
        paint_stance(into, scene, stance, view, palette, share=share, appearance=appearance)

    paint_faded(painter, QRectF(image.rect()), scene.cut_sides(view), paint)
    painter.end()
    return image


def otherwise(one, other):
    """The share of a picture where two are of another colour, but for edges."""
    far = np.abs(pixels(one) - pixels(other)).max(axis=2) > 48
    inner = far.copy()
    for axis in (0, 1):
        for step in (-1, 1):
            inner &= np.roll(far, step, axis)
    return inner.mean()


def test_every_prop_that_is_painted_arrives(library, monkeypatch):
    # What is looked at is the end, which is told by what it shares with the moment before.
    monkeypatch.setattr("posture_app.handout.moving_figure.MOST_MOMENTS", 2)
    # What it is in the dark is painted three times more, and here it is looked at by day.
    monkeypatch.setattr("posture_app.handout.moving_figure._Brush.twins", lambda *_: {})
    found = {}
    for name, exercise in library.exercises.items():
        scene = scene_of(exercise)
        if not scene.things(scene.there()[-1]):
            continue
        figure = unpacked(moving_figure.__wrapped__(exercise))
        window = painted(scene, scene.stance(1.0), 1.0)
        found[name] = otherwise(picture_of(figure, figure["there"][-1], WIDE, GROUND), window)
    assert len(found) > 40
    assert {one: share for one, share in found.items() if share > MOST_OTHERWISE} == {}


def bands_of(figure, moment):
    """The shapes of a moment that are lines in the colour of a band."""
    return [style for style, _, _ in shapes_of(figure, moment) if style[2] == LIGHT.band]


@pytest.mark.parametrize("name", BANDS)
def test_a_band_is_there_in_every_moment(name, library):
    figure = unpacked(moving_figure(library.exercises[name]))
    assert all(bands_of(figure, moment) for moment in (*figure["there"], *figure["back"]))


@pytest.mark.parametrize(("what", "told"), [("polyline", "polyline"), ("gradient", "url")])
def test_what_is_not_read_is_refused_and_not_left_out(what, told, library, monkeypatch):
    def unreadable(painter, *_args, **_options):
        if what == "polyline":
            painter.drawPolyline(QPolygonF([QPointF(0, 0), QPointF(50, 60)]))
        else:
            painter.fillRect(QRectF(0, 0, 90, 90), QRadialGradient(QPointF(40, 40), 30))

    monkeypatch.setattr("posture_app.handout.moving_figure.paint_stance", unreadable)
    with pytest.raises(ValueError, match=told):
        moving_figure.__wrapped__(library.exercises["bridge"])


@pytest.mark.parametrize("name", ["bridge", "shoulder-rolls", "wall-angel", "levator-scap-stretch"])
def test_a_figure_is_small_and_flows(name, library):
    """Twelve pictures a second at least, at the pace at which the page shows a movement."""
    exercise = library.exercises[name]
    text = moving_figure(exercise)
    figure = unpacked(text)
    tempo = exercise.dose.tempo_s
    for way, seconds in (("there", tempo and tempo.move), ("back", tempo and tempo.return_)):
        if figure[way]:
            steps = len(figure[way]) - 1
            assert steps / max(2.2, seconds or 0) >= 12
            same = sum(one == other for one, other in pairwise(figure[way]))
            assert same <= steps // 4, "moments that look the same are no pictures"
    assert len(figure["there"]) <= MOST_MOMENTS
    assert len(text) <= LARGEST


def test_a_part_that_only_moves_is_there_once(library):
    figure = unpacked(moving_figure(library.exercises["bridge"]))
    shapes = [one for moment in figure["there"] for one in shapes_of(figure, moment)]
    assert len(figure["paths"]) < 0.7 * len(shapes)
    assert any(place for _, _, place in shapes)


def test_the_figure_is_the_one_that_was_chosen(library):
    exercise = library.exercises["wall-angel"]
    broad = FigureAppearance("broad", "dark")
    figure = unpacked(moving_figure(exercise, broad))
    fills = {style[0]: style[1] for style in figure["styles"]}
    assert fills[LIGHT.of(broad).skin] == DARK.of(broad).skin
    assert LIGHT.skin not in fills
    scene = scene_of(exercise)
    page = picture_of(figure, figure["there"][-1], WIDE, GROUND)
    assert otherwise(page, painted(scene, scene.stance(1.0), 1.0, broad)) < 0.001
    narrow = FigureAppearance("narrow", "dark")
    assert otherwise(page, painted(scene, scene.stance(1.0), 1.0, narrow)) > 0.002


def test_a_still_shows_where_the_movement_goes(library):
    """A still had no arrow, so that a nod and a turn of the head looked the same."""
    for name in ("levator-scap-stretch", "bridge"):
        figure = unpacked(moving_figure(library.exercises[name]))
        inks = [set(style[::2][:2]) for style, _, _ in shapes_of(figure, figure["signs"])]
        assert any(LIGHT.arrow in one for one in inks)
        shown = picture_of(figure, [*figure["there"][-1], *figure["signs"]], WIDE, GROUND)
        green = np.abs(pixels(shown) - pixels(canvas_of(LIGHT.arrow))[0, 0]).max(axis=2) < 12
        assert 20 < green.sum() < 2000
    dark = {style[1] for style, _, _ in shapes_of(figure, figure["signs"])}
    assert DARK.arrow in dark


def canvas_of(colour):
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image
