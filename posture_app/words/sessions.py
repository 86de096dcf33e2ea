"""Words for what was done and when: sessions, sets, answers, days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from posture_app.journal.breaks import Side
from posture_app.journal.model import Ended, SessionRecord, SetRecord, SetStatus
from posture_app.journal.suggestion import SuggestionReason
from posture_app.words.catalogue import N_, _, ngettext
from posture_app.words.formats import duration, listed, number, rounded_duration

ENDED: Final[Mapping[Ended, str]] = {
    "completed": N_("Completed"),
    "stopped": N_("Stopped early"),
    "stopped_for_pain": N_("Stopped, something hurt"),
    "interrupted": N_("Cut off"),
}
DECLINED: Final = N_("Not begun, as advised")
IN_PART: Final = N_("Done in part")
ALL_SKIPPED: Final = N_("All of it skipped")
_LINES: Final[Mapping[Ended, str]] = {
    "completed": N_("{length}, completed"),
    "stopped": N_("{length}, stopped early"),
    "stopped_for_pain": N_("{length}, stopped, something hurt"),
    "interrupted": N_("{length}, cut off"),
}
_OFFERED: Final[Mapping[SuggestionReason, str]] = {
    "usual_done": N_("Your usual routines are done for today. Something short, if you like"),
    "usual_begun": N_("Something short, if you like"),
    "after_pain": N_("Something hurt last time. Take it easy, and leave out whatever hurts"),
}
SET_STATUS: Final[Mapping[SetStatus, str]] = {
    "done": N_("Done"),
    "partial": N_("In part"),
    "skipped": N_("Skipped"),
}
_SETS: Final[Mapping[tuple[bool, Side | None], str]] = {
    (True, None): N_("Set {number} of {count}"),
    (True, "left"): N_("Set {number} of {count}, left"),
    (True, "right"): N_("Set {number} of {count}, right"),
    (False, None): N_("One set"),
    (False, "left"): N_("One set, left"),
    (False, "right"): N_("One set, right"),
}
"""Which set, by whether the exercise has several, and by its side."""
EFFORT: Final = (
    N_("no effort"),
    N_("hardly any"),
    N_("gentle"),
    N_("comfortable"),
    N_("a little work"),
    N_("some work"),
    N_("demanding"),
    N_("hard"),
    N_("very hard"),
    N_("nearly my limit"),
    N_("my limit"),
)
"""Words of our own for effort from 0 to 10, for `rating`."""
PAIN: Final = (
    N_("no pain"),
    N_("hardly there"),
    N_("mild"),
    N_("mild"),
    N_("moderate"),
    N_("moderate"),
    N_("moderate"),
    N_("strong"),
    N_("strong"),
    N_("very strong"),
    N_("worst I can imagine"),
)
"""Words for pain from 0 to 10, for `rating`."""


def ended_words(session: SessionRecord) -> str:
    """How a session ended; one that was played to its end with sets left out is not completed."""
    if session.ended is None:
        return _("Not finished")
    if session.was_declined:
        return _(DECLINED)
    if session.ended != "completed" or session.was_whole:
        return _(ENDED[session.ended])
    return _(ALL_SKIPPED if _all_skipped(session) else IN_PART)


def sessions_counted(count: int) -> str:
    """`1 session`, `2 sessions`."""
    return ngettext("{count} session", "{count} sessions", count).format(count=count)


def greeting(now: datetime) -> str:
    """By the hour of the person's clock."""
    if 5 <= now.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= now.hour < 18 else _("Good evening")


def last_done(day: date | None, today: date) -> str:
    """When something was done last, as a sentence without an end mark."""
    if day is None:
        return _("Not done yet")
    days = (today - day).days
    if days <= 0:
        return _("Last done today")
    if days == 1:
        return _("Last done yesterday")
    if days < 14:
        return ngettext("Last done {count} day ago", "Last done {count} days ago", days).format(
            count=days
        )
    if days < 61:
        weeks = days // 7
        return ngettext("Last done {count} week ago", "Last done {count} weeks ago", weeks).format(
            count=weeks
        )
    if days < 730:
        months = days // 30
        return ngettext(
            "Last done {count} month ago", "Last done {count} months ago", months
        ).format(count=months)
    return _("Last done long ago")


def why_offered(why: SuggestionReason) -> str:
    """Why a routine is offered, without an end mark; empty for one of the usual ones."""
    return _(_OFFERED.get(why, ""))


def streak(days: int) -> str:
    """The run of days, never as a reproach."""
    if days <= 0:
        return _("Every session counts")
    if days == 1:
        return _("One day so far")
    return ngettext("{count} day in a row", "{count} days in a row", days).format(count=days)


def week_minutes(seconds: float, sessions: int) -> str:
    """This week's time, or that there is none yet."""
    return rounded_duration(seconds) if sessions else _("Nothing yet")


def routine_and_time(name: str, seconds: float) -> str:
    """A routine with how long it takes: `Neck relief, 5 min`."""
    return _("{routine}, {time}").format(routine=name, time=rounded_duration(seconds))


def week_days(names: Sequence[str]) -> str:
    """The days of this week that had a session, by their names."""
    if not names:
        return _("No session this week yet")
    return _("This week: {days}").format(days=listed(names))


def pain_since(before: int | None, now: int | None) -> str:
    """The pain after a session against that before it; empty where it was not answered before."""
    if before is None:
        return ""
    if now is None:
        return _("Before, it was {value} of 10.").format(value=before)
    count = abs(now - before)
    if count == 0:
        return _("As before.")
    if now < before:
        less = ngettext(
            "{count} point less than before.", "{count} points less than before.", count
        )
        return less.format(count=count)
    more = ngettext("{count} point more than before.", "{count} points more than before.", count)
    return more.format(count=count)


def rating(value: int | None, words: Sequence[str]) -> str:
    """An answer on a scale from 0 to 10: `3 of 10, mild`, or that there is none.

    Args:
        value: The answer.
        words: `EFFORT` or `PAIN`; none where the scale has words at its ends alone.
    """
    if value is None:
        return _("Not answered")
    if not words:
        return _("{value} of 10").format(value=value)
    return _("{value} of 10, {words}").format(value=value, words=_(words[value]))


def set_words(record: SetRecord) -> str:
    """What one set and side came to, planned against done: `8 of 10 repetitions`."""
    if record.status == "skipped":
        return _(SET_STATUS["skipped"])
    planned = record.planned_reps or 0
    if planned > 1:
        return ngettext(
            "{done} of {count} repetition", "{done} of {count} repetitions", planned
        ).format(done=record.done_reps or 0, count=planned)
    if record.planned_hold_s:
        return _("held {done} of {planned} s").format(
            done=number(record.done_hold_s or 0), planned=number(record.planned_hold_s)
        )
    return _("{done} of {planned}").format(
        done=duration(record.done_s), planned=duration(record.planned_s)
    )


def set_line(record: SetRecord) -> str:
    """One set and side in words: `Set 2 of 3, left: 8 of 10 repetitions`."""
    which = _(_SETS[record.sets > 1, record.side]).format(
        number=record.set_number, count=record.sets
    )
    pattern = _("{which}, in part: {done}") if record.status == "partial" else _("{which}: {done}")
    words = pattern.format(which=which, done=set_words(record))
    if not record.hurt:
        return words
    return _("{set}. {hurt}").format(set=words, hurt=_hurt_words(record))


def session_line(session: SessionRecord) -> str:
    """How a session went, in one line: `9 min, stopped early`."""
    if session.was_declined:
        return _(DECLINED)
    if session.ended is None:
        pattern = _("{length}, not finished")
    elif session.ended != "completed" or session.was_whole:
        pattern = _(_LINES[session.ended])
    else:
        skipped = _all_skipped(session)
        pattern = _("{length}, all of it skipped") if skipped else _("{length}, done in part")
    return pattern.format(length=rounded_duration(session.done_s))


def pain_change(before: int | None, after: int | None) -> str:
    """The pain told before and after, short: `pain 4, then 2`; empty if neither was told."""
    if before is not None and after is not None:
        return _("pain {before}, then {after}").format(before=before, after=after)
    if before is not None:
        return _("pain {before} before").format(before=before)
    return _("pain {after} afterwards").format(after=after) if after is not None else ""


def _all_skipped(session: SessionRecord) -> bool:
    return all(one.status == "skipped" for one in session.items)


def _hurt_words(record: SetRecord) -> str:
    if record.pain is None:
        pattern = _("It hurt here: {place}") if record.pain_where else _("It hurt")
    elif record.pain_where:
        pattern = _("It hurt, {pain}, here: {place}")
    else:
        pattern = _("It hurt, {pain}")
    place = _(record.pain_where) if record.pain_where else ""
    return pattern.format(pain=rating(record.pain, PAIN), place=place)
