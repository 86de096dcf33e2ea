"""A patient's plan as the practice sees it, and how it is handed over."""

from dataclasses import replace
from datetime import timedelta
from typing import Final, cast

from PySide6.QtWidgets import QWidget

from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import practice_window
from posture_app.gallery.paper import sheet_of
from posture_app.gallery.plans import TODAY, sample_plan
from posture_app.gallery.player import player
from posture_app.gallery.samples import NOW
from posture_app.handout.hand_over import sheet_choice
from posture_app.plans.differences import differences
from posture_app.plans.hand_over import HandOverChoice
from posture_app.plans.model import Plan
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.plans.patient_course import patient_course
from posture_app.plans.revising import PatientPlans
from posture_app.plans.steps import ExerciseStep
from posture_app.ui.therapist.hand_over_sheet import HandOverFacts, HandOverSheet
from posture_app.ui.therapist.patient_plan_facts import PatientPlanFacts, ProposedStep
from posture_app.ui.therapist.patients_page import PatientsPage
from posture_app.ui.therapist.preview_frame import PreviewFrame
from posture_app.ui.therapist.snapshots import PatientSnapshot, PatientsSnapshot
from posture_app.words.hand_over import (
    about_handing_over,
    file_stem,
    handed_over,
    still_missing,
)
from posture_app.words.patient_plan import criterion_met
from posture_app.words.plan_differences import difference_words


def _sheet(context: DrawingContext) -> HandOverSheet:
    plan = sample_plan(context.library)
    facts = HandOverFacts(
        plan=plan.name,
        about=about_handing_over(plan, is_handed_over=False),
        stem=file_stem(plan),
        missing=still_missing(plan, context.library),
        phases=tuple((one.id, one.name) for one in plan.phases),
        before=1,
    )
    choice = HandOverChoice(language=plan.language, emergency_number="112")
    sheet = context.make(HandOverSheet, facts, choice)
    paper = sheet_choice(choice, TODAY, None, None)
    sheet.show_pages(sheet_of(plan, context.library, paper).pages)
    return sheet


def _handed_over(context: DrawingContext) -> QWidget:
    sheet = _sheet(context)
    plan = sample_plan(context.library)
    sheet.tell(handed_over(plan), can_take_back=True)
    sheet.tell_about(about_handing_over(plan, is_handed_over=True))
    return sheet


def _busy(context: DrawingContext) -> QWidget:
    sheet = _sheet(context)
    sheet.show_progress(0.4)
    return sheet


def _plan(context: DrawingContext, facts: PatientPlanFacts) -> QWidget:
    window = practice_window(context, "patients")
    page = cast("PatientsPage", window.page("patients"))
    page.show_snapshot(PatientsSnapshot((), TODAY))
    page.frame.plan.show_plans(facts)
    course = patient_course((), (), TODAY, None)
    patient = Patient(id="p", code="A. B.", birth_year=1970)
    page.show_patient(PatientSnapshot(patient, TODAY, (), course, None, {}, ()))
    return window


def _kept(plan: Plan, *, day: int | None = None) -> KeptPlan:
    at = None if day is None else NOW - timedelta(days=day)
    return KeptPlan(patient_id="p", plan=plan, handed_over_at=at, writes=1)


def _empty(context: DrawingContext) -> QWidget:
    return _plan(context, PatientPlanFacts(plans=PatientPlans(), library=context.library))


def _first(context: DrawingContext) -> QWidget:
    plans = PatientPlans(draft=_kept(sample_plan(context.library)))
    return _plan(context, PatientPlanFacts(plans=plans, library=context.library))


def _full(context: DrawingContext) -> QWidget:
    library = context.library
    first = sample_plan(library)
    current = replace(first, revision=2, goal=f"{first.goal} {first.when_to_call}")
    phase = current.phases[0]
    items = (replace(phase.items[0], side="left", load=phase.aim), *phase.items[2:])
    draft = replace(current, revision=3, phases=(replace(phase, items=items), *current.phases[1:]))
    now, then = (one.name for one in current.phases)
    one, other = list(library.exercises)[:2]
    return _plan(
        context,
        PatientPlanFacts(
            plans=PatientPlans(
                _kept(current, day=5),
                _kept(draft),
                (_kept(first, day=30), _kept(replace(first, id="other"), day=80)),
            ),
            library=library,
            phase=phase.id,
            changes=tuple(
                difference_words(each, current, draft, library)
                for each in differences(current, draft)
            ),
            proposals=(
                ProposedStep(phase.id, ExerciseStep(one, other, "went_well")),
                ProposedStep(phase.id, ExerciseStep(other, one, "hurt")),
            ),
            next_phase=criterion_met(now, then, TODAY),
            routines={("sample", 2): (("a", now), ("b", then))},
        ),
    )


def _preview(context: DrawingContext) -> QWidget:
    view, _driver = player(context)
    return context.make(PreviewFrame, sample_plan(context.library).name, view)


PATIENT_PLAN_SCREENS: Final = (
    Screen("patient-plan-empty", _empty),
    Screen("patient-plan-first", _first),
    Screen("patient-plan", _full),
    Screen("plan-preview", _preview),
    Screen("hand-over", _sheet),
    Screen("hand-over-done", _handed_over),
    Screen("hand-over-busy", _busy),
)
