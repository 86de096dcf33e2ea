"""Everything out and in, entries, and copies, from the command line."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

from posture_app.cli import main
from posture_app.coach.health import Health
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.health import look_at_health, write_health
from posture_app.desktop.instance import claim
from posture_app.desktop.second_folder import choose_second_folder
from posture_app.journal.entries import (
    CheckIn,
    Note,
    PainAt,
    PainKind,
    QuestionnaireResponse,
    Spasm,
    Treatment,
)
from posture_app.store.database import open_database
from posture_app.store.entries import Entries
from posture_app.store.journal import Journal
from tests.exchange.logs import full_log
from tests.store.records import MORNING, log_session
from tests.there import there


@pytest.fixture
def told(tmp_path, capsys):
    """Runs a verb on a folder; returns the exit code, the output and the errors."""

    def run(*words, folder="data"):
        code = main(["--data-dir", str(tmp_path / folder), *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def full(tmp_path):
    full_log(tmp_path / "data").close()
    return tmp_path / "data"


def add(told, *words):
    code, out, err = told("journal", "add", *words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def kept(folder, kind, identity):
    database = open_database(folder / "journal.db")
    entry = there(Entries(database).find(kind, identity))
    database.close()
    return entry


def test_a_check_in_has_what_was_told(told, tmp_path):
    added = add(
        told, "check-in", "--now", 4, "--worst", 6, "--place", "low_back_left:ache,stiffness:4",
        "--place", "back_of_neck_right", "--factor", "stress=2", "--factor", "poor_sleep=0",
        "--at", "2026-03-02T14:30+01:00",
    )  # fmt: skip
    entry = kept(tmp_path / "data", CheckIn, added["id"])
    assert (entry.now, entry.worst, entry.soreness) == (4, 6, None)
    assert entry.at == MORNING + timedelta(hours=5, minutes=30)
    assert entry.places == (
        PainAt(zone="low_back_left", kinds=(PainKind.ACHE, PainKind.STIFFNESS), now=4),
        PainAt(zone="back_of_neck_right"),
    )
    assert {one.value: level for one, level in entry.factors} == {"stress": 2, "poor_sleep": 0}
    assert added["entry"] == "check_ins"


def test_what_was_not_told_is_not_answered(told, tmp_path):
    entry = kept(tmp_path / "data", CheckIn, add(told, "check-in")["id"])
    assert (entry.now, entry.worst, entry.places, entry.factors) == (None, None, (), ())


def test_a_spasm_a_treatment_and_a_note(told, tmp_path):
    spasm = add(
        told, "spasm", "--at", "2026-03-02T14:30", "--ended", "2026-03-02T15:00", "--place",
        "low_back_left", "--strength", 7, "--trigger", "lifting", "--measure", "heat:2:20",
        "--measure", "rest", "--note", "while gardening",
    )  # fmt: skip
    entry = kept(tmp_path / "data", Spasm, spasm["id"])
    assert (entry.strength, entry.note, entry.is_open) == (7, "while gardening", False)
    assert [(one.measure.value, one.relief, one.after) for one in entry.measures] == [
        ("heat", 2, timedelta(minutes=20)),
        ("rest", None, None),
    ]
    treatment = add(
        told, "treatment", "--kind", "injection", "--at", "2026-03-02", "--place",
        "back_of_neck_right", "--by", "Dr. A", "--no-aftercare",
    )  # fmt: skip
    found = kept(tmp_path / "data", Treatment, treatment["id"])
    assert (found.day, found.at, found.aftercare) == (MORNING.date(), None, False)
    note = add(told, "note", "Slept on the sofa.")
    assert kept(tmp_path / "data", Note, note["id"]).text == "Slept on the sofa."


def test_an_injection_tells_the_health_profile_until_it_is_deleted(told, tmp_path):
    treatment = add(told, "treatment", "--kind", "injection", "--place", "calf_left")
    health = there(look_at_health(tmp_path / "data"))
    assert health.injected_on == date.fromisoformat(treatment["day"])
    assert health.injected_regions == {"leg"}
    told("journal", "delete", treatment["id"])
    assert look_at_health(tmp_path / "data") == Health()


ACTIVITIES = ("journal", "add", "questionnaire", "activities")


def test_a_questionnaire_of_each_way_of_answering(told, tmp_path):
    named = add(
        told, "questionnaire", "activities", "--activity", "Lift = 4", "--activity", "A=B=7"
    )
    entry = kept(tmp_path / "data", QuestionnaireResponse, named["id"])
    assert (entry.answers, entry.score) == ((("1", 4), ("2", 7)), 5.5)
    assert entry.texts == (("1", "Lift"), ("2", "A=B"))
    whole = add(told, "questionnaire", "whole", "--value", "-2")
    assert kept(tmp_path / "data", QuestionnaireResponse, whole["id"]).score == -2
    total = add(told, "questionnaire", "odi", "--value", "33,5")
    assert kept(tmp_path / "data", QuestionnaireResponse, total["id"]).score == 33.5


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["journal"], "expected add, list, show or delete"),
        (["journal", "add"], "expected check-in, spasm, treatment, note or questionnaire"),
        (["journal", "add", "check-in", "--now", "11"], "from 0 to 10"),
        (["journal", "add", "check-in", "--now", "-1"], "from 0 to 10"),
        (["journal", "add", "check-in", "--place", "tail"], "no place on the body"),
        (["journal", "add", "check-in", "--place", "low_back_left:dull"], "expected ache, "),
        (["journal", "add", "check-in", "--place", "low_back_left:ache:1:2:3"], "PLACE:KIND"),
        (["journal", "add", "check-in", "--factor", "stress"], "from 0 to 3"),
        (["journal", "add", "check-in", "--factor", "moon=1"], "expected poor_sleep"),
        (["journal", "add", "check-in", "--at", "2126-03-02T08:00"], "is in the future"),
        (["journal", "add", "check-in", "--at", "1815-03-02"], "from the year 1900"),
        (["journal", "add", "check-in", "--at", "soon"], "expected a time such as"),
        (
            ["journal", "add", "spasm", "--at", "2026-03-02T08:00", "--ended", "2026-03-02T07:00"],
            "--ended is before the beginning",
        ),
        (["journal", "add", "treatment", "--kind", "magic"], "expected injection"),
        (["journal", "add", "note", " "], "the note is empty"),
        (["journal", "add", "questionnaire", "sf36"], "expected activities"),
        (["journal", "add", "questionnaire", "activities"], "from 1 to 5 --activity"),
        ([*ACTIVITIES, "--activity", "Lift=11"], "from 0 to 10"),
        ([*ACTIVITIES, "--activity", "=4"], "a name of its own"),
        ([*ACTIVITIES, "--activity", "Lift=4", "--activity", "lift =5"], "a name of its own"),
        ([*ACTIVITIES, "--activity", "Lift=4", "--value", "4"], "no --value"),
        (["journal", "add", "questionnaire", "ndi"], "expected --value"),
        (["journal", "add", "questionnaire", "ndi", "--value", "51"], "from 0 to 50"),
        (["journal", "add", "questionnaire", "odi", "--value", "nan"], "from 0 to 100"),
        (["journal", "add", "questionnaire", "whole", "--value", "0.5"], "from -3 to 3"),
        (["journal", "show", "nobody"], "has no entry nobody"),
        (["journal", "list", "--since", "yesterday"], "expected a day"),
        (["restore"], "expected either a copy or --list"),
        (["restore", "nothing.db"], "There is no copy nothing.db"),
        (["backup", "--to", "/nowhere/at/all"], "There is no "),
    ],
)
def test_words_that_make_no_sense_are_told(told, words, expected):
    code, out, err = told(*words)
    assert code in {1, 2}
    assert (out, expected in err) == ("", True), err


def test_nothing_is_before_the_year_of_birth(told, tmp_path):
    write_health(tmp_path / "data", Health(birth_year=1980))
    code, _out, err = told("journal", "add", "note", "x", "--at", "1979-12-31")
    assert (code, "the year of your birth, 1980" in err) == (2, True)


def test_entries_are_listed_shown_and_deleted(told, full):
    code, out, _err = told("journal", "list", "--json")
    listed = json.loads(out)
    assert (code, len(listed)) == (0, 5)
    assert {one["entry"] for one in listed} == {
        "check_ins", "spasms", "treatments", "notes", "questionnaires",
    }  # fmt: skip
    _code, out, _err = told("journal", "list", "--kind", "notes", "--since", "2026-03-02")
    assert out.startswith("2026-03-02 23:30  Note: Slept on the sofa.  ")
    identity = out.split()[-1]
    assert json.loads(told("journal", "show", identity, "--json")[1])["text"] == (
        "Slept on the sofa."
    )
    assert "text: Slept on the sofa." in told("journal", "show", identity)[1]
    assert told("journal", "delete", identity)[1].startswith("Deleted: 2026-03-02 23:30  Note")
    assert told("journal", "list", "--kind", "notes")[1] == "There is no entry yet.\n"
    assert told("journal", "delete", identity)[0] == 2


def test_everything_goes_out_and_in(told, full, tmp_path):
    target = tmp_path / "all.json"
    assert told("export", "--out", target) == (0, "", "")
    _code, out, _err = told("export", "--out", "-")
    assert out == target.read_text(encoding="utf-8")
    code, out, err = told("import", target, "--dry-run", "--json", folder="other")
    planned = json.loads(out)
    assert (code, err, planned["dry_run"], planned["conflicts"]) == (0, "", True, [])
    assert not (tmp_path / "other").exists()
    code, out, _err = told("import", target, "--json", folder="other")
    assert (code, json.loads(out)["counts"]) == (0, planned["counts"])
    assert planned["new"] > 10
    assert told("export", "--out", "-", folder="other")[1] == target.read_text(encoding="utf-8")
    code, out, _err = told("import", target, folder="other")
    assert out.endswith("Everything in this file is here already, so nothing changes.\n")


def test_what_stood_on_both_sides_is_told(told, full, tmp_path):
    target = tmp_path / "all.json"
    told("export", "--out", target)
    told("import", target, folder="other")
    document = json.loads(target.read_text())
    document["notes"][0].update(text="there", edited_at="2026-04-01T00:00:00Z")
    document["check_ins"][0].update(now=9, edited_at="2026-01-01T00:00:00Z")
    document["deleted"].append(
        {"id": document["spasms"][0]["id"], "deleted_at": "2026-04-01T00:00:00Z"}
    )
    document["spasms"] = []
    document["preferences"]["volume"] = 1
    target.write_text(json.dumps(document))
    code, out, _err = told("import", target, "--dry-run", folder="other")
    assert code == 0
    assert "This would add 0 records and change 2;" in out
    assert "4 records stand on both sides and differ:" in out
    told_json = json.loads(told("import", target, "--json", folder="other")[1])
    won = {one["kind"]: (one["outcome"], one["winner"]) for one in told_json["conflicts"]}
    assert won == {
        "notes": ("changed", "came"),
        "check_ins": ("kept", "here"),
        "spasms": ("removed", "came"),
        "settings": ("kept", "here"),
    }
    (note,) = (one for one in told_json["conflicts"] if one["kind"] == "notes")
    assert (note["here"]["text"], note["came"]["text"]) == ("Slept on the sofa.", "there")


def test_a_broken_file_is_told_fault_by_fault_and_makes_no_copy(told, full, tmp_path):
    target = tmp_path / "broken.json"
    target.write_text(
        '{"format": "posture-app/journal", "version": 1, "notes": [{"id": 5}, {}], "x": 0}'
    )
    code, out, err = told("import", target)
    assert (code, out) == (1, "")
    assert f"{target}: notes[0].id: got 5; expected text" in err
    assert f"{target}: x: is no part of a log" in err
    code, out, _err = told("import", target, "--json")
    faults = json.loads(out)["faults"]
    assert {"place": "notes[0].id", "what": "got 5; expected text"} in faults
    assert not (full / "backups").exists()
    assert told("import", tmp_path / "none.json")[2].endswith("does not exist\n")


@pytest.mark.parametrize(
    "table", ["sessions", "breaks", "check_ins", "spasms", "treatments", "notes"]
)
def test_each_table_goes_out(told, full, tmp_path, table):
    target = tmp_path / "table.csv"
    assert told("export", "--out", target, "--csv", table)[0] == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(), newline="")))
    assert rows
    assert told("export", "--out", "-", "--csv", table)[1] == target.read_text()
    if table == "check_ins":
        assert rows[0]["stress"] == "0"
        assert rows[0]["fatigue"] == ""
        assert rows[0]["places"] == ("low_back_left:ache+stiffness:4:6 back_of_neck_right:tingling")
    if table == "spasms":
        assert rows[0]["measures"] == "heat:2:PT20M"


def test_what_cannot_be_written_is_told(told, full, tmp_path):
    code, _out, err = told("export", "--out", tmp_path / "no" / "folder.json")
    assert (code, "cannot be written" in err) == (1, True)
    code, _out, err = told("export", "--csv", "notes", "--out", tmp_path / "no" / "folder.csv")
    assert (code, "cannot be written" in err) == (1, True)


def test_a_copy_is_made_listed_and_gone_back_to(told, full, tmp_path):
    code, out, _err = told("backup", "--json")
    made = json.loads(out)
    assert (code, made["sessions"], made["entries"]) == (0, 3, 5)
    other = tmp_path / "stick"
    other.mkdir()
    assert told("backup", "--to", other)[0] == 0
    choose_second_folder(full, other)
    listed = json.loads(told("restore", "--list", "--json")[1])
    assert len(listed) == 2
    add(told, "note", "after the copy")
    name = made["path"].rpartition("/")[2]
    code, out, _err = told("restore", name)
    assert (code, "until-restored" in out) == (0, True)
    assert len(json.loads(told("journal", "list", "--json")[1])) == 5
    (until,) = full.glob("journal.until-restored-*.db")
    assert json.loads(told("restore", until, "--json")[1])["restored"] == str(until)
    assert len(json.loads(told("journal", "list", "--json")[1])) == 6


def test_without_a_log_there_is_nothing_to_copy(told):
    assert told("backup")[0] == 1
    assert told("restore", "--list")[1] == "There is no copy of the log yet.\n"


def test_while_the_program_runs_nothing_is_put_in_the_place_of_its_log(told, full, tmp_path):
    target = tmp_path / "all.json"
    told("export", "--out", target)
    told("backup")
    instance = there(claim(full))
    try:
        assert told("import", target)[0] == 4
        assert told("import", target, "--dry-run")[0] == 0
        assert told("restore", *[one.name for one in (full / "backups").iterdir()][:1])[0] == 4
        assert told("export", "--out", target)[0] == 0
    finally:
        instance.close()


def test_the_day_of_the_copy_is_that_of_the_clock(told, tmp_path):
    journal = Journal(open_database(tmp_path / "data" / "journal.db"))
    log_session(journal)
    journal.close()
    today = SystemClock().read().wall.date().isoformat()
    assert f"journal-{today}.db" in told("backup")[1]
