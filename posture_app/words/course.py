"""What a day, a week or a place held, in words: for charts, the calendar, tables and the body."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from posture_app.body.zones import zones_by_id
from posture_app.journal.breaks import BreakCount
from posture_app.journal.course import AdherenceWeek, CourseDay, Period, PlaceHistory
from posture_app.words import library as library_words
from posture_app.words.anatomy import zone_title
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.entries import treatment_name
from posture_app.words.formats import (
    enumerated,
    full_date,
    medium_date,
    number,
    percent,
    rounded_duration,
)

PERIODS: Final[Mapping[Period, str]] = {
    Period.TWO_WEEKS: N_("2 weeks"),
    Period.THREE_MONTHS: N_("3 months"),
    Period.YEAR: N_("1 year"),
    Period.ALL: N_("All"),
}


def period_name(period: Period) -> str:
    """A period, for a choice of them."""
    return _(PERIODS[period])


def dates(first_day: date, last_day: date) -> str:
    """From a day to a day: `1 Mar 2026 to 14 Mar 2026`."""
    return _("{start} to {end}").format(start=medium_date(first_day), end=medium_date(last_day))


def day_line(day: date, known: CourseDay | None) -> str:
    """A day with all that is known of it, in one line."""
    facts = day_facts(known) if known is not None else []
    told = enumerated(facts) if facts else _("nothing entered")
    return _("{day}: {facts}").format(day=full_date(day), facts=told)


def day_facts(day: CourseDay) -> Sequence[str]:
    """What is known of a day, each by itself, as it stands within a sentence."""
    facts = []
    if day.pain is not None:
        facts.append(_("pain {value} of 10").format(value=day.pain))
    if day.worst is not None and day.worst != day.pain:
        facts.append(_("{value} at worst").format(value=day.worst))
    facts += [
        _("{place} {value}").format(place=library_words.region(region), value=pain)
        for region, pain in day.places.items()
    ]
    if day.soreness is not None:
        facts.append(_("soreness {value} of 10").format(value=day.soreness))
    if day.spasms:
        facts.append(spasms_counted(day.spasms, day.strength))
    facts += [treatment_name(one.kind) for one in day.treatments]
    if day.sessions:
        facts.append(sessions_and_time(day.sessions, day.seconds))
    if day.breaks is not None:
        facts.append(breaks_taken(day.breaks))
    return facts


def spasms_counted(count: int, strength: int | None = None) -> str:
    """So many spasms, and how strong the strongest was."""
    if strength is None:
        return ngettext("{count} spasm", "{count} spasms", count).format(count=count)
    return ngettext(
        "{count} spasm of strength {strength}", "{count} spasms of strength {strength}", count
    ).format(count=count, strength=strength)


def sessions_and_time(count: int, seconds: float) -> str:
    """So many sessions, and how long they took together."""
    return ngettext("{count} session, {time}", "{count} sessions, {time}", count).format(
        count=count, time=rounded_duration(seconds)
    )


def breaks_taken(count: BreakCount) -> str:
    """How many of the breaks that came were taken."""
    came = count.taken + count.missed
    return ngettext(
        "{taken} of {count} break taken", "{taken} of {count} breaks taken", came
    ).format(taken=count.taken, count=came)


def week_line(week: AdherenceWeek) -> str:
    """A week of exercising and breaks, in one line."""
    days = _("no session yet") if week.days is None else days_with_sessions(week.days)
    facts = [days]
    if week.planned is not None:
        facts.append(_("{count} planned").format(count=week.planned))
    if week.breaks_taken is not None:
        facts.append(_("{share} of the breaks taken").format(share=percent(week.breaks_taken)))
    return _("Week from {day}: {facts}").format(
        day=medium_date(week.monday), facts=enumerated(facts)
    )


def days_with_sessions(days: int) -> str:
    """On how many days of a week there was a session."""
    return ngettext("{count} day with a session", "{count} days with a session", days).format(
        count=days
    )


def place_name(history: PlaceHistory) -> str:
    """The place that a history is about; one that another version knew keeps its id."""
    zone = zones_by_id().get(history.zone)
    return history.zone if zone is None else zone_title(zone)


def place_line(history: PlaceHistory) -> str:
    """How a place was in a time: how often, how strong, and its spasms."""
    facts = [ngettext("{count} day", "{count} days", history.days).format(count=history.days)]
    if history.usual is not None:
        facts.append(_("usually {value} of 10").format(value=number(history.usual)))
    if history.highest is not None:
        facts.append(_("{value} at most").format(value=history.highest))
    if history.spasms:
        facts.append(spasms_counted(history.spasms))
    return enumerated(facts)


def calendar_spoken(year: int, days: int) -> str:
    """The calendar of a year, for a screen reader."""
    known = ngettext("{count} day with an entry", "{count} days with an entry", days).format(
        count=days
    )
    return _("Calendar {year}: {days}").format(year=year, days=known)


def legend_pain() -> str:
    """What the number of a day is."""
    return _("Highest pain of the day")


def legend_spasm() -> str:
    """What the triangle is."""
    return pgettext("legend", "Spasm")


def legend_treatment() -> str:
    """What the cross is."""
    return pgettext("legend", "Treatment")


def legend_session() -> str:
    """What the line is."""
    return pgettext("legend", "Session")
