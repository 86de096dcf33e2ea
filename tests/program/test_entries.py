"""Entering into the journal, through the window: with the keyboard alone, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit

from posture_app.coach.pain_rule import Sign
from posture_app.desktop.entry_drafts import drafts_path, read_drafts
from posture_app.errors import sentence
from posture_app.journal.entries import (
    CheckIn,
    Note,
    PainAt,
    QuestionnaireResponse,
    Spasm,
    Treatment,
)
from posture_app.journal.forms import NoteForm
from posture_app.program.program import Program
from posture_app.program.start import build
from tests.there import there

CTRL = Qt.KeyboardModifier.ControlModifier


class Entering:
    """One run of the program on a data folder."""

    def __init__(self, qtbot, data_dir):
        self.qtbot = qtbot
        self.program: Program = build(data_dir)
        self.program.shared.saved_state.keep_said("welcomed")
        self.program.start()
        qtbot.addWidget(self.main)
        qtbot.waitSignal(self.program.begun).wait()
        self.main.activateWindow()

    @property
    def main(self):
        return there(self.program.window.main)

    @property
    def sheet(self):
        return there(there(self.program.window.entries).sheet)

    @property
    def has_sheet(self):
        return there(self.program.window.entries).sheet is not None

    def add(self, letter):
        self.qtbot.keyClick(self.main, Qt.Key.Key_N, CTRL)
        menu = QApplication.activePopupWidget()
        self.qtbot.keyClick(menu, letter)

    def key(self, key):
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(self.sheet.focusWidget() or self.sheet, key)

    def press(self, name):
        there(self.main.findChild(QAbstractButton, name)).click()

    def kept(self, kind):
        return list(there(self.program.window.services.entry_editor.entries).every(kind))

    def says(self, text):
        return any(one.text() == text for one in self.main.findChildren(QLabel) if one.isVisible())

    def close(self):
        self.program.quit()


@pytest.fixture
def enter(qtbot, tmp_path):
    opened = []

    def start():
        one = Entering(qtbot, tmp_path / "data")
        opened.append(one)
        return one

    yield start
    for one in opened:
        one.close()


def test_a_check_in_takes_four_keys(enter):
    window = enter()
    window.add("c")
    window.key("4")
    window.key(Qt.Key.Key_Return)
    assert not window.has_sheet
    (entry,) = window.kept(CheckIn)
    assert (entry.now, entry.worst, entry.places, entry.factors) == (4, None, (), ())
    assert window.says("The check-in is saved.")
    window.press("snackbar-action")
    assert window.kept(CheckIn) == []


def test_a_spasm_is_open_until_it_is_told_otherwise(enter):
    window = enter()
    window.add("s")
    window.key("7")
    window.key(Qt.Key.Key_Return)
    (entry,) = window.kept(Spasm)
    assert (entry.strength, entry.is_open) == (7, True)
    assert there(window.program.window.services.entry_editor.entries).open_spasms() == [entry]


def test_all_kinds_are_entered_by_keys_alone(enter):
    window = enter()
    window.add("t")
    window.key(Qt.Key.Key_Space)  # the first kind
    window.key(Qt.Key.Key_Return)
    (treatment,) = window.kept(Treatment)
    assert treatment.day == window.program.shared.local_time.today
    window.add("n")
    window.qtbot.keyClicks(window.sheet.focusWidget(), "Slept badly.")
    window.qtbot.waitUntil(window.sheet.isActiveWindow)
    window.qtbot.keyClick(window.sheet.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert [one.text for one in window.kept(Note)] == ["Slept badly."]


def test_yesterday_is_offered_and_counts_only_when_confirmed(enter):
    window = enter()
    editor = window.program.window.services.entry_editor
    now = window.program.shared.local_time.now()
    place = PainAt(zone="low_back_left", now=3)
    editor.save(
        CheckIn(
            id="before",
            at=(now - timedelta(days=1)).astimezone(UTC),
            time_zone=window.program.shared.local_time.zone,
            edited_at=now,
            now=3,
            places=(place,),
        )
    )
    window.add("c")
    window.key("5")
    window.key(Qt.Key.Key_Return)
    assert (window.kept(CheckIn)[-1].now, window.kept(CheckIn)[-1].places) == (5, ())
    window.add("c")
    window.press("same-as-before")
    window.press("entry-save")
    assert window.kept(CheckIn)[-1].now == 5  # as earlier today


def test_an_entry_is_changed_and_that_is_undone(enter):
    window = enter()
    window.add("c")
    window.key("4")
    window.key(Qt.Key.Key_Return)
    (entry,) = window.kept(CheckIn)
    there(window.program.window.entries).open_entry(entry)
    window.key("6")
    window.key(Qt.Key.Key_Return)
    (changed,) = window.kept(CheckIn)
    assert changed == replace(entry, now=6, edited_at=changed.edited_at)
    window.press("snackbar-action")
    (again,) = window.kept(CheckIn)
    assert again.now == 4


def test_a_questionnaire_keeps_its_activities_is_changed_and_offered_on_its_own(enter):
    window = enter()
    window.add("q")
    window.qtbot.keyClicks(window.sheet.focusWidget(), "Carrying")
    window.press("answer_4")
    window.press("entry-save")
    (first,) = window.kept(QuestionnaireResponse)
    assert (first.answers, first.texts, first.score) == ((("1", 4),), (("1", "Carrying"),), 4)
    window.add("q")
    window.key("7")
    window.key(Qt.Key.Key_Return)
    entries = there(window.program.window.entries)
    entries.open_entry(first)
    window.key("5")
    window.key(Qt.Key.Key_Return)
    assert {one.score for one in window.kept(QuestionnaireResponse)} == {5, 7}
    window.press("snackbar-action")
    assert {one.score for one in window.kept(QuestionnaireResponse)} == {4, 7}
    entries.open_questionnaire("ndi")
    assert window.sheet.form().questionnaire == "ndi"
    window.press("entry-close")
    assert not drafts_path(window.program.shared.data_folder).exists()
    entries.open_entry(replace(first, questionnaire="workplace"))
    assert not window.has_sheet


def test_what_cannot_be_saved_keeps_the_sheet_and_is_tried_again(enter, monkeypatch):
    window = enter()
    editor = window.program.window.services.entry_editor
    window.add("c")
    window.key("4")
    with monkeypatch.context() as broken:
        broken.setattr(editor, "save", lambda _entry: sentence("The disk is full."))
        window.key(Qt.Key.Key_Return)
    assert window.has_sheet
    assert window.says("The disk is full.")
    assert window.sheet.save.text() == "Try again"
    assert list(read_drafts(window.program.shared.data_folder)) == ["check_in"]
    window.key(Qt.Key.Key_Return)
    assert [one.now for one in window.kept(CheckIn)] == [4]
    assert not drafts_path(window.program.shared.data_folder).exists()


def test_escape_keeps_what_was_begun_and_offers_it(enter):
    window = enter()
    window.add("n")
    window.qtbot.keyClicks(window.sheet.focusWidget(), "Half a sent")
    window.qtbot.keyClick(window.sheet, Qt.Key.Key_Escape)
    assert not window.has_sheet
    assert window.says("What you had begun is kept.")
    window.add("n")
    assert window.sheet.is_offering
    window.key(Qt.Key.Key_Return)
    assert window.sheet.form().text == "Half a sent"
    window.press("entry-save")
    (note,) = window.kept(Note)
    assert note.text == "Half a sent"
    window.add("n")
    assert not window.sheet.is_offering


def test_a_draft_is_thrown_away_by_beginning_anew(enter):
    window = enter()
    window.add("s")
    window.key("8")
    window.press("entry-close")
    window.add("s")
    window.press("draft-anew")
    assert window.sheet.form().strength is None
    assert read_drafts(window.program.shared.data_folder) == {}
    window.press("entry-close")
    assert read_drafts(window.program.shared.data_folder) == {}


def test_a_sheet_without_changes_leaves_no_draft(enter):
    window = enter()
    window.add("c")
    window.key("4")
    window.key("4")
    there(window.sheet.focusWidget()).click()  # and takes it back
    window.press("entry-close")
    assert not drafts_path(window.program.shared.data_folder).exists()
    assert not window.says("What you had begun is kept.")


def test_what_is_being_entered_is_in_its_file_soon_and_at_the_end(enter):
    window = enter()
    folder = window.program.shared.data_folder
    window.add("n")
    field = there(window.sheet.findChild(QPlainTextEdit, "entry-text"))
    field.setPlainText("One")
    window.qtbot.waitUntil(lambda: "note" in read_drafts(folder))
    assert read_drafts(folder)["note"].form == NoteForm(text="One")
    field.setPlainText("One and two")
    window.program.quit()
    assert read_drafts(folder)["note"].form == NoteForm(text="One and two")
    later = enter()
    later.add("n")
    assert later.sheet.is_offering
    later.press("draft-resume")
    assert later.sheet.form().text == "One and two"


def test_what_is_typed_without_a_pause_is_kept_all_the_same(enter):
    window = enter()
    window.add("n")
    field = window.sheet.focusWidget()

    def is_kept_while_one_types():
        window.qtbot.keyClicks(field, "on and ")
        return "note" in read_drafts(window.program.shared.data_folder)

    window.qtbot.waitUntil(is_kept_while_one_types)
    window.qtbot.keyClick(window.sheet, Qt.Key.Key_Escape)


def test_the_draft_of_an_entry_that_is_deleted_goes_with_it(enter):
    window = enter()
    window.add("c")
    window.key("4")
    window.key(Qt.Key.Key_Return)
    (entry,) = window.kept(CheckIn)
    there(window.program.window.entries).open_entry(entry)
    window.key("6")
    window.press("entry-close")
    assert list(read_drafts(window.program.shared.data_folder)) == [entry.id]
    assert window.program.window.services.entry_editor.delete(entry) is None
    assert read_drafts(window.program.shared.data_folder) == {}
    assert window.says("The check-in is deleted.")


def test_a_sign_that_is_told_is_kept_when_the_check_in_is_saved(enter):
    window = enter()
    window.add("c")
    window.key("9")
    window.press("sign_saddle_numbness")
    window.press("entry-save")
    assert window.program.shared.health.value.signs == {Sign.SADDLE_NUMBNESS}


def test_the_year_of_birth_counts_on_the_sheets(enter):
    window = enter()
    health = window.program.shared.health
    health.take(replace(health.value, birth_year=1980))
    window.add("n")
    assert window.sheet.moment().birth_year == 1980
    window.press("entry-close")


def test_an_entry_that_is_wanted_while_the_window_fills_comes_then(qtbot, tmp_path):
    program = build(tmp_path / "data")
    program.shared.saved_state.keep_said("welcomed")
    program.start()
    program.window.add_entry("spasm")
    qtbot.addWidget(program.window.main)

    def sheet():
        return None if program.window.entries is None else program.window.entries.sheet

    assert sheet() is None
    qtbot.waitUntil(lambda: sheet() is not None)
    assert there(sheet()).objectName() == "spasm-sheet"
    qtbot.waitUntil(lambda: program.state.name == "RUNNING")
    program.quit()
