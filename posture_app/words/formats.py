"""Lengths of time, times, dates, numbers and lists, as the chosen language writes them.

Lengths and times of day are made by gettext alone, since a program that waits in the tray shows
them and shall load no more, and so are dates with a weekday, as Today begins with one and the first
page shall not wait for Babel. The rest is Babel's data, imported when it is first needed
(docs/decisions/0040-words.md).
"""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal

from posture_app.words.catalogue import _, babel_locale, ngettext, pgettext

NEARLY_A_MINUTE_S: Final = 55
_BEFORE_UNIT: Final = re.compile(
    r"(?<=\d) (?=(?:min|h|s|cm|MB|seconds?|minutes?|days?|weeks?|repetitions?|sets?|exercises?"
    r"|Sekunden?|Minuten?|Tagen?|Tage?|Wochen?|Wiederholung(?:en)?|Satz|Sätzen?|Übung(?:en)?)\b|%)"
)


def with_units(text: str) -> str:
    """A text, as long as before, in which no number is parted from its unit at a line's end."""
    return _BEFORE_UNIT.sub("\u00a0", text)


def duration(seconds: float) -> str:
    """A length of time, exact to the second: `45 s`, `4 min 30 s`, `1 h 5 min`.

    Args:
        seconds: The length; from an hour on, its seconds are not told.
    """
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return _("{seconds} s").format(seconds=rest)
    if minutes >= 60 or not rest:
        return _hours_and_minutes(minutes)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def rounded_duration(seconds: float) -> str:
    """A length of time to the minute, from nearly a minute on: `45 s`, `9 min`, `1 h 5 min`.

    What is called a routine of one minute may take a second or two less.
    """
    if seconds < NEARLY_A_MINUTE_S:
        return _("{seconds} s").format(seconds=max(0, round(seconds)))
    return _hours_and_minutes(max(1, round(seconds / 60)))


def spoken_duration(seconds: float) -> str:
    """A length of time in whole words, for sentences and screen readers: `1 minute 30 seconds`."""
    if seconds < 60 and seconds != round(seconds):
        return _("{number} seconds").format(number=number(seconds))
    minutes, rest = divmod(max(0, round(seconds)), 60)
    if not minutes:
        return ngettext("{count} second", "{count} seconds", rest).format(count=rest)
    hours, minutes = divmod(minutes, 60)
    in_minutes = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    if not hours:
        if not rest:
            return in_minutes
        in_seconds = ngettext("{count} second", "{count} seconds", rest).format(count=rest)
        return _("{minutes} {seconds}").format(minutes=in_minutes, seconds=in_seconds)
    in_hours = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    if not minutes:
        return in_hours
    return _("{hours} {minutes}").format(hours=in_hours, minutes=in_minutes)


def clock(seconds: float) -> str:
    """A length of time as on a stopwatch, always with its minutes: `0:14`, `4:30`, `1:05:00`."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def countdown(seconds: float) -> str:
    """What is left as a countdown shows it: `45`, `1:05`. A second that has begun still counts."""
    whole = begun_seconds(seconds)
    return str(whole) if whole < 60 else clock(whole)


def countdown_unit(seconds: float) -> str:
    """What `countdown` counts, to be shown with it: `seconds`, `minutes`."""
    whole = begun_seconds(seconds)
    # Translators: stands below the large number of a countdown, such as 45 or 1:05.
    return ngettext("second", "seconds", whole) if whole < 60 else pgettext("count", "minutes")


def begun_seconds(seconds: float) -> int:
    """Whole seconds, with the one that has begun."""
    return max(0, math.ceil(seconds - 1e-6))


def time_of_day(when: datetime) -> str:
    """The time that a clock shows, by the hour and minute of `when`: `14:10`."""
    # Translators: the time on a clock; 02 keeps two digits.
    pattern = pgettext("time of day", "{hour:02}:{minute:02}")
    return pattern.format(hour=when.hour, minute=when.minute)


def number(value: float, digits: int = 1) -> str:
    """A number without a needless fraction: `12.5`, in German `12,5`.

    Args:
        value: The number.
        digits: How many digits its fraction has at most.
    """
    from babel.numbers import format_decimal  # noqa: PLC0415 - see the module's docstring

    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return str(format_decimal(value, format=pattern, locale=babel_locale()))


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent: `45%`, in German `45 %`."""
    from babel.numbers import format_percent  # noqa: PLC0415 - see the module's docstring

    return str(format_percent(share, locale=babel_locale()))


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    from babel.lists import format_list  # noqa: PLC0415 - see the module's docstring

    return str(format_list(list(words), locale=babel_locale())) if words else ""


def listed_alternatives(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    from babel.lists import format_list  # noqa: PLC0415 - see the module's docstring

    return str(format_list(list(words), style="or", locale=babel_locale())) if words else ""


def enumerated(words: Sequence[str]) -> str:
    """Words one after the other, without an "and": `a, b, c`.

    Babel's data has no such list for German.
    """
    many = "".join(words[:1])
    for word in words[1:]:
        # Translators: how one more is put at the end of a list.
        many = pgettext("list", "{first}, {next}").format(first=many, next=word)
    return many


def long_date(day: date) -> str:
    """A day with its weekday: `Friday, 21 November`."""
    # Translators: a date with its weekday.
    pattern = pgettext("date", "{weekday}, {day} {month}")
    return pattern.format(weekday=_weekday(day), day=day.day, month=_month(day))


def full_date(day: date) -> str:
    """A day with its weekday and year: `Friday, 21 November 2025`."""
    # Translators: a date with its weekday and year.
    pattern = pgettext("date", "{weekday}, {day} {month} {year}")
    return pattern.format(weekday=_weekday(day), day=day.day, month=_month(day), year=day.year)


def medium_date(day: date) -> str:
    """A day without its weekday, for tables: `21 Nov 2025`, in German `21.11.2025`."""
    return _date(day, "medium")


def relative_date(day: date, today: date) -> str:
    """A day as a heading: `Today`, `Yesterday`, `Wednesday, 19 November`."""
    days = (today - day).days
    if days == 0:
        return pgettext("heading", "Today")
    if days == 1:
        return pgettext("heading", "Yesterday")
    return long_date(day) if day.year == today.year else full_date(day)


def month(day: date) -> str:
    """The month of a day, with its year: `November 2025`."""
    # Translators: a pattern of Unicode's CLDR for a month with its year.
    return _date(day, pgettext("date pattern", "LLLL y"))


def weekdays() -> tuple[str, ...]:
    """The names of the days of the week, from Monday."""
    return _weekdays(babel_locale(), "wide")


def weekdays_short() -> tuple[str, ...]:
    """The short names of the days of the week, from Monday: `Mon`, in German `Mo`."""
    return _weekdays(babel_locale(), "abbreviated")


def _weekday(day: date) -> str:
    """As it stands in a date, which some languages write otherwise than by itself."""
    return (
        pgettext("in a date", "Monday"),
        pgettext("in a date", "Tuesday"),
        pgettext("in a date", "Wednesday"),
        pgettext("in a date", "Thursday"),
        pgettext("in a date", "Friday"),
        pgettext("in a date", "Saturday"),
        pgettext("in a date", "Sunday"),
    )[day.weekday()]


def _month(day: date) -> str:
    """As it stands beside the day of the month, which some languages write otherwise."""
    return (
        pgettext("in a date", "January"),
        pgettext("in a date", "February"),
        pgettext("in a date", "March"),
        pgettext("in a date", "April"),
        pgettext("in a date", "May"),
        pgettext("in a date", "June"),
        pgettext("in a date", "July"),
        pgettext("in a date", "August"),
        pgettext("in a date", "September"),
        pgettext("in a date", "October"),
        pgettext("in a date", "November"),
        pgettext("in a date", "December"),
    )[day.month - 1]


def weekdays_narrow() -> tuple[str, ...]:
    """The days of the week as single letters, from Monday."""
    return _weekdays(babel_locale(), "narrow")


def month_name(day: date) -> str:
    """The name of a day's month: `November`."""
    return _date(day, "LLLL")


def month_short(day: date) -> str:
    """The short name of a day's month: `Nov`."""
    return _date(day, "LLL")


def day_and_month(day: date) -> str:
    """A day without its year: `21 Nov`, in German `21. Nov.`."""
    # Translators: a pattern of Unicode's CLDR for a day with its month, short.
    return _date(day, pgettext("date pattern", "d MMM"))


def _hours_and_minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def _date(day: date, pattern: str) -> str:
    return _date_in(day, pattern, babel_locale())


@lru_cache(maxsize=1024)  # a list of patients says the same days again and again
def _date_in(day: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - see the module's docstring

    return str(format_date(day, format=pattern, locale=locale))


@lru_cache(maxsize=8)
def _weekdays(locale: str, width: Literal["wide", "abbreviated", "narrow"]) -> tuple[str, ...]:
    from babel.dates import get_day_names  # noqa: PLC0415 - see the module's docstring

    names = get_day_names(width, context="stand-alone", locale=locale)
    return tuple(str(names[index]) for index in range(7))
