"""A plan and what came back as tables."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from posture_app.exchange.plan_tables import (
    ADHERENCE_CSV_COLUMNS,
    PLAN_CSV_COLUMNS,
    write_adherence_csv,
    write_plan_csv,
)
from posture_app.library.files import load
from tests.exchange.plans import BARE, PLAN, PLANS, SESSION, SESSIONS

LIBRARY = load().library
FORMULAS = ["=1+1", "+49 30", "-5 today", "@me", "\t=1", "\r=1", '=HYPERLINK("x")']


def rows(write, *args):
    out = io.StringIO(newline="")
    write(*args, LIBRARY, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def told(row):
    return {name: value for name, value in row.items() if value}


def test_a_plan_has_a_row_for_each_exercise_and_routine():
    tuck, stretch, bridge, routine, alone = rows(write_plan_csv, PLAN)
    assert tuple(tuck) == PLAN_CSV_COLUMNS
    assert told(bridge) == {
        "plan": "9f1c",
        "revision": "2",
        "patient": "A. B.",
        "phase": "load",
        "phase_name": "Load",
        "weeks": "2",
        "criterion_sessions": "3",
        "criterion_pain_at_most": "3",
        "criterion_effort_at_most": "4",
        "exercise": "bridge",
        "exercise_name": LIBRARY.exercises["bridge"].name,
        "side": "both",
        "load": "red band",
        "sets": "2",
        "reps": "8",
        "rest_s": "30",
        "per_day": "2",
        "days_per_week": "3",
        "may_step": "false",
    }
    assert (tuck["criterion_sessions"], tuck["note"], tuck["may_step"]) == ("", "Slowly.", "true")
    assert (stretch["days"], stretch["days_per_week"]) == ("monday friday", "2")
    assert (routine["routine"], routine["exercise"]) == ("neck-relief-5", "")
    assert (alone["phase"], alone["routine"], alone["exercise"]) == ("alone", "", "")


def test_the_dose_of_the_library_is_told_where_the_plan_has_none():
    tuck, *_others = rows(write_plan_csv, PLAN)
    assert tuck["reps"] == str(LIBRARY.exercises["chin-tuck-seated"].dose.reps)


def test_what_came_back_has_a_row_for_each_exercise_of_each_session():
    bridge, unknown, bare = rows(write_adherence_csv, PLAN, (SESSION, BARE))
    assert tuple(bridge) == ADHERENCE_CSV_COLUMNS
    assert told(bridge) == {
        "plan": "9f1c",
        "patient": "A. B.",
        "session": "4d1f",
        "revision": "2",
        "day": "2026-03-02",
        "at": "07:30",
        "phase": "load",
        "phase_name": "Load",
        "pain_before": "0",
        "pain_after": "4",
        "pain_next_morning": "2",
        "effort": "3",
        "stopped": "pain",
        "note": "Too early in the day.",
        "red_flags": "sharp_pain something else",
        "exercise": "bridge",
        "exercise_name": LIBRARY.exercises["bridge"].name,
        "asked_sets": "2",
        "done_sets": "1",
        "asked_reps": "16",
        "done_reps": "8",
        "asked_hold_s": "4.5",
        "done_hold_s": "2.0",
        "pain": "4",
        "hurt": "true",
        "skipped": "false",
    }
    names = ("exercise", "exercise_name", "instead_of")
    assert [unknown[name] for name in names] == ["unknown-here", "", "bridge"]
    assert told(bare) == {
        "plan": "9f1c",
        "patient": "A. B.",
        "session": "x",
        "revision": "1",
        "day": "2026-03-03",
        "phase": "gone",
    }


def test_not_answered_is_empty_and_zero_is_zero():
    zero = replace(BARE, pain_before=0, effort=None)
    (row,) = rows(write_adherence_csv, PLAN, (zero,))
    assert (row["pain_before"], row["effort"]) == ("0", "")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text):
    phase = PLAN.phases[0]
    item = replace(phase.items[0], note=text, load=text)
    plan = replace(PLAN, patient=text, phases=(replace(phase, name=text, items=(item,)),))
    expected = "'" + text.replace("\r", "\n")
    (row,) = rows(write_plan_csv, plan)
    names = ("patient", "phase_name", "note", "load")
    assert [row[name] for name in names] == [expected] * 4
    strange = replace(SESSION.items[0], exercise=text)
    session = replace(SESSION, id=text, note=text, red_flags=(text,), items=(strange,))
    (row,) = rows(write_adherence_csv, plan, (session,))
    of_session = ("patient", "session", "note", "red_flags", "exercise")
    assert [row[name] for name in of_session] == [expected] * 5


@settings(max_examples=60, deadline=None)
@given(plan=PLANS, sessions=SESSIONS)
def test_any_plan_is_a_table(plan, sessions):
    starts = ("=", "+", "-", "@", "\t", "\r", "\n")
    of_plan = rows(write_plan_csv, plan)
    assert [row["phase"] for row in of_plan if row["exercise"]] == [
        phase.id for phase in plan.phases for _item in phase.items
    ]
    of_sessions = rows(write_adherence_csv, plan, sessions)
    assert len(of_sessions) == sum(max(1, len(one.items)) for one in sessions)
    cells = [cell for row in (*of_plan, *of_sessions) for cell in row.values()]
    assert not [one for one in cells if one.startswith(starts)]
