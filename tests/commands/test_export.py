"""Parts of the log for other programs, from the command line."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from posture_app.cli import main
from posture_app.commands import export
from posture_app.desktop.clock import SystemClock
from posture_app.journal.entries import Note
from posture_app.library.files import load
from posture_app.program import exports
from posture_app.store.database import open_database
from posture_app.store.entries import Entries
from posture_app.store.programmes import FollowedProgrammes
from tests.exchange.logs import full_log
from tests.store.test_entries import NOTE, TREATMENT


@pytest.fixture
def told(tmp_path, capsys):
    """Runs `export` on a full log; returns the exit code, the output and the errors."""
    full_log(tmp_path / "data").close()

    def run(*words):
        code = main(["--data-dir", str(tmp_path / "data"), "export", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def log(tmp_path, told):
    database = open_database(tmp_path / "data" / "journal.db")
    yield database
    database.close()


def rows(out):
    return list(csv.DictReader(io.StringIO(out, newline="")))


def test_the_parser_knows_the_tables():
    assert export.TABLES == exports.TABLES


@pytest.mark.parametrize("name", exports.TABLES)
def test_every_table_goes_out(told, name, tmp_path):
    code, out, err = told("--csv", name, "--out", "-")
    assert (code, err) == (0, "")
    assert rows(out)
    target = tmp_path / "table.csv"
    assert told("--csv", name, "--out", target) == (0, "", "")
    assert target.read_bytes().decode() == out


@pytest.mark.parametrize("name", exports.TABLES)
def test_a_table_is_of_the_days_that_were_asked_for(told, name):
    day = "2026-03-02"
    found = rows(told("--csv", name, "--out", "-", "--from", day, "--to", day)[1])
    assert {one["day"] for one in found} == {day}
    assert rows(told("--csv", name, "--out", "-", "--to", "2026-03-01")[1]) == []
    assert rows(told("--csv", name, "--out", "-", "--from", "2026-06-01")[1]) == []


def test_fhir_goes_out_without_own_words(told, tmp_path):
    target = tmp_path / "journal.fhir.json"
    assert told("--fhir", "--out", target) == (0, "", "")
    plain = target.read_text(encoding="utf-8")
    kinds = {one["resource"]["resourceType"] for one in json.loads(plain)["entry"]}
    assert kinds == {"Patient", "Observation", "Procedure", "QuestionnaireResponse"}
    assert "Slept on the sofa." not in plain
    assert "Slept on the sofa." in told("--fhir", "--with-notes", "--out", "-")[1]
    (patient,) = json.loads(told("--fhir", "--to", "2026-03-01", "--out", "-")[1])["entry"]
    assert patient == json.loads(plain)["entry"][0]


def test_the_patient_stays_the_same_while_the_journal_grows(told, log):
    def patient():
        return json.loads(told("--fhir", "--out", "-")[1])["entry"][0]

    before = patient()
    at = NOTE.at + timedelta(days=3)
    Entries(log).save(replace(NOTE, id="0", at=at))
    assert patient() == before
    Entries(log).save(
        Note(id="0", at=NOTE.at - timedelta(days=1), time_zone="UTC", edited_at=at, text="x")
    )
    assert patient() != before


def test_the_calendar_has_what_is_planned_and_what_was_entered(told, log, tmp_path):
    now = SystemClock().read().wall
    library = load((), language="en").library
    programme = next(iter(library.programmes.values()))
    FollowedProgrammes(log).begin(programme.id, programme.name, programme.phases[0].id, now.date())
    target = tmp_path / "plan.ics"
    assert told("--calendar", "--weeks", 2, "--remind", "08:30", "--out", target) == (0, "", "")
    events = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    days = [one.decoded("dtstart") for one in events if str(one["summary"]) == "Exercises"]
    assert len(days) == len(set(days)) > 2
    assert max(days) < now.date() + timedelta(days=15)
    assert [one.decoded("dtstart") for one in events if one["summary"] == "Appointment"] == [
        TREATMENT.day
    ]
    ahead = told("--calendar", "--names", "--from", now.date(), "--out", "-")[1]
    named = {str(one["summary"]) for one in Calendar.from_ical(ahead).walk("VEVENT")}
    routine = library.routines[programme.phases[0].routines[0].routine].name
    assert any(routine in one for one in named)
    assert "Trigger point injection" not in named


def test_a_calendar_without_a_programme_has_the_treatments(told):
    out = told("--calendar", "--out", "-", "--names")[1]
    (event,) = Calendar.from_ical(out).walk("VEVENT")
    assert (str(event["summary"]), event.decoded("dtstart")) == (
        "Trigger point injection",
        date(2026, 3, 2),
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--fhir", "--calendar"], "not allowed with"),
        (["--csv", "stretches"], "invalid choice"),
        (["--from", "2026-03-02"], "--from goes with --csv, --fhir or --calendar only"),
        (["--fhir", "--names"], "--names goes with --calendar only"),
        (["--calendar", "--with-notes"], "--with-notes goes with --fhir only"),
        (["--calendar", "--weeks", "0"], "from 1 to 26"),
        (["--calendar", "--remind", "8"], "expected a time such as 08:30"),
        (["--calendar", "--remind", "25:00"], "expected a time such as 08:30"),
        (["--fhir", "--from", "soon"], "expected a day such as"),
        (["--fhir", "--from", "2026-03-02", "--to", "2026-03-01"], "--from is after --to"),
    ],
)
def test_words_that_make_no_sense_are_told(told, words, expected, capsys):
    try:
        code, out, err = told(*words, "--out", "-")
    except SystemExit as error:
        code, (out, err) = error.code, capsys.readouterr()
    assert (code, out, expected in err) == (2, "", True), err


def test_a_file_that_cannot_be_written_is_told(told, tmp_path):
    code, _out, err = told("--fhir", "--out", tmp_path / "nowhere" / "x.json")
    assert (code, "cannot be written" in err) == (1, True)
