"""The figure's colours measured as they are painted, in every appearance, on whoever is shown.

Each test goes through all combinations; `tokens.CONTROL` is what WCAG 2.2 asks of graphics
(1.4.11).
"""

from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import ceil

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.body.motion import position_motion
from posture_app.preferences import BODIES, SKIN_TONES, FigureAppearance
from posture_app.ui.figure.body_painter import blush
from posture_app.ui.figure.muscle_look import look_of
from posture_app.ui.figure.palette import figure_palette, tile_palette
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import Scene, scene_of_motion
from posture_app.ui.figure.tones import blend, shaded, steps_of
from posture_app.ui.theme import tokens
from tests.ui.colours import colours_of, luminances

LOOKS = dict(
    zip(("light", "dark", "light strong", "dark strong", "deep"), tokens.PALETTES, strict=True)
)
DRAWN = {name: figure_palette(look) for name, look in LOOKS.items()}
GROUNDS = {
    name: [getattr(look, ground) for ground in ("canvas", "rail", "surface", "sunken", "hover")]
    for name, look in LOOKS.items()
}
"""Pages and the break that covers the screen, cards, the stage, and what the pointer is over."""
for name, look in LOOKS.items():  # small pictures lie on tiles, which a dark page has light ones of
    on_tile = tile_palette(look)
    if on_tile != DRAWN[name]:
        DRAWN[f"{name}, on a tile"], GROUNDS[f"{name}, on a tile"] = on_tile, [look.tile]
    else:
        GROUNDS[name].append(look.tile)
PAPER = "#ffffff"
FADES = (0.0, 0.3)
"""A limb is as it is, or as far beyond the trunk as it can be."""
LINE = 2.0
"""What a line within the body has at least beside skin, and why, tells `palette._OWN`."""
FINE = 1.5
"""A fine line of the face."""
SIZE = 300


@pytest.fixture
def whole(monkeypatch):
    """A close-up as it is before its edges fade out."""
    monkeypatch.setattr(Scene, "cut_sides", lambda *_: {})


everybody = pytest.mark.parametrize(("look", "skin"), list(product(DRAWN, SKIN_TONES)))
on_both_bodies = pytest.mark.parametrize("body", BODIES)
in_both_roles = pytest.mark.parametrize("role", ["works", "lengthens"])


def shown(look, skin):
    return DRAWN[look].of(FigureAppearance(skin=skin))


def grounds(look):
    """All that a figure stands on in a look; on paper, it is the light one."""
    return sorted({*GROUNDS[look], PAPER} if look == "light" else {*GROUNDS[look]})


def tones(palette, material, *, with_shade=True):
    """A material near and far, in light and in shade; in high contrast there is no shade."""
    own, far = getattr(palette, material), palette.far_skin if material == "skin" else palette.far
    ways = (blend, shaded) if with_shade and not palette.bold else (blend,)
    return [way(own, far, steps_of(fade)).name() for way in ways for fade in FADES]


scene_once = lru_cache(maxsize=4)(scene_of_motion)


def picture(look, skin, body, ground, motion, turned_deg=35.0, size=SIZE):
    """The colours of a picture, without the edges at which a close-up fades out."""
    scene = scene_once(motion)
    image, rect = QImage(size, size, QImage.Format.Format_RGB32), QRectF(0, 0, size, size)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint_still(
        painter,
        rect,
        scene,
        DRAWN[look],
        arrows=False,
        turned_deg=(turned_deg, 0.0),
        appearance=FigureAppearance(body, skin),
    )
    painter.end()
    cut = scene.cut_sides(scene.view(rect, None, (turned_deg, 0.0)))
    left, top, right, bottom = (
        ceil(size * cut.get(side, 0.0)) for side in ("left", "top", "right", "bottom")
    )
    return colours_of(image)[top : size - bottom, left : size - right]


@everybody
def test_the_contour_is_seen_on_every_ground(look, skin):
    """Hair, skin and clothes need not be: the contour goes around all of them."""
    outline = shown(look, skin).outline
    for ground in grounds(look):
        assert tokens.contrast(outline, ground) >= tokens.CONTROL


def met_first(lines):
    """Whether what is met first is seen, of each line of contrasts that does not begin with it."""
    is_met = lines > 1.05
    first = is_met.argmax(axis=1)
    at = (first[:, None] + np.arange(4)).clip(max=lines.shape[1] - 1)
    seen = np.take_along_axis(lines, at, axis=1).max(axis=1) >= tokens.CONTROL
    return seen[is_met.any(axis=1) & (first > 0)]


@everybody
@on_both_bodies
@pytest.mark.usefixtures("qapp", "whole")
def test_the_contour_goes_around_all_of_the_body(look, skin, body):
    """From the edges of the picture inwards, the first that is met is seen on the ground."""
    close = position_motion("standing")
    close = replace(close, camera=replace(close.camera, look_at="head_and_shoulders"))
    for ground in grounds(look):
        at = picture(look, skin, body, ground, close, size=420)
        beside, light = luminances(np.array(QColor(ground).getRgb())), luminances(at)
        ratio = (np.maximum(light, beside) + 0.05) / (np.minimum(light, beside) + 0.05)
        met = np.concatenate([met_first(lines) for lines in (ratio, ratio[:, ::-1], ratio.T)])
        assert len(met) > SIZE
        # Where the contour runs along a row or a column, its edge alone may be met.
        assert np.mean(met) > 0.97


@pytest.mark.parametrize("look", DRAWN)
def test_the_edge_of_a_prop_and_an_arrow_are_seen_on_every_ground(look):
    for ground in grounds(look):
        for ink in (DRAWN[look].prop_edge, DRAWN[look].arrow):
            assert tokens.contrast(ink, ground) >= tokens.CONTROL


@everybody
def test_an_inner_line_is_seen_on_skin_and_cloth(qapp, look, skin):
    palette = shown(look, skin)
    for material, least in (("skin", LINE), ("top", 3.0), ("trousers", 3.0), ("shoe", 3.0)):
        for tone in tones(palette, material):
            assert tokens.contrast(palette.inner, tone) >= least


@everybody
@on_both_bodies
def test_inner_lines_are_painted_in_their_own_ink(qapp, look, skin, body):
    at = picture(look, skin, body, GROUNDS[look][0], position_motion("sitting"))
    ink = QColor(shown(look, skin).inner)
    rgb = ink.red(), ink.green(), ink.blue()
    assert (abs(at[..., :3] - rgb).max(-1) < 12).sum() > 80


@everybody
def test_the_contour_is_told_from_an_inner_line_where_they_are_two(look, skin):
    palette = shown(look, skin)
    if tokens.contrast(GROUNDS[look][0], "#000000") < tokens.CONTROL:
        assert tokens.contrast(palette.outline, palette.inner) >= tokens.CONTROL
    else:
        assert palette.outline == palette.inner


@everybody
def test_a_face_is_seen_on_its_skin(look, skin):
    palette = shown(look, skin)
    for ink, least in (("hair", 1.9), ("mouth", LINE), ("iris", LINE), ("soft", FINE)):
        assert tokens.contrast(getattr(palette, ink), palette.skin) >= least


def test_a_cheek_is_warmer_and_deeper_than_any_skin_and_by_as_much():
    apart = []
    for skin in SKIN_TONES:
        own = QColor(shown("light", skin).skin)
        laid = blush(own.name())
        there = blend(own.name(), QColor(laid.rgb()).name(), steps_of(laid.alphaF()))
        assert there.lightnessF() < own.lightnessF()
        assert there.redF() / there.blueF() > own.redF() / own.blueF()
        apart.append(tokens.contrast(there.name(), own.name()))
    assert min(apart) >= 1.08
    assert max(apart) <= 1.1 * min(apart)


@everybody
@in_both_roles
def test_a_muscle_is_seen_on_cloth_and_skin(qapp, look, skin, role):
    """Where the skin is too dark for that, a pale line lies between the two."""
    palette = shown(look, skin)
    for material in ("skin", "top", "trousers"):
        seen = look_of(role, palette, deep=False, on_skin=material == "skin")
        fill = seen.fill.name()
        assert seen.fill.alpha() == 255
        for tone in tones(palette, material, with_shade=False):
            casing = seen.casing.color().name() if seen.casing else tone
            assert tokens.contrast(fill, casing) >= tokens.CONTROL
            if seen.casing:
                assert tokens.contrast(casing, palette.skin) >= tokens.CONTROL


@everybody
@in_both_roles
def test_the_rim_of_a_muscle_is_seen_in_shade(qapp, look, skin, role):
    palette = shown(look, skin)
    for material in ("skin", "top", "trousers"):
        seen = look_of(role, palette, deep=False, on_skin=material == "skin")
        for tone in tones(palette, material):
            beside = seen.casing.color().name() if seen.casing else tone
            assert tokens.contrast(seen.outline.color().name(), beside) >= tokens.CONTROL


@pytest.mark.parametrize(
    ("muscle", "look_at", "yaw_deg", "reaches_skin"),
    [
        ("hamstrings", "whole_body", 180.0, False),
        ("sternocleidomastoid", "head", 0.0, True),
    ],
)
@pytest.mark.usefixtures("qapp", "whole")
def test_a_pale_line_parts_a_muscle_from_dark_skin_but_not_from_cloth(
    muscle, look_at, yaw_deg, reaches_skin
):
    standing = position_motion("standing")
    camera = replace(standing.camera, look_at=look_at, yaw_deg=yaw_deg)
    white = []
    for skin in ("light", "dark"):
        moved = replace(standing, works=(muscle,), camera=camera)
        at = picture("light", skin, "narrow", "#f7f6f2", moved, turned_deg=0.0)
        white.append((at[..., :3] > 252).all(-1).sum())
    assert bool(white[1] > white[0] + 20) is reaches_skin


@pytest.mark.parametrize("look", [look for look, palette in LOOKS.items() if palette.dark])
def test_a_ghost_is_seen_on_a_dark_ground(look):
    palette = DRAWN[look]
    assert tokens.contrast(palette.ghost, LOOKS[look].canvas) >= 1.8
    assert tokens.contrast(palette.ghost_edge, LOOKS[look].canvas) >= tokens.CONTROL


def test_a_tile_is_light_on_a_dark_page_and_does_not_glare():
    tile, page = LOOKS["dark"].tile, LOOKS["dark"].canvas
    assert tokens.contrast(tile, page) >= 8
    assert tokens.contrast(tile, page) <= 0.8 * tokens.contrast(LOOKS["light"].tile, page)
    assert tokens.contrast(tile, DRAWN["dark, on a tile"].floor) >= 1.3
    assert "dark strong, on a tile" not in DRAWN  # nobody who wants black is given a light one


@pytest.mark.parametrize("skin", SKIN_TONES)
def test_hair_and_eyes_have_one_colour_on_light_and_on_dark_pages(skin):
    """Who is shown stays the same; the contour parts dark hair from a dark page."""
    day, night = shown("light", skin), shown("dark", skin)
    assert (day.hair, day.iris) == (night.hair, night.iris)
