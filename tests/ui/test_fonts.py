"""The program's own font: real weights, its letters, its digits, and no need of the machine's."""

import json
import os
import re
import subprocess
import sys
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage, QPainter, QPdfWriter, QRawFont

from posture_app.ui.theme import fonts, tokens
from posture_app.ui.theme.tokens import Role

ROOT = Path(__file__).parents[2]
EMPTY = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{}</cachedir></fontconfig>
"""
WINDOW = """
import sys
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from posture_app.library.files import load
from posture_app.gallery import drawing
from posture_app.gallery.clipping import clipped
from posture_app.gallery.pages import SCREENS
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
app = QApplication(["test", "-style", "fusion"])
theme = Theme(app)
theme.choose("dark", 2.0)
print("fontpkg_lato" in sys.modules)
stage = drawing.DrawingContext(WidgetFactory(theme), load().library)
today = next(screen for screen in SCREENS if screen.name == "today").make(stage)
drawing.show_off_screen(today, drawing.QSize(900, 600))
print(today.fontInfo().family(), clipped(today))
today.deleteLater()
font = theme.font("strong")
font.setPixelSize(15)
print(QFontMetricsF(font).horizontalAdvance("Seated chin tuck, 12 times"))
"""


def ink(font):
    """How much of a picture with a few words is black."""
    image = QImage(500, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(5, 45, "Back and neck 1234")
    painter.end()
    return sum(255 - value for value in bytes(image.constBits()))


def test_each_weight_is_drawn_as_a_weight_of_its_own(theme):
    fonts.register_for_paper()  # a window has nothing in bold
    font = theme.font("title")
    font.setPixelSize(40)  # coarser letters are fitted to the pixels
    inks = []
    for weight in (400, 500, 600, 700):
        font.setWeight(QFont.Weight(weight))
        assert QFontInfo(font).family() == fonts.FAMILY
        assert QRawFont.fromFont(font).weight() == weight
        inks.append(ink(font))
    assert all(second > 1.05 * first for first, second in pairwise(inks))


def test_weights_lead_the_eye_from_titles_to_text():
    weights = {role: style.weight for role, style in tokens.TYPE.items()}
    titles: set[Role] = {"display", "title", "heading", "figure"}
    assert {weights[role] for role in titles} == {600}
    assert weights["strong"] == weights["small_strong"] == 500
    assert max(weights.values()) == 600


@pytest.mark.parametrize("role", tokens.TYPE)
def test_all_digits_are_of_one_width(theme, role):
    metrics = QFontMetricsF(theme.font(role))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_every_letter_that_is_shown_is_in_the_font(theme):
    locale = ROOT / "posture_app" / "words" / "locale"
    texts = [path.read_text(encoding="utf-8") for path in locale.glob("*.po")]
    exercises = json.loads((ROOT / "exercises.json").read_text(encoding="utf-8"))
    texts.append(json.dumps(exercises, ensure_ascii=False))
    texts.append("ÄÖÜäöüß„“\u201a\u2018\u2013… αβγδεζηθικλμνξοπρστυφχψω ΓΔΣΩ \u00d7÷±≤≥°µ½→")
    sources = [*ROOT.glob("posture_app/ui/**/*.py"), *ROOT.glob("posture_app/words/**/*.py")]
    texts += [path.read_text(encoding="utf-8") for path in sources]
    raw = QRawFont.fromFont(theme.font("body"))
    letters = {letter for letter in set().union(*texts) if letter.isprintable()}
    assert [letter for letter in sorted(letters) if not raw.supportsCharacter(ord(letter))] == []


def test_digits_can_be_copied_out_of_a_pdf(theme, tmp_path):
    path = tmp_path / "digits.pdf"
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    painter.setFont(theme.font("figure"))
    painter.drawText(200, 800, "Übung 0123456789")
    painter.end()
    del writer
    assert set("Übung0123456789") <= letters_told_by(path)


def letters_told_by(pdf):
    """The letters that the PDF's tables give for its glyphs (ISO 32000-1, 9.10.3)."""
    letters = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf.read_bytes(), re.DOTALL):
        try:
            words = zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            words = stream.decode("latin-1")
        for table in re.findall(r"beginbfrange(.*?)endbfrange", words, re.DOTALL):
            for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", table):
                count = int(last, 16) - int(first, 16) + 1
                letters |= {chr(int(to, 16) + step) for step in range(count)}
            for listed in re.findall(r"\[(.*?)\]", table):
                letters |= {chr(int(to, 16)) for to in re.findall(r"<(\w+)>", listed)}
    return letters


def test_the_window_needs_no_font_of_the_machine_and_loads_its_own_when_it_is_made(theme, tmp_path):
    """A hidden program has a theme and shows no text of its own.

    Neither the machine's fonts nor how it is set to draw them change the width of words.
    """
    config = tmp_path / "fonts.conf"
    config.write_text(EMPTY.format(tmp_path))
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(config)}
    out = subprocess.run(
        [sys.executable, "-c", WINDOW],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environ,
    ).stdout
    font = theme.font("strong")
    font.setPixelSize(15)
    width = QFontMetricsF(font).horizontalAdvance("Seated chin tuck, 12 times")
    assert out.splitlines() == ["False", "Lato []", str(width)]
