"""What is worth a second look in a plan, worked out by hand."""

from dataclasses import replace

import pytest

from posture_app.coach.pain_rule import Condition
from posture_app.coach.suitability import FitReason
from posture_app.coach.timeline import compile_routine
from posture_app.library.files import load
from posture_app.library.model import (
    Dose,
    DoseModel,
    Exercise,
    Library,
    Muscles,
    Routine,
    RoutineItem,
)
from posture_app.plans.model import Plan, PlanCriterion, PlanItem, PlanPhase
from posture_app.plans.remarks import Remark, RemarkKind, remarks, session_s, week_s
from tests.there import there


def exercise(key, category="mobility", regions=("neck",), sides="together", muscles=(), dose=None):
    return Exercise(
        id=key,
        name=key,
        purpose="To move.",
        category=category,
        regions=regions,
        muscles=Muscles(primary=muscles),
        position="sitting",
        sides=sides,
        dose=dose or Dose(model="continuous", duration_s=60.0),
        steps=("Move.",),
    )


def held(hold_s, sets=1, reps=None):
    model: DoseModel = "timed_hold" if reps is None else "reps_with_hold"
    return Dose(model=model, sets=sets, reps=reps, hold_s=hold_s)


LIBRARY = Library(
    {
        one.id: one
        for one in (
            *(exercise(f"move-{number}") for number in range(6)),
            exercise("press", "strength", ("chest",)),
            exercise("fly", "strength", ("chest", "arm")),
            exercise("row", "strength", ("upper_back",)),
            exercise("pull", "stability", ("shoulder_girdle",)),
            exercise("plank", "stability", ("trunk",)),
            exercise("curl", "strength", ("trunk",)),
            exercise("hinge", "strength", ("hip",)),
            exercise("lift", "strength", ("low_back",)),
            exercise("pull-down", "stretch", muscles=("trapezius",), dose=held(30.0, sets=2)),
            exercise("tilt", "stretch", muscles=("trapezius", "scalenes"), dose=held(1.0)),
            exercise("turn", "stretch", ("neck",), "each", ("levator",), held(10.0, reps=3)),
        )
    },
    {},
    {},
)


def phase(*keys, **fields):
    items = tuple(one if isinstance(one, PlanItem) else PlanItem(exercise=one) for one in keys)
    return PlanPhase(**{"id": "one", "name": "One", "weeks": 1, "items": items, **fields})


def found(*phases, library=LIBRARY, precautions=()):
    return remarks(Plan(id="p", name="Plan", phases=phases, precautions=precautions), library)


def kinds(*phases):
    return [one.kind for one in found(*phases)]


def test_a_sound_phase_has_none():
    assert found(phase("move-0", "move-1", "row", "press")) == ()


def test_a_phase_without_exercises():
    assert found(phase()) == (Remark(kind=RemarkKind.NO_EXERCISE, phase="one"),)
    assert kinds(phase("not-there")) == [RemarkKind.NO_EXERCISE]
    assert kinds(phase(routines=("neck-relief-5",))) == []


def test_more_than_four_are_many():
    keys = [f"move-{number}" for number in range(5)]
    assert kinds(phase(*keys[:4])) == []
    assert found(phase(*keys)) == (Remark(kind=RemarkKind.MANY_EXERCISES, phase="one", number=5),)


def long(key, minutes, **fields):
    return PlanItem(
        exercise=key, dose=Dose(model="continuous", duration_s=60.0 * minutes), **fields
    )


def test_a_session_beyond_fifteen_minutes_is_long():
    items = (long("move-0", 8), long("move-1", 6))
    assert kinds(phase(*items)) == []
    [one] = found(phase(*items, long("move-2", 1)))
    assert one.kind is RemarkKind.LONG_SESSION
    rest_s = 15 * 60 - session_s(items, LIBRARY)
    assert kinds(phase(items[0], long("move-1", 6 + rest_s / 60))) == []
    assert kinds(phase(items[0], long("move-1", 6 + (rest_s + 1) / 60))) == [
        RemarkKind.LONG_SESSION
    ]
    assert one.number == session_s((*items, long("move-2", 1)), LIBRARY) > 15 * 60


def test_what_is_asked_for_less_often_is_a_session_of_its_own():
    assert kinds(phase(long("move-0", 10), long("move-1", 10))) == [RemarkKind.LONG_SESSION]
    assert kinds(phase(long("move-0", 10), long("move-1", 10, days_per_week=3))) == []
    twice = (long("move-0", 10), long("move-1", 10))
    short = (long("move-2", 1, per_day=2), long("move-3", 1, per_day=2))
    assert kinds(phase(*twice, *short)) == [RemarkKind.LONG_SESSION]
    assert kinds(phase(long("move-0", 30))) == []  # a walk is as long as it is meant to be


def test_a_muscle_is_stretched_for_a_minute_in_all():
    assert kinds(phase("pull-down")) == []
    [one] = found(phase("pull-down", "tilt"))
    assert one == Remark(kind=RemarkKind.LONG_STRETCH, phase="one", number=61, muscle="trapezius")


def test_repetitions_count_and_sides_do_not():
    twice = PlanItem(exercise="turn", dose=held(10.0, sets=2, reps=3))
    assert kinds(phase("turn", twice)) != []  # 90 s
    assert kinds(phase(twice)) == []  # 60 s on each side
    assert kinds(phase(replace(twice, dose=held(10.5, sets=2, reps=3)))) == [
        RemarkKind.LONG_STRETCH
    ]


def test_only_stretches_stretch():
    strength = replace(LIBRARY.exercises["row"], muscles=Muscles(primary=("rhomboids",)))
    library = Library({**LIBRARY.exercises, "row": strength}, {}, {})
    assert found(phase(PlanItem(exercise="row", dose=held(120.0))), library=library) == ()


@pytest.mark.parametrize(
    ("keys", "missing"),
    [
        (("press", "fly"), "shoulder_girdle"),
        (("press", "row"), None),
        (("press", "pull"), None),
        (("row", "pull"), None),  # the back alone is what people who sit need
        (("plank", "curl"), "hip"),
        (("plank", "hinge"), None),
        (("plank", "lift"), None),
        (("hinge", "lift"), "trunk"),
        (("press",), None),  # one exercise is no programme of strength
        (("press", "move-0"), None),
    ],
)
def test_what_is_strengthened_has_what_works_against_it(keys, missing):
    expected = [] if missing is None else [(RemarkKind.NO_OPPOSITE, missing)]
    assert [(one.kind, one.region) for one in found(phase(*keys))] == expected


def test_nothing_leads_on():
    ways = ({"weeks": 1}, {"weeks": None, "criterion": PlanCriterion()})
    for fields in ways:
        assert kinds(phase("move-0", **fields), phase("move-1", id="two")) == []
    lost = phase("move-0", weeks=None)
    assert found(lost, phase("move-1", id="two")) == (
        Remark(kind=RemarkKind.NO_WAY_ON, phase="one"),
    )
    assert kinds(lost) == []  # the last one leads nowhere


@pytest.fixture(scope="module")
def builtin():
    return load().library


def test_a_precaution_is_told_with_its_reasons(builtin):
    asked = phase("bridge", "childs-pose", "seated-thoracic-rotation")
    assert found(asked, library=builtin) == ()
    far, turn = found(asked, library=builtin, precautions=(Condition.OSTEOPOROSIS,))
    assert (far.kind, far.exercise, far.leaves_out) == (RemarkKind.PRECAUTION, "childs-pose", True)
    assert FitReason.NO_FAR_ROUNDING in far.why
    assert (turn.exercise, turn.leaves_out) == ("seated-thoracic-rotation", False)
    assert turn.why == (FitReason.TWIST_LESS,)


def test_a_session_takes_what_the_player_takes(builtin):
    items = (PlanItem(exercise="upper-trap-stretch", side="left"), PlanItem(exercise="bridge"))
    routine = Routine(
        id="r",
        name="R",
        goal="-",
        items=(
            RoutineItem(exercise="upper-trap-stretch", side="left"),
            RoutineItem(exercise="bridge"),
        ),
    )
    assert session_s(items, builtin) == compile_routine(routine, builtin).total_s
    both = (replace(items[0], side="both"), items[1])
    assert session_s(both, builtin) > session_s(items, builtin)
    assert session_s((PlanItem(exercise="not-there"),), builtin) == 0


def test_a_week_is_all_its_times():
    once = session_s((long("move-0", 2),), LIBRARY)
    asked = phase(
        long("move-0", 2, per_day=2, days_per_week=3),
        long("move-1", 2, days=("monday", "friday")),
    )
    assert week_s(asked, LIBRARY) == pytest.approx(once * (2 * 3 + 2))
    assert there(asked.weeks) == 1
