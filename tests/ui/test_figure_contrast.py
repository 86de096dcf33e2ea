"""The figure's colours measured: contour, hair and muscles against what they lie on."""

import pytest
from PySide6.QtGui import QColor

from posture_app.preferences import SKIN_TONES, FigureAppearance
from posture_app.ui.figure.muscle_look import look_of
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.theme import tokens

LOOKS = [(figure_palette(palette), palette) for palette in tokens.PALETTES]


@pytest.mark.parametrize("colours", [look[0] for look in LOOKS])
@pytest.mark.parametrize("role", ["works", "lengthens"])
@pytest.mark.parametrize("cloth", ["skin", "top", "trousers"])
@pytest.mark.parametrize("fade", [0.0, 0.3])
def test_muscles_are_seen_on_cloth_and_skin(qapp, colours, role, cloth, fade):
    """As painted, not as named."""
    near, far = QColor(getattr(colours, cloth)), QColor(colours.far)
    ground = QColor.fromRgbF(
        near.redF() + fade * (far.redF() - near.redF()),
        near.greenF() + fade * (far.greenF() - near.greenF()),
        near.blueF() + fade * (far.blueF() - near.blueF()),
    )
    fill = look_of(role, colours, deep=False).fill
    assert fill.alpha() == 255
    assert tokens.contrast(fill.name(), ground.name()) >= tokens.CONTROL


@pytest.mark.parametrize("colours", [look[0] for look in LOOKS])
@pytest.mark.parametrize("role", ["works", "lengthens"])
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_muscles_are_seen_on_every_skin(qapp, colours, role, tone):
    """Where the skin is too dark for that, a pale line lies between the two."""
    palette = colours.of(FigureAppearance(skin=tone))
    look = look_of(role, palette, deep=False)
    if look.casing is None:
        assert tokens.contrast(look.fill.name(), palette.skin) >= tokens.CONTROL
    else:
        casing = look.casing.color().name()
        assert tokens.contrast(look.fill.name(), casing) >= tokens.CONTROL
        assert tokens.contrast(casing, palette.skin) >= tokens.CONTROL


@pytest.mark.parametrize(("colours", "palette"), LOOKS)
@pytest.mark.parametrize("ground", ["canvas", "surface", "sunken"])
@pytest.mark.parametrize("part", ["outline", "hair"])
def test_the_figure_stands_out_from_its_ground(colours, palette, ground, part):
    ratio = tokens.contrast(getattr(colours, part), getattr(palette, ground))
    assert ratio >= tokens.CONTROL


@pytest.mark.parametrize("colours", [look[0] for look in LOOKS])
def test_an_arm_is_told_from_the_shirt_behind_it(colours):
    assert tokens.contrast(colours.outline, colours.top) >= tokens.CONTROL
