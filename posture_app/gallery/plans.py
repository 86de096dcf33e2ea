"""A plan that was received: before it is followed, and on Today."""

from dataclasses import replace
from datetime import timedelta
from typing import Final, Literal, cast

from PySide6.QtWidgets import QWidget

from posture_app.coach.pain_rule import Bands, Condition
from posture_app.coach.suitability import Profile
from posture_app.errors import sentence, sentences
from posture_app.gallery import samples
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import show_library
from posture_app.journal.programme import FollowedPhase
from posture_app.library.model import Library
from posture_app.library.problems import Problem
from posture_app.plans.as_programme import programme_id, with_plan
from posture_app.plans.differences import differences
from posture_app.plans.files import plan_file
from posture_app.plans.model import Language, Plan, PlanCriterion, PlanItem, PlanPhase, Practice
from posture_app.plans.steps import ExerciseStep
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.move import MovePage
from posture_app.ui.pages.received_plans import PutAwayPlan
from posture_app.ui.plan_sheet import FaultsSheet, PlanOffer, PlanSheet
from posture_app.ui.programme_facts import StepFacts, followed_facts
from posture_app.ui.routine_facts import Offer
from posture_app.words.catalogue import language
from posture_app.words.plan_differences import difference_words
from posture_app.words.plan_offer import disagreements, phase_words, standing_words
from posture_app.words.plans import routine_name
from posture_app.words.problems import problem_words

TODAY: Final = samples.NOW.date()


def sample_plan(library: Library) -> Plan:
    """A plan of the library's own exercises and texts, whatever library that is."""
    exercises = list(library.exercises.values())
    routine = next(iter(library.routines.values()))
    items = (
        *(
            PlanItem(exercise=one.id, per_day=2, note=one.cues[0] if one.cues else "")
            for one in exercises[:3]
        ),
        *(PlanItem(exercise=one.id, per_day=2, days_per_week=3) for one in exercises[3:4]),
        *(PlanItem(exercise=one.id, days=("monday", "thursday")) for one in exercises[4:6]),
    )
    often = tuple(PlanItem(exercise=one.id, days=("monday", "friday")) for one in exercises[1:3])
    return Plan(
        id="sample",
        name=routine.name,
        goal=routine.goal,
        patient="A. B.",
        language=cast("Language", language()),
        changed_on=TODAY.isoformat(),
        practice=Practice(name="Physio am Park", therapist="M. Weber", phone="030 123456"),
        phases=(
            PlanPhase(
                id="first",
                name=exercises[0].name,
                aim=exercises[0].purpose,
                weeks=2,
                criterion=PlanCriterion(effort_at_most=4),
                items=items,
            ),
            PlanPhase(
                id="second",
                name=exercises[1].name,
                aim=exercises[1].purpose,
                criterion=PlanCriterion(),
                items=often,
            ),
        ),
        when_it_hurts=exercises[0].purpose,
        when_to_call=exercises[1].purpose,
    )


def _new(context: DrawingContext) -> QWidget:
    plan = sample_plan(context.library)
    return context.make(PlanSheet, PlanOffer(plan, context.library))


def _newer(context: DrawingContext) -> QWidget:
    before, library = sample_plan(context.library), context.library
    first = before.phases[0]
    items = (replace(first.items[0], side="left"), *first.items[2:])
    phases = (replace(first, items=items), *before.phases[1:])
    plan = replace(before, revision=2, phases=phases)
    profile = Profile(frozenset({Condition.SPINE_OPERATION}))
    changes = tuple(
        difference_words(one, before, plan, library) for one in differences(before, plan)
    )
    warnings = tuple(disagreements(plan, library, profile))
    offer = PlanOffer(
        plan,
        library,
        standing=standing_words("newer"),
        changes=changes,
        begins=phase_words(plan, plan.phases[0].id, plan.phases[0].id),
        warnings=warnings,
    )
    return context.make(PlanSheet, offer)


def _faults(context: DrawingContext) -> QWidget:
    got = sentences("{count} character", "{count} characters", count=0)
    what = sentence("got {got}; expected {limit} or more characters", got=got, limit=1)
    faults = (problem_words(Problem("plan.name", what)),) * 3
    return context.make(FaultsSheet, "neck.postureplan", faults)


def _steps(context: DrawingContext) -> QWidget:
    """Today with an easier and a harder exercise proposed."""
    return _today(context, steps=True)


def _programmes(context: DrawingContext) -> QWidget:
    """The programmes with plans that were put away."""
    names = [one.name for one in context.library.routines.values()]
    window = MainWindow(context.theme, context.still)
    show_library(window, context.library)
    window.show_part("programmes")
    page = window.page("move")
    if isinstance(page, MovePage):
        page.show_put_away([PutAwayPlan(str(at), name, TODAY) for at, name in enumerate(names[:2])])
    return window


def _today(context: DrawingContext, *, steps: bool = False) -> QWidget:
    plan = sample_plan(context.library)
    library = with_plan(plan_file(plan, context.library), context.library, routine_name)
    kept = FollowedPhase(
        id="f",
        programme_id=programme_id(plan),
        programme_name=plan.name,
        phase_id=plan.phases[0].id,
        began_on=TODAY - timedelta(days=3),
    )
    facts = followed_facts(library, kept, [], TODAY, Bands())
    if facts is None:
        raise LookupError(kept.phase_id)
    if steps:
        whys: tuple[Literal["hurt", "went_well"], ...] = ("hurt", "went_well")
        exercises = [*context.library.exercises.values()]
        proposed = tuple(
            StepFacts(
                plan.id,
                1,
                kept.phase_id,
                ExerciseStep(one.id, instead.id, why),
                one.name,
                instead.name,
            )
            for why, one, instead in zip(whys, exercises[:2], exercises[2:4], strict=True)
        )
        guide = [*context.library.guide.values()][:2]
        pages = tuple((one.id, one.title) for one in guide)
        facts = replace(facts, steps=proposed, pages=pages)
    offers = [Offer(one, reason=facts.programme.name) for one in facts.due]
    window = MainWindow(context.theme, context.still)
    show_library(window, library)
    window.open_page("today")
    usual = samples.today(library)
    window.page("today").show_snapshot(
        replace(usual, offer=offers[0], alternatives=offers[1:], followed=facts)
    )
    return window


def _phases(context: DrawingContext) -> QWidget:
    plan = sample_plan(context.library)
    library = with_plan(plan_file(plan, context.library), context.library, routine_name)
    window = MainWindow(context.theme, context.still)
    show_library(window, library)
    window.show_programme(programme_id(plan))
    return window


PLAN_SCREENS: Final = (
    Screen("plan-received", _new),
    Screen("plan-received-newer", _newer),
    Screen("plan-faults", _faults),
    Screen("today-plan", _today),
    Screen("today-plan-steps", _steps),
    Screen("programmes-put-away", _programmes),
    Screen("programme-plan", _phases),
)
