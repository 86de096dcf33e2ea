"""Sessions as they happen, cut off, across midnight, zones and set clocks; what they add up to."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from posture_app.store.database import open_database
from posture_app.store.errors import UnknownSessionError
from posture_app.store.journal import Journal
from tests.store.records import MORNING, a_set, begin, log_session
from tests.there import there

DAY = timedelta(days=1)


def utc(year, month, day, hour=0, minute=0, second=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def test_what_was_proposed_is_kept_anew_goes_with_its_session_and_comes_back(journal):
    session_id = log_session(journal)
    assert journal.session(session_id).advice is None
    journal.set_advice(session_id, "hold", ["pain_rose"])
    journal.set_advice(session_id, "stop", ["pain_in_high_band", "pain_rose"])
    told = journal.session(session_id)
    assert (told.advice, told.advice_reasons) == ("stop", ("pain_in_high_band", "pain_rose"))
    assert journal.delete_session(session_id, MORNING) == told
    journal.restore_session(told)
    assert journal.session(session_id) == told
    with pytest.raises(UnknownSessionError):
        journal.set_advice("nobody", "stop", [])


def test_everything_told_about_a_session_comes_back(journal):
    session_id = begin(journal, time_zone="Asia/Kolkata", pain_before=0)
    sets = [
        a_set(MORNING + timedelta(seconds=40), side="left", planned_hold_s=30.0, done_hold_s=30.0),
        a_set(
            MORNING + timedelta(seconds=80.123456),
            side="right",
            status="partial",
            planned_reps=10,
            done_reps=4,
            done_s=12.5,
            hurt=True,
            pain=6,
            pain_where="neck",
        ),
        a_set(MORNING + timedelta(seconds=90), item=1, set_number=2, status="skipped", done_s=0.0),
    ]
    for item in sets:
        journal.add_set(session_id, item)
    journal.finish_session(
        session_id,
        ended="stopped_for_pain",
        ended_at=MORNING + timedelta(minutes=2),
        done_s=118.5,
        pain_after=10,
        note="  Turning left pulls \U0001f642 ",
    )
    session = journal.session(session_id)
    assert session.items == tuple(sets)
    assert session == replace(
        session,
        routine_id="neck-reset",
        routine_name="Neck reset",
        started_at=MORNING,
        time_zone="Asia/Kolkata",
        planned_s=300.0,
        done_s=118.5,
        ended="stopped_for_pain",
        ended_at=MORNING + timedelta(minutes=2),
        pain_before=0,
        pain_after=10,
        effort=None,
        note="Turning left pulls \U0001f642",
    )


@pytest.mark.parametrize("note", [None, "", "  \n "])
def test_what_was_not_answered_stays_unanswered(journal, note):
    session_id = begin(journal)
    journal.finish_session(session_id, ended="completed", ended_at=MORNING, done_s=0, note=note)
    session = journal.session(session_id)
    answers = (session.pain_before, session.pain_after, session.effort, session.note)
    assert answers == (None, None, None, None)


def test_half_a_character_in_a_note_loses_nothing_else(journal):
    session_id = log_session(journal)
    journal.set_answers(session_id, pain_after=1, effort=2, note="stiff\ud83d")
    assert journal.session(session_id).note == "stiff?"


def test_answers_can_be_changed_and_taken_back(journal):
    session_id = log_session(journal)
    journal.set_answers(session_id, pain_after=3, effort=5, note="good")
    journal.set_answers(session_id, pain_after=None, effort=6, note=None)
    session = journal.session(session_id)
    assert (session.pain_after, session.effort, session.note) == (None, 6, None)


def test_a_deleted_session_is_gone_and_comes_back_as_it_was(journal, path):
    other, session_id = log_session(journal), log_session(journal, sets=3)
    before = journal.session(session_id)
    removed = journal.delete_session(session_id, MORNING)
    assert [session.id for session in journal.sessions()] == [other]
    with pytest.raises(UnknownSessionError):
        journal.session(session_id)
    journal.restore_session(removed)
    journal.restore_session(removed)
    assert journal.session(session_id) == before
    assert len(journal.sessions()) == 2


def test_what_is_deleted_is_not_left_in_the_file(journal, path):
    session_id = log_session(journal)
    journal.set_answers(session_id, pain_after=3, effort=None, note="a very private remark")
    journal.delete_session(session_id, MORNING)
    journal.close()
    assert b"private remark" not in path.read_bytes()


@pytest.mark.parametrize("change", ["session", "delete_session", "close_interrupted"])
def test_a_session_nobody_knows_is_told(journal, change):
    arguments = (MORNING,) if change == "delete_session" else ()
    with pytest.raises(UnknownSessionError, match="no session nowhere"):
        getattr(journal, change)("nowhere", *arguments)


def test_a_set_of_a_deleted_session_does_not_hold_up_the_next_ones(journal):
    gone, kept = begin(journal), begin(journal)
    journal.delete_session(gone, MORNING)
    with pytest.raises(UnknownSessionError):
        journal.add_set(gone, a_set())
    journal.add_set(kept, a_set())
    assert len(journal.session(kept).items) == 1
    assert journal.unsaved == ()


def test_numbers_out_of_range_and_times_without_a_zone_are_refused(journal):
    session_id = begin(journal)
    with pytest.raises(IntegrityError):
        journal.add_set(session_id, a_set(pain=11))
    with pytest.raises(Exception, match="expected a time with its zone"):
        journal.add_set(session_id, a_set(MORNING.replace(tzinfo=None)))
    assert journal.session(session_id).items == ()
    assert journal.write_error is None


# Cut off

KILLED = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from posture_app.store.database import open_database
from posture_app.store.journal import Journal
from tests.store.records import MORNING, a_set, begin
journal = Journal(open_database(Path(sys.argv[1])))
session = begin(journal)
for number in range(int(sys.argv[2])):
    journal.add_set(session, a_set(MORNING + timedelta(minutes=number + 1), set_number=number + 1))
    print(number + 1, flush=True)
if sys.argv[3] == "exit":
    os._exit(1)
os.kill(os.getpid(), signal.SIGKILL)
"""


EACH_KILLED = f"""
import os, sys
import posture_app.store.journal, tests.store.records
while len(sys.argv) > 1:
    words, sys.argv[1:] = sys.argv[1:4], sys.argv[4:]
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    sys.argv[1:] = words
    exec({KILLED!r})
"""
"""The same once for every three words, in processes that need not import it all again."""
SETS_BEFORE = (0, 1, 7)
HOW_CUT_OFF = ("exit", "kill") if hasattr(signal, "SIGKILL") else ("exit",)


@pytest.fixture(scope="module")
def cut_off_logs(tmp_path_factory):
    """A log for each way to be cut off after each number of sets."""
    folder = tmp_path_factory.mktemp("cut-off")
    cases = [(sets, how) for sets in SETS_BEFORE for how in HOW_CUT_OFF]
    logs = {(sets, how): folder / f"{how}-{sets}" / "journal.db" for sets, how in cases}
    words = [(str(path), str(sets), how) for (sets, how), path in logs.items()]
    runs = [(EACH_KILLED, *chain(*words))] if hasattr(os, "fork") else [(KILLED, *w) for w in words]
    for run in runs:
        subprocess.run(
            [sys.executable, "-c", *run],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
            check=False,
        )
    return logs


@pytest.mark.parametrize("sets", SETS_BEFORE)
@pytest.mark.parametrize("how", HOW_CUT_OFF)
def test_a_killed_session_keeps_every_finished_set(cut_off_logs, sets, how):
    path = cut_off_logs[sets, how]
    journal = Journal(open_database(path))
    cut_off = there(journal.unfinished())
    assert [item.set_number for item in cut_off.items] == list(range(1, sets + 1))
    assert (cut_off.ended, cut_off.done_s) == (None, 40.0 * sets)
    journal.close_interrupted(cut_off.id)
    closed = journal.session(cut_off.id)
    assert closed.ended == "interrupted"
    assert closed.ended_at == MORNING + timedelta(minutes=sets)
    assert closed.done_s == 40.0 * sets
    assert journal.unfinished() is None
    journal.close()


def test_a_session_killed_while_it_writes_is_whole_up_to_the_last_set_told(path):
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), "100000", "exit"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    for _ in range(25):
        told = int(there(program.stdout).readline())
    program.kill()
    told = max([told, *map(int, program.communicate()[0].split("\n")[:-1])])
    journal = Journal(open_database(path))
    numbers = [item.set_number for item in there(journal.unfinished()).items]
    assert numbers in (list(range(1, told + 1)), list(range(1, told + 2)))
    journal.close()


def test_a_session_that_was_cut_off_goes_on(path):
    journal = Journal(open_database(path))
    session_id = begin(journal)
    journal.add_set(session_id, a_set())
    journal.close()
    journal = Journal(open_database(path))
    cut_off = there(journal.unfinished())
    journal.add_set(cut_off.id, a_set(MORNING + timedelta(hours=1), set_number=2))
    journal.finish_session(
        cut_off.id, ended="completed", ended_at=MORNING + timedelta(hours=1), done_s=95.0
    )
    (session,) = journal.sessions()
    assert [item.set_number for item in session.items] == [1, 2]
    assert (session.ended, session.done_s) == ("completed", 95.0)
    assert journal.unfinished() is None
    journal.close()


def test_the_newest_of_several_cut_off_sessions_comes_first(journal):
    old, new = begin(journal), begin(journal, MORNING + DAY)
    log_session(journal, MORNING + 2 * DAY)
    assert journal.unfinished().id == new
    journal.close_interrupted(new)
    assert journal.unfinished().id == old


# Days, zones and clocks


def test_a_session_across_midnight_counts_to_the_day_it_began(journal):
    started_at = utc(2026, 3, 1, 22, 50)  # 23:50 in Berlin
    session_id = begin(journal, started_at, time_zone="Europe/Berlin")
    journal.add_set(session_id, a_set(started_at + timedelta(minutes=20)))
    journal.finish_session(
        session_id, ended="completed", ended_at=started_at + timedelta(minutes=21), done_s=600
    )
    (day,) = journal.days(date(2026, 2, 1), date(2026, 3, 31))
    assert (day.day, day.seconds, day.sessions, day.sets_done) == (date(2026, 3, 1), 600, 1, 1)
    assert journal.week(utc(2026, 3, 1, 23, 30), "Europe/Berlin").streak_days == 1


@pytest.mark.parametrize(
    ("now", "hours"), [(utc(2026, 3, 29, 12), 23), (utc(2026, 10, 25, 12), 25)]
)
def test_the_days_the_clocks_change_are_days_like_others(journal, now, hours):
    midnight = now.replace(hour=0) - timedelta(hours=1 if hours == 23 else 2)
    last_minute = midnight + timedelta(hours=hours, minutes=-1)
    log_session(journal, midnight, time_zone="Europe/Berlin", done_s=60.0)
    log_session(journal, last_minute, time_zone="Europe/Berlin", done_s=60.0)
    log_session(journal, last_minute + timedelta(minutes=1), time_zone="Europe/Berlin")
    week = journal.week(now, "Europe/Berlin")
    assert week.seconds_by_day == (0, 0, 0, 0, 0, 0, 120)
    assert week.week_start == now.date() - timedelta(days=6)


def test_a_journey_moves_no_day_that_was_logged(journal):
    tokyo = log_session(journal, utc(2026, 3, 2, 23), time_zone="Asia/Tokyo")  # 3 March there
    honolulu = log_session(journal, utc(2026, 3, 3, 5), time_zone="Pacific/Honolulu")  # 2 March
    assert [session.id for session in journal.sessions()] == [honolulu, tokyo]
    days = [day.day for day in journal.days(date(2026, 3, 1), date(2026, 3, 31))]
    assert days == [date(2026, 3, 2), date(2026, 3, 3)]
    on_the_third = journal.sessions(first_day=date(2026, 3, 3), last_day=date(2026, 3, 3))
    assert [session.id for session in on_the_third] == [tokyo]
    assert journal.week(utc(2026, 3, 3, 6), "Pacific/Honolulu").streak_days == 1
    assert journal.week(utc(2026, 3, 3, 22), "Pacific/Honolulu").streak_days == 2


def test_a_zone_nobody_knows_is_logged_all_the_same(journal):
    session_id = log_session(journal, time_zone="Mars/Olympus")
    assert journal.session(session_id).time_zone == "Mars/Olympus"
    assert journal.week(MORNING, "Mars/Olympus").streak_days == 1


def test_a_clock_set_back_during_a_session_loses_nothing(journal):
    session_id = begin(journal)
    journal.add_set(session_id, a_set(MORNING + timedelta(minutes=1), set_number=1))
    journal.add_set(session_id, a_set(MORNING - timedelta(days=400), set_number=2))
    journal.finish_session(
        session_id, ended="completed", ended_at=MORNING - timedelta(days=400), done_s=120.0
    )
    session = journal.session(session_id)
    assert [item.set_number for item in session.items] == [1, 2]
    assert (session.done_s, session.local_day) == (120.0, date(2026, 3, 2))
    assert journal.week(MORNING, "UTC").seconds == 120.0


# What it adds up to


def test_the_week_goes_from_monday_to_sunday(journal):
    for days, done_s in ((-1, 1000), (0, 60), (2, 120), (2, 30), (6, 5), (7, 2000)):
        log_session(journal, MORNING + days * DAY, done_s=done_s)
    week = journal.week(MORNING + 3 * DAY, "UTC")
    assert week.week_start == date(2026, 3, 2)
    assert week.seconds_by_day == (60, 0, 150, 0, 0, 0, 5)
    assert (week.seconds, week.sessions) == (215, 4)


@pytest.mark.parametrize(
    ("logged", "streak"),
    [
        ([], 0),
        ([0], 1),
        ([1], 1),
        ([2], 0),
        ([0, 1, 2], 3),
        ([1, 2, 3], 3),
        ([0, 2, 3], 1),
        ([0, 0, 1, 1], 2),
        ([-1, 0, 1], 2),
        ([-1], 0),
    ],
)
def test_the_streak_goes_back_from_today_or_yesterday(journal, logged, streak):
    for days_ago in logged:
        log_session(journal, MORNING - days_ago * DAY)
    assert journal.week(MORNING + timedelta(hours=5), "UTC").streak_days == streak


@pytest.mark.parametrize("status", ["partial", "skipped"])
def test_a_day_without_a_set_done_to_its_end_is_not_in_the_streak(journal, status):
    journal.add_set(begin(journal), a_set(status=status))
    begin(journal)
    week = journal.week(MORNING, "UTC")
    assert (week.streak_days, week.sessions) == (0, 0)


def test_a_running_session_counts_with_its_sets(journal):
    session_id = begin(journal)
    for number in range(3):
        journal.add_set(session_id, a_set(set_number=number))
    week = journal.week(MORNING, "UTC")
    assert (week.seconds, week.sessions, week.streak_days) == (120.0, 1, 1)


def test_a_set_in_hand_is_replaced_until_it_has_ended(journal):
    session_id = begin(journal)
    journal.add_set(session_id, a_set())
    first = a_set(MORNING + timedelta(minutes=1), set_number=2, pain=3, done_s=10.0)
    second = a_set(MORNING + timedelta(minutes=2), set_number=2, pain=8, done_s=10.0)
    journal.replace_set(session_id, None, first)
    journal.replace_set(session_id, first, second)
    record = journal.session(session_id)
    assert [one.pain for one in record.items] == [None, 8]
    assert record.done_s == a_set().done_s + 10
    ended = a_set(MORNING + timedelta(minutes=3), set_number=2, pain=9, done_s=12.0)
    journal.add_set(session_id, ended, second)
    record = journal.session(session_id)
    assert [one.pain for one in record.items] == [None, 9]
    assert record.done_s == a_set().done_s + 12
    journal.replace_set(session_id, ended, None)
    assert journal.session(session_id).done_s == a_set().done_s


# Looking through it


def test_pages_follow_each_other_without_a_gap_and_without_a_double(journal):
    # Three at each instant, so that pages end between sessions that began together.
    ids = [log_session(journal, MORNING + (n // 3) * DAY) for n in range(10)]
    pages, last = [], None
    while page := journal.sessions(limit=4, before=last):
        pages.append(page)
        last = page[-1]
        log_session(journal, MORNING + 100 * DAY)  # a new one does not move the next page
    assert [len(page) for page in pages] == [4, 4, 2]
    seen = [session for page in pages for session in page]
    assert {session.id for session in seen} == set(ids)
    starts = [session.started_at for session in seen]
    assert starts == sorted(starts, reverse=True)


def test_every_session_reads_the_whole_log(journal):
    ids = [log_session(journal, MORNING + n * DAY) for n in range(120)]
    assert [session.id for session in journal.every_session()] == ids[::-1]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("neck", {"plain", "noted"}),
        ("NECK RES", {"plain", "noted"}),
        ("übung", {"german"}),
        ("ÜBUNG", {"german"}),
        ("strasse", {"german"}),
        ("worse", {"noted"}),
        ("100%", {"noted"}),
        ("_", set()),
        ("'", set()),
        ("nowhere", set()),
        ("  ", {"plain", "noted", "german"}),
    ],
)
def test_search_looks_at_routines_notes_and_exercises(journal, search, found):
    ids = {"plain": log_session(journal), "noted": log_session(journal)}
    journal.set_answers(ids["noted"], pain_after=None, effort=None, note="Worse, 100%")
    ids["german"] = begin(journal, routine_name="Straße")
    journal.add_set(ids["german"], a_set(exercise_name="Übung 1"))
    assert {session.id for session in journal.sessions(search=search)} == {
        ids[name] for name in found
    }
