"""The check of the workplace in the running program: begun, kept, undone, and offered again."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from posture_app.journal.entries import QuestionnaireResponse
from posture_app.journal.workplace import ITEMS, answers_of, response_of
from posture_app.program.workplace import last_check
from tests.program.conftest import begin_unasked
from tests.there import there

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")


@pytest.fixture
def program(new_program, qtbot):
    begin_unasked(new_program, qtbot)
    return new_program


def main(program):
    return there(program.window.main)


def open_sheet(program):
    program.shared.requests.workplace_wanted.emit()
    return there(there(program.window.workplace).sheet)


def entries(program):
    return there(program.window.services.entry_editor.entries)


def answer_all(sheet, name="answer-yes"):
    sheet.show_question(1)
    for _item in ITEMS:
        there(sheet.findChild(QPushButton, name)).click()
    there(sheet.findChild(QPushButton, "workplace-go")).click()


def test_it_is_kept_as_a_questionnaire_and_can_be_undone(program):
    sheet = open_sheet(program)
    answer_all(sheet, "answer-no")
    assert not sheet.isVisible()
    assert there(program.window.workplace).sheet is None
    kept = there(last_check(entries(program)))
    assert answers_of(kept) == dict.fromkeys((item.key for item in ITEMS), False)
    told = [one.text() for one in main(program).findChildren(QLabel) if one.isVisible()]
    assert "The check of your workplace is saved." in told
    assert program.window.services.entry_editor.undo() is None
    assert last_check(entries(program)) is None


def test_what_was_answered_is_still_there_when_the_sheet_was_closed(program):
    sheet = open_sheet(program)
    sheet.show_question(1)
    there(sheet.findChild(QPushButton, "answer-no")).click()
    sheet.reject()
    again = open_sheet(program)
    assert again.given == {ITEMS[0].key: False}
    answer_all(again)
    assert open_sheet(program).given == {}


def test_today_offers_it_again_after_a_month_and_opens_it(program):
    now = program.shared.local_time.now()
    before = response_of({"feet": True}, "before", now - timedelta(days=31), "UTC")
    assert program.window.services.entry_editor.save(before) is None
    main(program).open_page("today")
    page = main(program).page("today")
    assert there(page.findChild(QLabel, "workplace-offer")).isVisible()
    there(page.findChild(QPushButton, "today-check-workplace")).click()
    answer_all(there(there(program.window.workplace).sheet))
    offers = page.findChildren(QLabel, "workplace-offer")
    assert not any(one.isVisible() for one in offers)


def test_today_is_silent_for_who_has_never_done_it(program):
    main(program).open_page("today")
    assert not main(program).page("today").findChildren(QWidget, "workplace-offer")


def test_the_guide_s_pages_about_the_desk_lead_to_it(program):
    main(program).show_guide_page("desk-and-screen")
    page = main(program).page("move")
    there(page.guide_detail.findChild(QPushButton, "check-workplace")).click()
    assert there(there(program.window.workplace).sheet).isVisible()
    there(there(program.window.workplace).sheet).reject()
    main(program).show_guide_page("pacing")
    shown = page.guide_detail.findChildren(QPushButton, "check-workplace")
    assert not any(one.isVisible() for one in shown)


def test_what_cannot_be_kept_is_told_on_the_sheet(program, monkeypatch):
    sheet = open_sheet(program)
    monkeypatch.setattr(program.window.services.entry_editor, "_records", Closed())
    answer_all(sheet)
    assert sheet.isVisible()
    label = there(sheet.findChild(QLabel, "workplace-failure"))
    assert label.text() == "The log is not open."


class Closed:
    """Records of a log that was closed."""

    opened = None


def test_the_newest_of_several_kinds_is_found(program):
    now = program.shared.local_time.now()
    other = QuestionnaireResponse(
        id="whole", questionnaire="whole", at=now, time_zone="UTC", edited_at=now, score=1
    )
    assert program.window.services.entry_editor.save(other) is None
    assert last_check(entries(program)) is None
