"""Words for plans: how often, on which side, what leads on, what is worth a second look."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from posture_app.coach.suitability import FitReason
from posture_app.library.model import Exercise, Library, Weekday
from posture_app.plans.as_programme import HowOften
from posture_app.plans.model import (
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    PlanSide,
    Practice,
    StepRule,
)
from posture_app.plans.progress import WEEKDAYS
from posture_app.plans.remarks import (
    KEPT_UP,
    LONGEST_SESSION_S,
    MOST_PER_MUSCLE_S,
    Remark,
    RemarkKind,
    session_s,
    week_s,
)
from posture_app.plans.steps import ExerciseStep
from posture_app.words import anatomy, safety
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import (
    duration,
    enumerated,
    listed,
    medium_date,
    rounded_duration,
    spoken_duration,
    weekdays,
)
from posture_app.words.library import dose_words, region, times_a_week
from posture_app.words.programmes import weeks_counted

SIDES: Final[Mapping[PlanSide, str]] = {
    "both": N_("Both sides"),
    "left": N_("Left side only"),
    "right": N_("Right side only"),
}


def how_often(often: HowOften) -> str:
    """How often something is asked for, as a sentence: `Twice a day, on Monday.`."""
    if not often.days:
        return times_a_week(often.per_day, often.days_per_week)
    when = on_days(often.days)
    if often.per_day == 1:
        return _("Once a day, {when}.").format(when=when)
    if often.per_day == 2:
        return _("Twice a day, {when}.").format(when=when)
    return _("{times} times a day, {when}.").format(times=often.per_day, when=when)


def item_often(item: PlanItem) -> str:
    """How often an item is asked for, as a sentence."""
    days = len(item.days) or item.days_per_week
    return how_often(HowOften(item.per_day, days, item.days))


def often_in_short(often: HowOften) -> str:
    """How often something is asked for, as it stands in a list: `twice a day, 3 days a week`."""
    if often.per_day == 1:
        times = _("once a day")
    elif often.per_day == 2:
        times = _("twice a day")
    else:
        times = _("{times} times a day").format(times=often.per_day)
    return enumerated((times, _which_days(often)))


def _which_days(often: HowOften) -> str:
    if often.days:
        return on_days(often.days)
    if often.days_per_week == 7:
        return _("every day")
    count = often.days_per_week
    return ngettext("{count} day a week", "{count} days a week", count).format(count=count)


def on_days(days: Collection[Weekday]) -> str:
    """When something is done: `on Monday and Friday`, `from Monday to Friday`."""
    chosen = [at for at, day in enumerate(WEEKDAYS) if day in days]
    names = weekdays()
    if len(chosen) > 2 and chosen[-1] - chosen[0] == len(chosen) - 1:
        return _("from {first} to {last}").format(first=names[chosen[0]], last=names[chosen[-1]])
    return _("on {days}").format(days=listed([names[at] for at in chosen]))


def routine_name(_plan: Plan, phase: PlanPhase, often: HowOften, alone: bool) -> str:
    """What the routine of a phase is called that is done so often, for `as_programme.with_plan`.

    How often comes first, as it is what tells the routines of a phase apart where there is little
    room.
    """
    if alone:
        return phase.name
    if often.per_day == 1:
        times = _("Once a day")
    elif often.per_day == 2:
        times = _("Twice a day")
    else:
        times = _("{times} times a day").format(times=often.per_day)
    # Translators: how often some exercises are done, and the phase of a plan that they are of.
    return _("{often}: {phase}").format(
        often=enumerated((times, _which_days(often))), phase=phase.name
    )


def side_words(side: PlanSide) -> str:
    """Which side is done."""
    return _(SIDES[side])


def item_dose(item: PlanItem, exercise: Exercise) -> str:
    """How much of an item to do at one time, with its side and its load."""
    side = None if item.side == "both" else item.side
    words = dose_words(exercise.sides, item.dose or exercise.dose, side)
    return enumerated((words, item.load)) if item.load else words


def phases_counted(count: int) -> str:
    """A number of phases."""
    return ngettext("{count} phase", "{count} phases", count).format(count=count)


def criterion_words(criterion: PlanCriterion) -> str:
    """What leads on, as a sentence."""
    pain, effort, count = criterion.pain_at_most, criterion.effort_at_most, criterion.sessions
    if pain is None and effort is None:
        pattern = ngettext(
            "Go on when the last session was done to its end.",
            "Go on when the last {count} sessions were done to their end.",
            count,
        )
    elif effort is None:
        pattern = ngettext(
            "Go on when the last session was done to its end, with pain of {pain} of 10 at most.",
            "Go on when the last {count} sessions were done to their end, with pain of {pain} of 10"
            " at most.",
            count,
        )
    elif pain is None:
        pattern = ngettext(
            "Go on when the last session was done to its end, with effort of {effort} of 10 at"
            " most.",
            "Go on when the last {count} sessions were done to their end, with effort of {effort}"
            " of 10 at most.",
            count,
        )
    else:
        pattern = ngettext(
            "Go on when the last session was done to its end, with pain of {pain} of 10 and effort"
            " of {effort} of 10 at most.",
            "Go on when the last {count} sessions were done to their end, with pain of {pain} of 10"
            " and effort of {effort} of 10 at most.",
            count,
        )
    return pattern.format(count=count, pain=pain, effort=effort)


def phase_goes_on(phase: PlanPhase) -> str:
    """How long a phase takes and what leads on from it, as sentences; empty if neither is said."""
    if phase.criterion is None:
        if phase.weeks is None:
            return ""
        return _("This phase takes {weeks}.").format(weeks=weeks_counted(phase.weeks))
    criterion = criterion_words(phase.criterion)
    if phase.weeks is None:
        return criterion
    return _("This phase takes {weeks} at least. {criterion}").format(
        weeks=weeks_counted(phase.weeks), criterion=criterion
    )


def step_rule_words(rule: StepRule) -> str:
    """When the easier or the harder exercise is proposed, as sentences."""
    return _("A harder exercise: {criterion} An easier one: from pain of {pain} of 10 on.").format(
        criterion=criterion_words(rule.harder), pain=rule.easier_from
    )


def step_words(step: ExerciseStep, names: Mapping[str, str]) -> str:
    """A proposed step to the patient, as sentences.

    Args:
        step: What is proposed.
        names: The exercises' names by their ids.
    """
    if step.why == "hurt":
        pattern = _("“{exercise}” hurt last time. Do the easier “{instead}” until it has settled.")
    else:
        pattern = _("“{exercise}” went well. If you like, go on to the harder “{instead}”.")
    return pattern.format(exercise=names[step.exercise], instead=names[step.instead])


def practice_words(practice: Practice) -> str:
    """Who handed a plan over, in one line; empty if nothing is known."""
    known = (practice.name, practice.therapist, practice.phone, practice.address)
    return enumerated(tuple(one for one in known if one))


def remark_words(found: Remark, plan: Plan, library: Library) -> str:
    """A remark on a plan, as sentences.

    Args:
        found: The remark.
        plan: The plan that it was found in.
        library: Knows the exercises' names.
    """
    phase = next(one.name for one in plan.phases if one.id == found.phase)
    if found.kind is RemarkKind.PRECAUTION:
        return _precaution(found, phase, library)
    number = found.number
    values: dict[RemarkKind, Mapping[str, object]] = {
        RemarkKind.MANY_EXERCISES: {"count": round(number), "most": KEPT_UP},
        RemarkKind.LONG_SESSION: {
            "length": rounded_duration(number),
            "most": rounded_duration(LONGEST_SESSION_S),
        },
        RemarkKind.LONG_STRETCH: {
            "muscle": anatomy.muscle_name(found.muscle),
            "length": spoken_duration(number),
            "most": spoken_duration(MOST_PER_MUSCLE_S),
        },
        RemarkKind.NO_OPPOSITE: {"region": "" if found.region is None else region(found.region)},
    }
    return _(REMARKS[found.kind]).format(phase=phase, **values.get(found.kind, {}))


REMARKS: Final[Mapping[RemarkKind, str]] = {
    RemarkKind.NO_EXERCISE: N_("“{phase}” has no exercise yet."),
    RemarkKind.MANY_EXERCISES: N_(
        "“{phase}” has {count} exercises. People keep up fewer of them when they are given more"
        " than {most}."
    ),
    RemarkKind.LONG_SESSION: N_(
        "A session of “{phase}” takes {length}. What takes longer than {most} is left out more"
        " easily."
    ),
    RemarkKind.LONG_STRETCH: N_(
        "“{phase}” stretches a muscle for {length} in one session ({muscle}). About {most} in all"
        " is enough."
    ),
    RemarkKind.NO_OPPOSITE: N_(
        "“{phase}” strengthens muscles without those that work against them. There is no"
        " strengthening for this region: {region}."
    ),
    RemarkKind.NO_WAY_ON: N_(
        "“{phase}” has neither a length nor a criterion, so that nothing leads to the next phase."
    ),
}
"""All but those about a precaution, which have their own reasons."""


def _precaution(found: Remark, phase: str, library: Library) -> str:
    if found.leaves_out:
        pattern = _("“{exercise}” in “{phase}” is against a precaution of this patient. {reasons}")
    else:
        pattern = _("“{exercise}” in “{phase}” needs care for this patient. {reasons}")
    return pattern.format(
        exercise=library.exercises[found.exercise or ""].name,
        phase=phase,
        reasons=reasons_words(found.why),
    )


def reasons_words(reasons: tuple[FitReason, ...]) -> str:
    """Why an exercise is done otherwise or left out, as sentences to the patient."""
    return " ".join(safety.why(one) for one in reasons)


def plan_lines(plan: Plan, library: Library) -> Iterator[str]:
    """A plan as lines of text; what belongs to a phase is indented.

    Args:
        plan: The plan.
        library: Has all exercises that it uses, and the pages of the guide.
    """
    yield plan.name
    yield version_words(plan)
    if plan.patient:
        yield _("For: {patient}").format(patient=plan.patient)
    practice = practice_words(plan.practice)
    if practice:
        yield _("From: {practice}").format(practice=practice)
    if plan.goal:
        yield _("Goal: {goal}").format(goal=plan.goal)
    for one in plan.precautions:
        yield _("Precaution: {condition}").format(condition=safety.condition(one))
    for number, phase in enumerate(plan.phases, start=1):
        yield ""
        yield _("{number}. {phase}").format(number=number, phase=phase.name)
        yield from (f"   {line}" for line in phase_lines(phase, library))
    yield ""
    if plan.when_it_hurts:
        yield _("When it hurts: {words}").format(words=plan.when_it_hurts)
    if plan.when_to_call:
        yield _("When to call: {words}").format(words=plan.when_to_call)
    for page in plan.pages:
        title = library.guide[page].title if page in library.guide else page
        yield _("To read: {page}").format(page=title)


def version_words(plan: Plan) -> str:
    """Which version of a plan it is, and since when."""
    if not plan.changed_on:
        return _("Version {number}").format(number=plan.revision)
    day = medium_date(date.fromisoformat(plan.changed_on))
    return _("Version {number}, {day}").format(number=plan.revision, day=day)


def phase_lines(phase: PlanPhase, library: Library) -> Iterator[str]:
    """A phase as lines of text: its aim, what leads on, its exercises, and the time they take."""
    yield from (line for line in (phase.aim, phase_goes_on(phase)) if line)
    for item in phase.items:
        exercise = library.exercises[item.exercise]
        line = _("- {exercise}: {dose}. {often}").format(
            exercise=exercise.name, dose=item_dose(item, exercise), often=item_often(item)
        )
        yield _("{sentence} {note}").format(sentence=line, note=item.note) if item.note else line
    for key in phase.routines:
        name = library.routines[key].name if key in library.routines else key
        yield _("- Routine: {routine}").format(routine=name)
    if phase.items:
        yield time_words(phase, library)


def time_words(phase: PlanPhase, library: Library) -> str:
    """How long a phase's exercises take at one time and in a week, without its routines."""
    return _("All of it once: {session}. A week: {week}.").format(
        session=duration(session_s(phase.items, library)),
        week=rounded_duration(week_s(phase, library)),
    )
