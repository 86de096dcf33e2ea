"""What is filled in on a sheet: what cannot be right is found, and what can becomes an entry."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given

from posture_app.journal.entries import (
    LONGEST_TEXT,
    CheckIn,
    Note,
    Spasm,
    Treatment,
    TreatmentKind,
)
from posture_app.journal.forms import (
    CheckInForm,
    FormContext,
    FormFault,
    FormField,
    NoteForm,
    SpasmForm,
    TreatmentForm,
    as_begun,
    entry_of,
    faults,
    form_of,
    instant,
    on_the_clock,
)
from posture_app.journal.questionnaire_form import Activity, QuestionnaireForm
from tests.journal.entry_strategies import ENTRIES, FORMS, LOCAL, TIME_ZONES, on_clock

NOW = datetime(2026, 3, 2, 14, 2, 37, tzinfo=UTC)
MOMENT = FormContext(now=NOW, time_zone="Europe/Berlin", birth_year=1980)
LOCAL_NOW = on_clock(2026, 3, 2, 15, 2)
LATE = FormContext(now=datetime(2031, 1, 1, tzinfo=UTC), time_zone="UTC")
CARRYING = Activity(key="1", name="Carrying")
MINUTE = timedelta(minutes=1)


@given(ENTRIES)
def test_an_entry_that_is_looked_at_and_saved_again_is_the_same(entry):
    moment = replace(LATE, time_zone=entry.time_zone)
    assert entry_of(form_of(entry), moment, "new", entry) == entry


@given(FORMS, TIME_ZONES)
def test_a_form_has_faults_or_is_an_entry_that_shows_the_same(form, time_zone):
    moment = replace(MOMENT, time_zone=time_zone)
    if faults(form, moment):
        with pytest.raises(ValueError, match="faults"):
            entry_of(form, moment, "new")
        return
    entry = entry_of(form, moment, "new")
    assert entry.id == "new"
    assert entry.time_zone == time_zone
    again = form_of(entry)
    assert not faults(again, moment)
    assert entry_of(again, moment, "other", entry) == entry


@given(FORMS)
def test_no_time_of_an_entry_is_in_the_future_or_before_birth(form):
    if faults(form, MOMENT):
        return
    entry = entry_of(form, MOMENT, "new")
    match entry:
        case Spasm():
            times = [entry.began_at, *([] if entry.ended_at is None else [entry.ended_at])]
            assert times == sorted(times)
        case Treatment():
            times = [] if entry.at is None else [entry.at]
            assert entry.day.year >= 1980
            assert entry.day <= LOCAL_NOW.date()
        case _:
            times = [entry.at]
    assert all(at <= NOW for at in times)
    assert all(on_the_clock(at, MOMENT.time_zone).year >= 1980 for at in times)


@given(FORMS, LOCAL)
def test_what_was_begun_earlier_keeps_its_time(form, begun):
    later = as_begun(form, begun)
    assert as_begun(later, begun + timedelta(days=1)) == later


@given(LOCAL, TIME_ZONES)
def test_a_time_on_the_clock_is_that_instant(local, time_zone):
    shown = on_the_clock(instant(local, time_zone), time_zone)
    assert shown == local or shown - local == timedelta(hours=1)  # it does not exist in spring


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (CheckInForm(), {FormField.ANSWERS: FormFault.NOTHING_ANSWERED}),
        (CheckInForm(now=0), {}),
        (CheckInForm(now=4, at=LOCAL_NOW), {}),
        (CheckInForm(now=4, at=LOCAL_NOW + MINUTE), {FormField.BEGAN: FormFault.IN_FUTURE}),
        (CheckInForm(now=4, at=on_clock(1979, 12, 31, 23, 59)),
         {FormField.BEGAN: FormFault.BEFORE_BIRTH}),
        (CheckInForm(now=4, at=on_clock(1980, 1, 1)), {}),
        (SpasmForm(), {}),
        (SpasmForm(began=LOCAL_NOW, lasts=False, ended=LOCAL_NOW), {}),
        (SpasmForm(lasts=False, ended=LOCAL_NOW - MINUTE),
         {FormField.ENDED: FormFault.ENDS_BEFORE_START}),
        (SpasmForm(began=LOCAL_NOW, lasts=False, ended=LOCAL_NOW - MINUTE),
         {FormField.ENDED: FormFault.ENDS_BEFORE_START}),
        (SpasmForm(began=LOCAL_NOW, lasts=True, ended=LOCAL_NOW - MINUTE), {}),
        (SpasmForm(began=LOCAL_NOW - MINUTE, lasts=False, ended=LOCAL_NOW + MINUTE),
         {FormField.ENDED: FormFault.IN_FUTURE}),
        (SpasmForm(note="x" * (LONGEST_TEXT + 1)), {FormField.TEXT: FormFault.TOO_LONG}),
        (SpasmForm(note="x" * LONGEST_TEXT + "\n"), {}),
        (TreatmentForm(), {FormField.KIND: FormFault.NO_KIND}),
        (TreatmentForm(kind=TreatmentKind.MASSAGE, day=date(2026, 3, 3)),
         {FormField.BEGAN: FormFault.IN_FUTURE}),
        (TreatmentForm(kind=TreatmentKind.MASSAGE, at_time=time(15, 3)),
         {FormField.BEGAN: FormFault.IN_FUTURE}),
        (TreatmentForm(kind=TreatmentKind.MASSAGE, day=date(1970, 1, 1)),
         {FormField.BEGAN: FormFault.BEFORE_BIRTH}),
        (NoteForm(text=" \n"), {FormField.TEXT: FormFault.NO_TEXT}),
        (QuestionnaireForm(), {FormField.ANSWERS: FormFault.NOTHING_ANSWERED}),
        (
            QuestionnaireForm(activities=(CARRYING,)),
            {FormField.ANSWERS: FormFault.NOTHING_ANSWERED},
        ),
        (QuestionnaireForm(activities=(replace(CARRYING, value=0),)), {}),
        (QuestionnaireForm(activities=(Activity(key="2", value=4),)),
         {FormField.TEXT: FormFault.NO_NAME}),
        (QuestionnaireForm(activities=(replace(CARRYING, value=11),)),
         {FormField.ANSWERS: FormFault.OFF_SCALE}),
        (QuestionnaireForm(activities=(CARRYING, Activity(key="2", name="carrying ", value=1))),
         {FormField.TEXT: FormFault.SAME_NAME}),
        (QuestionnaireForm(questionnaire="whole", activities=(replace(CARRYING, value=1),)),
         {FormField.ANSWERS: FormFault.NOTHING_ANSWERED}),
        (QuestionnaireForm(questionnaire="whole", whole=0), {}),
        (QuestionnaireForm(questionnaire="ndi", total="50"), {}),
        (QuestionnaireForm(questionnaire="odi", total="33,5"), {}),
        (QuestionnaireForm(questionnaire="ndi", total="51"),
         {FormField.ANSWERS: FormFault.OFF_SCALE}),
        (QuestionnaireForm(questionnaire="rmdq", total="nan"),
         {FormField.ANSWERS: FormFault.OFF_SCALE}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_at_its_place(form, found):
    assert faults(form, MOMENT) == found


def test_without_a_year_of_birth_every_past_day_can_be_told():
    form = NoteForm(text="x", at=on_clock(1901, 1, 1))
    assert faults(form, replace(MOMENT, birth_year=None)) == {}


def test_now_is_the_instant_and_not_its_minute():
    entry = entry_of(CheckInForm(now=4), MOMENT, "new")
    assert isinstance(entry, CheckIn)
    assert entry.at == NOW


def test_a_spasm_that_is_over_now_has_both_ends():
    began = LOCAL_NOW - timedelta(hours=1)
    entry = entry_of(SpasmForm(began=began, lasts=False), MOMENT, "new")
    assert isinstance(entry, Spasm)
    assert (entry.began_at, entry.ended_at) == (datetime(2026, 3, 2, 13, 2, tzinfo=UTC), NOW)


def test_what_a_sheet_does_not_show_stays():
    entry = CheckIn(
        id="a", at=NOW, time_zone="UTC", edited_at=NOW, now=4, soreness=2, treatment_id="t"
    )
    changed = entry_of(CheckInForm(at=LOCAL_NOW - timedelta(days=1), now=5), MOMENT, "b", entry)
    assert changed == replace(entry, now=5, at=datetime(2026, 3, 1, 14, 2, tzinfo=UTC))


def test_a_form_does_not_change_an_entry_of_another_kind():
    note = Note(id="a", at=NOW, time_zone="UTC", edited_at=NOW, text="x")
    with pytest.raises(ValueError, match="kind"):
        entry_of(CheckInForm(now=4), MOMENT, "b", note)


def test_faults_are_told_in_the_order_of_reading():
    form = NoteForm(text="", at=LOCAL_NOW + MINUTE)
    assert list(faults(form, MOMENT)) == [FormField.BEGAN, FormField.TEXT]
