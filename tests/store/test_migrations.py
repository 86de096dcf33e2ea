"""Migrations: what they lead to, what they leave behind when they fail, and old logs."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from posture_app.coach.factors import Factor
from posture_app.journal.entries import CheckIn, PainKind
from posture_app.store import database, files
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from posture_app.store.entries import KINDS, Entries
from posture_app.store.journal import Journal
from posture_app.store.migrations import NEWEST, run
from posture_app.store.plans import ReceivedPlans
from posture_app.store.programmes import FollowedProgrammes
from posture_app.store.rows import Base
from tests.store.records import MORNING, log_session

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.sql"))

FOLLOWING = f"{int(NEWEST) + 1:04}"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{newest}"


def upgrade():
    op.add_column("session", sa.Column("mood", sa.String(), nullable=True))
    op.execute("UPDATE session SET mood = 'fine'")
    {then}
"""


def schema(path):
    return dict(rows(path, "SELECT name, sql FROM sqlite_master"))


def dump(path):
    """All that a database holds: the SQL of its tables and their rows."""
    with closing(sqlite3.connect(path)) as connection:
        return {" ".join(line.replace('"', "").split()) for line in connection.iterdump()}


def test_a_new_log_is_what_all_the_steps_lead_to(path, tmp_path):
    open_database(path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    with engine.begin() as connection:
        run.upgrade(connection)
    engine.dispose()
    assert dump(path) == dump(tmp_path / "steps.db")


def test_alembic_sees_nothing_to_migrate(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    with engine.begin() as connection:
        run.upgrade(connection)
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_newest_revision_is_the_last_step():
    assert ScriptDirectory(str(run.FOLDER)).get_heads() == [NEWEST]


def test_every_revision_has_a_sample():
    steps = ScriptDirectory(str(run.FOLDER)).walk_revisions()
    assert [sample.stem for sample in SAMPLES] == sorted(step.revision for step in steps)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_log_of_every_released_revision_can_be_read(path, sample):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sample.read_text())
    journal = Journal(open_database(path))
    (session,) = journal.sessions()
    assert session.note == "Better than yesterday"
    assert [item.side for item in session.items] == ["left", "right"]
    assert session.items[1].hurt
    assert session.effort is None
    journal.close()


def test_the_breaks_of_a_log_of_revision_2_can_be_read(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(next(one for one in SAMPLES if one.stem == "0002").read_text())
    opened = open_database(path)
    history = BreakHistory(opened)
    since, until = MORNING - timedelta(days=1), MORNING + timedelta(days=1)
    (record,) = history.records(since, until)
    assert (record.result, record.skip_reason, record.side) == ("skipped", "hurts", "left")
    assert (record.passed_over, record.held_by) == (("chin-tuck",), ("call",))
    assert record.local_began.isoformat() == "2026-03-02T10:30:00+01:00"
    (stretch,) = history.stretches(since, until)
    assert (stretch.what, stretch.length) == ("active", timedelta(minutes=30))
    opened.close()


def test_what_was_proposed_in_a_log_of_revision_3_can_be_read(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(next(one for one in SAMPLES if one.stem == "0003").read_text())
    journal = Journal(open_database(path))
    (session,) = journal.sessions()
    assert (session.advice, session.advice_reasons) == ("stop", ("pain_in_high_band", "pain_rose"))
    journal.close()


def test_what_was_followed_in_a_log_of_revision_4_can_be_read(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(next(one for one in SAMPLES if one.stem == "0004").read_text())
    opened = open_database(path)
    first, second = FollowedProgrammes(opened).every()
    assert (first.phase_id, first.ending) == ("settle", "advanced")
    assert first.ended_on == second.began_on == date(2026, 3, 9)
    assert FollowedProgrammes(opened).current() == second
    opened.close()


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Make this the next version of the program, whose next step goes on as told."""

    def install(then="pass"):
        folder = tmp_path / "migrations"
        shutil.copytree(run.FOLDER, folder)
        step = NEXT.format(then=then, next=FOLLOWING, newest=NEWEST)
        (folder / "versions" / f"v{FOLLOWING}_mood.py").write_text(step)
        monkeypatch.setattr(database, "NEWEST", FOLLOWING)
        monkeypatch.setattr(files, "NEWEST", FOLLOWING)
        monkeypatch.setattr(run.upgrade, "__defaults__", (folder,))
        monkeypatch.setattr(database, "check_columns", lambda *_: None)

    return install


def rows(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_an_older_log_is_copied_and_brought_up(path, next_version):
    journal = Journal(open_database(path))
    log_session(journal)
    journal.close()
    next_version()
    open_database(path).close()
    assert rows(path, "SELECT mood, version_num FROM session, alembic_version") == [
        ("fine", FOLLOWING)
    ]
    copy = path.parent / "backups" / f"journal-revision-{NEWEST}.db"
    assert rows(copy, "SELECT version_num FROM alembic_version") == [(NEWEST,)]
    assert rows(copy, "SELECT count(*) FROM exercise_set") == [(1,)]
    assert "mood" not in schema(copy)["session"]


def test_a_step_that_fails_leaves_the_log_as_it_was(path, next_version):
    journal = Journal(open_database(path))
    log_session(journal)
    journal.close()
    before = schema(path)
    next_version(then="raise RuntimeError('in the middle')")
    with pytest.raises(RuntimeError, match="in the middle"):
        open_database(path)
    assert schema(path) == before
    assert rows(path, "SELECT version_num FROM alembic_version") == [(NEWEST,)]
    assert rows(path, "SELECT count(*) FROM session") == [(1,)]


def test_what_was_entered_in_a_log_of_revision_5_can_be_read(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(next(one for one in SAMPLES if one.stem == "0005").read_text())
    opened = open_database(path)
    entries = Entries(opened)
    (check_in,) = entries.every(CheckIn)
    assert check_in.places[0].kinds == (PainKind.ACHE, PainKind.STIFFNESS)
    assert check_in.levels == {Factor.POOR_SLEEP: 2, Factor.STRESS: 0}
    (spasm,) = entries.open_spasms()
    assert spasm.measures[0].after == timedelta(minutes=20)
    assert [len(list(entries.every(kind))) for kind in KINDS] == [1, 1, 1, 1, 1]
    opened.close()


def test_the_plans_in_a_log_of_revision_6_can_be_read(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(next(one for one in SAMPLES if one.stem == "0006").read_text())
    opened = open_database(path)
    first, second = ReceivedPlans(opened).history("neck")
    assert (first.revision, first.is_current, first.content) == (1, False, '{"plan": 1}')
    assert ReceivedPlans(opened).current() == second
    opened.close()


def test_the_steps_in_a_log_of_revision_7_can_be_read(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(next(one for one in SAMPLES if one.stem == "0007").read_text())
    opened = open_database(path)
    (step,) = ReceivedPlans(opened).steps("neck")
    assert (step.exercise, step.instead, step.accepted) == ("bridge", "bridge-march", True)
    assert (step.day.isoformat(), step.time) == ("2026-03-03", "23:30")
    opened.close()
