"""Edits of a plan: what each does, and that none makes a plan that a file may not hold."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach.pain_rule import Condition
from posture_app.library.model import Dose, Tempo
from posture_app.plans import editing
from posture_app.plans.edit_history import Edit, EditHistory
from posture_app.plans.editing import ItemKey
from posture_app.plans.files import MAX_REPETITIONS, plan_bytes, plan_file, read_plan
from posture_app.plans.model import (
    MAX_ITEMS,
    MAX_PHASES,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    Practice,
    StepRule,
)
from posture_app.plans.progress import WEEKDAYS
from tests import factory

HOLD = Dose(model="timed_hold", sets=1, hold_s=600)
WALK = Dose(model="continuous", duration_s=600, per_day=20, per_week=3)
EXERCISES = (
    factory.exercise("a"),
    factory.exercise("b", factory.CHIN_TUCK),
    factory.exercise("c", factory.LEVATOR, sides="each", category="stretch"),
    factory.exercise("d", WALK),
    factory.exercise("e", Dose(model="reps", sets=3, reps=12)),
)
LIBRARY = factory.library(EXERCISES, [factory.routine(*EXERCISES[:2])])
MANY = factory.library([factory.exercise(f"x{n}") for n in range(700)])


def phase(key, *items):
    return PlanPhase(id=key, name=key, items=tuple(PlanItem(exercise=one) for one in items))


PLAN = Plan(id="p", name="Plan", phases=(phase("one", "a", "b", "c"), phase("two", "c", "d")))


def keys(*told):
    return [ItemKey(*one.split(".")) for one in told]


def shown(plan):
    return [" ".join([one.id, *(item.exercise for item in one.items)]) for one in plan.phases]


def read_back(plan, library=LIBRARY):
    return read_plan(Path("a.postureplan"), library, raw=plan_bytes(plan_file(plan, library))).plan


# Items


def test_items_are_added_where_they_are_wanted():
    assert shown(editing.add_items(PLAN, "one", ["d"], LIBRARY)) == ["one a b c d", "two c d"]
    assert shown(editing.add_items(PLAN, "two", ["b", "a"], LIBRARY, at=1)) == [
        "one a b c",
        "two c b a d",
    ]
    assert shown(editing.add_items(PLAN, "two", ["a"], LIBRARY, at=99))[1] == "two c d a"


@pytest.mark.parametrize("told", [["a"], ["nothing"], []])
def test_what_is_there_already_or_unknown_is_not_added(told):
    assert editing.add_items(PLAN, "one", told, LIBRARY) is PLAN
    assert editing.add_items(PLAN, "gone", ["d"], LIBRARY) is PLAN


def test_a_new_item_is_asked_for_as_often_as_the_last_one_of_its_kind_above_it():
    often = editing.change_items(PLAN, keys("one.b"), per_day=2, days=("monday",))
    assert LIBRARY.exercises["c"].category != LIBRARY.exercises["d"].category
    found = editing.add_items(often, "one", ["d"], LIBRARY)
    assert found.phases[0].items[-1] == PlanItem(exercise="d", per_day=2, days=("monday",))
    alone = editing.remove_items(often, keys("one.a", "one.b"))
    found = editing.add_items(alone, "one", ["d"], LIBRARY)
    assert found.phases[0].items[-1] == PlanItem(exercise="d", per_day=3, days_per_week=3)


def test_the_first_item_is_asked_for_as_often_as_its_exercise_tells():
    found = editing.add_items(PLAN, "two", ["d"], LIBRARY)
    assert found is PLAN
    empty = editing.add_phase(PLAN, "three", "Three")
    found = editing.add_items(empty, "three", ["d"], LIBRARY)
    assert found.phases[2].items == (PlanItem(exercise="d", per_day=3, days_per_week=3),)


def test_items_are_moved_within_their_phase_and_into_another():
    assert shown(editing.move_items(PLAN, keys("one.c"), "one", 0, LIBRARY))[0] == "one c a b"
    assert shown(editing.move_items(PLAN, keys("one.a"), "one", 2, LIBRARY))[0] == "one b a c"
    assert shown(editing.move_items(PLAN, keys("one.a", "one.b"), "two", 1, LIBRARY)) == [
        "one c",
        "two c a b d",
    ]
    assert editing.move_items(PLAN, keys("one.b"), "one", 1, LIBRARY) is PLAN
    assert editing.move_items(PLAN, keys("one.b"), "one", 2, LIBRARY) is PLAN


def test_an_item_stays_where_its_exercise_stands_in_the_other_phase_already():
    found = editing.move_items(PLAN, keys("one.b", "one.c"), "two", 0, LIBRARY)
    assert shown(found) == ["one a c", "two b c d"]
    both = editing.add_phase(PLAN, "three", "Three")
    found = editing.move_items(both, keys("one.c", "two.c", "two.d"), "three", 0, LIBRARY)
    assert shown(found) == ["one a b c", "two c", "three d"]


def test_a_copied_item_keeps_what_was_chosen_for_it():
    noted = editing.change_items(PLAN, keys("one.b"), note="Slowly.")
    found = editing.copy_items(noted, keys("one.b", "one.c"), "two", 0, LIBRARY)
    assert shown(found) == ["one a b c", "two b c d"]
    assert found.phases[1].items[0].note == "Slowly."


def test_items_go_up_and_down_and_over_into_the_next_phase():
    down = editing.shift_items(PLAN, keys("one.a", "one.b"), 1, LIBRARY)
    assert shown(down)[0] == "one c a b"
    over = editing.shift_items(down, keys("one.a", "one.b"), 1, LIBRARY)
    assert shown(over) == ["one c", "two a b c d"]
    back = editing.shift_items(over, keys("two.a", "two.b"), -1, LIBRARY)
    assert shown(back) == ["one c a b", "two c d"]
    assert shown(editing.shift_items(back, keys("one.a", "one.b"), -1, LIBRARY))[0] == "one a b c"
    apart = editing.shift_items(PLAN, keys("one.a", "one.c"), -1, LIBRARY)
    assert shown(apart)[0] == "one a c b"


@pytest.mark.parametrize(("told", "step"), [("one.a", -1), ("two.d", 1), ("one.c", 1)])
def test_at_the_ends_nothing_moves(told, step):
    assert editing.shift_items(PLAN, keys(told), step, LIBRARY) is PLAN


def test_items_are_removed():
    found = editing.remove_items(PLAN, keys("one.a", "two.c", "two.d", "two.gone"))
    assert shown(found) == ["one b c", "two"]
    assert editing.remove_items(PLAN, keys("two.gone")) is PLAN


def test_another_exercise_takes_an_items_place():
    one_side = editing.change_items(PLAN, keys("one.c"), side="left", note="Slowly.")
    found = editing.replace_exercise(one_side, ItemKey("one", "c"), "d", LIBRARY)
    assert found.phases[0].items[2] == PlanItem(exercise="d", note="Slowly.")
    for exercise in ("b", "nothing"):
        key = ItemKey("one", "c")
        assert editing.replace_exercise(PLAN, key, exercise, LIBRARY) is PLAN


def test_many_items_are_changed_at_once():
    found = editing.change_items(
        PLAN,
        keys("one.a", "two.d"),
        per_day=99,
        load="x" * 300,
        days=("friday", "monday", "friday"),
    )
    for item in (found.phases[0].items[0], found.phases[1].items[1]):
        assert (item.per_day, item.days, len(item.load)) == (12, ("monday", "friday"), 200)
    assert found.phases[0].items[1:] == PLAN.phases[0].items[1:]


def test_doses_are_changed_as_far_as_each_has_a_use_for_it():
    found = editing.change_doses(PLAN, keys("one.a", "one.c", "two.d"), LIBRARY, sets=4, hold_s=9)
    (reps, _, hold), (_, walk) = ([one.dose for one in phase.items] for phase in found.phases)
    assert reps == replace(factory.CAT_COW, sets=4)
    assert hold == replace(factory.LEVATOR, sets=4, hold_s=9)
    assert walk == Dose(model="continuous", sets=4, duration_s=600)


def test_a_dose_that_is_the_exercises_own_again_is_kept_as_that():
    changed = editing.change_doses(PLAN, keys("one.c"), LIBRARY, sets=1)
    assert changed.phases[0].items[2].dose == replace(factory.LEVATOR, sets=1)
    assert editing.change_doses(changed, keys("one.c"), LIBRARY, sets=3) == PLAN
    assert editing.reset_doses(changed, keys("one.c"), LIBRARY) == PLAN


@pytest.mark.parametrize(
    "change",
    [
        {"hold_s": 0},
        {"hold_s": -1},
        {"hold_s": math.nan},
        {"hold_s": None},
        {"reps": 5},
        {"duration_s": 5.0},
    ],
)
def test_a_dose_that_makes_no_sense_is_not_taken(change):
    assert editing.change_doses(PLAN, keys("one.c"), LIBRARY, **change) == PLAN


def test_no_phase_asks_for_more_than_can_be_laid_out():
    many = Plan(id="p", name="P", phases=(phase("one", *list(MANY.exercises)[:6]),))
    all_keys = editing.item_keys(many)
    assert editing.change_doses(many, all_keys, MANY, sets=20, reps=100) is many
    some = editing.change_doses(many, all_keys[:5], MANY, sets=20, reps=100)
    assert sum(20 * 100 for _ in range(5)) == MAX_REPETITIONS
    assert some is many  # the sixth has repetitions of its own
    five = editing.remove_items(many, all_keys[5:])
    full = editing.change_doses(five, all_keys, MANY, sets=20, reps=100)
    assert read_back(full, MANY) == full
    assert editing.copy_items(full, all_keys, "one", 0, MANY) is full
    assert editing.add_items(full, "one", [all_keys[5].exercise], MANY) is full


def test_no_phase_and_no_plan_has_too_many_items():
    ids = list(MANY.exercises)
    plan = Plan(id="p", name="P", phases=(phase("one", *ids[:MAX_ITEMS]),))
    assert editing.add_items(plan, "one", [ids[-1]], MANY) is plan
    for number in range(1, 5):
        plan = editing.add_phase(plan, f"n{number}", "More")
        plan = editing.add_items(plan, f"n{number}", ids[number * 100 : number * 100 + 100], MANY)
    assert len(editing.item_keys(plan)) == 500
    plan = editing.add_phase(plan, "last", "Last")
    assert editing.add_items(plan, "last", [ids[-1]], MANY) is plan
    assert editing.add_items(plan, "last", [ids[0]], MANY) is not plan


# Phases


def test_phases_come_and_go_and_move():
    three = editing.add_phase(PLAN, "three", "Three", at=1)
    assert shown(three) == ["one a b c", "three", "two c d"]
    assert shown(editing.move_phase(three, "three", 9)) == ["one a b c", "two c d", "three"]
    assert shown(editing.move_phase(three, "two", 0)) == ["two c d", "one a b c", "three"]
    assert editing.move_phase(three, "one", 0) is three
    copied = editing.copy_phase(PLAN, "one", "again", "One again")
    assert shown(copied) == ["one a b c", "again a b c", "two c d"]
    assert copied.phases[1].name == "One again"
    assert shown(editing.remove_phase(PLAN, "one")) == ["two c d"]


def test_the_last_phase_stays():
    alone = editing.remove_phase(PLAN, "one")
    assert editing.remove_phase(alone, "two") is alone


@pytest.mark.parametrize("key", ["one", "", "No slug", "ü"])
def test_a_phase_needs_an_id_of_its_own(key):
    assert editing.add_phase(PLAN, key, "New") is PLAN
    assert editing.copy_phase(PLAN, "two", key, "New") is PLAN


def test_there_are_no_more_phases_than_a_file_may_hold():
    plan = PLAN
    for number in range(40):
        plan = editing.add_phase(plan, f"n{number}", "New")
    assert len(plan.phases) == MAX_PHASES


def test_a_phase_is_changed_and_keeps_its_name_where_none_is_left():
    found = editing.change_phase(
        PLAN, "one", name=" ", weeks=99, criterion=PlanCriterion(sessions=0, pain_at_most=11)
    )
    assert found.phases[0] == replace(
        PLAN.phases[0], weeks=52, criterion=PlanCriterion(sessions=1, pain_at_most=10)
    )
    assert editing.change_phase(found, "one", weeks=None, criterion=None) == PLAN


def test_routines_are_referred_to_once():
    found = editing.add_routine(PLAN, "two", "routine", LIBRARY)
    assert found.phases[1].routines == ("routine",)
    assert editing.add_routine(found, "two", "routine", LIBRARY) is found
    assert editing.add_routine(PLAN, "two", "nothing", LIBRARY) is PLAN
    assert editing.remove_routine(found, "two", "routine") == PLAN


# The plan as a whole


def test_the_plan_is_changed_within_what_a_file_may_hold():
    found = editing.change_plan(
        PLAN,
        name="",
        goal="\ud800Walk.\x00" + "x" * 5000,
        precautions=(Condition.OSTEOPOROSIS, Condition.OSTEOPOROSIS),
        pages=("pacing", "pacing", "No page"),
        steps=StepRule(easier_from=20),
        practice=Practice(name="y" * 300),
    )
    assert found.name == "Plan"
    assert found.goal.startswith("Walk.x")
    assert found.precautions == (Condition.OSTEOPOROSIS,)
    assert found.pages == ("pacing",)
    assert found.steps.easier_from == 10
    assert read_back(found) == found


# Undo


def test_what_is_typed_into_one_field_is_one_step():
    history = EditHistory(PLAN)
    for words in ("S", "Sl", "Slow"):
        new = editing.change_items(history.plan, keys("one.a"), note=words)
        assert history.do(new, Edit.CHANGE_NOTE, "note one.a")
    history.end_typing()
    history.do(
        editing.change_items(history.plan, keys("one.a"), note="Slowly"),
        Edit.CHANGE_NOTE,
        "note one.a",
    )
    history.undo()
    assert history.plan.phases[0].items[0].note == "Slow"
    history.undo()
    assert (history.plan, history.undoes, history.redoes) == (PLAN, None, Edit.CHANGE_NOTE)


def test_what_is_typed_and_taken_back_is_no_step():
    history = EditHistory(PLAN)
    for words in ("S", ""):
        history.do(
            editing.change_items(history.plan, keys("one.a"), note=words), Edit.CHANGE_NOTE, 1
        )
    assert history.undoes is None
    assert not history.undo()


def test_an_edit_after_undo_leaves_nothing_to_make_again():
    history = EditHistory(PLAN)
    history.do(editing.remove_phase(PLAN, "one"), Edit.REMOVE_PHASE)
    history.undo()
    assert history.do(editing.remove_phase(PLAN, "two"), Edit.REMOVE_PHASE)
    assert not history.redo()
    assert not history.do(history.plan, Edit.REMOVE_PHASE)


# Whatever is done, in whatever order

TEXTS = st.text(max_size=30) | st.sampled_from(["", " ", "x" * 5000, "\ud83d"])
NUMBERS = st.integers(-5, 500)
SECONDS = st.floats() | st.integers(-5, 9000)
OPTIONAL_SECONDS = st.none() | SECONDS
CRITERIA = st.builds(
    PlanCriterion,
    sessions=NUMBERS,
    pain_at_most=st.none() | NUMBERS,
    effort_at_most=st.none() | NUMBERS,
)
PHASES = st.sampled_from(["one", "two", "n1", "n2", "gone"])
KEYS = st.lists(
    st.builds(ItemKey, PHASES, st.sampled_from([*LIBRARY.exercises, "gone"])), max_size=6
)
IDS = st.lists(st.sampled_from([*LIBRARY.exercises, "gone"]), max_size=4)
ITEM_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "side": st.sampled_from(["both", "left", "right"]),
        "load": TEXTS,
        "per_day": NUMBERS,
        "days_per_week": NUMBERS,
        "days": st.lists(st.sampled_from(WEEKDAYS), max_size=9).map(tuple),
        "note": TEXTS,
        "may_step": st.booleans(),
    },
)
DOSE_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "sets": NUMBERS,
        "reps": NUMBERS,
        "hold_s": SECONDS,
        "relax_s": OPTIONAL_SECONDS,
        "duration_s": SECONDS,
        "rest_s": OPTIONAL_SECONDS,
        "switch_s": OPTIONAL_SECONDS,
        "tempo_s": st.none() | st.builds(Tempo, SECONDS, SECONDS),
    },
)
PHASE_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXTS,
        "aim": TEXTS,
        "weeks": st.none() | NUMBERS,
        "criterion": st.none() | CRITERIA,
    },
)
PLAN_CHANGES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXTS,
        "goal": TEXTS,
        "language": st.sampled_from(["en", "de"]),
        "precautions": st.lists(st.sampled_from(Condition), max_size=30).map(tuple),
        "steps": st.builds(StepRule, harder=CRITERIA, easier_from=NUMBERS),
        "when_it_hurts": TEXTS,
        "pages": st.lists(TEXTS | st.just("pacing"), max_size=40).map(tuple),
        "practice": st.builds(Practice, name=TEXTS, address=TEXTS),
    },
)


def edits(make, *arguments, **named):
    """Functions from a plan to a plan, with whatever arguments."""
    given_to = st.tuples(st.tuples(*arguments), st.fixed_dictionaries(named))
    return given_to.map(lambda told: lambda plan: make(plan, *told[0], **told[1]))


def with_changes(make, keys_, changes, *rest):
    told = st.tuples(keys_, changes)
    return told.map(lambda one: lambda plan: make(plan, one[0], *rest, **one[1]))


ANY_EDIT = st.one_of(
    edits(editing.add_items, PHASES, IDS, st.just(LIBRARY), at=st.none() | NUMBERS),
    edits(editing.copy_items, KEYS, PHASES, NUMBERS, st.just(LIBRARY)),
    edits(editing.move_items, KEYS, PHASES, NUMBERS, st.just(LIBRARY)),
    edits(editing.shift_items, KEYS, st.sampled_from([-1, 1]), st.just(LIBRARY)),
    edits(editing.remove_items, KEYS),
    edits(
        editing.replace_exercise,
        KEYS.filter(bool).map(lambda one: one[0]),
        st.sampled_from(list(LIBRARY.exercises)),
        st.just(LIBRARY),
    ),
    with_changes(editing.change_items, KEYS, ITEM_CHANGES),
    with_changes(editing.change_doses, KEYS, DOSE_CHANGES, LIBRARY),
    edits(editing.reset_doses, KEYS, st.just(LIBRARY)),
    edits(editing.add_phase, PHASES, TEXTS, st.none() | NUMBERS),
    edits(editing.copy_phase, PHASES, PHASES, TEXTS),
    edits(editing.move_phase, PHASES, NUMBERS),
    edits(editing.remove_phase, PHASES),
    with_changes(editing.change_phase, PHASES, PHASE_CHANGES),
    edits(editing.add_routine, PHASES, st.sampled_from(["routine", "gone"]), st.just(LIBRARY)),
    edits(editing.remove_routine, PHASES, st.just("routine")),
    PLAN_CHANGES.map(lambda told: lambda plan: editing.change_plan(plan, **told)),
)


@given(st.lists(ANY_EDIT, max_size=25))
def test_whatever_is_edited_can_be_written_and_read_and_undone(made):
    history = EditHistory(PLAN)
    states = [PLAN]
    for edit in made:
        before = history.plan
        after = edit(before)
        assert before.id == after.id
        ids = [one.id for one in after.phases]
        assert len(set(ids)) == len(ids)
        assert len(set(ids) - {one.id for one in before.phases}) <= 1
        if history.do(after, Edit.CHANGE_PLAN):
            states.append(after)
        else:
            assert after is before  # so that a caller sees at once that nothing was done
    assert read_back(history.plan) == history.plan
    for state in reversed(states):
        assert history.plan == state
        history.undo()
    assert history.plan == PLAN
    for state in states[1:]:
        assert history.redo()
        assert history.plan == state
    assert not history.redo()
