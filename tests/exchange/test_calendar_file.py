"""Planned sessions and treatments for a calendar."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from posture_app.exchange.calendar_file import CalendarForm, write_calendar
from posture_app.plans.progress import PlannedDay
from posture_app.words.catalogue import speaking
from tests.store.test_entries import AT, TREATMENT

NOW = datetime(2026, 3, 2, 8, 15, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
PLANNED = (
    PlannedDay(TODAY, ("loosen", "strong")),
    PlannedDay(TODAY + timedelta(days=2), ("loosen",)),
)
NAMES = {"loosen": "Loosen, gently; and more", "strong": "A strong back"}
NAMED = CalendarForm(names=True)


def text(planned=PLANNED, treatments=(TREATMENT,), form=CalendarForm(), now=NOW, names=NAMES):  # noqa: B008 - frozen
    out = io.StringIO(newline="")
    write_calendar(
        "stay",
        planned,
        names,
        treatments,
        out,
        now=now,
        time_zone="Europe/Berlin",
        form=form,
    )
    return out.getvalue()


def events(**more):
    return Calendar.from_ical(text(**more)).walk("VEVENT")


def summaries(**more):
    return [str(one["summary"]) for one in events(**more)]


def test_what_is_planned_takes_its_day():
    first, second, treatment = events()
    assert [one.decoded("dtstart") for one in (first, second, treatment)] == [
        TODAY,
        TODAY + timedelta(days=2),
        TREATMENT.day,
    ]
    assert first["transp"] == "TRANSPARENT"
    assert {str(one["class"]) for one in (first, second, treatment)} == {"PRIVATE"}


def test_a_treatment_at_a_known_time_is_at_that_time():
    (timed,) = events(planned=(), treatments=[replace(TREATMENT, at=AT)])
    assert timed.decoded("dtstart") == AT
    assert "DTSTART:20260302T223000Z\r\n" in text(
        planned=(), treatments=[replace(TREATMENT, at=AT)]
    )


def test_nobody_reads_in_it_what_it_is_for():
    assert summaries() == ["Exercises", "Exercises", "Appointment"]
    told = text()
    for secret in ("Trigger", "strong", "Loosen", "Lidocaine", "Dr. A", "neck"):
        assert secret not in told
    with speaking("de"):
        assert summaries() == ["Übungen", "Übungen", "Termin"]


def test_it_is_named_where_that_is_wanted():
    assert summaries(form=NAMED) == [
        "Loosen, gently; and more, A strong back",
        "Loosen, gently; and more",
        "Trigger point injection",
    ]


def test_another_import_finds_the_same_entries():
    first = [str(one["uid"]) for one in events()]
    later = events(now=NOW + timedelta(days=1), treatments=[replace(TREATMENT, day=TODAY, at=AT)])
    assert [str(one["uid"]) for one in later] == first
    assert len(set(first)) == 3


def test_entries_are_stamped_with_the_time_that_was_handed_in():
    first, _second, treatment = events()
    assert first.decoded("dtstamp") == NOW
    assert treatment.decoded("last-modified") == TREATMENT.edited_at


def test_only_what_is_not_over_reminds():
    form = CalendarForm(remind_at=time(8, 30))
    past = replace(TREATMENT, day=TODAY - timedelta(days=1))
    timed = replace(TREATMENT, id="timed", at=AT)
    first, second, over, at_a_time = events(treatments=[past, timed], form=form)
    (alarm,) = first.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=8, minutes=30)
    assert str(alarm["description"]) == "Exercises"
    assert [len(one.walk("VALARM")) for one in (second, over, at_a_time)] == [1, 0, 0]
    assert not any(one.walk("VALARM") for one in events())


def test_a_calendar_without_entries_is_one():
    calendar = Calendar.from_ical(text(planned=(), treatments=()))
    assert (str(calendar["version"]), "Posture App" in str(calendar["prodid"])) == ("2.0", True)


@given(name=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_name_is_text_and_nothing_else(name):
    (event,) = events(planned=PLANNED[1:], treatments=(), form=NAMED, names={"loosen": name})
    assert set(event) == {"UID", "DTSTAMP", "CLASS", "DTSTART", "TRANSP", "SUMMARY"}
    lines = text(planned=PLANNED[1:], treatments=(), form=NAMED, names={"loosen": name})
    assert all(len(line.encode()) <= 75 for line in lines.split("\r\n"))
    assert lines.count("BEGIN:") == 2
