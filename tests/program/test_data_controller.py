"""Out, in, copies and away, as the section "Your data" asks for them."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from posture_app.desktop.second_folder import choose_second_folder, second_folder
from posture_app.journal.entries import Note
from posture_app.program.data_controller import DataController
from posture_app.program.erasing import erase_everything, personal_files
from posture_app.program.exports import TABLES
from posture_app.program.records import Records
from posture_app.store.errors import DiskFullError
from posture_app.ui.pages.data_section import DataSection
from posture_app.ui.pages.data_snapshot import DataQuestion, ExportRequest
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.menu import MenuButton
from tests.exchange.logs import fill, full_log
from tests.program.test_entry_editor import NOTE
from tests.there import there


@pytest.fixture
def records(qtbot, shared):
    records = Records(shared.data_folder, shared.local_time, shared.notices)
    with qtbot.waitSignal(records.ready):
        records.open()
    yield records
    records.close_journal()
    records.close()


@pytest.fixture
def controller(records, shared):
    controller = DataController(shared, records, lambda: None)
    yield controller
    controller.close()


@pytest.fixture
def section(qtbot, controller, shared):
    section = DataSection(WidgetFactory(shared.theme))
    qtbot.addWidget(section)
    controller.changed.connect(section.show_snapshot)
    controller.progressed.connect(section.show_progress)
    return section


@pytest.fixture
def source(tmp_path):
    """A file with everything of another machine."""
    from posture_app.program.journal_file import export_everything

    other = full_log(tmp_path / "other")
    export_everything(other, tmp_path / "other", tmp_path / "all.json")
    other.close()
    return tmp_path / "all.json"


def idle(qtbot, controller):
    qtbot.waitUntil(lambda: not controller.snapshot.busy)


def words(section, name="data-told"):
    return [one.text() for one in section.findChildren(QLabel, name)]


def press(section, name):
    there(section.findChild(QPushButton, name)).click()


def test_everything_goes_out(qtbot, controller, section, records, tmp_path):
    fill(records.opened.log.database)
    target = tmp_path / "all.json"
    controller.export(target)
    assert section.findChild(QLabel, "data-busy").text() != ""
    assert not records.can_be_closed
    idle(qtbot, controller)
    assert records.can_be_closed
    assert len(json.loads(target.read_text())["sessions"]) == 3
    assert words(section) == [f"Everything was written into {target}."]


def test_what_would_change_is_told_before_it_is_brought_in(
    qtbot, controller, section, records, shared, source
):
    controller.look_into(source)
    idle(qtbot, controller)
    assert controller.snapshot.asked is DataQuestion.IMPORT
    assert "This would add" in controller.snapshot.question[0]
    assert not list(records.opened.journal.every_session())
    with qtbot.waitSignal(records.changed):
        controller.import_now()
        idle(qtbot, controller)
    assert len(list(records.opened.journal.every_session())) == 3
    assert shared.preferences.value.volume == 20
    assert shared.health.value.answered
    assert "records were added" in words(section)[0]
    controller.look_into(source)
    idle(qtbot, controller)
    assert controller.snapshot.asked is None
    assert "nothing changes" in words(section)[0]


def test_a_broken_file_is_told_and_changes_nothing(qtbot, controller, section, tmp_path):
    broken = tmp_path / "broken.json"
    notes = ", ".join(["{}"] * 20)
    broken.write_text(f'{{"format": "posture-app/journal", "version": 1, "notes": [{notes}]}}')
    controller.look_into(broken)
    idle(qtbot, controller)
    told = words(section)
    assert told[0] == "broken.json: notes[0].id: is missing; expected it here"
    assert told[-2:] == ["And 88 more.", "Nothing was changed."]
    assert controller.snapshot.is_problem


def test_what_takes_long_can_be_cancelled(qtbot, controller, section, source, monkeypatch):
    def slowly(_database, _folder, _source, _now, progress, **_options):
        while True:
            progress(0.5)

    monkeypatch.setattr("posture_app.program.journal_file.import_everything", slowly)
    section.cancel_requested.connect(controller.cancel)
    controller.look_into(source)
    assert not section.findChild(QPushButton, "data-export").isEnabled()
    press(section, "data-cancel")
    idle(qtbot, controller)
    assert words(section) == ["Nothing was changed."]
    assert section.findChild(QPushButton, "data-export").isEnabled()


def test_a_log_that_is_closed_ends_what_is_done(qtbot, controller, records, source, monkeypatch):
    def endlessly(_database, _folder, _source, _now, progress, **_options):
        while True:
            progress(0.5)

    monkeypatch.setattr("posture_app.program.journal_file.import_everything", endlessly)
    controller.look_into(source)
    records.close_journal()
    idle(qtbot, controller)


def test_any_copy_can_be_gone_back_to(qtbot, controller, section, records, shared):
    entries = records.opened.log.entries
    entries.save(NOTE)
    records.opened.journal.backup(shared.local_time.now())
    entries.delete(Note, NOTE.id, NOTE.at)
    controller.look_at_copies()
    idle(qtbot, controller)
    (copy,) = there(controller.snapshot.copies)
    assert "0 sessions, 1 entry" in copy.words
    section.restore_requested.connect(controller.ask_to_restore)
    press(section, "data-restore")
    assert controller.snapshot.asked is DataQuestion.RESTORE
    assert copy.words in controller.snapshot.question[0]
    with qtbot.waitSignal(records.ready):
        controller.restore_now()
    assert records.opened.log.entries.find(Note, NOTE.id) is not None
    assert words(section)[0].startswith("Your log is that of the copy again.")
    controller.look_at_copies()
    idle(qtbot, controller)
    assert len(there(controller.snapshot.copies)) == 2


def test_a_copy_that_is_gone_leaves_the_log(qtbot, controller, section, records, tmp_path):
    controller.ask_to_restore(tmp_path / "gone.db")
    controller.restore_now()
    assert words(section) == ["This copy cannot be read any more, so your log stays as it is."]
    assert records.opened is not None


@pytest.mark.warns_in_diagnostics
def test_a_log_that_cannot_be_put_back_is_told(
    qtbot, controller, section, records, shared, monkeypatch
):
    def full(*_arguments, **_options):
        raise DiskFullError(shared.data_folder / "journal.db")

    records.opened.log.entries.save(NOTE)
    copy = records.opened.journal.backup(shared.local_time.now())
    monkeypatch.setattr("posture_app.store.opening.copy_whole", full)
    controller.ask_to_restore(copy)
    with qtbot.waitSignal(records.failed):
        controller.restore_now()
    assert not controller.snapshot.busy
    assert "The disk is full" in words(section)[0]


def test_a_second_folder_gets_todays_copy_at_once(
    qtbot, controller, section, records, shared, tmp_path
):
    records.opened.log.entries.save(NOTE)
    stick = tmp_path / "stick"
    stick.mkdir()
    controller.choose_second_folder(stick)
    idle(qtbot, controller)
    assert [one.name[:20] for one in stick.iterdir()] == ["posture-app-journal-"]
    assert second_folder(shared.data_folder) == stick
    controller.choose_second_folder(None)
    assert second_folder(shared.data_folder) is None


def test_a_second_folder_that_is_missing_is_told_once(qtbot, shared, tmp_path):
    choose_second_folder(shared.data_folder, tmp_path / "stick")
    told = []
    for _start in range(2):
        records = Records(shared.data_folder, shared.local_time, shared.notices)
        with qtbot.waitSignal(records.ready):
            records.open()
        told.append([one.key for one in shared.notices.standing])
        shared.notices.withdraw("not-copied")
        records.close_journal()
        records.close()
    assert told == [["not-copied"], []]


def test_deleting_everything_is_asked_and_done_when_the_program_has_ended(
    qtbot, controller, section, tmp_path
):
    section.erase_requested.connect(controller.ask_to_erase)
    section.declined.connect(controller.leave_it)
    press(section, "data-erase")
    assert controller.snapshot.asked is DataQuestion.ERASE
    assert section.findChild(QPushButton, "data-no").text() == "Leave it"
    press(section, "data-no")
    assert controller.snapshot.asked is None
    section.agreed.connect(controller.erase_now)
    press(section, "data-erase")
    with qtbot.waitSignal(controller._shared.requests.erase_wanted):
        press(section, "data-yes")


def test_everything_is_deleted_and_nothing_else(tmp_path):
    folder, stick = tmp_path / "data", tmp_path / "stick"
    full_log(folder).close()
    stick.mkdir()
    choose_second_folder(folder, stick)
    ours = [
        "journal.db-wal",
        "journal.damaged-2026-03-01.db",
        "journal.until-restored-2026-03-01.db",
        "journal.undecided",
        "journal.unreadable.jsonl",
        "backups/journal-2026-03-01.db",
        "backups/journal-before-import.db",
        "backups/journal-2026-03-01.db.part",
        "settings/state.json",
        "settings/health.bad-2026-03-01.json",
        "settings/entry-draft.json",
        "settings/breaks-unwritten.jsonl",
        "logs/posture-app.log",
        "cache/proved-motions.json",
        "sounds/done.wav",
    ]
    theirs = ["own.json", "journal.json", "libraries/own.json", "backups-of-mine.txt"]
    for name in (*ours, *theirs):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    (stick / "posture-app-journal-2026-03-01.db").write_text("x")
    (stick / "journal-2026-03-01.db").write_text("somebody else's")
    assert erase_everything(folder) == []
    left = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
    assert left == sorted(theirs)
    assert [one.name for one in stick.iterdir()] == ["journal-2026-03-01.db"]
    assert list(personal_files(folder)) == []


def test_what_could_not_be_deleted_is_told(tmp_path, monkeypatch):
    full_log(tmp_path).close()

    def refused(_path, **_options):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.unlink", refused)
    assert tmp_path / "journal.db" in erase_everything(tmp_path)


def test_files_are_chosen_by_the_systems_dialogues(qtbot, section, tmp_path, monkeypatch):
    chosen = str(tmp_path / "x.json")
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (chosen, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    for button, signal in (
        ("data-export", section.export_requested),
        ("data-import", section.import_requested),
        ("data-second", section.second_folder_chosen),
    ):
        with qtbot.waitSignal(signal):
            press(section, button)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("fhir", "posture-app-fhir.json"),
        ("fhir_with_notes", "posture-app-fhir.json"),
        ("calendar", "posture-app.ics"),
    ],
)
def test_a_part_goes_out_for_another_program(
    qtbot, controller, section, records, tmp_path, monkeypatch, form, name
):
    fill(records.opened.log.database)
    target = tmp_path / name
    offered = []

    def chosen(_parent, title, default, _filter):
        offered.append((title, default))
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    section.part_requested.connect(controller.export_part)
    choose_part(section, form)
    idle(qtbot, controller)
    assert [default for _title, default in offered] == [name]
    assert words(section) == [f"It was written into {target}. Whoever has this file can read it."]
    told = target.read_text(encoding="utf-8")
    assert told.startswith("BEGIN:VCALENDAR" if form == "calendar" else '{"resourceType": "Bundle"')
    assert ("Slept on the sofa." in told) == (form == "fhir_with_notes")


def test_all_tables_go_into_a_folder(qtbot, controller, section, records, tmp_path, monkeypatch):
    fill(records.opened.log.database)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "tables"))
    (tmp_path / "tables").mkdir()
    section.part_requested.connect(controller.export_part)
    with qtbot.waitSignal(controller.progressed):
        choose_part(section, "tables")
        idle(qtbot, controller)
    names = sorted(one.name for one in (tmp_path / "tables").iterdir())
    assert len(names) == len(TABLES)
    assert names[0].startswith("posture-app-breaks-")
    assert words(section)[0].startswith("It was written into ")


def test_a_part_that_cannot_be_written_is_told(qtbot, controller, section, tmp_path):
    controller.export_part(ExportRequest("calendar", tmp_path / "nowhere" / "x.ics"))
    idle(qtbot, controller)
    assert controller.snapshot.is_problem
    assert "cannot be written" in words(section)[0]


def test_nothing_goes_out_where_no_file_was_chosen(section, monkeypatch):
    asked: list[ExportRequest] = []
    section.part_requested.connect(asked.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    choose_part(section, "fhir")
    assert asked == []


def choose_part(section, form):
    button = there(section.findChild(MenuButton, "data-part"))
    next(one for one in button.menu_actions() if one.data() == form).trigger()
