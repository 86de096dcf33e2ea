"""The sheet of exercises that a patient is handed, in words: before anybody has drawn it."""

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, cast

from posture_app.coach.pain_rule import Bands
from posture_app.coach.timeline import compile_routine
from posture_app.dataclass import dataclass
from posture_app.library.model import Dose, Library
from posture_app.plans.as_programme import grouped
from posture_app.plans.differences import Difference, differences
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.progress import WEEKDAYS
from posture_app.plans.remarks import session_s
from posture_app.words import safety
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.formats import listed, medium_date, rounded_duration
from posture_app.words.library import dose_details, dose_words, equipment_words
from posture_app.words.plan_differences import difference_words
from posture_app.words.plans import how_often, item_often, phase_goes_on, version_words

MOST_CHANGES: Final = 8
"""So many changes are listed; what is marked at the exercises tells the rest."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something under its name."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class WrittenExercise:
    """One exercise on the sheet.

    Attributes:
        id: The exercise; `side` is the one that is done, where it is one only.
        mark: Says that it is new or was changed, or nothing.
        amount: Dose with side, and load.
        note, feel, mistake: What the therapist says, what to feel, what to avoid.
        often: How often it is done; empty where the plan does not say.
        times: How many boxes a day has.
        days: The days of the week that ask for it, from 0 for Monday.
    """

    id: str
    number: int
    name: str
    mark: str
    steps: tuple[str, ...]
    amount: tuple[Fact, ...]
    note: Fact | None
    feel: Fact | None
    mistake: Fact | None
    often: str
    times: int
    days: frozenset[int]
    side: str | None

    @property
    def hints(self) -> tuple[Fact, ...]:
        """What is said besides the steps."""
        return tuple(one for one in (self.note, self.feel, self.mistake) if one is not None)


@dataclass(frozen=True, slots=True)
class WrittenPhase:
    """One phase on the sheet: what is known of it at a glance, and its exercises."""

    title: str
    lines: tuple[str, ...]
    facts: tuple[Fact, ...]
    exercises: tuple[WrittenExercise, ...]


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """All words of a sheet but those beside its boxes.

    Attributes:
        practice: The practice's name, and below it the therapist, phone and address.
        about: For whom it is and which version, from when.
        bands: The rule for pain: green, amber and red.
        changes: What is different from the version before.
        notes: Precautions, when it hurts, when to call, what to read.
        footer: What stands at the foot of each page: which sheet it is, and how to use it.
    """

    title: str
    practice: tuple[str, ...]
    about: tuple[str, ...]
    goal: str
    bands: tuple[Fact, ...]
    changes: tuple[str, ...]
    phases: tuple[WrittenPhase, ...]
    notes: tuple[tuple[str, tuple[str, ...]], ...]
    footer: tuple[str, str]


def written_sheet(
    plan: Plan,
    phases: Sequence[PlanPhase],
    library: Library,
    today: date,
    emergency_number: str,
    before: Plan | None = None,
) -> WrittenSheet:
    """All that stands on a sheet, in the language that is spoken.

    Args:
        plan: The plan.
        phases: The phases of it that are handed out.
        library: Has all exercises of the plan, and of the version before.
        today: When it is handed out.
        emergency_number: What to call where the patient is.
        before: The version that the patient has, if what was changed is to be told.
    """
    steps = sheet_steps(plan, phases, library, today, emergency_number, before)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("WrittenSheet", end.value)


def sheet_steps(
    plan: Plan,
    phases: Sequence[PlanPhase],
    library: Library,
    today: date,
    emergency_number: str,
    before: Plan | None = None,
) -> Generator[float, None, WrittenSheet]:
    """The same, a phase at a time; yields 0, as little is done by that, for each exercise of it."""
    changes, marks = told_changes(before, plan, phases, library)
    written = []
    for one in phases:
        written.append(_phase(one, library, marks, alone=len(phases) == 1))
        yield from (0.0 for _exercise in written[-1].exercises)
    about = [_("For: {patient}").format(patient=plan.patient)] if plan.patient else []
    about += [medium_date(today), version_words(plan)]
    names = (plan.name, plan.patient, _("Version {number}").format(number=plan.revision))
    return WrittenSheet(
        title=plan.name,
        practice=_practice(plan),
        about=tuple(about),
        goal=_("Goal: {goal}").format(goal=plan.goal) if plan.goal else "",
        bands=pain_bands(),
        changes=changes,
        phases=tuple(written),
        notes=tuple(_notes(plan, library, emergency_number)),
        footer=(" · ".join(one for one in names if one), self_care()),
    )


def pain_bands() -> tuple[Fact, ...]:
    """The rule for pain from 0 to 10, as a traffic light in words."""
    bands = Bands()
    middle, high = bands.middle_from, bands.high_from
    return (
        Fact(
            _("Green: pain 0 to {most}").format(most=middle - 1),
            _("Go on. A little ache that stays the same or eases is fine."),
        ),
        Fact(
            _("Amber: pain {least} to {most}").format(least=middle, most=high - 1),
            _("Make it easier: a smaller movement, fewer repetitions, a shorter hold."),
        ),
        Fact(
            _("Red: pain {least} to 10").format(least=high),
            _("Stop for today. Call us if it happens again."),
        ),
    )


def self_care() -> str:
    """What the sheet is for, at the foot of each page."""
    return _(
        "These exercises were chosen for you alone. If something gets worse, stop, and ask us"
        " before you go on."
    )


def page_number(number: int, count: int) -> str:
    """Which page it is."""
    return _("Page {number} of {count}").format(number=number, count=count)


def start_picture() -> str:
    """What stands below the first picture of an exercise."""
    return pgettext("picture", "Start")


def end_picture() -> str:
    """What stands below the second picture of an exercise."""
    return pgettext("picture", "End")


def changes_title(before: Plan) -> str:
    """What stands above the changes."""
    return _("Changed since version {number}").format(number=before.revision)


def pain_rows() -> tuple[str, str]:
    """The rows in which the patient writes the pain of each day."""
    return _("Pain before (0 to 10)"), _("Pain after (0 to 10)")


def how_often_fact(often: str) -> Fact:
    """How often an exercise is done, under its name."""
    return Fact(_("How often"), often)


def diary_title() -> str:
    """What stands above those rows."""
    return _("How it was")


def code_words(whole: bool, check_sum: str) -> str:
    """What the square code is for.

    Args:
        whole: Whether the whole plan is in it.
        check_sum: What tells this version from any other.
    """
    if whole:
        return _(
            "The square code on the first page holds the whole plan in writing, without the"
            " pictures, and nothing else. Check sum: {sum}"
        ).format(sum=check_sum)
    return _(
        "The square code on the first page tells this version of the plan from any other. Check"
        " sum: {sum}"
    ).format(sum=check_sum)


def _practice(plan: Plan) -> tuple[str, ...]:
    practice = plan.practice
    phone = _("Phone: {number}").format(number=practice.phone) if practice.phone else ""
    address = practice.address.splitlines()
    return tuple(one for one in (practice.name, practice.therapist, phone, *address) if one)


def _phase(
    phase: PlanPhase, library: Library, marks: Mapping[tuple[str, str], str], *, alone: bool
) -> WrittenPhase:
    items = dict.fromkeys(item.exercise for item in phase.items)
    numbers = {key: number for number, key in enumerate(items, 1)}
    exercises = [
        _exercise(item, numbers[item.exercise], library, marks.get((phase.id, item.exercise), ""))
        for item in phase.items
    ]
    used = {one.exercise: one for one in phase.items}
    for key in phase.routines:
        for one in library.routines[key].items:
            if one.exercise in used:
                continue
            item = PlanItem(exercise=one.exercise, dose=one.dose, side=one.side or "both")
            used[one.exercise] = item
            exercises.append(_exercise(item, len(exercises) + 1, library, "", is_own=False))
    needed = dict.fromkeys(thing for one in used for thing in library.exercises[one].equipment)
    facts = [
        Fact(_("How often"), " ".join(_often(phase, numbers, library))),
        Fact(_("You need"), _("{things}.").format(things=equipment_words(needed))),
    ]
    title = phase.name if alone else _("Phase: {phase}").format(phase=phase.name)
    return WrittenPhase(
        title=title,
        lines=tuple(one for one in (phase.aim, phase_goes_on(phase)) if one),
        facts=tuple(one for one in facts if one.words),
        exercises=tuple(exercises),
    )


def _often(phase: PlanPhase, numbers: Mapping[str, int], library: Library) -> Iterator[str]:
    """How often the exercises are done, and how long that takes with the player's own clock."""
    groups = grouped(phase)
    for often, items in groups.items():
        length = rounded_duration(session_s(items, library))
        words = {"often": how_often(often), "length": length}
        if len(groups) == 1:
            yield _("{often} It takes {length} at a time.").format(**words)
        elif len(items) == 1:
            yield _("Exercise {numbers}: {often} It takes {length} at a time.").format(
                numbers=numbers[items[0].exercise], **words
            )
        else:
            chosen = listed([str(numbers[one.exercise]) for one in items])
            yield _("Exercises {numbers}: {often} They take {length} at a time.").format(
                numbers=chosen, **words
            )
    for key in phase.routines:
        routine = library.routines[key]
        yield _("Routine “{routine}”: it takes {length} at a time.").format(
            routine=routine.name, length=rounded_duration(compile_routine(routine, library).total_s)
        )


def _exercise(
    item: PlanItem, number: int, library: Library, mark: str, *, is_own: bool = True
) -> WrittenExercise:
    exercise = library.exercises[item.exercise]
    side = None if item.side == "both" else item.side
    dose = item.dose or exercise.dose
    # How often is the plan's to say, not the exercise's.
    details = dose_details(_without_frequency(dose))
    amount = _("{dose}.").format(dose=dose_words(exercise.sides, dose, side))
    facts = [Fact(_("How much"), " ".join((amount, *details)))]
    if item.load:
        facts.append(Fact(_("Load"), item.load))
    chosen = frozenset(WEEKDAYS.index(day) for day in item.days) or frozenset(range(7))
    return WrittenExercise(
        id=exercise.id,
        number=number,
        name=exercise.name,
        mark=mark,
        steps=exercise.steps,
        amount=tuple(facts),
        note=Fact(_("For you"), item.note) if item.note else None,
        feel=Fact(_("Feel it here"), exercise.feel) if exercise.feel else None,
        mistake=Fact(_("Take care"), exercise.mistakes[0]) if exercise.mistakes else None,
        often=item_often(item) if is_own else "",
        times=item.per_day,
        days=chosen,
        side=side if exercise.sides != "together" else None,
    )


def _without_frequency(dose: Dose) -> Dose:
    return replace(dose, per_day=None, per_week=None)


def told_changes(
    before: Plan | None, plan: Plan, phases: Sequence[PlanPhase], library: Library
) -> tuple[tuple[str, ...], Mapping[tuple[str, str], str]]:
    """What was changed as sentences, and the marks of the exercises by their phase and id.

    Args:
        before: The version that the patient has; None where nothing is to be told.
        plan: The plan.
        phases: The phases of it that are handed out.
        library: Has all exercises of both versions.
    """
    if before is None:
        return (), {}
    shown = {one.id for one in phases}
    found = [one for one in differences(before, plan) if _is_told(one, shown)]
    said = [
        _elsewhere(one)
        if one.field in _AT_THE_END
        else difference_words(one, before, plan, library)
        for one in found
    ]
    marks: dict[tuple[str, str], str] = {}
    for one in found:
        if one.phase is not None and one.exercise is not None and one.kind in _MARKS:
            marks.setdefault((one.phase, one.exercise), _(_MARKS[one.kind]))
    if len(said) > MOST_CHANGES:
        said = [*said[: MOST_CHANGES - 1], _("More was changed; see the marks at the exercises.")]
    return tuple(said) or (_("Nothing was changed."),), marks


def _is_told(one: Difference, phases: Collection[str]) -> bool:
    """Whether a difference is for the patient to know, and about what is handed out."""
    if one.phase is None:
        return one.field == "goal" or one.field in _AT_THE_END
    return one.phase in phases and one.field != "may_step"


def _elsewhere(one: Difference) -> str:
    return _("“{title}” at the end was changed.").format(title=_(_AT_THE_END[one.field or ""]))


_AT_THE_END: Final[Mapping[str, str]] = {
    "precautions": N_("What was considered for you"),
    "when_it_hurts": N_("When it hurts"),
    "when_to_call": N_("When to call"),
}
_MARKS: Final[Mapping[str, str]] = {"added": N_("New"), "changed": N_("Changed")}


def considered(plan: Plan) -> tuple[str, tuple[str, ...]]:
    """The precautions of a plan under their title."""
    return _("What was considered for you"), tuple(
        safety.condition(one) for one in plan.precautions
    )


def _notes(
    plan: Plan, library: Library, emergency_number: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if plan.precautions:
        yield considered(plan)
    settled = _("By the next morning the pain should be back to what it was before.")
    own = tuple(plan.when_it_hurts.split("\n")) if plan.when_it_hurts else (settled,)
    yield _("When it hurts"), own
    own = tuple(plan.when_to_call.split("\n")) if plan.when_to_call else ()
    yield _("When to call"), (*own, safety.stop_text(emergency_number))
    pages = [library.guide[one].title for one in plan.pages if one in library.guide]
    if pages:
        where = _("You find this on the page for your telephone, and in the program under Guide.")
        yield _("To read"), (listed(pages), where)
