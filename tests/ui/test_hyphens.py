"""Words that are too long for their line are broken with a hyphen, where they may be."""

import pytest
from PySide6.QtGui import QFontMetrics

from posture_app.ui.widgets.fitted_label import FittedLabel
from posture_app.ui.widgets.hyphens import SOFT_HYPHEN, with_hyphens

LONG = "Dehnung: Halswirbelsäulenbeweglichkeitsübung mit Schulterblattstabilisierung"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Halswirbelsäulenbeweglichkeitsübung", "Hals|wirbel|säulen|beweglichkeits|übung"),
        ("Schulterblattstabilisierung", "Schulter|blatt|stabilisierung"),
        ("Wirbelsäule:", "Wirbel|säule:"),
        ("Rachenlösung", "Rachen|lösung"),
        ("cervicothoracic", "cer|vico|tho|racic"),
        ("Arm", "Arm"),
        ("hmm", "hmm"),
    ],
)
def test_a_word_is_broken_between_its_parts(word, parts):
    assert with_hyphens(word) == parts.replace("|", SOFT_HYPHEN)


def test_no_word_is_broken_without_a_hyphen(qtbot, make):
    label = make(FittedLabel, LONG, "title")
    qtbot.addWidget(label)
    width = QFontMetrics(label.font()).horizontalAdvance("Halswirbelsäulenbew")
    label.resize(width, label.heightForWidth(width))
    layout = label._laid_out(float(width))
    text = layout.text()
    ends = [layout.lineAt(at).textStart() for at in range(1, layout.lineCount())]
    assert len(ends) > 3
    assert all(text[end - 1] in {" ", SOFT_HYPHEN} for end in ends)
    assert label.text() == LONG


def test_a_word_that_fits_is_left_alone(qtbot, make):
    label = make(FittedLabel, LONG, "title")
    qtbot.addWidget(label)
    assert SOFT_HYPHEN not in label._laid_out(900.0).text()
