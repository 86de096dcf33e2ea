"""Words of the builder: what can be taken back, how long a phase takes, what a row says."""

from collections.abc import Collection, Mapping
from typing import Final

from posture_app.library.model import Exercise
from posture_app.plans.as_programme import HowOften
from posture_app.plans.edit_history import Edit
from posture_app.plans.model import Plan, PlanCriterion, PlanItem, PlanPhase, PlanSide
from posture_app.plans.phase_times import PhaseTimes
from posture_app.words import library as library_words
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.formats import enumerated, rounded_duration
from posture_app.words.plans import (
    item_dose,
    often_in_short,
    phases_counted,
    version_words,
)
from posture_app.words.programmes import weeks_counted

EDITS: Final[Mapping[Edit, str]] = {
    Edit.ADD_ITEMS: N_("add exercises"),
    Edit.COPY_ITEMS: N_("copy exercises"),
    Edit.MOVE_ITEMS: N_("move exercises"),
    Edit.REMOVE_ITEMS: N_("remove exercises"),
    Edit.REPLACE_EXERCISE: N_("choose another exercise"),
    Edit.CHANGE_DOSE: N_("change the dose"),
    Edit.CHANGE_OFTEN: N_("change how often"),
    Edit.CHANGE_SIDE: N_("change the side"),
    Edit.CHANGE_LOAD: N_("change the load"),
    Edit.CHANGE_NOTE: N_("change the note"),
    Edit.CHANGE_STEPS: N_("change whether it may be stepped up or down"),
    Edit.ADD_PHASE: N_("add a phase"),
    Edit.COPY_PHASE: N_("copy a phase"),
    Edit.MOVE_PHASE: N_("move a phase"),
    Edit.REMOVE_PHASE: N_("remove a phase"),
    Edit.CHANGE_PHASE: N_("change a phase"),
    Edit.ADD_ROUTINE: N_("add a routine"),
    Edit.REMOVE_ROUTINE: N_("remove a routine"),
    Edit.CHANGE_PLAN: N_("change the plan"),
}


def undo_words(edit: Edit | None) -> str:
    """What would be taken back."""
    return _("Undo") if edit is None else _("Undo: {edit}").format(edit=_(EDITS[edit]))


def redo_words(edit: Edit | None) -> str:
    """What would be made again."""
    return _("Redo") if edit is None else _("Redo: {edit}").format(edit=_(EDITS[edit]))


def times_words(times: PhaseTimes) -> str:
    """How long a phase takes, in one line."""
    return _("{once} once, {day} on a day, {week} in a week").format(
        once=rounded_duration(times.once),
        day=rounded_duration(times.day),
        week=rounded_duration(times.week),
    )


def phase_detail(phase: PlanPhase, times: PhaseTimes | None) -> str:
    """How long a phase goes on, and what it takes; the times are not known at once."""
    parts = []
    if times is not None and phase.items:
        parts.append(times_words(times))
    if phase.weeks is not None:
        parts.append(_("{weeks} at least").format(weeks=weeks_counted(phase.weeks)))
    if phase.criterion is not None:
        parts.append(criterion_in_short(phase.criterion))
    return " · ".join(parts)


def criterion_in_short(criterion: PlanCriterion) -> str:
    """What leads on, as short as may be."""
    count, pain, effort = criterion.sessions, criterion.pain_at_most, criterion.effort_at_most
    parts = [
        ngettext("{count} good session", "{count} good sessions running", count).format(count=count)
    ]
    if pain is not None:
        parts.append(_("pain up to {number}").format(number=pain))
    if effort is not None:
        parts.append(_("effort up to {number}").format(number=effort))
    return enumerated(parts)


def item_detail(item: PlanItem, exercise: Exercise) -> str:
    """Dose, side, load and how often, in one line."""
    days = len(item.days) or item.days_per_week
    often = often_in_short(HowOften(item.per_day, days, item.days))
    return enumerated((item_dose(item, exercise), often))


def plan_detail(plan: Plan) -> str:
    """What stands below a plan's name."""
    return plan.goal or _("Goal, what to do when it hurts, precautions, what to read")


def new_phase_name(plan: Plan, number: int) -> str:
    """The name of a phase that is added as the one with this number, counted from 1."""
    taken = {one.name for one in plan.phases}
    numbers = range(number, number + len(plan.phases) + 1)
    names = (_("Phase {number}").format(number=number) for number in numbers)
    return next(name for name in names if name not in taken)


def copied_name(name: str) -> str:
    """The name of a copied phase or template."""
    return _("{name} (copy)").format(name=name)


def short_sides() -> tuple[tuple[PlanSide, str], ...]:
    """The sides by their keys, as short as may be."""
    return (
        ("both", pgettext("side", "Both")),
        ("left", pgettext("side", "Left")),
        ("right", pgettext("side", "Right")),
    )


def chosen_words(names: Collection[str]) -> str:
    """What is changed: one exercise by its name, or how many."""
    if len(names) == 1:
        return next(iter(names))
    return library_words.exercises_counted(len(names))


def draft_words(plan: Plan, code: str) -> str:
    """For whom a plan is being written, and since when."""
    about = _("For {patient}").format(patient=code)
    return enumerated((about, version_words(plan)))


def template_words(plan: Plan) -> str:
    """How much is in a template."""
    count = sum(len(one.items) for one in plan.phases)
    return enumerated((phases_counted(len(plan.phases)), library_words.exercises_counted(count)))
