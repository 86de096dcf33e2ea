import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from posture_app.ui.theme import icons, tokens
from posture_app.ui.widgets.bars import WeekBars
from posture_app.ui.widgets.labels import ElidedLabel, Label
from posture_app.ui.widgets.rows import in_pieces
from posture_app.ui.widgets.still import Pictogram, StillCache
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.formats import with_units
from tests.ui.content import EXERCISES, MARKUP, NOD


@pytest.fixture
def chosen(theme):
    yield theme
    theme.choose("system", 1.0)


def test_it_follows_the_system_at_once(chosen, qtbot, monkeypatch):
    # The offscreen platform has no colour scheme of its own: the answer is put in its place.
    changed = QApplication.styleHints().colorSchemeChanged
    monkeypatch.setattr(chosen, "_system_is_dark", lambda: True)
    with qtbot.waitSignal(chosen.changed):
        changed.emit(Qt.ColorScheme.Dark)
    assert chosen.palette == tokens.DARK
    chosen.choose("light")
    assert chosen.palette == tokens.LIGHT
    chosen.choose("system")
    assert chosen.palette == tokens.DARK
    monkeypatch.undo()
    changed.emit(Qt.ColorScheme.Light)
    assert chosen.palette == tokens.LIGHT


def test_high_contrast_is_respected(chosen, qtbot, monkeypatch):
    hints = QApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        pytest.skip("Qt tells the contrast preference from 6.10 on")
    changed = hints.accessibility().contrastPreferenceChanged
    monkeypatch.setattr(chosen, "_system_wants_contrast", lambda: True)
    with qtbot.waitSignal(chosen.changed):
        changed.emit(Qt.ContrastPreference.HighContrast)
    assert chosen.palette == tokens.LIGHT_HIGH_CONTRAST
    chosen.choose("dark")
    assert chosen.palette == tokens.DARK_HIGH_CONTRAST
    monkeypatch.undo()
    changed.emit(Qt.ContrastPreference.NoPreference)
    assert chosen.palette == tokens.DARK


def test_the_same_choice_again_changes_nothing(chosen, qtbot):
    chosen.choose("dark", 1.25)
    with qtbot.assertNotEmitted(chosen.changed):
        chosen.choose("dark", 1.25)


def test_labels_grow_with_the_text_size(chosen, qtbot):
    label = Label(chosen, "Words", "body")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint().height()
    chosen.choose("light", 2.0)
    assert label.font().pixelSize() == 2 * tokens.TYPE["body"].size_px
    assert label.sizeHint().height() > 1.8 * before


def test_a_word_that_is_too_long_is_broken_and_others_are_not(chosen, qtbot):
    label = Label(chosen, "Donaudampfschifffahrtsgesellschaft")
    qtbot.addWidget(label)
    line = label.heightForWidth(2000)
    assert label.heightForWidth(100) >= 2 * line
    two = Label(chosen, "second chance")
    qtbot.addWidget(two)
    fits_one_word = two.fontMetrics().horizontalAdvance("second ch")
    layout = two._laid_out(fits_one_word)
    assert layout.lineAt(1).textStart() == len("second ")


@pytest.mark.parametrize(
    "unit", ["min", "minutes", "Sekunden", "exercises", "Übungen", "Wiederholung"]
)
def test_a_number_stays_with_its_unit(chosen, qtbot, unit):
    pieces = in_pieces(f"One and all, that is long · At home · 60 {unit}")
    assert pieces.startswith("One and all, that is long\u00a0· At\u00a0home\u00a0· 60\u00a0")
    assert in_pieces("At home") == "At home"
    assert with_units(f"60 {unit}, 60 more") == f"60\u00a0{unit}, 60 more"
    label = Label(chosen, f"counted are 24 of 60 {unit} of activity")
    qtbot.addWidget(label)
    fits_the_number = label.fontMetrics().horizontalAdvance("counted are 24 of 60")
    layout = label._laid_out(fits_the_number + 1)
    assert layout.lineAt(1).textStart() == len("counted are 24 of ")


def test_no_last_line_is_left_much_shorter_where_the_words_fit_otherwise(chosen, qtbot):
    words = "Change your position and move your neck, shoulders and lower back. Sit on."
    label = Label(chosen, words)
    qtbot.addWidget(label)
    width = label.fontMetrics().horizontalAdvance(words.removesuffix(" Sit on."))
    layout = label._laid_out(width + 1)
    assert layout.lineCount() == 2
    assert layout.lineAt(1).naturalTextWidth() >= width / 4


def test_no_word_is_broken_so_that_the_last_one_has_company(theme):
    label = Label(theme, "Zur rechten Seite wechseln", "heading")
    width = label.fontMetrics().horizontalAdvance("Seite wechsel")
    layout = label._laid_out(width + 1)
    starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
    assert starts == [0, len("Zur rechten "), len("Zur rechten Seite ")]


@pytest.mark.parametrize(
    ("words", "widest", "last"),
    [
        ("Kiefer lösen (Zunge oben, Zähne auseinander)", "Zähne auseinander)", "auseinander)"),
        ("Sit tall and breathe in slowly", "Sit tall and breathe in", "in slowly"),
    ],
)
def test_the_last_word_gets_company_only_where_the_line_above_can_spare_it(
    theme, words, widest, last
):
    label = Label(theme, words)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout = label._laid_out(label.fontMetrics().horizontalAdvance(widest) + 1)
    assert words[layout.lineAt(layout.lineCount() - 1).textStart() :] == last


def test_an_elided_label_offers_the_whole_text(chosen, qtbot):
    label = ElidedLabel(chosen, MARKUP)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == plain_tip(MARKUP)
    assert "<b>" not in label.toolTip()
    label.resize(2000, 20)
    qtbot.waitUntil(lambda: label.toolTip() == "")


def ink(draw, size=48):
    image = QImage(QSize(size, size), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    white = QColor("white").rgb()
    return sum(image.pixel(x, y) != white for x in range(size) for y in range(size))


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_within_its_square(name, qapp):
    colour = QColor("black")
    inside = ink(lambda painter: icons.paint_icon(painter, name, QRectF(12, 12, 24, 24), colour))
    assert inside > 30

    def outside(painter):
        icons.paint_icon(painter, name, QRectF(12, 12, 24, 24), colour)
        painter.fillRect(QRectF(11, 11, 26, 26), Qt.GlobalColor.white)

    assert ink(outside) == 0


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
def test_every_position_has_a_pictogram(exercise, make, qtbot):
    still = make(Pictogram, exercise)
    qtbot.addWidget(still)
    still.resize(96, 96)
    image = still.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, 96, 3) for y in range(0, 96, 3)}) > 2


def test_stills_are_made_once_and_anew_in_other_colours(chosen, make, qtbot, qapp):
    made = []

    def factory(make, exercise):
        made.append(exercise.id)
        return make(Pictogram, exercise)

    cache = StillCache(make, factory, qapp)
    size = QSize(56, 56)
    assert cache.picture(NOD, size, 1.0) is None
    with qtbot.waitSignal(cache.ready):
        pass
    assert cache.picture(NOD, size, 1.0) is not None
    assert made == ["nod"]
    chosen.choose("dark")
    assert cache.picture(NOD, size, 1.0) is None
    with qtbot.waitSignal(cache.ready):
        pass
    assert made == ["nod", "nod"]
    cache.deleteLater()


def test_the_bars_are_told_in_words(make, qtbot):
    bars = make(WeekBars)
    qtbot.addWidget(bars)
    bars.show_week((540, 0, 905, 0, 0, 0, 0), 2)
    assert bars.accessibleName() == "Minutes this week: Mon 9 min, Wed 15 min"
    bars.show_week((0,) * 7, 2)
    assert bars.accessibleName() == "No minutes this week yet"
