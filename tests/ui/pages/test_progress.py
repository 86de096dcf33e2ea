"""The log's list and the details of a session, in the window."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget

from posture_app.gallery import drawing, samples
from posture_app.gallery.pages import show_library
from posture_app.ui.page_targets import SessionTarget
from posture_app.ui.pages.snapshots import SessionAnswers
from posture_app.ui.widgets.grouped_rows import GroupedRows
from tests.ui.acting import child, click, press, told
from tests.ui.content import LIBRARY


def open_diary(full):
    full.open_page("progress")
    full.page("progress").show_view("diary")


def open_session(full, place=0):
    full.open_page("progress")
    session = samples.session(LIBRARY, place, LIBRARY.routines["neck"])
    full.show_details(SessionTarget(session))
    return session


def send_focus_out(widget):
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusOut))


def note_of_sample():
    return samples.session(LIBRARY, 0, LIBRARY.routines["neck"]).note


def test_the_log_asks_for_details_and_for_more(full, qtbot):
    open_diary(full)
    rows = child(full, GroupedRows, "diary")
    rows.select("sample-3")
    asked = told(
        qtbot,
        full.page("progress").session_details_requested,
        lambda: press(qtbot, rows, Qt.Key.Key_Return),
    )
    assert asked == "sample-3"
    drawing.settle()
    place = rows.visualRect(rows.index_of("sample-2")).center()
    clicked = told(
        qtbot,
        full.page("progress").session_details_requested,
        lambda: qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place),
    )
    assert clicked == "sample-2"
    told(qtbot, full.page("progress").more_requested, lambda: click(full, "more-entries"))


def test_answers_are_told_with_what_was_not_answered_as_none(full, qtbot):
    full.open_page("progress")
    full.show_details(SessionTarget(samples.session(LIBRARY, 1, LIBRARY.routines["neck"])))
    click(full, "edit-answers")
    scale = child(full, QWidget, "pain-before")
    answers = told(qtbot, full.page("progress").answers_edited, lambda: click(scale, "answer_0"))
    assert answers == SessionAnswers(
        session_id="sample-1", pain_before=0, pain_after=None, effort=4, note=None
    )


def test_an_answer_leaves_the_keyboard_where_it_is(full, qtbot):
    full.open_page("progress")
    session = samples.session(LIBRARY, 1, LIBRARY.routines["neck"])
    full.show_details(SessionTarget(session))
    click(full, "edit-answers")
    scale = child(full, QWidget, "pain-before")
    first = child(scale, QAbstractButton, "answer_0")
    first.setFocus()
    answers = told(qtbot, full.page("progress").answers_edited, first.click)
    # What was answered comes back as another list.
    log = samples.log(LIBRARY)
    changed = replace(log.sessions[1], pain_before=answers.pain_before)
    full.page("progress").show_snapshot(
        replace(log, sessions=(log.sessions[0], changed, *log.sessions[2:]))
    )
    drawing.settle()
    assert full.focusWidget() is first
    press(qtbot, full.focusWidget(), Qt.Key.Key_Space)
    detail = full.page("progress").detail
    assert child(detail, QWidget, "effort").answer == session.effort


def test_a_note_is_told_once_when_the_page_is_left(full, qtbot):
    open_session(full)
    click(full, "edit-answers")
    note = child(full, QWidget, "note")
    note.setProperty("plainText", "Better.")
    log = full.page("progress")
    assert told(qtbot, full.page("progress").answers_edited, log.go_back).note == "Better."
    with qtbot.assertNotEmitted(full.page("progress").answers_edited):
        log.detail.keep()


@pytest.mark.parametrize(
    "leave",
    [
        lambda window: window.open_page("today"),
        lambda window: window.page("progress").go_back(),
        lambda window: window.close(),
        lambda window: window.hide(),
        lambda window: open_session(window, 2),
        lambda window: click(window, "end-edit"),
        lambda window: send_focus_out(child(window, QWidget, "note")),
        lambda window: window.page("progress").detail.keep(),
    ],
    ids=["page", "back", "close", "hide", "session", "done", "focus", "end"],
)
def test_a_note_is_kept_however_it_is_left(full, qtbot, leave):
    open_session(full)
    click(full, "edit-answers")
    note = child(full, QWidget, "note")
    note.setFocus()
    qtbot.keyClicks(note, "Better. ")
    edited: list[Any] = []
    full.page("progress").detail.answers_edited.connect(edited.append)
    leave(full)
    [answers] = edited  # at once, before a pause in typing would have told it
    assert (answers.session_id, answers.note) == ("sample-0", f"Better. {note_of_sample()}")


def test_a_note_is_told_after_a_pause_in_typing(full, qtbot):
    open_session(full)
    click(full, "edit-answers")
    detail = full.page("progress").detail
    note = child(full, QWidget, "note")
    answers = told(qtbot, detail.answers_edited, lambda: qtbot.keyClicks(note, "Better. "))
    assert answers.note == f"Better. {note_of_sample()}"
    assert child(full, QWidget, "note") is note


def test_answers_are_text_until_they_are_edited(full):
    session = open_session(full)
    detail = full.page("progress").detail
    assert detail.findChild(QWidget, "pain-before") is None
    words = [label.text() for label in detail.findChildren(QLabel)]
    assert {"4 of 10, moderate", "2 of 10, mild"} <= set(words)
    assert [one.toPlainText() for one in detail.findChildren(QTextEdit)] == [session.note]
    click(full, "edit-answers")
    scale = child(detail, QWidget, "pain-after")
    assert child(detail, QWidget, "pain-before").isAncestorOf(full.focusWidget())
    click(scale, "answer_0")
    click(full, "end-edit")
    drawing.settle()
    assert detail.findChild(QWidget, "pain-before") is None
    assert "0 of 10, no pain" in [label.text() for label in detail.findChildren(QLabel)]
    assert full.focusWidget() is child(detail, QWidget, "edit-answers")


def test_what_could_not_be_kept_is_said_and_told_again(full, qtbot):
    open_session(full)
    click(full, "edit-answers")
    detail = full.page("progress").detail
    told(qtbot, detail.answers_edited, lambda: click(full, "answer_0"))
    detail.tell_unkept("The disk is full.")
    assert "The disk is full." in [
        one.text() for one in detail.findChildren(QLabel) if one.isVisible()
    ]
    again = told(qtbot, detail.answers_edited, lambda: full.open_page("today"))
    assert again.pain_before == 0


def test_what_was_deleted_can_be_put_back_as_long_as_it_is_there(full, qtbot):
    open_diary(full)
    page, log = full.page("progress"), samples.log(LIBRARY)
    assert page.findChild(QWidget, "deleted") is None
    gone, *left = log.sessions
    page.show_snapshot(replace(log, sessions=tuple(left), deleted=(gone,)))
    drawing.settle()
    rows = child(page, GroupedRows, "deleted")
    [index] = [rows.index_of(gone.id)]
    assert index.isValid()
    assert "Put back" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    back = told(qtbot, page.undo_delete_requested, lambda: rows.clicked.emit(index))
    assert back == gone.id
    page.show_snapshot(log)
    drawing.settle()
    assert page.findChild(QWidget, "deleted") is None


def test_the_log_keeps_the_keyboard_at_a_session_that_moves_down(full):
    open_diary(full)
    rows = child(full, GroupedRows, "diary")
    rows.setFocus()
    rows.select("sample-2")
    log = samples.log(LIBRARY)
    newer = replace(log.sessions[0], id="newer")
    full.page("progress").show_snapshot(replace(log, sessions=(newer, *log.sessions)))
    assert rows.currentIndex() == rows.index_of("sample-2")
    assert rows.currentIndex().row() == 3
    assert full.focusWidget() is rows


def test_home_and_end_lead_through_the_log(full, qtbot):
    open_diary(full)
    drawing.settle()
    rows = child(full, GroupedRows, "diary")
    rows.setFocus()
    bar = full.page("progress").list_view.verticalScrollBar()
    press(qtbot, rows, Qt.Key.Key_End)
    assert rows.currentIndex().row() == rows.model().rowCount() - 1
    assert bar.value() > 0
    press(qtbot, rows, Qt.Key.Key_Home)
    assert rows.currentIndex().row() == 0
    spoken = rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Today. 09:10. ")


def test_delete_offers_undo(full, qtbot):
    open_session(full)
    deleted = told(
        qtbot, full.page("progress").delete_session_requested, lambda: click(full, "delete-session")
    )
    snackbar = child(full, QWidget, "snackbar")
    assert snackbar.isVisible()
    undone = told(
        qtbot, full.page("progress").undo_delete_requested, lambda: click(full, "snackbar-action")
    )
    assert deleted == undone == "sample-0"
    assert not snackbar.isVisible()


def test_the_empty_log_leads_to_the_routines(window):
    show_library(window, LIBRARY)
    window.page("progress").show_snapshot(samples.log(LIBRARY, 0))
    window.open_page("progress")
    click(window, "choose-routine")
    assert window.open_page_key == "move"
