"""Words for what came back from a patient: how often, how much, and what was left out and why."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from posture_app.coach.pain_rule import Sign
from posture_app.plans.adherence_course import (
    AnsweredSession,
    DayDone,
    DoneShare,
    ExerciseDone,
    WhyLeftOut,
)
from posture_app.plans.model import SessionDone, StopReason
from posture_app.plans.patient_course import PatientCourse
from posture_app.words import safety
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.course import dates
from posture_app.words.formats import enumerated, full_date, medium_date, percent

_STOPPED: Final[Mapping[StopReason, str]] = {
    "pain": N_("stopped for pain"),
    "time": N_("stopped for lack of time"),
    "tired": N_("stopped because of tiredness"),
    "other": N_("stopped for another reason"),
}
_SIGNS: Final = {sign.value: sign for sign in Sign}


def period_words(found: PatientCourse) -> str:
    """Which plan is looked at, and from when to when."""
    return _("{plan}, version {version}: {dates}").format(
        plan=found.plan.name,
        version=found.plan.revision,
        dates=dates(found.first_day, found.last_day),
    )


def share_figure(done: DoneShare) -> str:
    """How much was done, in per cent; how often, where nothing was asked for."""
    return str(round(done.done)) if done.share is None else percent(done.share)


def sessions_line(done: DoneShare) -> str:
    """How often somebody practised."""
    return _("of the times were practised: {done} of {asked}").format(
        done=round(done.done), asked=round(done.asked)
    )


def dose_line() -> str:
    """What the share of the dose means."""
    return _("of the dose was done when they practised")


def answered_figure(course: PatientCourse) -> str:
    """In how many of the sessions something was answered."""
    answers = course.course.answers
    return _("{answered} of {count}").format(
        answered=sum(map(_is_answered, answers)), count=len(answers)
    )


def answered_line() -> str:
    """What is not answered is not known."""
    return _("sessions have answers; without one, nothing is known")


def _is_answered(one: AnsweredSession) -> bool:
    told = (one.pain_before, one.pain_after, one.pain_next_morning, one.effort)
    return any(value is not None for value in told)


def flag_lines(sessions: Sequence[SessionDone]) -> list[str]:
    """The signs that were answered, the newest first, a line each."""
    return [
        _("{date}: {what}").format(
            date=medium_date(one.local_day), what=enumerated([sign_words(s) for s in one.red_flags])
        )
        for one in reversed(sessions)
        if one.red_flags
    ]


def sign_words(key: str) -> str:
    """A sign by its key; one that another version of the program knows is told as it is."""
    sign = _SIGNS.get(key)
    return key if sign is None else safety.sign(sign)


def stop_lines(sessions: Sequence[SessionDone]) -> list[str]:
    """The sessions that were stopped for pain, the newest first, a line each."""
    return [
        _("{date}: {what}").format(date=medium_date(one.local_day), what=_stop_words(one))
        for one in reversed(sessions)
        if one.stopped == "pain"
    ]


def _stop_words(one: SessionDone) -> str:
    if one.pain_after is None:
        return _("stopped for pain, how much was not answered")
    return _("stopped for pain, {value} of 10 afterwards").format(value=one.pain_after)


def note_lines(sessions: Sequence[SessionDone]) -> list[str]:
    """What the patient chose to send, the newest first."""
    return [
        _("{date}: {what}").format(date=medium_date(one.local_day), what=one.note)
        for one in reversed(sessions)
        if one.note
    ]


def exercise_facts(one: ExerciseDone, names: Mapping[str, str]) -> str:
    """How one exercise fared.

    Args:
        one: The exercise.
        names: The exercises' names by their ids.
    """
    facts = [
        _("{done} of {asked} times").format(
            done=round(one.times.done),
            asked=max(1, round(one.times.asked)),  # three days a week are half a time on the first
        )
        if one.times.asked
        else ngettext(
            "{count} time, not asked for", "{count} times, not asked for", int(one.times.done)
        ).format(count=int(one.times.done))
    ]
    if one.sets.asked:
        facts.append(
            _("{done} of {asked} sets").format(
                done=round(one.sets.done), asked=round(one.sets.asked)
            )
        )
    if one.hurt:
        facts.append(
            ngettext("hurt in {count} session", "hurt in {count} sessions", one.hurt).format(
                count=one.hurt
            )
        )
    if one.pain:
        values = [value for _day, value in one.pain]
        low, high = min(values), max(values)
        facts.append(
            _("pain {value} of 10").format(value=low)
            if low == high
            else _("pain from {low} to {high}").format(low=low, high=high)
        )
    facts += [
        _("also done as “{exercise}”").format(exercise=names.get(instead, instead))
        for instead in one.done_as
    ]
    return " · ".join(facts)


def left_out_lines(found: PatientCourse, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each exercise that was left out, the one most often first, with the reasons."""
    by_exercise: dict[str, Counter[WhyLeftOut]] = {}
    for one in found.course.left_out:
        by_exercise.setdefault(one.exercise, Counter())[one.why] += 1
    most = sorted(by_exercise.items(), key=lambda item: -item[1].total())
    return [
        (
            names.get(exercise, exercise),
            enumerated([_why(why, count) for why, count in whys.most_common()]),
        )
        for exercise, whys in most
    ]


def _why(why: WhyLeftOut, count: int) -> str:
    return _WHY[why](count).format(count=count)


_WHY: Final[Mapping[WhyLeftOut, Callable[[int], str]]] = {
    "skipped": lambda count: ngettext("skipped {count} time", "skipped {count} times", count),
    "hurt": lambda count: ngettext("hurt {count} time", "hurt {count} times", count),
    "pain": lambda count: ngettext(
        "stopped for pain {count} time", "stopped for pain {count} times", count
    ),
    "time": lambda count: ngettext("no time {count} time", "no time {count} times", count),
    "tired": lambda count: ngettext("too tired {count} time", "too tired {count} times", count),
    "other": lambda count: ngettext(
        "another reason {count} time", "another reason {count} times", count
    ),
    "not_told": lambda count: ngettext(
        "no reason told {count} time", "no reason told {count} times", count
    ),
}


# The chart


def chart_title() -> str:
    """Of the chart of answers."""
    return pgettext("chart", "Pain, effort and practising")


def chart_spoken(found: PatientCourse) -> str:
    """The chart for a screen reader."""
    return _("Pain, effort and practising, {dates}").format(
        dates=dates(found.first_day, found.last_day)
    )


def chart_columns() -> Sequence[str]:
    """The heads of the chart's table."""
    return (
        _("Day"),
        _("Practised"),
        _("Pain before"),
        _("Pain after"),
        _("Pain on the next morning"),
        _("Effort"),
    )


def chart_cells(day: DayDone, answers: Sequence[AnsweredSession]) -> Sequence[str]:
    """A day's row in the table; several sessions of a day stand side by side."""

    def told(values: Sequence[int | None]) -> str:
        said = [_("not answered") if value is None else str(value) for value in values]
        return enumerated(said)

    return (
        medium_date(day.day),
        times_words(day),
        told([one.pain_before for one in answers]),
        told([one.pain_after for one in answers]),
        told([one.pain_next_morning for one in answers]),
        told([one.effort for one in answers]),
    )


def times_words(day: DayDone) -> str:
    """How often was practised on a day."""
    if day.asked is None:
        return str(day.done)
    return _("{done} of {asked}").format(done=day.done, asked=day.asked)


def day_line(day: date, done: DayDone | None, answers: Sequence[AnsweredSession]) -> str:
    """A day with all that is known of it, in one line."""
    facts = []
    if done is not None:
        facts.append(_("practised {times}").format(times=times_words(done)))
    for one in answers:
        facts += _answered(one)
    told = enumerated(facts) if facts else _("nothing came back")
    return _("{day}: {facts}").format(day=full_date(day), facts=told)


def _answered(one: AnsweredSession) -> list[str]:
    told = (
        (_("pain before {value}"), one.pain_before),
        (_("pain after {value}"), one.pain_after),
        (_("pain on the next morning {value}"), one.pain_next_morning),
        (_("effort {value}"), one.effort),
    )
    facts = [words.format(value=value) for words, value in told if value is not None]
    if not facts:
        facts.append(_("pain and effort not answered"))
    if one.stopped is not None:
        facts.append(_(_STOPPED[one.stopped]))
    return facts
