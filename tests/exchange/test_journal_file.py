"""Everything in one file, and back."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from posture_app.desktop.health import look_at_health
from posture_app.exchange.document import RECORDS, SETTINGS, json_schema
from posture_app.exchange.reading import JournalReader
from posture_app.journal.entries import Note
from posture_app.journal.merging import MergeOutcome
from posture_app.library.files import data_root
from posture_app.library.problems import BrokenFileError
from posture_app.program import journal_file
from posture_app.program.journal_file import (
    export_everything,
    finish_import,
    import_everything,
    write_everything,
)
from posture_app.program.long_work import CancelledError
from posture_app.store.breaks import BreakHistory
from posture_app.store.contents import TABLES, contents
from posture_app.store.database import open_database
from posture_app.store.entries import Entries
from posture_app.store.files import backup_files
from posture_app.store.journal import Journal
from posture_app.store.plans import ReceivedPlans
from posture_app.store.programmes import FollowedProgrammes
from tests.exchange.logs import LATER, fill, full_log
from tests.store.records import MORNING, log_session
from tests.store.test_entries import ALL, CHECK_IN, NOTE
from tests.there import there


@pytest.fixture
def here(tmp_path):
    database = full_log(tmp_path / "here")
    yield database
    database.close()


@pytest.fixture
def elsewhere(tmp_path):
    database = open_database(tmp_path / "elsewhere" / "journal.db")
    yield database
    database.close()


def written(database):
    out = io.BytesIO()
    write_everything(database, database.path.parent, out)
    return out.getvalue()


def exported(database, name="all.json"):
    target = database.path.parent / name
    export_everything(database, database.path.parent, target)
    return target


def taken_in(database, source, **options):
    return import_everything(database, database.path.parent, source, LATER, **options)


def counted(report):
    return {outcome.value: count for outcome, count in report.totals.items() if count}


def test_the_names_in_the_file_are_those_of_the_log():
    assert tuple(TABLES) == RECORDS


def test_the_schema_in_resources_is_that_of_the_model():
    """Make it anew with `.venv/bin/python packaging/schemas.py`."""
    path = data_root() / "resources" / "journal.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema()


def test_one_record_stands_on_a_line(here):
    lines = written(here).decode().split("\n")
    sessions = lines[lines.index('"sessions": [') + 1 :][:3]
    assert [json.loads(line.rstrip(","))["pain_after"] for line in sessions] == [0, 1, 2]
    document = json.loads(written(here))
    assert list(document) == ["format", "version", *SETTINGS, *RECORDS]
    assert all(document[name] for name in RECORDS)
    assert [one["id"] for one in document["deleted"]][-1] != "gone"


def test_export_wipe_import_export_is_the_same_byte_for_byte(here, elsewhere):
    before = exported(here)
    report = taken_in(elsewhere, before)
    assert not report.conflicts
    assert written(elsewhere) == before.read_bytes()
    assert set(counted(report)) == {"new"}


def test_what_comes_is_what_was_there(here, elsewhere):
    taken_in(elsewhere, exported(here))
    for one, other in zip(
        Journal(here).every_session(), Journal(elsewhere).every_session(), strict=True
    ):
        assert one == other
    assert FollowedProgrammes(elsewhere).current() == FollowedProgrammes(here).current()
    assert list(BreakHistory(elsewhere).every_record()) == list(BreakHistory(here).every_record())
    for entry in ALL:
        assert Entries(elsewhere).find(type(entry), entry.id) == entry
    assert look_at_health(elsewhere.path.parent) == look_at_health(here.path.parent)


def test_a_second_import_changes_nothing(here, elsewhere):
    source = exported(here)
    taken_in(elsewhere, source)
    report = taken_in(elsewhere, source)
    assert set(counted(report)) == {"same"}
    assert not report.changes_something
    assert written(elsewhere) == source.read_bytes()


def test_a_dry_run_tells_the_same_and_changes_nothing(here, elsewhere):
    source, before = exported(here), written(elsewhere)
    planned = taken_in(elsewhere, source, dry_run=True)
    assert written(elsewhere) == before
    assert not any(backup_files(elsewhere.path))
    assert planned.counts == taken_in(elsewhere, source).counts


def test_the_log_is_copied_before_another_is_merged_into_it(here, elsewhere):
    taken_in(elsewhere, exported(here))
    (copy,) = backup_files(elsewhere.path)
    assert copy.name == "journal-before-import.db"


def test_the_last_edit_wins_and_both_are_told(here, elsewhere):
    source = exported(here)
    entries = Entries(elsewhere)
    later = replace(CHECK_IN, now=1, edited_at=CHECK_IN.edited_at + timedelta(hours=1))
    earlier = replace(NOTE, text="before", edited_at=NOTE.edited_at - timedelta(hours=1))
    entries.save(later)
    entries.save(earlier)
    report = taken_in(elsewhere, source)
    told = {one.id: (one.outcome, one.here, one.came) for one in report.conflicts}
    assert told == {
        CHECK_IN.id: (MergeOutcome.KEPT, later, CHECK_IN),
        NOTE.id: (MergeOutcome.CHANGED, earlier, NOTE),
    }
    assert there(entries.find(type(CHECK_IN), CHECK_IN.id)).now == 1
    assert there(entries.find(Note, NOTE.id)).text == NOTE.text


def test_of_two_edits_at_one_time_the_one_here_stays(here, elsewhere):
    Entries(elsewhere).save(replace(NOTE, text="other"))
    report = taken_in(elsewhere, exported(here))
    assert [one.outcome for one in report.conflicts] == [MergeOutcome.KEPT]


def test_answers_that_were_changed_later_win(here, elsewhere):
    taken_in(elsewhere, exported(here))
    (session, *_others) = Journal(here).sessions()
    Journal(here).set_answers(
        session.id, pain_after=9, effort=1, note="worse", edited_at=LATER + timedelta(days=1)
    )
    report = taken_in(elsewhere, exported(here))
    assert [(one.kind, one.outcome) for one in report.conflicts] == [
        ("sessions", MergeOutcome.CHANGED)
    ]
    assert Journal(elsewhere).session(session.id).pain_after == 9
    assert len(Journal(elsewhere).session(session.id).items) == 2


@pytest.mark.parametrize("deleted_first", [True, False])
def test_what_was_deleted_stays_deleted_unless_it_was_edited_later(here, elsewhere, deleted_first):
    taken_in(elsewhere, exported(here))
    at = LATER + timedelta(days=1)
    edited = replace(NOTE, text="later", edited_at=at + timedelta(hours=1 if deleted_first else -1))
    Entries(here).delete(Note, NOTE.id, at)
    Entries(elsewhere).save(edited)
    report = taken_in(elsewhere, exported(here))
    taken_in(here, exported(elsewhere))
    (conflict,) = report.conflicts
    assert conflict.outcome is (MergeOutcome.KEPT if deleted_first else MergeOutcome.REMOVED)
    for database in (here, elsewhere):
        assert Entries(database).find(Note, NOTE.id) == (edited if deleted_first else None)


def test_a_deleted_session_does_not_come_back(here, elsewhere):
    source = exported(here)
    taken_in(elsewhere, source)
    (session, *_others) = Journal(elsewhere).sessions()
    Journal(elsewhere).delete_session(session.id, LATER)
    report = taken_in(elsewhere, source)
    assert [one.outcome for one in report.conflicts] == [MergeOutcome.GONE]
    assert len(Journal(elsewhere).sessions()) == 2
    taken_in(here, exported(elsewhere))
    assert len(Journal(here).sessions()) == 2


def test_two_machines_come_to_the_same(here, elsewhere):
    log_session(Journal(elsewhere), MORNING + timedelta(days=9))
    taken_in(elsewhere, exported(here))
    taken_in(here, exported(elsewhere))
    assert written(here) == written(elsewhere)


def test_one_programme_is_followed_at_most(here, elsewhere):
    mine = FollowedProgrammes(elsewhere).begin("own", "Own", "one", MORNING.date())
    taken_in(elsewhere, exported(here))
    assert FollowedProgrammes(elsewhere).current() == mine.after
    lasting = [one for one in FollowedProgrammes(elsewhere).every() if one.ended_on is None]
    assert len(lasting) == 1


def test_the_plan_that_was_received_last_counts(here, elsewhere):
    plans = ReceivedPlans(elsewhere)
    plans.keep("neck", 1, '{"plan": "Nacken"}', MORNING)
    report = taken_in(elsewhere, exported(here))
    assert not [one for one in report.conflicts if one.kind == "plans"]
    assert [(one.id, one.is_current) for one in plans.history()] == [
        ("neck/1", False),
        ("neck/2", True),
    ]
    plans.keep("back", 1, "{}", LATER + timedelta(days=1))
    taken_in(elsewhere, exported(here))
    assert there(plans.current()).id == "back/1"


def test_a_stretch_that_went_on_is_there_once(here, elsewhere):
    source = exported(here)
    taken_in(elsewhere, source)
    with contents(elsewhere) as log:
        before = log.counts()["stretches"]
    history = BreakHistory(here)
    (*_others, last) = history.stretches(MORNING, MORNING + timedelta(days=3))
    history.add_stretch(replace(last, ended=last.ended + timedelta(minutes=5)))
    taken_in(elsewhere, exported(here))
    taken_in(elsewhere, source)
    with contents(elsewhere) as log:
        assert log.counts()["stretches"] == before


def test_settings_that_were_made_here_stay(here, elsewhere):
    source = exported(here)
    full = here.path.parent
    assert {one.id for one in taken_in(here, source).conflicts} == set()
    (full / "settings" / "breaks.json").unlink()
    (full / "settings" / "settings.json").write_text('{"version": 1, "volume": 3}')
    report = taken_in(here, source)
    assert [(one.id, one.outcome) for one in report.conflicts] == [
        ("preferences", MergeOutcome.KEPT)
    ]
    assert report.counts["settings"][MergeOutcome.NEW] == 1
    assert (full / "settings" / "breaks.json").exists()


def test_settings_come_at_the_next_start_where_the_program_was_ended(here, elsewhere, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    folder = elsewhere.path.parent
    with monkeypatch.context() as patch:
        patch.setattr(journal_file, "write_personal_settings", killed)
        with pytest.raises(KeyboardInterrupt):
            taken_in(elsewhere, exported(here))
    assert look_at_health(folder) is None
    finish_import(elsewhere, folder)
    assert look_at_health(folder) == look_at_health(here.path.parent)
    assert not list((folder / "settings").glob("import-*"))


def test_settings_of_an_import_that_was_undone_never_come(here, elsewhere, monkeypatch):
    folder = elsewhere.path.parent
    keep = journal_file._keep_pending

    def killed(*arguments):
        keep(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(journal_file, "_keep_pending", killed)
    with pytest.raises(KeyboardInterrupt):
        taken_in(elsewhere, exported(here))
    finish_import(elsewhere, folder)
    assert look_at_health(folder) is None
    assert not Journal(elsewhere).sessions()


def test_work_that_is_cancelled_has_done_nothing(here, elsewhere):
    def enough(share):
        if share > 0.6:
            raise CancelledError

    source, before = exported(here), written(elsewhere)
    with pytest.raises(CancelledError):
        taken_in(elsewhere, source, progress=enough)
    assert written(elsewhere) == before
    with pytest.raises(CancelledError):
        export_everything(here, here.path.parent, source.with_name("new.json"), enough)
    assert not [one for one in source.parent.iterdir() if "new.json" in one.name]


def test_how_much_is_done_is_told(here, elsewhere):
    told: list[float] = []
    source = here.path.parent / "all.json"
    export_everything(here, here.path.parent, source, told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    told.clear()
    taken_in(elsewhere, source, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


def problems_of(path):
    with pytest.raises(BrokenFileError) as caught:
        for _batch in JournalReader(path).batches():
            pass
    return [str(problem) for problem in caught.value.problems]


def a_file(tmp_path, text):
    path = tmp_path / "given.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


HEAD = '{"format": "posture-app/journal", "version": 1'
A_NOTE = (
    '{"id": "n", "at": "2026-03-02T08:00:00Z", "time_zone": "UTC",'
    ' "edited_at": "2026-03-02T08:00:00Z", "text": "x"}'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no log of Posture App"),
        ("[]", "is no log of Posture App"),
        ('{"format": "posture-app/library", "version": 1}', "is no log of Posture App"),
        (HEAD.replace("1", "2") + "}", "was written by a newer version"),
        (HEAD.replace("1", "true") + "}", "version: expected 1"),
        ('{"version": 1}', "format: is missing"),
        (HEAD, "line 1, column 47: is cut off"),
        (HEAD + "} {", "goes on after its end"),
        (HEAD + ', "notes": [' + A_NOTE, "is cut off"),
        (HEAD + ', "notes": [' + A_NOTE[:40], "is cut off"),
        (HEAD + ', "notes": [\n' + A_NOTE + "\n" + A_NOTE, "line 3, column 1: is not JSON here"),
        (HEAD + ', "notes": {}}', "notes: expected a list"),
        (HEAD + ', "notes": [NaN]}', "notes[0]: holds a number that is none"),
        (HEAD + ', "notes": [' + "[" * 100_000, "notes[0]: is nested too deeply"),
        (HEAD + ', "notes": [' + "[" * 300 + "]" * 300 + "]}", "notes[0]: is nested too deeply"),
        (HEAD + ', "notes": [{"id": "n", "id": "m"}]}', 'the field "id" stands twice'),
        (HEAD + ', "notes": [], "notes": []}', 'the field "notes" stands twice'),
        (HEAD + ', "other": 1}', "other: is no part of a log"),
        (HEAD + f', "notes": [{A_NOTE}, {A_NOTE}]}}', "notes[1].id: stands twice in the list"),
        (HEAD + ', "notes": [' + A_NOTE.replace("08:00:00Z", "08:00:00") + "]}", "no time zone"),
        (HEAD + ', "notes": [' + A_NOTE.replace("2026", "1815") + "]}", "from the year 1900"),
        (HEAD + ', "notes": [' + A_NOTE.replace('"n"', '""') + "]}", "notes[0].id: expected from"),
        (HEAD + ', "notes": [' + A_NOTE.replace("x", "\\ud83d") + "]}", "no text or number"),
        (HEAD.encode() + b', "notes": ["\xff"]}', "is not UTF-8 text (byte"),
        (HEAD + ', "preferences": {"volume": 300}}', "preferences.volume: expected a whole"),
        (HEAD + ', "health": {"emergency_number": "<b>"}}', "health.emergency_number: expected"),
        (HEAD + ', "break_settings": {"idle_after_s": -1}}', "break_settings.idle_after_s"),
        (HEAD + ', "notes": ["' + "x" * 5_000_000 + '"]}', "is larger than anything"),
    ],
)
def test_a_foreign_or_damaged_file_names_its_fault(tmp_path, text, told):
    assert told in "\n".join(problems_of(a_file(tmp_path, text)))


def test_a_file_that_is_missing_a_folder_or_too_large_is_told(tmp_path, monkeypatch):
    assert problems_of(tmp_path / "none.json") == ["does not exist"]
    assert problems_of(tmp_path) == ["is a folder; expected a file"]
    monkeypatch.setattr("posture_app.exchange.reading.MAX_BYTES", 10)
    (told,) = problems_of(a_file(tmp_path, HEAD + "}"))
    assert "expected at most" in told


def test_all_faults_are_told_up_to_a_limit_and_nothing_is_changed(here, elsewhere):
    source = exported(here)
    document = json.loads(source.read_bytes())
    document["sessions"][1]["items"][1]["pain"] = 11
    document["sessions"][2]["ended"] = "slept"
    document["check_ins"][0]["places"][0]["zone"] = "<tail>"
    document["spasms"][0]["strength"] = "seven"
    document["deleted"] = [{"id": str(number)} for number in range(300)]
    source.write_text(json.dumps(document, indent=4))
    before = written(elsewhere)
    with pytest.raises(BrokenFileError) as caught:
        taken_in(elsewhere, source)
    told = [str(problem) for problem in caught.value.problems]
    assert "sessions[1].items[1].pain: got 11; expected 10 or less" in told
    assert 'spasms[0].strength: got "seven"; expected a whole number' in told
    assert "check_ins[0].places[0].zone: <tail> is no place on the body that is known" in told
    assert len(told) == 101
    assert "more problems" in told[-1]
    assert written(elsewhere) == before
    assert not any(backup_files(elsewhere.path))


def test_a_file_that_was_formatted_anew_is_read_as_well(here, elsewhere):
    source = exported(here)
    before = source.read_bytes()
    document = json.loads(before)
    source.write_text(json.dumps(document, indent=4, sort_keys=True), encoding="utf-8-sig")
    taken_in(elsewhere, source)
    assert written(elsewhere) == before


@pytest.mark.parametrize("chunk", [1, 7, 100])
def test_it_does_not_matter_where_the_pieces_of_a_file_end(here, monkeypatch, chunk):
    source = exported(here)
    monkeypatch.setattr("posture_app.exchange.json_text._CHUNK_BYTES", chunk)
    reader = JournalReader(source)
    read = dict.fromkeys(RECORDS, 0)
    for batch in reader.batches():
        read[batch.name] += len(batch.records)
    with contents(here) as log:
        assert read == log.counts()


def test_an_empty_log_goes_out_and_comes_back(elsewhere):
    source = exported(elsewhere)
    assert not taken_in(elsewhere, source).changes_something
    fill(elsewhere)
    assert source.stat().st_mode & 0o77 == 0
