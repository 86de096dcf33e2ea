"""Changing a plan: each edit makes another plan of one, and never what a plan's file may not hold.

An edit that cannot be made leaves the plan as it is: it returns the very plan that it was given.
Numbers beyond their range become the last one within it, and texts that are too long are cut.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple, TypedDict, Unpack

from posture_app.coach.pain_rule import Condition
from posture_app.library.model import Dose, Library, Tempo, Weekday
from posture_app.library.references import NEEDED, UNUSED, is_slug
from posture_app.plans.bounds import bounded, plain
from posture_app.plans.files import MAX_REPETITIONS
from posture_app.plans.model import (
    MAX_ITEMS,
    MAX_PHASES,
    Language,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    PlanSide,
    Practice,
    StepRule,
)
from posture_app.plans.progress import WEEKDAYS

MAX_PLAN_ITEMS: Final = 1000
"""Of all phases together: with as many long notes a file stays below what is read of one."""
MAX_CARRIED: Final = 500
"""Exercises that a plan's file carries."""
_MOST_ROUTINES: Final = 20
_LONGEST: Final = 60
"""Of an id."""
_MOST_PER_DAY: Final = 3
"""So often a day a new item is asked for at most, though its exercise may be done more often."""


class ItemKey(NamedTuple):
    """Which item: each exercise stands once in a phase."""

    phase: str
    exercise: str


class PlanChange(TypedDict, total=False):
    """What can be changed of a plan as a whole."""

    name: str
    goal: str
    language: Language
    practice: Practice
    precautions: tuple[Condition, ...]
    steps: StepRule
    when_it_hurts: str
    when_to_call: str
    pages: tuple[str, ...]


class PhaseChange(TypedDict, total=False):
    """What can be changed of a phase."""

    name: str
    aim: str
    weeks: int | None
    criterion: PlanCriterion | None


class ItemChange(TypedDict, total=False):
    """What can be changed of an item beside its dose."""

    side: PlanSide
    load: str
    per_day: int
    days_per_week: int
    days: tuple[Weekday, ...]
    note: str
    may_step: bool


class DoseChange(TypedDict, total=False):
    """What can be changed of a dose; None takes away what it need not have."""

    sets: int
    reps: int
    hold_s: float
    relax_s: float | None
    duration_s: float
    rest_s: float | None
    switch_s: float | None
    tempo_s: Tempo | None


def item_keys(plan: Plan) -> tuple[ItemKey, ...]:
    """All items, in their order."""
    return tuple(ItemKey(phase.id, one.exercise) for phase in plan.phases for one in phase.items)


def item_of(plan: Plan, key: ItemKey) -> PlanItem | None:
    """An item; None where it is no longer there."""
    phase = phase_of(plan, key.phase)
    items = () if phase is None else phase.items
    return next((one for one in items if one.exercise == key.exercise), None)


def phase_of(plan: Plan, phase_id: str) -> PlanPhase | None:
    """A phase; None where it is no longer there."""
    return next((one for one in plan.phases if one.id == phase_id), None)


# The plan as a whole


def change_plan(plan: Plan, **changes: Unpack[PlanChange]) -> Plan:
    """Other words, rules or pages; without a name the plan keeps the one it has."""
    if not plain(changes.get("name", plan.name)).strip():
        changes["name"] = plan.name
    if "precautions" in changes:
        changes["precautions"] = tuple(dict.fromkeys(changes["precautions"]))
    if "pages" in changes:
        changes["pages"] = tuple(
            dict.fromkeys(one for one in changes["pages"] if is_slug(one) and len(one) <= _LONGEST)
        )
    return _same_or(plan, bounded(replace(plan, **changes)))


# Phases


def add_phase(plan: Plan, phase_id: str, name: str, at: int | None = None) -> Plan:
    """A new phase without items.

    Args:
        plan: What is changed.
        phase_id: An id that this plan has never had: what was done is told by it.
        name: What it is called.
        at: Before which of the phases it stands; at the end for None.
    """
    return _with_phase(plan, PlanPhase(id=phase_id, name=name), at)


def copy_phase(plan: Plan, phase_id: str, new_id: str, name: str) -> Plan:
    """The same phase once more, right behind it, by an id that the plan has never had."""
    copied = phase_of(plan, phase_id)
    if copied is None or len(item_keys(plan)) + len(copied.items) > MAX_PLAN_ITEMS:
        return plan
    at = plan.phases.index(copied) + 1
    return _with_phase(plan, replace(copied, id=new_id, name=name), at)


def change_phase(plan: Plan, phase_id: str, **changes: Unpack[PhaseChange]) -> Plan:
    """Another name, aim, length or criterion; without a name it keeps the one it has."""
    phase = phase_of(plan, phase_id)
    if phase is None:
        return plan
    if not plain(changes.get("name", phase.name)).strip():
        changes["name"] = phase.name
    return _with(plan, bounded(replace(phase, **changes)))


def move_phase(plan: Plan, phase_id: str, at: int) -> Plan:
    """The phase as the one with this number, counted from 0 when it was taken out."""
    phase = phase_of(plan, phase_id)
    if phase is None:
        return plan
    others = [one for one in plan.phases if one is not phase]
    at = min(max(at, 0), len(others))
    return _same_or(plan, replace(plan, phases=(*others[:at], phase, *others[at:])))


def remove_phase(plan: Plan, phase_id: str) -> Plan:
    """The plan without a phase; the last one stays, as a plan has at least one."""
    left = tuple(one for one in plan.phases if one.id != phase_id)
    return replace(plan, phases=left) if left and len(left) < len(plan.phases) else plan


def add_routine(plan: Plan, phase_id: str, routine: str, library: Library) -> Plan:
    """A routine of the library, done beside the items."""
    phase = phase_of(plan, phase_id)
    if phase is None or routine not in library.routines or routine in phase.routines:
        return plan
    if len(phase.routines) >= _MOST_ROUTINES:
        return plan
    return _checked(plan, [replace(phase, routines=(*phase.routines, routine))], library)


def remove_routine(plan: Plan, phase_id: str, routine: str) -> Plan:
    """The phase without a routine."""
    phase = phase_of(plan, phase_id)
    if phase is None or routine not in phase.routines:
        return plan
    return _with(
        plan, replace(phase, routines=tuple(one for one in phase.routines if one != routine))
    )


# Items


def add_items(
    plan: Plan, phase_id: str, exercises: Sequence[str], library: Library, at: int | None = None
) -> Plan:
    """New items for exercises that the phase does not have yet.

    Each is asked for as often as the last one above it of its kind, such as strength, or else as
    often as its exercise tells.

    Args:
        plan: What is changed.
        phase_id: Where they are added.
        exercises: Their ids.
        library: Has the exercises; what it lacks is left out.
        at: Before which of the items; at the end for None.
    """
    phase = phase_of(plan, phase_id)
    if phase is None:
        return plan
    at = len(phase.items) if at is None else min(max(at, 0), len(phase.items))
    above = phase.items[:at]
    new = [_new_item(one, above, library) for one in exercises if one in library.exercises]
    return _with_items(plan, phase, new, at, library)


def copy_items(
    plan: Plan, keys: Collection[ItemKey], phase_id: str, at: int, library: Library
) -> Plan:
    """The same items in another phase, less those whose exercise it has."""
    phase = phase_of(plan, phase_id)
    if phase is None:
        return plan
    return _with_items(plan, phase, _picked(plan, keys), at, library)


def move_items(
    plan: Plan, keys: Collection[ItemKey], phase_id: str, at: int, library: Library
) -> Plan:
    """Items at another place, together and in their order.

    One whose exercise stands in the phase already stays where it is.

    Args:
        plan: What is changed.
        keys: Which; those that are not there are left alone.
        phase_id: Where they go to.
        at: Before which of the phase's items as they are now.
        library: Has the exercises.
    """
    phase = phase_of(plan, phase_id)
    if phase is None:
        return plan
    own = {one.exercise for one in phase.items}
    going = [key for key in item_keys(plan) if key in set(keys)]
    going = [key for key in going if key.phase == phase_id or key.exercise not in own]
    twice = Counter(key.exercise for key in going)
    going = [key for key in going if twice[key.exercise] == 1 or key.phase == phase_id]
    at -= sum(ItemKey(phase_id, one.exercise) in going for one in phase.items[: max(at, 0)])
    left = remove_items(plan, going)
    target = phase_of(left, phase_id)
    if target is None:
        return plan
    moved = _with_items(left, target, _picked(plan, going), at, library)
    whole = len(item_keys(moved)) == len(item_keys(plan))
    return _same_or(plan, moved) if whole else plan


def shift_items(plan: Plan, keys: Collection[ItemKey], step: int, library: Library) -> Plan:
    """Items one place up (-1) or down (1).

    Those at the end of their phase go over into the next one, if all are of one phase.
    """
    chosen = set(keys) & set(item_keys(plan))
    if len({key.phase for key in chosen}) != 1:
        return plan
    (phase_id,) = {key.phase for key in chosen}
    number = next(at for at, one in enumerate(plan.phases) if one.id == phase_id)
    items = plan.phases[number].items
    places = [at for at, one in enumerate(items) if ItemKey(phase_id, one.exercise) in chosen]
    first, last = places[0], places[-1]
    if step < 0:
        if first > 0:
            return move_items(plan, chosen, phase_id, first - 1, library)
        if last >= len(places):  # with others between them: first they close up
            return move_items(plan, chosen, phase_id, 0, library)
        if number == 0:
            return plan
        above = plan.phases[number - 1]
        return move_items(plan, chosen, above.id, len(above.items), library)
    if last < len(items) - 1:
        return move_items(plan, chosen, phase_id, last + 2, library)
    if first < len(items) - len(places):
        return move_items(plan, chosen, phase_id, len(items), library)
    if number == len(plan.phases) - 1:
        return plan
    return move_items(plan, chosen, plan.phases[number + 1].id, 0, library)


def remove_items(plan: Plan, keys: Collection[ItemKey]) -> Plan:
    """The plan without these items."""
    gone = set(keys)
    changed = []
    for phase in plan.phases:
        left = tuple(one for one in phase.items if ItemKey(phase.id, one.exercise) not in gone)
        if len(left) < len(phase.items):
            changed.append(replace(phase, items=left))
    return _with(plan, *changed)


def replace_exercise(plan: Plan, key: ItemKey, exercise: str, library: Library) -> Plan:
    """Another exercise in an item's place, such as an easier one, by its own dose."""
    phase, item = phase_of(plan, key.phase), item_of(plan, key)
    if phase is None or item is None or exercise not in library.exercises:
        return plan
    if any(one.exercise == exercise for one in phase.items):
        return plan
    other = replace(item, exercise=exercise, dose=None)
    if library.exercises[exercise].sides == "together":
        other = replace(other, side="both")
    items = tuple(other if one is item else one for one in phase.items)
    return _checked(plan, [replace(phase, items=items)], library)


def change_items(plan: Plan, keys: Collection[ItemKey], **changes: Unpack[ItemChange]) -> Plan:
    """The same change of all these items."""
    days = changes.get("days")
    if days is not None:
        changes["days"] = tuple(one for one in WEEKDAYS if one in days)
    return _with(plan, *_each(plan, keys, lambda item: bounded(replace(item, **changes), changes)))


def change_doses(
    plan: Plan, keys: Collection[ItemKey], library: Library, **changes: Unpack[DoseChange]
) -> Plan:
    """The same change of all these items' doses, as far as each has a use for it.

    What then is the exercise's own dose is kept as that. A dose that was changed rests on no source
    any more.
    """

    def changed(item: PlanItem) -> PlanItem:
        exercise = library.exercises.get(item.exercise)
        if exercise is None:
            return item
        own = _bare(exercise.dose)
        dose = _changed_dose(_bare(item.dose or own), changes)
        return replace(item, dose=None if dose == own else dose)

    return _checked(plan, list(_each(plan, keys, changed)), library)


def reset_doses(plan: Plan, keys: Collection[ItemKey], library: Library) -> Plan:
    """These items with their exercises' own doses."""
    changed = _each(plan, keys, lambda item: replace(item, dose=None))
    return _checked(plan, list(changed), library)


def _new_item(exercise: str, above: Sequence[PlanItem], library: Library) -> PlanItem:
    kind = library.exercises[exercise].category
    for one in reversed(above):
        known = library.exercises.get(one.exercise)
        if known is not None and known.category == kind:
            return PlanItem(
                exercise=exercise,
                per_day=one.per_day,
                days_per_week=one.days_per_week,
                days=one.days,
            )
    dose = library.exercises[exercise].dose
    return PlanItem(
        exercise=exercise,
        per_day=min(dose.per_day or 1, _MOST_PER_DAY),
        days_per_week=dose.per_week or 7,
    )


@lru_cache(maxsize=4096)
def _bare(dose: Dose) -> Dose:
    """A dose without what the plan tells otherwise, and without its source."""
    return replace(dose, per_day=None, per_week=None, source=None)


def _changed_dose(dose: Dose, changes: DoseChange) -> Dose:
    used: DoseChange = {}
    for name, value in changes.items():
        if name in UNUSED[dose.model] or (value is None and name in NEEDED[dose.model]):
            continue
        if isinstance(value, float) and not math.isfinite(value):
            continue
        used[name] = value  # type: ignore[literal-required]  # a name of the same class
    if not used.get("hold_s", 1):
        del used["hold_s"]  # a hold of no time is none
    tempo = used.get("tempo_s")
    if tempo is not None and not 0 < tempo.move + tempo.return_ < math.inf:
        del used["tempo_s"]
    found = bounded(replace(dose, **used), used)
    return dose if found.hold_s == 0 and "hold_s" in NEEDED[dose.model] else found


def _picked(plan: Plan, keys: Collection[ItemKey]) -> list[PlanItem]:
    chosen = set(keys)
    return [
        one
        for phase in plan.phases
        for one in phase.items
        if ItemKey(phase.id, one.exercise) in chosen
    ]


def _with_items(
    plan: Plan, phase: PlanPhase, new: Sequence[PlanItem], at: int, library: Library
) -> Plan:
    """Items put into a phase, less those whose exercise it has already."""
    seen = {one.exercise for one in phase.items}
    fresh = []
    for one in new:
        if one.exercise not in seen:
            seen.add(one.exercise)
            fresh.append(one)
    at = min(max(at, 0), len(phase.items))
    items = (*phase.items[:at], *fresh, *phase.items[at:])
    too_many = len(items) > MAX_ITEMS or len(item_keys(plan)) + len(fresh) > MAX_PLAN_ITEMS
    if not fresh or too_many:
        return plan
    return _checked(plan, [replace(phase, items=items)], library)


def _each(
    plan: Plan, keys: Collection[ItemKey], change: Callable[[PlanItem], PlanItem]
) -> Iterable[PlanPhase]:
    """The phases in which items were changed."""
    chosen = set(keys)
    for phase in plan.phases:
        items = tuple(
            change(one) if ItemKey(phase.id, one.exercise) in chosen else one for one in phase.items
        )
        if items != phase.items:
            yield replace(phase, items=items)


def _with_phase(plan: Plan, phase: PlanPhase, at: int | None) -> Plan:
    """A new phase, if its id and its name can be used."""
    phase = bounded(phase)
    usable = is_slug(phase.id) and phase_of(plan, phase.id) is None and phase.name.strip()
    if not usable or len(plan.phases) >= MAX_PHASES:
        return plan
    at = len(plan.phases) if at is None else min(max(at, 0), len(plan.phases))
    return replace(plan, phases=(*plan.phases[:at], phase, *plan.phases[at:]))


def _with(plan: Plan, *changed: PlanPhase) -> Plan:
    """The plan with phases in the place of those with their ids."""
    found = {one.id: one for one in changed}
    phases = tuple(found.get(one.id, one) for one in plan.phases)
    return plan if phases == plan.phases else replace(plan, phases=phases)


def _checked(plan: Plan, changed: Sequence[PlanPhase], library: Library) -> Plan:
    """As `_with`, if these phases can be done, and a file can carry what the plan then uses."""
    for phase in changed:
        doses = (
            one.dose or library.exercises[one.exercise].dose
            for one in phase.items
            if one.exercise in library.exercises
        )
        if sum(dose.sets * (dose.reps or 1) for dose in doses) > MAX_REPETITIONS:
            return plan
    found = _with(plan, *changed)
    used = {one.exercise for phase in found.phases for one in phase.items}
    for phase in found.phases:
        for routine in phase.routines:
            if routine in library.routines:
                used |= {one.exercise for one in library.routines[routine].items}
    return plan if len(used) > MAX_CARRIED else found


def _same_or(before: Plan, after: Plan) -> Plan:
    """The very plan that was given where nothing is different."""
    return before if after == before else after
