"""Words for plans, in both languages."""

from dataclasses import fields, replace
from typing import Any, get_args

import pytest

from posture_app.coach.pain_rule import Condition
from posture_app.coach.suitability import FitReason
from posture_app.library.files import load
from posture_app.library.model import Dose, Library
from posture_app.plans.as_programme import HowOften, programme_id, with_plan
from posture_app.plans.differences import differences
from posture_app.plans.files import plan_file
from posture_app.plans.model import (
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    PlanSide,
    Practice,
    StepRule,
)
from posture_app.plans.remarks import Remark, RemarkKind
from posture_app.plans.steps import ExerciseStep
from posture_app.words import plans
from posture_app.words.catalogue import speaking
from posture_app.words.plan_differences import (
    ITEM_FIELDS,
    PHASE_FIELDS,
    PLAN_FIELDS,
    difference_words,
)
from tests.plans.test_files import PLAN


@pytest.fixture(scope="module")
def library():
    return load().library


@pytest.fixture(params=["en", "de"])
def language(request):
    with speaking(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("often", "english", "german"),
    [
        ((1, 7), "Once a day, every day.", "Einmal am Tag, jeden Tag."),
        ((2, 3), "Twice a day, 3 days a week.", "Zweimal am Tag, an 3 Tagen in der Woche."),
        ((1, 1, ("sunday",)), "Once a day, on Sunday.", "Einmal am Tag, am Sonntag."),
        (
            (2, 2, ("friday", "monday")),
            "Twice a day, on Monday and Friday.",
            "Zweimal am Tag, am Montag und Freitag.",
        ),
        (
            (3, 3, ("tuesday", "wednesday", "thursday")),
            "3 times a day, from Tuesday to Thursday.",
            "3-mal am Tag, von Dienstag bis Donnerstag.",
        ),
    ],
)
def test_how_often(often, english, german):
    for language, expected in (("en", english), ("de", german)):
        with speaking(language):
            assert plans.how_often(HowOften(*often)) == expected


def test_an_item_says_how_often_by_its_days():
    item = PlanItem(exercise="bridge", days=("monday", "friday"))
    assert plans.item_often(item) == "Once a day, on Monday and Friday."
    assert plans.item_often(replace(item, days=())) == "Once a day, every day."


@pytest.mark.parametrize(
    ("often", "expected"),
    [
        ((1, 7), "once a day, every day"),
        ((2, 1), "twice a day, 1 day a week"),
        ((3, 2, ("monday", "friday")), "3 times a day, on Monday and Friday"),
    ],
)
def test_how_often_in_short(often, expected):
    assert plans.often_in_short(HowOften(*often)) == expected


def test_the_routines_of_a_phase_have_names(library, language):
    laid_over = with_plan(plan_file(PLAN, library), library, plans.routine_name)
    first, second = laid_over.programmes[programme_id(PLAN)].phases
    names = [laid_over.routines[one.routine].name for one in (*first.routines, *second.routines)]
    expected = {
        "en": [
            "3 times a day, every day: Settle",
            "Once a day, on Monday and Friday: Settle",
            "Load",
        ],
        "de": [
            "3-mal am Tag, jeden Tag: Settle",
            "Einmal am Tag, am Montag und Freitag: Settle",
            "Load",
        ],
    }
    assert names == expected[language]


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (
            {"sessions": 1},
            "Go on when the last session was done to its end, with pain of 3 of 10 at most.",
        ),
        (
            {"pain_at_most": None},
            "Go on when the last 3 sessions were done to their end.",
        ),
        (
            {"pain_at_most": None, "effort_at_most": 4},
            "Go on when the last 3 sessions were done to their end, with effort of 4 of 10 at"
            " most.",
        ),
        (
            {"pain_at_most": 0, "effort_at_most": 0},
            "Go on when the last 3 sessions were done to their end, with pain of 0 of 10 and effort"
            " of 0 of 10 at most.",
        ),
    ],
)
def test_what_leads_on(criterion, expected):
    assert plans.criterion_words(PlanCriterion(**criterion)) == expected


def test_how_a_phase_goes_on():
    phase = PlanPhase(id="a", name="A")
    asked = PlanCriterion(sessions=1, pain_at_most=None)
    told = "Go on when the last session was done to its end."
    assert plans.phase_goes_on(phase) == ""
    assert plans.phase_goes_on(replace(phase, weeks=2)) == "This phase takes 2 weeks."
    assert plans.phase_goes_on(replace(phase, criterion=asked)) == told
    assert plans.phase_goes_on(replace(phase, criterion=asked, weeks=1)) == (
        f"This phase takes 1 week at least. {told}"
    )


def test_an_amount_has_its_side_and_load(library):
    stretch = library.exercises["upper-trap-stretch"]
    item = PlanItem(exercise=stretch.id, dose=Dose(model="timed_hold", hold_s=20.0))
    assert plans.item_dose(item, stretch) == "Hold 20 seconds on each side"
    left = replace(item, side="left", load="light")
    assert plans.item_dose(left, stretch) == "Hold 20 seconds, left side only, light"
    whole = replace(item, dose=None)
    assert plans.item_dose(whole, stretch) == "2 sets, hold 30 seconds, on each side"
    assert len({plans.side_words(side) for side in get_args(PlanSide)}) == 3


def test_steps_are_proposed_in_sentences(language):
    names = {"a": "Nod", "b": "Tuck"}
    hurt, well = (
        plans.step_words(ExerciseStep("a", "b", why), names) for why in ("hurt", "went_well")
    )
    expected = {
        "en": (
            "“Nod” hurt last time. Do the easier “Tuck” until it has settled.",
            "“Nod” went well. If you like, go on to the harder “Tuck”.",
        ),
        "de": (
            "„Nod“ hat beim letzten Mal wehgetan. Machen Sie die leichtere Übung „Tuck“, bis es"
            " sich beruhigt hat.",
            "„Nod“ ging gut. Wenn Sie möchten, gehen Sie zur schwereren Übung „Tuck“ über.",
        ),
    }
    assert (hurt, well) == expected[language]


FOUND: dict[RemarkKind, tuple[dict[str, Any], str]] = {
    RemarkKind.NO_EXERCISE: ({}, "“Settle” has no exercise yet."),
    RemarkKind.MANY_EXERCISES: (
        {"number": 5},
        "“Settle” has 5 exercises. People keep up fewer of them when they are given more than 4.",
    ),
    RemarkKind.LONG_SESSION: (
        {"number": 1200},
        "A session of “Settle” takes 20 min. What takes longer than 15 min is left out more"
        " easily.",
    ),
    RemarkKind.LONG_STRETCH: (
        {"number": 90, "muscle": "levator scapulae"},
        "“Settle” stretches a muscle for 1 minute 30 seconds in one session (levator scapulae)."
        " About 1 minute in all is enough.",
    ),
    RemarkKind.NO_OPPOSITE: (
        {"region": "trunk"},
        "“Settle” strengthens muscles without those that work against them. There is no"
        " strengthening for this region: Trunk.",
    ),
    RemarkKind.PRECAUTION: (
        {"exercise": "bridge", "why": (FitReason.ROUND_LESS, FitReason.TWIST_LESS)},
        "“Bridge” in “Settle” needs care for this patient. Keep the rounding of your back small."
        " Turn only a little, without pulling further.",
    ),
    RemarkKind.NO_WAY_ON: (
        {},
        "“Settle” has neither a length nor a criterion, so that nothing leads to the next phase.",
    ),
}


@pytest.mark.parametrize("remark", RemarkKind)
def test_each_remark_is_a_sentence(remark, library):
    values, expected = FOUND[remark]
    found = Remark(kind=remark, phase="settle", **values)
    assert plans.remark_words(found, PLAN, library) == expected
    with speaking("de"):
        german = plans.remark_words(found, PLAN, library)
        assert german.startswith(("„Settle“", "„Bridge“", "Eine Übungseinheit von „Settle“"))


def test_what_is_against_a_precaution_says_so(library):
    found = Remark(
        kind=RemarkKind.PRECAUTION,
        phase="settle",
        exercise="bridge",
        why=(FitReason.NO_FAR_ROUNDING,),
        leaves_out=True,
    )
    assert plans.remark_words(found, PLAN, library) == (
        "“Bridge” in “Settle” is against a precaution of this patient. Rounding the back far is not"
        " for bones that break easily."
    )


def test_every_field_has_its_word():
    own = {"id", "revision", "changed_on", "phases", "items", "exercise"}
    for model, names in ((Plan, PLAN_FIELDS), (PlanPhase, PHASE_FIELDS), (PlanItem, ITEM_FIELDS)):
        assert {one.name for one in fields(model)} - own == set(names)


def told(after, library, before=PLAN):
    found = differences(before, after)
    return [difference_words(one, before, after, library) for one in found]


def with_item(**changed):
    first, *others = PLAN.phases[0].items
    items = (replace(first, **changed), *others)
    return replace(PLAN, phases=(replace(PLAN.phases[0], items=items), PLAN.phases[1]))


def with_phase(**changed):
    return replace(PLAN, phases=(replace(PLAN.phases[0], **changed), PLAN.phases[1]))


TUCK = "“Chin tuck (cervical retraction)” in “Settle”."


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (with_item(per_day=2), f"{TUCK} Times a day: 2 (before: 3)"),
        (with_item(days_per_week=5), f"{TUCK} Days a week: 5 (before: 7)"),
        (
            with_item(days=("monday", "tuesday", "wednesday")),
            f"{TUCK} Which days: from Monday to Wednesday (before: none)",
        ),
        (
            with_item(dose=Dose(model="reps", reps=5)),
            f"{TUCK} Amount: 5 repetitions (before: 8 repetitions, hold 3 seconds)",
        ),
        (with_item(side="left"), f"{TUCK} Side: Left side only (before: Both sides)"),
        (with_item(load="red"), f"{TUCK} Load: red (before: none)"),
        (with_item(note=""), f"{TUCK} Note to the patient: none (before: Slowly.)"),
        (with_item(may_step=False), f"{TUCK} May become easier or harder: no (before: yes)"),
        (with_phase(name="Calm"), "“Calm”. Name of the phase: Calm (before: Settle)"),
        (with_phase(weeks=2), "“Settle”. Length: 2 weeks (before: 1 week)"),
        (with_phase(weeks=None), "“Settle”. Length: none (before: 1 week)"),
        (
            with_phase(criterion=PlanCriterion(sessions=1, pain_at_most=None)),
            "“Settle”. What leads on: Go on when the last session was done to its end. (before:"
            " none)",
        ),
        (
            with_phase(routines=("neck-relief-5", "gone")),
            "“Settle”. Routines: “Five minutes for the neck”, “gone” (before: none)",
        ),
        (replace(PLAN, name="Neck"), "Name of the plan: Neck (before: Neck at the desk)"),
        (replace(PLAN, language="de"), "Language: Deutsch (before: English)"),
        (
            replace(PLAN, practice=Practice(name="Here", phone="1")),
            "Practice: Here, 1 (before: none)",
        ),
        (
            replace(PLAN, precautions=(Condition.PREGNANCY, Condition.DIZZINESS)),
            "Precautions: “Pregnancy”, “Dizziness” (before: none)",
        ),
        (
            replace(PLAN, pages=("pacing", "gone")),
            "Pages to read: “Pacing: how much is right”, “gone” (before: none)",
        ),
        (
            replace(PLAN, phases=PLAN.phases[::-1]),
            "The phases have another order.",
        ),
        (replace(PLAN, phases=PLAN.phases[:1]), "No longer a phase: Load"),
        (
            replace(PLAN, phases=(*PLAN.phases, PlanPhase(id="keep", name="Keep"))),
            "New phase: Keep",
        ),
        (
            with_phase(items=PLAN.phases[0].items[1:]),
            "No longer in “Settle”: Chin tuck (cervical retraction)",
        ),
        (
            with_phase(items=(*PLAN.phases[0].items, PlanItem(exercise="bridge"))),
            "New in “Settle”: Bridge",
        ),
        (
            with_phase(items=PLAN.phases[0].items[::-1]),
            "The exercises of “Settle” have another order.",
        ),
    ],
)
def test_a_difference_in_words(after, expected, library):
    assert told(after, library) == [expected]


def test_another_rule_for_steps(library):
    [line] = told(replace(PLAN, steps=StepRule(easier_from=5)), library)
    assert line.startswith("Rule for easier and harder exercises: A harder exercise: Go on when")
    assert "An easier one: from pain of 5 of 10 on. (before: A harder" in line


def test_what_is_gone_is_told_by_the_name_it_had(library):
    before = with_phase(name="Calm")
    assert told(replace(PLAN, phases=PLAN.phases[1:]), library, before) == [
        "No longer a phase: Calm"
    ]


def test_a_plan_is_told_whole_in_both_languages(library, language):
    whole = replace(
        PLAN,
        practice=Practice(name="Here"),
        precautions=(Condition.PREGNANCY,),
        when_it_hurts="Rest.",
        when_to_call="Soon.",
        pages=("pacing", "gone"),
        phases=(replace(PLAN.phases[0], routines=("neck-relief-5", "gone")), PLAN.phases[1]),
    )
    lines = list(plans.plan_lines(whole, library))
    text = "\n".join(lines)
    for word in (
        "Here",
        "Rest.",
        "Soon.",
        "gone",
        "A. B.",
        "Turn the head",
        "Slowly.",
        "1. Settle",
    ):
        assert word in text
    assert lines[1] == {"en": "Version 1, 2 Mar 2026", "de": "Fassung 1, 02.03.2026"}[language]
    bare = Plan(id="a", name="Bare", phases=(PlanPhase(id="b", name="B"),))
    assert len(list(plans.plan_lines(bare, Library({}, {}, {})))) == 5
