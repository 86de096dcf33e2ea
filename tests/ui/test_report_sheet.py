"""What is handed on is chosen beside its pages."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractButton, QDateEdit, QFileDialog, QLabel, QWidget

from posture_app.gallery import drawing
from posture_app.journal.report import Paper, ReportChoice, ReportNote, ReportPart
from posture_app.ui.report_pages import ChoicesAndPages, PagesPreview
from posture_app.ui.report_sheet import ReportSheet
from tests.there import there

TODAY = date(2026, 5, 30)
CHOICE = ReportChoice(first_day=TODAY - timedelta(days=90), last_day=TODAY)
NOTES = (
    ReportNote("n1", date(2026, 5, 1), "for the doctor"),
    ReportNote("n2", date(2026, 5, 2), "only mine " * 40),
)


@dataclass
class Square:
    """A page with a black half on its left."""

    width: float = 100.0
    height: float = 200.0
    painted: int = 0

    def paint(self, painter: QPainter) -> None:
        self.painted += 1
        painter.fillRect(QRectF(0, 0, 50, 200), QColor("black"))


@pytest.fixture
def sheet(qtbot, make):
    one = make(ReportSheet, CHOICE, TODAY)
    qtbot.addWidget(one)
    one.show_report([Square(), Square()], NOTES)
    one.show()
    return one


@pytest.fixture
def heard(sheet):
    choices: list[ReportChoice] = []
    sheet.changed.connect(choices.append)
    return choices


@pytest.mark.parametrize(("width", "share"), [(1100, 0.4), (500, 1)])
def test_what_is_to_be_chosen_has_the_larger_share_of_a_narrow_sheet(qtbot, make, width, share):
    choices, pages = make.scroll_page(), make(PagesPreview)
    both = make(ChoicesAndPages, choices, pages)
    qtbot.addWidget(both)
    drawing.show_off_screen(both, QSize(width, 600))
    of_width = choices.width() / both.width()
    of_height = choices.height() / both.height()
    assert min(of_width, of_height) == pytest.approx(share, abs=0.01)


def test_a_narrow_sheet_scrolls_as_one_with_its_pages_whole_below_the_choices(qtbot, make):
    choices, pages = make.scroll_page(), make(PagesPreview)
    one = QWidget()
    one.setFixedHeight(300)
    choices.column.addWidget(one)
    both = make(ChoicesAndPages, choices, pages)
    qtbot.addWidget(both)
    pages.show_pages([Square(), Square()], "Pages")
    drawing.show_off_screen(both, QSize(500, 600))
    assert choices.isAncestorOf(pages)
    assert choices.top_of(pages) >= 300
    assert pages.height() >= sum(page.height() for page in pages.pages)
    assert pages.verticalScrollBar().maximum() == 0
    assert choices.verticalScrollBar().maximum() > 300
    both.resize(1100, 600)
    drawing.settle()
    assert not choices.isAncestorOf(pages)
    assert pages.height() == both.height()
    assert choices.verticalScrollBar().maximum() == 0


def press(sheet, name):
    # What was drawn anew comes last; the one before it is about to go.
    [*_gone, button] = sheet.findChildren(QAbstractButton, name)
    button.click()


def press_segment(sheet, words):
    [button] = [
        one
        for one in sheet.findChildren(QAbstractButton)
        if one.accessibleName().endswith(f": {words}")
    ]
    button.click()


def field(sheet, name):
    return there(sheet.findChild(QDateEdit, name))


@pytest.mark.parametrize("part", ReportPart)
def test_each_part_is_a_switch(sheet, heard, part):
    press(sheet, f"report-{part.value}")
    assert heard[-1].without == {part}
    press(sheet, f"report-{part.value}")
    assert heard[-1].without == frozenset()


def test_a_note_is_taken_out_and_put_back(sheet, heard):
    press(sheet, "report-note-n2")
    assert heard[-1].notes_left_out == {"n2"}
    press(sheet, "report-note-n2")
    assert heard[-1].notes_left_out == frozenset()


def test_notes_are_chosen_only_where_the_part_is_in_it(sheet):
    note = there(sheet.findChild(QAbstractButton, "report-note-n1"))
    assert note.isVisibleTo(sheet)
    press(sheet, "report-notes")
    assert not note.isVisibleTo(sheet)


def test_a_note_that_was_taken_out_stays_so_when_the_period_is_another(sheet, heard):
    press(sheet, "report-note-n2")
    sheet.show_report([Square()], NOTES[:1])
    press(sheet, "report-note-n1")
    assert heard[-1].notes_left_out == {"n1", "n2"}


def test_language_and_paper_are_chosen(sheet, heard):
    press_segment(sheet, "Deutsch")
    press_segment(sheet, "Letter")
    assert (heard[-1].language, heard[-1].paper) == ("de", Paper.LETTER)


def test_a_length_sets_both_days_at_once(sheet, heard):
    press_segment(sheet, "4 weeks")
    [told] = heard
    assert (told.first_day, told.last_day) == (TODAY - timedelta(days=27), TODAY)
    assert field(sheet, "report-from").date() == QDate(2026, 5, 3)


def test_days_are_chosen_and_a_period_that_ends_before_it_begins_is_said(sheet, heard):
    field(sheet, "report-to").setDate(QDate(2026, 4, 1))
    assert heard[-1].last_day == date(2026, 4, 1)
    field(sheet, "report-from").setDate(QDate(2026, 4, 2))
    assert len(heard) == 1
    [wrong] = [
        one for one in sheet.findChildren(QLabel) if one.text().startswith("The period ends before")
    ]
    assert wrong.isVisibleTo(sheet)
    field(sheet, "report-from").setDate(QDate(2026, 3, 31))
    assert not wrong.isVisibleTo(sheet)
    assert heard[-1].first_day == date(2026, 3, 31)


def test_the_pages_are_drawn_as_they_will_be_on_paper(sheet):
    page = Square()
    sheet.show_report([page], NOTES)
    [preview] = sheet.preview.pages
    preview.resize(100, 200)
    picture = preview.grab().toImage()
    assert picture.pixelColor(25, 100).lightness() == 0
    assert picture.pixelColor(75, 100).lightness() == 255
    assert preview.heightForWidth(300) == 600
    painted = page.painted
    preview.grab()
    assert page.painted == painted  # the picture is kept
    assert preview.accessibleName() == "Page 1 of 1"


@pytest.mark.parametrize("name", ["report.pdf", "report"])
def test_it_is_saved_where_the_person_says(sheet, monkeypatch, tmp_path, name):
    heard: list[Path] = []
    sheet.save_wanted.connect(heard.append)
    asked = []

    def choose(*words):
        asked.append(words[2])
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(sheet, "report-save")
    assert heard == [tmp_path / "report.pdf"]
    assert asked == ["Report 2026-05-30.pdf"]


def test_nothing_is_saved_when_no_file_is_chosen(sheet, monkeypatch):
    heard: list[Path] = []
    sheet.save_wanted.connect(heard.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: ("", ""))
    press(sheet, "report-save")
    assert heard == []


def test_what_became_of_it_is_said_until_something_else_is_chosen(sheet):
    sheet.tell("Saved as report.pdf.")
    [told] = [one for one in sheet.findChildren(QLabel) if one.text() == "Saved as report.pdf."]
    assert told.isVisibleTo(sheet)
    press(sheet, "report-pain")
    assert not told.isVisibleTo(sheet)


def test_everything_is_reached_by_the_keyboard(sheet, qtbot):
    there(sheet.findChild(QAbstractButton, "report-pain")).setFocus(Qt.FocusReason.TabFocusReason)
    reached = set()
    for _ in range(60):
        focused = there(sheet.focusWidget())
        reached.add(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {f"report-{part.value}" for part in ReportPart}
    wanted |= {"report-save", "report-print", "report-close", "report-from", "report-to"}
    assert wanted <= reached
