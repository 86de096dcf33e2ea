"""What a report tells of a period: nothing that is missing becomes a zero."""

from datetime import timedelta

import pytest

from posture_app.coach.pain_rule import Sign
from posture_app.journal.entries import PainAt, TreatmentKind
from posture_app.journal.report import (
    Adherence,
    Medicine,
    QuestionnaireCourse,
    RecordCompleteness,
    RedFlag,
    ReportRecords,
    StoppedExercise,
    pain_of,
    report_of,
)
from tests.handout.made_up import (
    DAYS,
    FIRST,
    GAP,
    LAST,
    check_in,
    day,
    empty,
    noon,
    note,
    records,
    report,
    response,
    session,
    set_that_hurt,
    spasm,
    treatment,
)


def test_days_with_and_without_entries_are_counted():
    assert report().quality == RecordCompleteness(
        days=DAYS, with_entry=DAYS - len(GAP), with_pain=DAYS - len(GAP), late=0
    )


def test_a_journal_that_begins_in_the_period_is_told():
    assert report(first_entry=day(7)).quality.began_on == day(7)


def test_what_was_entered_or_changed_later_is_counted():
    late = noon(2) + timedelta(days=1, minutes=1)
    told = report(
        check_ins=[check_in(1, 3), check_in(2, 3, edited_at=late)],
        treatments=[treatment(2)],
        spasms=[spasm(2)],
    )
    assert told.quality.late == 1


def test_a_day_that_was_not_answered_is_none_and_a_zero_is_zero():
    told = report(check_ins=[check_in(0, 0), check_in(2, 4), check_in(3, None)])
    assert told.course.series(pain_of)[:4] == (0, None, 4, None)


def test_without_a_pain_all_in_all_that_of_the_worst_place_counts():
    places = (PainAt(zone="low_back_left", now=3), PainAt(zone="back_of_neck_left", now=5))
    told = report(check_ins=[check_in(0, None, places=places), check_in(1, 2, places=places)])
    assert told.course.series(pain_of)[:2] == (5, 2)


def test_the_pain_around_a_treatment_reaches_beyond_the_period():
    check_ins = [check_in(number, 5) for number in (-4, -3, -1, 2)]
    told = report(check_ins=check_ins, treatments=[treatment(0)])
    [around] = told.treatments
    assert around.pain == {-3: 5, -1: 5, 2: 5}
    assert around.last_known == 7
    assert told.quality.with_pain == 1


def test_days_after_a_treatment_that_are_still_to_come_are_not_known():
    told = report_of(records(treatments=[treatment(89)]), FIRST, LAST, day(91))
    assert told.treatments[0].last_known == 2


def test_the_soreness_after_an_injection_is_told_by_its_day():
    check_ins = [check_in(31, 2, soreness=4), check_in(32, 2, soreness=1)]
    told = report(check_ins=check_ins, treatments=[treatment(30, TreatmentKind.INJECTION)])
    assert told.treatments[0].soreness == {1: 4, 2: 1}


def test_a_medication_stands_by_itself_with_its_days():
    told = report()
    assert told.medicines == (Medicine("Ibuprofen 400 mg", (day(50), day(51))),)
    assert [one.treatment.id for one in told.treatments] == ["t5", "t30"]


def test_spasms_are_summed_up():
    told = report(spasms=[spasm(1, 4), spasm(1, 8), spasm(2, None)]).spasm_summary
    assert (told.count, told.days, told.strength, told.strongest) == (3, 2, 6, 8)
    assert told.length == timedelta(minutes=40)


def test_what_was_done_is_counted_from_the_first_session_on():
    told = report(first_session=day(80)).adherence
    assert told == Adherence(
        sessions=46,
        days_with_session=46,
        days=11,
        seconds=27600.0,
        stopped_for_pain=2,
        not_begun=0,
        breaks_taken=4 * DAYS,
        breaks_came=5 * DAYS,
    )


def test_a_session_that_was_not_begun_as_advised_is_told_apart():
    told = report(sessions=[session(3, done_s=0.0)]).adherence
    assert told is not None
    assert (told.stopped_for_pain, told.not_begun) == (0, 1)


def test_what_hurt_is_told_by_exercise_and_side():
    sessions = [
        session(12, [set_that_hurt(), set_that_hurt("Chin tuck", None, None)]),
        session(14, [set_that_hurt(pain=7), set_that_hurt(side="right", pain=3)]),
    ]
    assert report(sessions=sessions).stopped == (
        StoppedExercise(
            name="Side plank",
            side="left",
            times=2,
            values=(6, 7),
            places=("Neck",),
            last_day=day(14),
        ),
        StoppedExercise(
            name="Side plank",
            side="right",
            times=1,
            values=(3,),
            places=("Neck",),
            last_day=day(14),
        ),
        StoppedExercise(
            name="Chin tuck", side=None, times=1, values=(), places=("Neck",), last_day=day(12)
        ),
    )


def test_signs_that_were_answered_are_told_and_those_nobody_looked_at():
    told = report(open_signs={Sign.FALL})
    assert told.red_flags == (
        RedFlag(Sign.FALL, (), is_open=True),
        RedFlag(Sign.SPREADING_NUMBNESS, (day(60),)),
    )


def test_the_scores_of_a_questionnaire_come_in_their_order():
    told = report(responses=[response(33, 30), response(3, 42), response(91, 9)])
    assert told.questionnaires == (
        QuestionnaireCourse("psfs", (response(3, 42), response(33, 30))),
    )


def test_notes_of_the_journal_and_of_sessions_can_be_taken_out_one_by_one():
    told = report(notes=[note(1, "one"), note(9, "three")], sessions=[session(4, note="two")])
    assert [one.text for one in told.notes] == ["one", "two", "three"]
    assert [one.text for one in told.chosen({"x4"}).notes] == ["one", "three"]


@pytest.mark.parametrize("number", [-1, DAYS])
def test_what_lies_outside_of_the_period_is_left_out(number):
    told = report_of(
        ReportRecords(
            check_ins=[check_in(number, 9)],
            spasms=[spasm(number)],
            treatments=[treatment(number)],
            notes=[note(number, "outside")],
        ),
        FIRST,
        LAST,
        LAST,
    )
    nothing = empty()
    assert (told.quality, told.spasms, told.treatments, told.notes) == (
        nothing.quality,
        (),
        (),
        (),
    )


def test_of_an_empty_journal_nothing_is_claimed():
    told = empty()
    assert told.adherence is None
    assert told.quality == RecordCompleteness(days=DAYS, with_entry=0, with_pain=0, late=0)
