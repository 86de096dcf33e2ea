"""What charts and their tables say."""

from collections.abc import Sequence
from datetime import date

from posture_app.journal.breaks import BreakCount
from posture_app.journal.course import AdherenceWeek, Course, CourseDay
from posture_app.library.model import Region
from posture_app.words import course as course_words
from posture_app.words import library as library_words
from posture_app.words.catalogue import _, pgettext
from posture_app.words.entries import treatment_name
from posture_app.words.formats import (
    enumerated,
    medium_date,
    number,
    percent,
    rounded_duration,
)


def course_spoken(course: Course) -> str:
    """The chart of the days, for a screen reader."""
    return _("Chart of pain, spasms, treatments, sessions and breaks, {dates}").format(
        dates=course_words.dates(course.first_day, course.last_day)
    )


def adherence_spoken(course: Course) -> str:
    """The chart of the weeks, for a screen reader."""
    return _("Chart of the days with a session and the breaks taken, {dates}").format(
        dates=course_words.dates(course.first_day, course.last_day)
    )


def keys_hint() -> str:
    """How a chart is looked through by keyboard."""
    return _(
        "Arrow keys move, plus and minus zoom, Home shows all, Ctrl and an arrow key reads day by "
        "day."
    )


def reading_hint() -> str:
    """What stands where a day is told when none is read."""
    return _("Point at a day to read it. With the keyboard: Ctrl and an arrow key.")


def course_columns(regions: Sequence[Region]) -> Sequence[str]:
    """The heads of the table of days."""
    return (
        _("Day"),
        pgettext("column", "Pain"),
        pgettext("column", "Worst"),
        *(library_words.region(one) for one in regions),
        _("Soreness"),
        pgettext("column", "Spasms"),
        pgettext("column", "Treatments"),
        pgettext("column", "Sessions"),
        pgettext("column", "Breaks taken"),
    )


def course_cells(day: CourseDay, regions: Sequence[Region]) -> Sequence[str]:
    """A day in the table; what is not known is left empty."""
    spasms = course_words.spasms_counted(day.spasms, day.strength) if day.spasms else ""
    return (
        medium_date(day.day),
        _known(day.pain),
        _known(day.worst),
        *(_known(day.places.get(one)) for one in regions),
        _known(day.soreness),
        spasms,
        enumerated([treatment_name(one.kind) for one in day.treatments]),
        rounded_duration(day.seconds) if day.sessions else "",
        "" if day.breaks is None else _breaks(day.breaks),
    )


def adherence_title(*, is_planned: bool) -> str:
    """What the bars of the weeks are; with what a programme asked for, where one was followed."""
    if is_planned:
        return _("Days of the week with a session (filled), and planned (outlined)")
    return _("Days of the week with a session")


def adherence_columns(*, is_planned: bool) -> Sequence[str]:
    """The heads of the table of weeks."""
    planned = (_("Days planned"),) if is_planned else ()
    taken = pgettext("column", "Breaks taken")
    return _("Week from"), _("Days with a session"), *planned, taken


def adherence_cells(week: AdherenceWeek, *, is_planned: bool) -> Sequence[str]:
    """A week in the table; what is not known is left empty."""
    share = "" if week.breaks_taken is None else percent(week.breaks_taken)
    planned = (_known(week.planned),) if is_planned else ()
    return medium_date(week.monday), _known(week.days), *planned, share


def file_name(title: str, day: date) -> str:
    """What a saved picture is called at first, without its ending."""
    return _("{title} {day}").format(title=title, day=day.isoformat())


def _breaks(count: BreakCount) -> str:
    return _("{taken} of {count}").format(taken=count.taken, count=count.taken + count.missed)


def _known(value: float | None) -> str:
    return "" if value is None else number(value)
