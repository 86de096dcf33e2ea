"""What a person reads of the breaks on the screen: the day, the icon, and a break itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Final, assert_never

from posture_app.breaks.settings import OfferKind
from posture_app.breaks.view import HoldView
from posture_app.journal.breaks import BreakRecord
from posture_app.words.breaks import holds, length, logged_name
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.formats import time_of_day, weekdays

# The day as it was, and as it would be


def record_words(record: BreakRecord) -> str:
    """What is known of a break, in a line: `Micro-break: chin tuck, 58 s of rest`."""
    name, exercise = logged_name(record.kind, record.name), record.exercise_name
    detail = _result_words(record)
    if exercise and detail:
        line = _("{name}: {exercise}, {detail}")
        return line.format(name=name, exercise=exercise, detail=detail)
    if exercise or detail:
        return _("{name}: {detail}").format(name=name, detail=exercise or detail)
    return name


def _result_words(record: BreakRecord) -> str:
    match record.result:
        case "taken" if record.was_unseen:
            return _("rest not seen")
        case "taken":
            return _("{time} of rest").format(time=length(record.rested_s))
        case "away":
            return _("away from the machine")
        case "natural":
            return _("by being away")
        case "interrupted":
            return pgettext("a break", "interrupted")
        case "skipped":
            return _(_SKIP_REASONS.get(record.skip_reason, ""))
        case "snoozed":
            return ""
        case _:
            assert_never(record.result)


_SKIP_REASONS: Final[Mapping[str, str]] = {
    "meeting": N_("in a meeting"),
    "not_now": N_("not now"),
    "hurts": N_("it does not feel right"),
    "no_room": N_("no room for it"),
}
"""Why a break was skipped, within a line."""


def imagined_day(begin: datetime, end: datetime, *, pauses: int, with_call: bool) -> str:
    """What kind of working day is played to show what settings come to."""
    if with_call:
        sentence = ngettext(
            "A {weekday} from {begin} to {end} with {count} pause and a call. "
            "Every break is taken as it comes.",
            "A {weekday} from {begin} to {end} with {count} pauses and a call. "
            "Every break is taken as it comes.",
            pauses,
        )
    else:
        sentence = ngettext(
            "A {weekday} from {begin} to {end} with {count} pause. "
            "Every break is taken as it comes.",
            "A {weekday} from {begin} to {end} with {count} pauses. "
            "Every break is taken as it comes.",
            pauses,
        )
    return sentence.format(
        weekday=weekdays()[begin.weekday()],
        begin=time_of_day(begin),
        end=time_of_day(end),
        count=pauses,
    )


# The icon in the panel, and the head of the page: a line without an end mark


def next_break(name: str, in_s: float, held_by: Sequence[HoldView]) -> str:
    """The break that comes next, "" for none, in how long, and what will hold it back."""
    if not name:
        return _("No break ahead")
    minutes, held = ceil(in_s / 60), holds(held_by)
    if minutes > 1 and held:
        line = _("{name} in {minutes} min, held back by {hold}")
    elif minutes > 1:
        line = _("{name} in {minutes} min")
    elif held:
        line = _("{name} within a minute, held back by {hold}")
    else:
        line = _("{name} within a minute")
    return line.format(name=name, minutes=minutes, hold=held)


def next_break_untimed(name: str, held_by: Sequence[HoldView]) -> str:
    """The break that comes next, where something else tells in how long."""
    held = holds(held_by)
    if held:
        return _("Next: {name}, held back by {hold}").format(name=name, hold=held)
    return _("Next: {name}").format(name=name)


def running_break(name: str, left_s: float) -> str:
    """The break that is on, and how long it still is."""
    minutes = ceil(left_s / 60)
    if minutes < 2:
        return name
    return _("{name}, {minutes} min left").format(name=name, minutes=minutes)


def held_break(held_by: Sequence[HoldView]) -> str:
    """A break is due and waits."""
    if not held_by:
        return _("Break held back")
    return _("Break held back: {hold}").format(hold=holds(held_by))


def in_meeting(until: datetime | None) -> str:
    """The person is in a meeting."""
    if until is None:
        return _("In a meeting")
    return _("In a meeting until {time}").format(time=time_of_day(until))


def paused(until: datetime | None, *, tomorrow: bool) -> str:
    """The person wants no breaks for now."""
    if until is None:
        return _("Breaks are paused")
    if tomorrow:
        return _("Breaks are paused until tomorrow, {time}").format(time=time_of_day(until))
    return _("Breaks are paused until {time}").format(time=time_of_day(until))


# What a break says on the screen


def rest_lines(offers: OfferKind) -> tuple[str, str]:
    """What to do in a break without an exercise: a heading and a sentence."""
    if offers == "posture":
        return _("Change your posture"), _("Stand up if you sit; sit down if you stand.")
    if offers == "eyes":
        return _("Rest your eyes"), _("Look at something far away.")
    return _("Take a break"), _("Look up, and move as you like.")


def nudge(name: str) -> str:
    """A break has been held back for long."""
    sentence = _("{name}: it has been held back for a while, and comes when it can.")
    return sentence.format(name=name)
