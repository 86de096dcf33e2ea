import pytest

from posture_app.ui.theme import tokens

PAIRS = [
    (palette, first, second, least)
    for palette in tokens.PALETTES
    for first, second, least in tokens.PAIRS
]


def test_contrast():
    assert PAIRS
    for palette, first, second, least in PAIRS:
        colours = tokens.colours(palette)
        found = tokens.contrast(colours[first], colours[second])
        assert found >= least, (palette, first, second)


def test_contrast_of_known_colours():
    # WCAG 2.2: black on white is 21 to 1, and #767676 is the lightest grey that passes on white.
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert tokens.contrast("#123456", "#123456") == 1


def test_every_text_colour_is_checked_somewhere():
    checked = {first for first, _, _ in tokens.PAIRS}
    assert set(tokens.TONES.values()) <= checked


def test_high_contrast_reaches_seven_for_all_text():
    # WCAG 2.2, 1.4.6 (AAA): what a person who asked for high contrast may expect.
    for palette in (tokens.LIGHT_HIGH_CONTRAST, tokens.DARK_HIGH_CONTRAST):
        colours = tokens.colours(palette)
        for first, second, least in tokens.PAIRS:
            if least == tokens.TEXT:
                assert tokens.contrast(colours[first], colours[second]) >= 7, (first, second)


def test_spacing_lies_on_the_grid():
    spaces = [value for name, value in vars(tokens).items() if name.startswith("SPACE_")]
    assert spaces
    assert all(space % 4 == 0 for space in spaces)
