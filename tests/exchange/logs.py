"""A log with something of every kind, for what goes out of it and comes in."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from posture_app.breaks.settings import BreakSettings
from posture_app.coach.health import Health
from posture_app.coach.pain_rule import Condition
from posture_app.desktop.health import write_health
from posture_app.desktop.private_files import write_privately
from posture_app.desktop.settings import SettingsFile, write_settings
from posture_app.journal.breaks import Stretch
from posture_app.journal.entries import Note
from posture_app.journal.received import PlanStep
from posture_app.preferences import Preferences
from posture_app.reminders.engine import save_settings
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import Database, open_database
from posture_app.store.entries import Entries
from posture_app.store.journal import Journal
from posture_app.store.plans import ReceivedPlans
from posture_app.store.programmes import FollowedProgrammes
from tests.store.records import MORNING, a_break, log_session
from tests.store.test_entries import ALL

LATER = MORNING + timedelta(days=30)


def fill(database: Database) -> None:
    """Sessions with sets and advice, breaks, stretches, a programme, entries, and deletions."""
    journal, history, entries = Journal(database), BreakHistory(database), Entries(database)
    for day in range(3):
        at = MORNING + timedelta(days=day, microseconds=day)
        session_id = log_session(journal, at, sets=2, time_zone="Europe/Berlin")
        journal.set_answers(session_id, pain_after=day, effort=None, note='"Schön", =1\n\u2028')
        journal.set_advice(session_id, "hold", ["pain_rose"])
    gone = log_session(journal, LATER)
    journal.delete_session(gone, LATER + timedelta(hours=1))
    for minute in (0, 30):
        history.add(a_break(minute, passed_over=("a", "b"), share=1 / 3))
    history.add_stretch(Stretch(MORNING, MORNING + timedelta(hours=30), "active"))
    programmes = FollowedProgrammes(database)
    programmes.begin("desk", "The desk", "one", MORNING.date())
    programmes.begin("desk", "The desk", "two", LATER.date(), "advanced")
    plans = ReceivedPlans(database)
    plans.keep("neck", 1, '{"plan": "Nacken"}', MORNING)
    plans.keep("neck", 2, '{"plan": "Nacken, Rücken"}', LATER)
    plans.decide(
        PlanStep(
            id="step",
            plan_id="neck",
            revision=2,
            phase_id="load",
            exercise="bridge",
            instead="bridge-march",
            accepted=True,
            decided_at=LATER,
            time_zone="Europe/Berlin",
        )
    )
    for entry in ALL:
        entries.save(entry)
    note = Note(id="gone", at=MORNING, time_zone="UTC", edited_at=MORNING, text="x")
    entries.save(note)
    entries.delete(Note, "gone", LATER)


def set_everything(folder: Path) -> None:
    """Settings of all three kinds that are not the usual ones."""
    write_settings(folder, SettingsFile(preferences=Preferences(volume=20, language="en")))
    write_health(
        folder,
        Health(answered=True, conditions=frozenset({Condition.PREGNANCY, Condition.DIZZINESS})),
    )
    save_settings(folder, BreakSettings(idle_after_s=90))


def full_log(folder: Path) -> Database:
    """A full log in a folder, with settings: a copy of the one that was filled first."""
    for name, content in _full_folder().items():
        write_privately(folder / name, content)
    return open_database(folder / "journal.db")


@cache
def _full_folder() -> Mapping[str, bytes]:
    """The files of a folder with a full log and settings, by their paths in it."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        set_everything(folder)
        database = open_database(folder / "journal.db")
        fill(database)
        database.close()
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}
