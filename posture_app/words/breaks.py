"""What a person reads of the breaks: decisions, refusals, reasons and how things stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, assert_never

from posture_app.breaks.effects import (
    AbsenceEnded,
    BreakEffect,
    BreakEnded,
    BreakStarted,
    BreakWaits,
    ClockMoved,
    CountReset,
    Dropped,
    Merged,
    NoticeGiven,
    NoticeWithdrawn,
    Nudged,
    Refused,
    Released,
    SettingsChanged,
    Withheld,
    WorkEnded,
    WorkStarted,
)
from posture_app.breaks.explain import (
    BreakFact,
    BreakIsNotDue,
    BreakIsOn,
    BreakIsOwed,
    BreakIsPutOff,
    HeldBack,
    NoticeIsOut,
    OutsideHours,
    PersonIsAway,
    PersonReads,
    RoutineIsOn,
    explain,
)
from posture_app.breaks.reasons import (
    Absence,
    BreakResult,
    HoldKey,
    Refusal,
    Request,
    ResetReason,
    Withdrawal,
)
from posture_app.breaks.settings import DEFAULT_KINDS, BreakKind, BreakSettings
from posture_app.breaks.state import SchedulerState
from posture_app.breaks.view import HoldView, local
from posture_app.errors import Message, sentence, sentences
from posture_app.words.catalogue import N_, _, pgettext, said
from posture_app.words.formats import time_of_day

_NAMES: Final = {
    "micro": N_("Micro-break"),
    "movement": N_("Movement break"),
    "posture": N_("Change of posture"),
    "eyes": N_("Eye rest"),
}
"""The names of the kinds that the program comes with, by their ids."""
_COMES_WITH: Final = {kind.id: kind.name for kind in DEFAULT_KINDS}


def kind_name(kind: BreakKind) -> str:
    """What people call a kind of break: translated unless the person named it."""
    return logged_name(kind.id, kind.name)


def name_of(settings: BreakSettings, kind_id: str) -> str:
    """The same by its id, which is all that is known of a kind that there is no more."""
    kind = settings.kind(kind_id)
    return kind_id if kind is None else kind_name(kind)


def logged_name(kind_id: str, name: str) -> str:
    """The same by the name that a kind had when something of it was written down."""
    return _(_NAMES[kind_id]) if _COMES_WITH.get(kind_id) == name else name


def length(seconds: float) -> str:
    """A length of time as people say it: `40 s`, `3 min`, `1 h 5 min`; seconds to two minutes."""
    whole = round(abs(seconds))
    if whole < 120:
        return _("{seconds} s").format(seconds=whole)
    minutes = whole // 60
    if minutes < 120:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def day_and_time(when: datetime, now: datetime) -> str:
    """A time, with its day if that is not today: `15:10`, `2026-03-03 06:00`."""
    if when.date() == now.date():
        return time_of_day(when)
    return _("{day} {time}").format(day=when.date().isoformat(), time=time_of_day(when))


def when(state: SchedulerState, at_ms: int) -> str:
    """The local time of an instant, with its day if that is not today."""
    return day_and_time(local(state, at_ms), local(state, state.now_ms))


# Holds


def hold(key: HoldKey, since: str) -> str:
    """What holds breaks back since when, to stand in a sentence: `a call since 14:02`."""
    return _hold_pattern(key).format(time=since)


def holds(held: Sequence[HoldView]) -> str:
    """Several of them: `a call since 14:02 and a shared screen since 14:10`."""
    words = [hold(one.key, time_of_day(one.since)) for one in held]
    if len(words) < 2:
        return "".join(words)
    *first, last = words
    many = first[0]
    for word in first[1:]:
        many = pgettext("list of reasons", "{first}, {next}").format(first=many, next=word)
    return pgettext("list of reasons", "{first} and {last}").format(first=many, last=last)


def _hold_pattern(key: HoldKey) -> str:
    # Translators: these stand after a colon or in brackets, in the nominative.
    match key:
        case HoldKey.CALL:
            return pgettext("reason", "a call since {time}")
        case HoldKey.MEETING:
            return pgettext("reason", "a meeting since {time}")
        case HoldKey.SHARING:
            return pgettext("reason", "a shared screen since {time}")
        case HoldKey.FULLSCREEN:
            return pgettext("reason", "a full-screen window in front since {time}")
        case HoldKey.DND:
            return pgettext("reason", "do-not-disturb since {time}")
        case HoldKey.LOCKED:
            return pgettext("reason", "a locked screen since {time}")
        case HoldKey.PAUSED:
            return pgettext("reason", "a pause since {time}")
        case _:
            assert_never(key)


# Refusals


def refusal(refused: Refused) -> str:
    """Why something that was asked for is not done."""
    return said(refusal_message(refused))


def refusal_message(refused: Refused) -> Message:
    """The same for who says it somewhere else, maybe in another language."""
    if refused.reason is Refusal.SNOOZES_USED:
        return sentences(
            "It has been put off once, and no more is allowed.",
            "It has been put off {count} times, and no more is allowed.",
            count=refused.snoozes,
        )
    return Message(_REFUSALS[refused.reason], values={"name": refused.wanted})


_REFUSALS: Final[Mapping[Refusal, str]] = {
    Refusal.NOT_RUNNING: N_("The program is not running."),
    Refusal.NOTHING_TO_SNOOZE: N_("There is no break to put off."),
    Refusal.KIND_OFF: N_("This kind of break is turned off."),
    Refusal.NEVER_SNOOZED: N_("Breaks of this kind can't be put off."),
    Refusal.NO_BREAK: N_("No break is on."),
    Refusal.NOT_BEGUN: N_("The break has not begun."),
    Refusal.UNKNOWN_KIND: N_('No kind of break is called "{name}".'),
    Refusal.BREAK_ON: N_("A break is already on."),
    Refusal.ROUTINE_ON: N_("A routine is being played."),
}


def strict_refusal(kind: BreakKind) -> Message:
    """Why a strict break is not skipped from here."""
    return sentence(
        "{name} is strict: it is skipped on the screen, "
        "by holding the space bar for three seconds.",
        name=kind_name(kind),
    )


def _refused(name: str, refused: Refused) -> str:
    why = refusal(refused)
    if refused.kind is None:
        return _refused_pattern(refused.asked).format(why=why)
    return _refused_kind_pattern(refused.asked).format(name=name, why=why)


def _refused_pattern(asked: Request) -> str:
    # Translators: {why} is a whole sentence.
    match asked:
        case Request.SNOOZE:
            return _("Snooze refused: {why}")
        case Request.SKIP:
            return _("Skip refused: {why}")
        case Request.DONE:
            return _("Done refused: {why}")
        case Request.BREAK_NOW:
            return _("Break now refused: {why}")
        case _:
            assert_never(asked)


def _refused_kind_pattern(asked: Request) -> str:
    # Translators: {name} is a kind of break, {why} a whole sentence.
    match asked:
        case Request.SNOOZE:
            return _("{name}: snooze refused. {why}")
        case Request.SKIP:
            return _("{name}: skip refused. {why}")
        case Request.DONE:
            return _("{name}: done refused. {why}")
        case Request.BREAK_NOW:
            return _("{name}: break now refused. {why}")
        case _:
            assert_never(asked)


# Decisions


def decision(state: SchedulerState, effect: BreakEffect) -> str:
    """A decision and its reason: `Micro-break: held back by a call since 14:02`.

    Args:
        state: The scheduler's, for the names of the kinds and the person's clock.
        effect: What was decided, in this state or before it.
    """
    match effect:
        case WorkStarted():
            return _("The work hours begin, all counts begin at nothing.")
        case WorkEnded():
            return _("The work hours are over, nothing is counted.")
        case SettingsChanged():
            return _("The settings were changed, what was counted is kept.")
        case ClockMoved():
            step = length(effect.step_s)
            return _("The clock was set by {time}, which counts as nothing.").format(time=step)
        case AbsenceEnded():
            return _absence_pattern(effect.reason).format(time=length(effect.away_s))
        case Refused():
            return _refused(name_of(state.settings, effect.kind or ""), effect)
        case _:
            return _of_a_kind(state, effect, name_of(state.settings, effect.kind))


_OfAKind = (
    NoticeGiven
    | BreakWaits
    | NoticeWithdrawn
    | BreakStarted
    | BreakEnded
    | Merged
    | Withheld
    | Released
    | Nudged
    | Dropped
    | CountReset
)


def _of_a_kind(state: SchedulerState, effect: _OfAKind, name: str) -> str:
    match effect:
        case NoticeGiven() | BreakWaits() | NoticeWithdrawn():
            return _of_a_notice(state, effect, name)
        case BreakStarted() | BreakEnded():
            return _of_a_break(effect, name)
        case Withheld() | Released() | Nudged():
            return _of_a_hold(state, effect, name)
        case Merged():
            return _merged(effect, name, name_of(state.settings, effect.into))
        case Dropped():
            return _("{name}: dropped, as the work hours are over.").format(name=name)
        case CountReset():
            return _reset_pattern(effect.reason).format(name=name, time=length(effect.away_s))
        case _:
            assert_never(effect)


def _merged(effect: Merged, name: str, longer: str) -> str:
    if effect.due_in_s < 1:
        return _("{name}: dropped in favour of {longer}, due now.").format(name=name, longer=longer)
    return _("{name}: dropped in favour of {longer}, due in {time}.").format(
        name=name, longer=longer, time=length(effect.due_in_s)
    )


def _of_a_notice(
    state: SchedulerState, effect: NoticeGiven | BreakWaits | NoticeWithdrawn, name: str
) -> str:
    match effect:
        case NoticeGiven():
            counted = length(effect.counted_s)
            return _("{name}: announced after {time} of activity.").format(name=name, time=counted)
        case BreakWaits():
            return _("{name}: waits for a moment without input, a minute at most.").format(
                name=name
            )
        case NoticeWithdrawn():
            held = _held_since(state, effect.held_by, effect.since_ms)
            return _withdrawn_pattern(effect.reason).format(name=name, hold=held)
        case _:
            assert_never(effect)


def _of_a_break(effect: BreakStarted | BreakEnded, name: str) -> str:
    match effect:
        case BreakStarted(asked_for=True):
            return _("{name}: started, as asked for.").format(name=name)
        case BreakStarted():
            return _("{name}: started.").format(name=name)
        case BreakEnded():
            if effect.unseen:
                return _("{name}: taken; whether you rested was not seen.").format(name=name)
            return _ended_pattern(effect.result).format(name=name, time=length(effect.rested_s))
        case _:
            assert_never(effect)


def _of_a_hold(state: SchedulerState, effect: Withheld | Released | Nudged, name: str) -> str:
    match effect:
        case Withheld():
            held = _held_since(state, effect.held_by, effect.since_ms)
            return _("{name}: held back by {hold}.").format(name=name, hold=held)
        case Released():
            after = length(effect.held_s)
            return _("{name}: no longer held back, after {time}.").format(name=name, time=after)
        case Nudged():
            sentence = _("{name}: still waiting after {time}, told without a sound.")
            return sentence.format(name=name, time=length(effect.held_s))
        case _:
            assert_never(effect)


def _held_since(state: SchedulerState, key: HoldKey | None, since_ms: int | None) -> str:
    if key is None or since_ms is None:
        return ""
    return hold(key, time_of_day(local(state, since_ms)))


def _withdrawn_pattern(reason: Withdrawal) -> str:
    match reason:
        case Withdrawal.HELD:
            return _("{name}: notice withdrawn, for {hold}.")
        case Withdrawal.BREAK_NOW:
            return _("{name}: notice withdrawn, another break was asked for.")
        case Withdrawal.SESSION:
            return _("{name}: notice withdrawn, a routine was started.")
        case Withdrawal.AWAY:
            return _("{name}: notice withdrawn, nobody is there.")
        case Withdrawal.KIND_OFF:
            return _("{name}: notice withdrawn, turned off.")
        case Withdrawal.NOT_DUE:
            return _("{name}: notice withdrawn, no longer due.")
        case _:
            assert_never(reason)


def _ended_pattern(result: BreakResult) -> str:
    match result:
        case "taken":
            return _("{name}: taken, {time} of rest.")
        case "skipped":
            return _("{name}: skipped, {time} of rest.")
        case "snoozed":
            return _("{name}: put off, {time} of rest.")
        case "interrupted":
            return _("{name}: interrupted, as less than half of it was rest, {time} of rest.")
        case "away":
            return _("{name}: taken away from the machine, {time} of rest.")
        case _:
            assert_never(result)


def _reset_pattern(reason: ResetReason) -> str:
    match reason:
        case ResetReason.IDLE:
            return _("{name}: {time} without input counted as this break.")
        case ResetReason.LOCKED:
            return _("{name}: {time} with the screen locked counted as this break.")
        case ResetReason.SUSPEND:
            return _("{name}: {time} with the machine asleep or off counted as this break.")
        case ResetReason.SESSION:
            return _("{name}: {time} with a routine counted as this break.")
        case ResetReason.LONGER_BREAK:
            return _("{name}: counts anew, as a longer break was taken.")
        case _:
            assert_never(reason)


def _absence_pattern(reason: Absence) -> str:
    match reason:
        case Absence.ASLEEP:
            return _("The machine was asleep, away for {time}.")
        case Absence.STALLED:
            return _("The program did not run for a while, which is no sleep.")
        case Absence.DOWN:
            return _("The program was started again, away for {time}.")
        case Absence.SESSION:
            return _("A routine was played for {time}, which counts as rest.")
        case _:
            assert_never(reason)


# How things stand


def explained(state: SchedulerState, now_s: float) -> Sequence[str]:
    """Why there is a break at `now_s` (boot time) or why not, the most telling first."""
    return [_fact(state, one) for one in explain(state, now_s)]


def explained_besides(state: SchedulerState, now_s: float) -> Sequence[str]:
    """The same without what the line of the icon in the panel says already, and what is not due."""
    facts = explain(state, now_s)
    return [_fact(state, one) for one in facts if not isinstance(one, _IN_THE_LINE)]


_IN_THE_LINE: Final = (
    BreakIsOn,
    NoticeIsOut,
    HeldBack,
    OutsideHours,
    PersonIsAway,
    BreakIsNotDue,
)


def _fact(state: SchedulerState, fact: BreakFact) -> str:
    match fact:
        case BreakIsOn() | NoticeIsOut() | BreakIsOwed() | BreakIsPutOff() | BreakIsNotDue():
            return _fact_of_a_kind(state, fact, name_of(state.settings, fact.kind))
        case OutsideHours(until_ms):
            return outside_hours("" if until_ms is None else time_of_day(local(state, until_ms)))
        case HeldBack(held):
            since = hold(held.key, time_of_day(held.since))
            over = _("Breaks are held back for a moment more: {hold} is over.")
            return (over if held.over else _("Breaks are held back: {hold}.")).format(hold=since)
        case PersonReads():
            return _("You are reading: sitting still counts as activity.")
        case RoutineIsOn(since_ms):
            since = time_of_day(local(state, since_ms))
            sentence = _("Nothing is counted: a routine has been played since {time}.")
            return sentence.format(time=since)
        case PersonIsAway(away_s, since_ms):
            since = time_of_day(local(state, since_ms))
            sentence = _("Nothing is counted: away for {length}, since {time}.")
            return sentence.format(length=length(away_s), time=since)
        case _:
            assert_never(fact)


def _fact_of_a_kind(
    state: SchedulerState,
    fact: BreakIsOn | NoticeIsOut | BreakIsOwed | BreakIsPutOff | BreakIsNotDue,
    name: str,
) -> str:
    match fact:
        case BreakIsOn(_kind, ends_ms):
            until = time_of_day(local(state, ends_ms))
            return _("{name}: on until {time}.").format(name=name, time=until)
        case NoticeIsOut(_kind, waiting=True):
            return _("{name}: waits for a moment without input, a minute at most.").format(
                name=name
            )
        case NoticeIsOut():
            return _("{name}: announced, it starts in a moment.").format(name=name)
        case BreakIsOwed(_kind, since_ms):
            since = time_of_day(local(state, since_ms))
            return _("{name}: owed since {time}.").format(name=name, time=since)
        case BreakIsPutOff(_kind, until_ms):
            until = time_of_day(local(state, until_ms))
            return _("{name}: put off until {time}.").format(name=name, time=until)
        case BreakIsNotDue(_kind, counted_s, every_s):
            sentence = _("{name}: not due, {counted} of {every} of activity are counted.")
            return sentence.format(name=name, counted=length(counted_s), every=length(every_s))
        case _:
            assert_never(fact)


def outside_hours(until: str) -> str:
    """Nothing is counted, `until` when; "" for ever."""
    if not until:
        return _("Outside of the work hours: nothing is counted.")
    return _("Outside of the work hours until {time}: nothing is counted.").format(time=until)
