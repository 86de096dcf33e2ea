"""What the page Progress reads of a real log."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from posture_app.gallery import progress_samples
from posture_app.journal.course import Period, first_day_of
from posture_app.journal.diary import DiaryKind
from posture_app.journal.entries import CheckIn, Entry, Spasm, Treatment
from posture_app.journal.trends import PainTrend, SessionTrend, SpasmTrend
from posture_app.program.pages.progress_log import ProgressLog, progress_snapshot
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from posture_app.store.entries import Entries
from posture_app.store.journal import Journal
from posture_app.ui.pages.snapshots import DiaryQuery
from tests.store.records import a_break, log_session

TODAY = progress_samples.TODAY
NOW = datetime(2026, 3, 12, 14, 10, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path / "journal.db")
    yield database
    database.close()


@pytest.fixture
def log(database):
    log = ProgressLog(Journal(database), Entries(database), BreakHistory(database))
    entries: tuple[Entry, ...] = (
        *progress_samples.check_ins(60),
        *progress_samples.spasms(),
        *progress_samples.treatments(),
        *progress_samples.notes(),
        *progress_samples.questionnaires(),
    )
    for entry in entries:
        log.entries.save(entry)
    for ago in range(0, 40, 2):
        log_session(log.journal, NOW - timedelta(days=ago, hours=2))
        began = NOW - timedelta(days=ago)
        log.history.add(replace(a_break(), id=str(uuid4()), began=began, time_zone="UTC"))
    return log


def snapshot(log, shown=50, query=None):
    return progress_snapshot(log, NOW, "UTC", shown, query)


def test_the_newest_of_everything_is_shown_and_the_older_page_by_page(log):
    first = snapshot(log, 10)
    assert len(first.sessions) + len(first.entries) == 10
    assert first.has_more
    assert first.has_entries
    whole = snapshot(log, 1000)
    assert not whole.has_more
    assert len(whole.sessions) == 20
    assert set(first.entries) <= set(whole.entries)
    assert min(one.day for one in first.entries) > TODAY - timedelta(days=10)


def test_the_last_weeks_are_told(log):
    kinds = [type(one) for one in snapshot(log).trends]
    assert kinds == [PainTrend, SpasmTrend, SessionTrend]
    [spasms] = [one for one in snapshot(log).trends if isinstance(one, SpasmTrend)]
    assert (spasms.count, spasms.before) == (2, 3)


@pytest.mark.parametrize("kind", DiaryKind)
def test_one_kind_alone_is_shown(log, kind):
    found = snapshot(log, query=DiaryQuery(kind=kind))
    assert bool(found.sessions) == (kind == DiaryKind.SESSION)
    assert bool(found.entries) == (kind != DiaryKind.SESSION)


def test_the_questionnaires_are_all_known_whatever_the_diary_asks_for(log):
    found = snapshot(log, query=DiaryQuery(kind=DiaryKind.NOTE)).questionnaires
    assert set(found) == set(progress_samples.questionnaires())


def test_words_are_looked_for_in_all_kinds(log):
    found = snapshot(log, query=DiaryQuery(words="tighter"))
    assert [one.id for one in found.entries] == ["note-0"]
    assert not found.sessions
    assert not snapshot(log, query=DiaryQuery(words="qwertz")).is_empty


def test_one_day_alone_is_shown(log):
    found = snapshot(log, query=DiaryQuery(day=TODAY))
    assert {one.day for one in found.entries} == {TODAY}
    assert {one.local_day for one in found.sessions} == {TODAY}


def test_a_course_holds_what_was_entered_and_done(log):
    first = first_day_of(Period.ALL, TODAY, log.first_day())
    course = log.course(first, TODAY, "UTC")
    assert course.first_day == progress_samples.spasms()[0].day
    today = course.days[-1]
    assert (today.day, today.sessions) == (TODAY, 1)
    assert today.breaks is not None
    assert [one.day for one in course.days if one.was_needled] == [progress_samples.NEEDLED_ON]
    assert course.first_session == TODAY - timedelta(days=38)


def test_a_week_is_read_without_reading_a_table_from_end_to_end(log, database):
    asked = []
    engine = database._engine

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, *_more):
        asked.append((statement, parameters))

    log.course(TODAY - timedelta(days=6), TODAY, "UTC")
    log.places(TODAY - timedelta(days=6), TODAY)
    event.remove(engine, "before_cursor_execute", note)
    selects = [one for one in asked if one[0].lstrip().upper().startswith("SELECT")]
    assert len(selects) >= 6
    with engine.connect() as connection:
        for statement, parameters in selects:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps = [row[-1] for row in plan]
            assert not [
                step for step in steps if step.startswith("SCAN") and "INDEX" not in step
            ], statement


def test_the_first_day_of_all_is_that_of_an_entry_or_a_session(log):
    assert log.first_day() == progress_samples.spasms()[0].day
    early = CheckIn(
        id="early",
        at=datetime(2020, 1, 2, 8, tzinfo=UTC),
        time_zone="UTC",
        edited_at=NOW,
        now=2,
    )
    log.entries.save(early)
    assert log.first_day() == date(2020, 1, 2)


@pytest.mark.parametrize("words", ["low back, left", "LOW BACK left", "left low"])
def test_the_diary_is_searched_by_places(log, words):
    found = snapshot(log, 500, DiaryQuery(words=words)).entries
    assert found
    assert {one.id for one in found} == {
        one.id for one in snapshot(log, 500).entries if "'low_back_left'" in str(one)
    }


def test_the_diary_is_searched_by_kinds(log):
    every = snapshot(log, 500).entries
    spasms = {one.id for one in every if isinstance(one, Spasm)}
    found = snapshot(log, 500, DiaryQuery(words="spasm")).entries
    assert spasms
    assert spasms <= {one.id for one in found}
    needled = [one for one in every if "DRY_NEEDLING" in str(one)]
    assert needled
    found = snapshot(log, 500, DiaryQuery(words="dry needling")).entries
    assert [one for one in found if isinstance(one, Treatment)] == needled
