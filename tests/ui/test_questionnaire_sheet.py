"""The sheet of questionnaires: activities keep their names, and each is answered by few presses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from posture_app.journal.entries import QuestionnaireResponse
from posture_app.journal.forms import EntryForm, FormContext, FormFault, form_of
from posture_app.journal.questionnaire_form import Activity, QuestionnaireForm
from posture_app.journal.questionnaires import QUESTIONNAIRES
from posture_app.ui.entries.questionnaire import QuestionnaireSheet
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.words import questionnaires as words
from posture_app.words.entry_faults import fault as fault_words
from tests.ui.acting import child, click

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
LAST = QuestionnaireResponse(
    id="a",
    questionnaire="activities",
    at=NOW - timedelta(days=20),
    time_zone="UTC",
    edited_at=NOW,
    answers=(("1", 4.0), ("3", 6.0)),
    texts=(("1", "Carrying"), ("3", "Sitting")),
    score=5.0,
)
TOTAL = replace(
    LAST, id="b", questionnaire="ndi", at=NOW, answers=(("total", 20.0),), texts=(), score=20.0
)


@pytest.fixture
def opened(qtbot, make):
    """Opens the sheet as the program does; tells what is saved."""

    def show(*earlier, key=None):
        sheet = make(QuestionnaireSheet, lambda: FormContext(now=NOW, time_zone="UTC"))
        qtbot.addWidget(sheet)
        sheet.suggest(earlier)
        if key is not None:
            sheet.choose(key)
        saved: list[EntryForm] = []
        sheet.save_wanted.connect(saved.append)
        sheet.begin()
        sheet.show()
        sheet.begin()
        return sheet, saved

    return show


def fault(sheet, place):
    line = child(sheet, QLabel, f"fault-{place}")
    return line.text() if line.isVisibleTo(sheet) else ""


def rows(sheet):
    """The places of the activities that are asked for."""
    return [
        place
        for place in range(1, 6)
        if child(sheet, QWidget, f"activity-{place}").isVisibleTo(sheet)
    ]


def name(sheet, place):
    return child(sheet, QLineEdit, f"activity-name-{place}")


def test_known_activities_take_a_digit_each_and_enter(opened, qtbot):
    sheet, saved = opened(LAST)
    assert rows(sheet) == [1, 2]
    assert sheet.focusWidget().objectName() == "answer_0"
    for digit in "57":
        qtbot.keyClick(sheet, digit)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    kept = (
        Activity(key="1", name="Carrying", value=5),
        Activity(key="3", name="Sitting", value=7),
    )
    assert saved == [QuestionnaireForm(activities=kept)]


def test_the_answers_of_last_time_are_not_shown(opened):
    sheet, _saved = opened(LAST)
    scales = sheet.findChildren(AnswerScale)
    assert {one.answer for one in scales} == {None}


def test_the_one_that_was_filled_in_last_comes_first_and_names_are_kept_for_later(opened):
    sheet, _saved = opened(TOTAL, LAST)
    assert sheet.form().questionnaire == "ndi"
    assert sheet.focusWidget().objectName() == "total"
    click(sheet, "questionnaire-activities")
    assert name(sheet, 2).text() == "Sitting"
    again, _saved = opened(TOTAL, LAST, key="activities")
    assert again.form().questionnaire == "activities"


def test_up_to_five_activities_are_named(opened):
    sheet, saved = opened()
    assert rows(sheet) == [1]
    assert sheet.focusWidget() is name(sheet, 1)
    for _press in range(4):
        click(sheet, "another")
    assert rows(sheet) == [1, 2, 3, 4, 5]
    assert sheet.focusWidget() is name(sheet, 5)
    assert not child(sheet, QWidget, "another").isVisibleTo(sheet)
    name(sheet, 5).setText("Sleeping through")
    click(child(sheet, QWidget, "activity-scale-5"), "answer_10")
    click(sheet, "entry-save")
    assert saved[0].activities == (Activity(key="5", name="Sleeping through", value=10),)


def test_an_answer_without_a_name_is_said_at_the_name(opened):
    sheet, saved = opened(LAST)
    click(sheet, "another")
    click(child(sheet, QWidget, "activity-scale-3"), "answer_4")
    assert fault(sheet, "text") == ""
    click(sheet, "entry-save")
    assert fault(sheet, "text") == fault_words(FormFault.NO_NAME)
    assert sheet.focusWidget() is name(sheet, 3)
    name(sheet, 3).setText("sitting")
    assert fault(sheet, "text") == fault_words(FormFault.SAME_NAME)
    click(sheet, "entry-save")
    assert sheet.focusWidget() is name(sheet, 3)
    name(sheet, 3).setText("Driving")
    assert fault(sheet, "text") == ""
    click(sheet, "entry-save")
    assert [one.key for one in saved[0].activities] == ["1", "3", "2"]


@pytest.mark.parametrize("key", ["ndi", "odi", "rmdq"])
def test_a_total_is_on_its_scale(opened, key):
    sheet, saved = opened(key=key)
    most = QUESTIONNAIRES[key].most
    assert child(sheet, QLabel, "instruction").text() == words.instruction(key)
    assert child(sheet, QLabel, "source").text() == words.source(key)
    field = child(sheet, QLineEdit, "total")
    field.setText(f"{most + 1:g}")
    assert fault(sheet, "answers") == fault_words(FormFault.OFF_SCALE)
    click(sheet, "entry-save")
    assert saved == []
    assert sheet.focusWidget() is field
    field.setText(f"{most:g}")
    click(sheet, "entry-save")
    assert saved == [QuestionnaireForm(questionnaire=key, total=f"{most:g}")]


def test_how_it_is_on_the_whole_is_one_press(opened):
    sheet, saved = opened(key="whole")
    click(sheet, "whole--2")
    click(sheet, "entry-save")
    assert saved == [QuestionnaireForm(questionnaire="whole", whole=-2)]


def test_nothing_answered_is_said(opened):
    sheet, saved = opened(LAST)
    click(sheet, "entry-save")
    assert saved == []
    assert fault(sheet, "answers") == fault_words(FormFault.NOTHING_ANSWERED)


def test_a_value_between_two_numbers_stays_when_it_is_not_touched(opened):
    sheet, _saved = opened()
    between = form_of(replace(LAST, answers=(("1", 4.5), ("3", 6.0))))
    sheet.show_form(between)
    assert sheet.form() == between
