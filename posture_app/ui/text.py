"""Words for what the program knows as values: enumerations, doses, durations, dates.

Pure functions; the time comes in. English; a translation would replace this module's words.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from posture_app.journal.model import Ended, SessionRecord, SetRecord, SetStatus
from posture_app.library.model import (
    COMMON_PRACTICE,
    FLOOR_POSITIONS,
    Category,
    Dose,
    Exercise,
    Position,
    Region,
    Sides,
)
from posture_app.library.schema import Equipment

CATEGORIES: Final[Mapping[Category, str]] = {
    "mobility": "Mobility",
    "stretch": "Stretching",
    "strength": "Strength",
    "stability": "Stability",
    "relaxation": "Relaxation",
    "self-massage": "Self-massage",
}
REGIONS: Final[Mapping[Region, str]] = {
    "neck": "Neck",
    "jaw": "Jaw",
    "shoulder_girdle": "Shoulders",
    "chest": "Chest",
    "upper_back": "Upper back",
    "low_back": "Lower back",
    "trunk": "Trunk",
    "hip": "Hips",
    "leg": "Legs",
    "arm": "Arms",
    "whole_body": "Whole body",
}
POSITIONS: Final[Mapping[Position, str]] = {
    "sitting": "Sitting",
    "long_sitting": "Sitting, legs straight",
    "standing": "Standing",
    "standing_at_wall": "Standing at a wall",
    "hook_lying": "On your back, knees bent",
    "supine": "On your back",
    "prone": "On your front",
    "side_lying": "On your side",
    "quadruped": "On hands and knees",
    "kneeling": "Kneeling",
    "half_kneeling": "Kneeling on one knee",
}
EQUIPMENT: Final[Mapping[Equipment, str]] = {
    "chair": "Chair",
    "desk": "Desk",
    "wall": "Wall",
    "doorway": "Doorway",
    "mat": "Mat",
    "pillow": "Pillow",
    "towel": "Towel",
    "band": "Exercise band",
    "weight": "Weight",
    "ball": "Ball",
    "foam_roller": "Foam roller",
    "step": "Step",
}
ENDED: Final[Mapping[Ended, str]] = {
    "completed": "Completed",
    "stopped": "Stopped early",
    "stopped_for_pain": "Stopped, something hurt",
    "interrupted": "Cut off",
}
SET_STATUS: Final[Mapping[SetStatus, str]] = {
    "done": "Done",
    "partial": "In part",
    "skipped": "Skipped",
}
SIDES: Final[Mapping[Sides, str]] = {
    "together": "Both sides together",
    "each": "Each side by itself",
    "alternating": "Sides take turns",
}
EFFORT: Final = (
    "No effort",
    "Hardly any",
    "Gentle",
    "Comfortable",
    "A little work",
    "Some work",
    "Demanding",
    "Hard",
    "Very hard",
    "Nearly my limit",
    "My limit",
)
"""Words of our own for effort from 0 to 10."""
PAIN: Final = (
    "No pain",
    "Hardly there",
    "Mild",
    "Mild",
    "Moderate",
    "Moderate",
    "Moderate",
    "Strong",
    "Strong",
    "Very strong",
    "Worst I can imagine",
)
NOT_ANSWERED: Final = "Not answered"

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
WEEKDAYS_SHORT: Final = tuple(name[:3] for name in _WEEKDAYS)


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 set`, `2 sets`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def number(value: float) -> str:
    """A number as one writes it, without a needless fraction."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def duration(seconds: float) -> str:
    """A length of time for reading: `45 s`, `9 min`, `1 h 5 min`."""
    if seconds < 60:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def duration_spoken(seconds: float) -> str:
    """A length of time in whole words, for sentences and screen readers."""
    if seconds < 60:
        whole = seconds == round(seconds)
        return plural(round(seconds), "second") if whole else f"{number(seconds)} seconds"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        words = plural(minutes, "minute")
        return f"{words} {plural(rest, 'second')}" if rest else words
    hours, minutes = divmod(minutes, 60)
    words = plural(hours, "hour")
    return f"{words} {plural(minutes, 'minute')}" if minutes else words


def clock(seconds: float) -> str:
    """A length of time as on a stopwatch: `5:21`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def dose_words(sides: Sides, dose: Dose) -> str:
    """How much to do at one time, in words: `2 sets of 10, hold 5 seconds, on each side`."""
    sets = plural(dose.sets, "set")
    if dose.model == "continuous":
        length = duration_spoken(dose.duration_s or 0)
        words = length if dose.sets == 1 else f"{sets} of {length}"
    elif dose.model == "timed_hold":
        hold = f"hold {duration_spoken(dose.hold_s or 0)}"
        words = hold.capitalize() if dose.sets == 1 else f"{sets}, hold {hold[5:]}"
    else:
        reps = dose.reps or 1
        words = plural(reps, "repetition") if dose.sets == 1 else f"{sets} of {reps}"
        if dose.model == "reps_with_hold" and dose.hold_s:
            words += f", hold {duration_spoken(dose.hold_s)}"
    if sides == "each" or (sides == "alternating" and dose.model != "continuous"):
        words += " on each side" if "," not in words else ", on each side"
    return words


def dose_details(dose: Dose) -> tuple[str, ...]:
    """The rest of a dose, one sentence each: tempo, pauses, how often, what it rests on."""
    details = []
    if dose.tempo_s:
        out, back = number(dose.tempo_s.move), number(dose.tempo_s.return_)
        details.append(f"Take {out} s to move out and {back} s to come back.")
    pauses = []
    if dose.relax_s:
        pauses.append(f"{duration_spoken(dose.relax_s)} between repetitions")
    if dose.rest_s and dose.sets > 1:
        pauses.append(f"{duration_spoken(dose.rest_s)} between sets")
    if pauses:
        details.append(f"Rest {listed(pauses)}.")
    often = frequency(dose)
    if often:
        details.append(f"{often}.")
    return tuple(details)


def frequency(dose: Dose) -> str:
    """How often a dose is meant: `3 times a day, 5 days a week`."""
    words = []
    if dose.per_day:
        words.append({1: "Once", 2: "Twice"}.get(dose.per_day, f"{dose.per_day} times") + " a day")
    if dose.per_week:
        words.append(
            "every day" if dose.per_week == 7 else f"{plural(dose.per_week, 'day')} a week"
        )
    joined = ", ".join(words)
    return joined[:1].upper() + joined[1:]


def dose_source(dose: Dose) -> str:
    """What a dose rests on, where that is custom and not a publication."""
    if dose.source == COMMON_PRACTICE:
        return "This amount is common clinical practice; no single study stands behind it."
    return ""


def equipment_words(equipment: Iterable[Equipment]) -> str:
    """What one needs: `Chair, towel`, or that one needs nothing."""
    words = [EQUIPMENT[one] for one in equipment]
    return ", ".join([words[0], *(word.lower() for word in words[1:])]) if words else "Nothing"


def place_words(exercises: Sequence[Exercise]) -> str:
    """Where a routine can be done."""
    if any(one.position in FLOOR_POSITIONS for one in exercises):
        return "On the floor"
    if all(one.desk for one in exercises):
        return "At your desk"
    if all(one.position == "sitting" for one in exercises):
        return "On a chair"
    return (
        "Standing" if all(one.position != "sitting" for one in exercises) else "Chair and standing"
    )


def greeting(now: datetime) -> str:
    """By the hour of the person's clock."""
    if 5 <= now.hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= now.hour < 18 else "Good evening"


def long_date(day: date) -> str:
    """`Friday, 21 November`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"


def day_words(day: date, today: date) -> str:
    """A day as a heading: `Today`, `Yesterday`, `Wednesday, 19 November`."""
    days = (today - day).days
    if days in {0, 1}:
        return ("Today", "Yesterday")[days]
    return long_date(day) if day.year == today.year else f"{long_date(day)} {day.year}"


def ago(day: date, today: date) -> str:
    """How long ago, within a sentence: `today`, `yesterday`, `2 days ago`, `3 weeks ago`."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 14:
        return f"{days} days ago"
    if days < 61:
        return f"{days // 7} weeks ago"
    return f"{days // 30} months ago" if days < 730 else "long ago"


def last_done(day: date | None, today: date) -> str:
    """When something was done last, as a sentence without an end mark."""
    return f"Last done {ago(day, today)}" if day else "Not done yet"


def time_of_day(when: datetime) -> str:
    """`14:10`."""
    return f"{when.hour:02}:{when.minute:02}"


def streak(days: int) -> str:
    """The run of days, never as a reproach."""
    if days <= 0:
        return "Every session counts"
    return "One day so far" if days == 1 else f"{days} days in a row"


def week_minutes(seconds: float, sessions: int) -> str:
    """This week's time, or that there is none yet."""
    return duration(seconds) if sessions else "Nothing yet"


def rating(value: int | None, words: Sequence[str]) -> str:
    """An answer on a scale from 0 to 10: `3 of 10, mild`, or that there is none."""
    if value is None:
        return NOT_ANSWERED
    return f"{value} of 10, {words[value].lower() if words[value] != 'I' else words[value]}"


def set_words(record: SetRecord) -> str:
    """What one set and side came to, planned against done: `8 of 10 repetitions`."""
    if record.status == "skipped":
        return "Skipped"
    parts = []
    if record.planned_reps and record.planned_reps > 1:
        parts.append(f"{record.done_reps or 0} of {plural(record.planned_reps, 'repetition')}")
    if record.planned_hold_s and not parts:
        held = number(record.done_hold_s or 0)
        parts.append(f"held {held} of {number(record.planned_hold_s)} s")
    if not parts:
        parts.append(f"{clock(record.done_s)} of {clock(record.planned_s)}")
    return ", ".join(parts)


def session_line(session: SessionRecord) -> str:
    """How a session went, in one line."""
    ended = ENDED[session.ended] if session.ended else "Not finished"
    return f"{duration(session.done_s)}, {ended.lower()}"


def counted_word(count: int) -> str:
    """Small counts in words, as running text has them."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)


def pain_change(before: int | None, after: int | None) -> str:
    """The pain told before and after, short: `pain 4, then 2`; empty if neither was told."""
    if before is not None and after is not None:
        return f"pain {before}, then {after}"
    if before is not None:
        return f"pain {before} before"
    return f"pain {after} afterwards" if after is not None else ""
