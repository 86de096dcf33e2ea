"""The builder of plans: a usual plan, a new one, many exercises at once, long texts, a hundred."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, cast

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from posture_app.coach.pain_rule import Condition
from posture_app.gallery.drawing import DrawingContext, Screen, settle, show_off_screen
from posture_app.gallery.pages import practice_window
from posture_app.gallery.paper import sheet_of
from posture_app.handout.plan_sheet import SheetChoice
from posture_app.library.model import Library
from posture_app.plans import editing
from posture_app.plans.model import MAX_ITEMS, Language, Plan, PlanCriterion, PlanItem, PlanPhase
from posture_app.plans.patient import Patient
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import PlanTarget, TemplateLookTarget
from posture_app.ui.therapist.builder.builder import PlanBuilder
from posture_app.ui.therapist.builder.rows import PLAN_KEY, RowKey
from posture_app.ui.therapist.patient_choice import PatientChoice
from posture_app.ui.therapist.plans_page import PlansPage, PlansShown, ShownDraft
from posture_app.ui.therapist.template_view import ShownTemplate
from posture_app.ui.widgets.still import Pictogram, StillCache
from posture_app.words.catalogue import language

_TODAY: Final = date(2026, 3, 2)
_LONG: Final = 12


def sample(library: Library) -> Plan:
    """A plan of the library's own exercises and texts, whatever library that is."""
    exercises = list(library.exercises.values())
    first = tuple(
        PlanItem(exercise=one.id, per_day=2, note=one.cues[0] if one.cues else "")
        for one in exercises[:3]
    )
    second = tuple(PlanItem(exercise=one.id, days=("monday", "friday")) for one in exercises[1:5])
    spoken: Language = "de" if language() == "de" else "en"
    return Plan(
        id="sample",
        name=exercises[0].name,
        goal=exercises[0].purpose,
        patient="A. B.",
        language=spoken,
        changed_on=_TODAY.isoformat(),
        precautions=(Condition.OSTEOPOROSIS,),
        phases=(
            PlanPhase(
                id="first",
                name=exercises[0].name,
                weeks=2,
                criterion=PlanCriterion(effort_at_most=4),
                items=first,
            ),
            PlanPhase(id="second", name=exercises[1].name, items=second),
        ),
    )


def builder(
    context: DrawingContext, plan: Plan, chosen: list[RowKey], *, remarks: bool = False
) -> QWidget:
    """The builder with a plan in it, and the handout of its first phase."""
    stills = StillCache(context.make, context.still or Pictogram, context.theme)
    shown = context.make(PlanBuilder, stills)
    stills.setParent(shown)
    shown.show_library(context.library)
    shown.show_plan(plan)
    shown.list.choose(chosen)
    if remarks:
        shown.head.remarks.click()
    choice = SheetChoice(_TODAY, "112", phase=plan.phases[0].id)
    shown.show_handout(sheet_of(plan, context.library, choice).pages)
    return shown


def _usual(context: DrawingContext) -> QWidget:
    plan = sample(context.library)
    item = RowKey("item", "first", plan.phases[0].items[1].exercise)
    return builder(context, plan, [item])


def _in_window(context: DrawingContext) -> QWidget:
    """As it is beside the pages, where there is less room."""
    window = practice_window(context, "plans")
    plan = sample(context.library)
    page = cast("PlansPage", window.page("plans"))
    page.show_builder(PlanTarget(plan.id), plan, context.library)
    if page.builder is not None:
        page.builder.list.choose([RowKey("item", "first", plan.phases[0].items[1].exercise)])
    return window


def _edited(window: QWidget, size: QSize) -> None:
    """The panel is asked for where there is room for it alone."""
    show_off_screen(window, size)
    for button in window.findChildren(QAbstractButton, "builder-edit"):
        if button.isVisible():
            button.click()
    settle()


def _several(context: DrawingContext) -> QWidget:
    plan = sample(context.library)
    items = [RowKey("item", "second", one.exercise) for one in plan.phases[1].items]
    return builder(context, plan, items, remarks=True)


def _phase(context: DrawingContext) -> QWidget:
    return builder(context, sample(context.library), [RowKey("phase", "first")])


def _whole(context: DrawingContext) -> QWidget:
    return builder(context, sample(context.library), [PLAN_KEY])


def _empty(context: DrawingContext) -> QWidget:
    phase = PlanPhase(id="first", name="1")
    plan = replace(sample(context.library), goal="", precautions=(), phases=(phase,))
    return builder(context, plan, [RowKey("phase", "first")])


def _long(context: DrawingContext) -> QWidget:
    plan = sample(context.library)
    words = next(iter(context.library.exercises.values())).purpose
    plan = editing.change_plan(plan, name=" ".join([plan.name] * _LONG), goal=words * _LONG)
    keys = editing.item_keys(plan)[:3]
    plan = editing.change_items(plan, keys, load=words, note=words * _LONG)
    name = " ".join([plan.phases[0].name] * _LONG)
    plan = editing.change_phase(plan, "first", name=name, aim=words * _LONG)
    return builder(context, plan, [RowKey("item", *keys[0])])


def _hundred(context: DrawingContext) -> QWidget:
    items = tuple(PlanItem(exercise=one) for one in list(context.library.exercises)[:MAX_ITEMS])
    phase = PlanPhase(id="first", name="1", items=items)
    plan = replace(sample(context.library), phases=(phase,))
    keys = [RowKey("item", *key) for key in editing.item_keys(plan)]
    return builder(context, plan, keys, remarks=True)


def _plans(context: DrawingContext) -> QWidget:
    return _page(context, [ShownDraft(sample(context.library), "A. B.")])


def _plans_first(context: DrawingContext) -> QWidget:
    return _page(context, [])


def _template(context: DrawingContext) -> QWidget:
    window = _page(context, [])
    window.show_details(TemplateLookTarget("own", "sample"))
    return window


def _page(context: DrawingContext, drafts: list[ShownDraft]) -> MainWindow:
    window = practice_window(context, "plans")
    plan = sample(context.library)
    templates = (ShownTemplate("own", "sample", plan), ShownTemplate("library", "sample", plan))
    window.page("plans").show_snapshot(PlansShown(tuple(drafts), templates, context.library))
    return window


def _patient(
    context: DrawingContext, codes: tuple[str, ...] = ("A. B.", "C. D.", "E. F.")
) -> QWidget:
    return context.make(PatientChoice, [Patient(id=one, code=one) for one in codes])


def _nobody(context: DrawingContext) -> QWidget:
    return _typed_into(_patient(context), "patient-choice-search")


def _nothing_found(context: DrawingContext) -> QWidget:
    return _typed_into(_usual(context), "builder-search")


def _typed_into(shown: QWidget, name: str) -> QWidget:
    for field in shown.findChildren(QLineEdit, name):
        field.insert("qwertz")
    return shown


BUILDER_SCREENS: Final = (
    Screen("plans", _plans),
    Screen("plans-first", _plans_first),
    Screen("template", _template),
    Screen("patient-choice", _patient),
    Screen("patient-choice-empty", partial(_patient, codes=())),
    Screen("patient-choice-nobody-found", _nobody),
    Screen("builder", _usual),
    Screen("builder-in-window", _in_window),
    Screen("builder-fields", _in_window, _edited),
    Screen("builder-several", _several),
    Screen("builder-phase", _phase),
    Screen("builder-plan", _whole),
    Screen("builder-empty", _empty),
    Screen("builder-nothing-found", _nothing_found),
    Screen("builder-long", _long),
    Screen("builder-hundred", _hundred),
)
