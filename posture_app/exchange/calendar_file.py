"""Planned sessions and treatments as an iCalendar file (RFC 5545) for a calendar (docs/data.md).

By default no entry tells what it is for: calendars are shared, and shown on locked screens.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, TextIO

from posture_app.dataclass import dataclass
from posture_app.exchange.fhir import clean_text, today_at
from posture_app.exchange.stable_ids import stable_id
from posture_app.journal.entries import Treatment
from posture_app.plans.progress import PlannedDay
from posture_app.words.catalogue import _
from posture_app.words.entries import treatment_name
from posture_app.words.formats import enumerated

if TYPE_CHECKING:
    from icalendar import Event

_MAKER: Final = "-//Posture App//Posture App//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarForm:
    """How entries of a calendar look.

    Attributes:
        names: Whether they tell the routines and the kind of treatment.
        remind_at: At what time of the day they remind; None is never. What has a time of its own
            does not, as calendars have a habit of their own for that.
    """

    names: bool = False
    remind_at: time | None = None


def write_calendar(
    followed: str,
    planned: Iterable[PlannedDay],
    routine_names: Mapping[str, str],
    treatments: Iterable[Treatment],
    out: TextIO,
    *,
    now: datetime,
    time_zone: str,
    form: CalendarForm,
) -> None:
    """Write a calendar; an entry has the same UID in every file, so that another import updates it.

    Args:
        followed: The id of the stay in the phase that is followed; "" for none.
        planned: The days for which it asks something.
        routine_names: What the routines are called, by their ids.
        treatments: Those that were entered.
        out: Where it goes; lines end with CR LF already.
        now: The time by which the entries are stamped.
        time_zone: The one that the person is in.
        form: How entries look.
    """
    from icalendar import Calendar  # noqa: PLC0415 - it takes a while, and few ask for it

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    today = today_at(now, time_zone)
    for one in planned:
        event = _event(stable_id("planned", followed, one.day.isoformat()), now)
        event.add("dtstart", one.day)
        event.add("transp", "TRANSPARENT")
        names = [routine_names.get(routine, routine) for routine in one.routines]
        words = clean_text(enumerated(names)) if form.names else _("Exercises")
        event.add("summary", words)
        if one.day >= today:
            _remind(event, form)
        calendar.add_component(event)
    for treatment in treatments:
        event = _event(stable_id("treatment", treatment.id), now)
        at = treatment.at
        event.add("dtstart", treatment.day if at is None else at.astimezone(UTC))
        event.add("last-modified", treatment.edited_at.astimezone(UTC))
        words = treatment_name(treatment.kind) if form.names else _("Appointment")
        event.add("summary", words)
        if at is None and treatment.day >= today:
            _remind(event, form)
        calendar.add_component(event)
    out.write(calendar.to_ical().decode())


def _event(uid: str, now: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - see above

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("class", "PRIVATE")
    return event


def _remind(event: "Event", form: CalendarForm) -> None:
    """Let an entry that takes the whole day remind at a time of that day."""
    from icalendar import Alarm  # noqa: PLC0415 - see above

    at = form.remind_at
    if at is None:
        return
    alarm: Any = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(event["summary"]))
    alarm.add("trigger", timedelta(hours=at.hour, minutes=at.minute))
    event.add_component(alarm)
