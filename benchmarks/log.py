"""One thousand log queries on a log of ten years, as JSON: `python benchmarks/log.py`.

The log is made in a temporary folder: four sessions a day for ten years, each of twelve sets, and
as many breaks and stretches of activity and absence as a working day has, on every day. A round is
what a person does on the log's page: look at the week, at the days of a month, at a page of
sessions, at the next page, at one session, and search for a word; and on the page of the breaks:
look at a day and at a week, and be offered an exercise, for which the last four weeks are read. A
break that is logged is on the disk before the program goes on, so that its time is the disk's.
"""

import json
import random
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

from posture_app.journal.breaks import BreakRecord, Stretch, day_bounds, week, week_bounds
from posture_app.journal.breaks import totals as totals_of
from posture_app.journal.recent_bouts import bouts
from posture_app.store.breaks import BreakHistory
from posture_app.store.database import open_database
from posture_app.store.journal import PAGE, Journal

QUERIES = 1000
YEARS = 10
SESSIONS_A_DAY = 4
SETS_A_SESSION = 12
EXERCISES = 60
BREAKS_A_DAY = 24
STRETCHES_A_DAY = 60
PLACE = "Europe/Berlin"
SHORTEST_BREAK = timedelta(seconds=60)
TODAY = date(2026, 3, 1)
SEED = 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        open_database(path).close()
        sessions = fill(path)
        fill_breaks(path)
        begun = perf_counter()
        database = open_database(path)
        journal = Journal(database)
        opened_s = perf_counter() - begun
        result = {
            "benchmark": "log",
            "years": YEARS,
            "sessions": sessions,
            "sets": sessions * SETS_A_SESSION,
            "breaks": 365 * YEARS * BREAKS_A_DAY,
            "stretches": 365 * YEARS * STRETCHES_A_DAY,
            "page": PAGE,
            "file_mb": round(path.stat().st_size / 1e6, 1),
            "open_ms": round(opened_s * 1000, 1),
            **run(journal, BreakHistory(database)),
        }
        begun = perf_counter()
        journal.backup(datetime(2026, 3, 1, 12, tzinfo=UTC))
        result["backup_ms"] = round((perf_counter() - begun) * 1000, 1)
        journal.close()
    json.dump(result, sys.stdout, indent=2)
    print()


def fill(path: Path) -> int:
    """Write the log by plain SQL, and give the number of its sessions."""
    chance = random.Random(SEED)
    days = 365 * YEARS
    sessions, sets = [], []
    for number in range(days * SESSIONS_A_DAY):
        day = TODAY - timedelta(days=days - 1 - number // SESSIONS_A_DAY)
        hour = 8 + 3 * (number % SESSIONS_A_DAY)
        at = (datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - EPOCH).total_seconds()
        micros = int(at) * 1_000_000
        note = "slept badly" if chance.random() < 0.05 else None
        identity = str(UUID(int=chance.getrandbits(128), version=4))
        sessions.append((number + 1, identity, micros, day.isoformat(), note))
        for place in range(SETS_A_SESSION):
            exercise = chance.randrange(EXERCISES)
            side = ("left", "right")[place % 2]
            finished = micros + 40_000_000 * (place + 1)
            name = f"Exercise {exercise}"
            sets.append((number + 1, place // 2, f"ex-{exercise}", name, side, finished))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO session (key, id, routine_id, routine_name, started_at, time_zone,"
            " local_day, planned_s, done_s, ended, pain_before, note)"
            " VALUES (?1, ?2, 'neck', 'Neck, at the desk', ?3, 'Europe/Berlin', ?4, 500, 480,"
            " 'completed', 3, ?5)",
            sessions,
        )
        connection.executemany(
            "INSERT INTO exercise_set (session_key, item, exercise_id, exercise_name, side,"
            " set_number, sets, status, planned_s, done_s, planned_hold_s, done_hold_s, hurt,"
            " finished_at) VALUES (?1, ?2, ?3, ?4, ?5, 1, 1, 'done', 30, 30, 30, 30, 0, ?6)",
            sets,
        )
    return len(sessions)


def fill_breaks(path: Path) -> None:
    """Write breaks and stretches from 8 to 18 o'clock of every day by plain SQL."""
    chance = random.Random(SEED)
    breaks, stretches = [], []
    for number in range(365 * YEARS):
        day = TODAY - timedelta(days=number)
        at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC) - EPOCH
        morning = int(at.total_seconds()) * 1_000_000
        for place in range(BREAKS_A_DAY):
            began = morning + place * 36_000_000_000 // BREAKS_A_DAY
            identity = str(UUID(int=chance.getrandbits(128), version=4))
            exercise = chance.randrange(EXERCISES)
            result = chance.choice(("taken", "taken", "natural", "skipped"))
            name = f"Exercise {exercise}"
            breaks.append((identity, result, began, began + 60_000_000, f"ex-{exercise}", name))
        length = 36_000_000_000 // STRETCHES_A_DAY
        for place in range(STRETCHES_A_DAY):
            began = morning + place * length
            stretches.append((began, began + length, ("active", "away")[place % 2]))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO break_record (id, kind, name, result, began, ended, planned_s, rested_s,"
            " skip_reason, exercise_id, exercise_name, share, passed_over, held_by, held_s,"
            " time_zone) VALUES (?1, 'micro', 'Micro-break', ?2, ?3, ?4, 60, 55, '', ?5, ?6, 0.5,"
            " '[]', '[]', 0, 'Europe/Berlin')",
            breaks[::-1],
        )
        connection.executemany(
            "INSERT INTO stretch (began, ended, what) VALUES (?1, ?2, ?3)", stretches[::-1]
        )


def run(journal: Journal, history: BreakHistory) -> dict[str, object]:
    chance = random.Random(SEED)
    first = journal.sessions()

    def a_day() -> date:
        return TODAY - timedelta(days=chance.randrange(365 * YEARS))

    def month() -> None:
        day = a_day()
        journal.days(day, day + timedelta(days=30))

    def a_page() -> None:
        journal.sessions(last_day=a_day())

    def breaks_of_a_day() -> None:
        since, until = day_bounds(a_day(), PLACE)
        records, stretches = history.records(since, until), history.stretches(since, until)
        totals_of(records, stretches, since, until, SHORTEST_BREAK)

    def breaks_of_a_week() -> None:
        day = a_day()
        since, until = week_bounds(day, PLACE)
        records, stretches = history.records(since, until), history.stretches(since, until)
        week(records, stretches, day, PLACE, SHORTEST_BREAK)

    def an_offer() -> None:
        bouts(history.records(now - timedelta(days=28), now), ())

    def a_break_logged() -> None:
        began = now + timedelta(minutes=chance.randrange(10_000))
        history.add(
            BreakRecord(
                id=str(UUID(int=chance.getrandbits(128), version=4)),
                kind="micro",
                name="Micro-break",
                result="taken",
                began=began,
                ended=began + timedelta(minutes=1),
                planned_s=60.0,
                rested_s=55.0,
            )
        )

    def a_stretch_logged() -> None:
        began = now + timedelta(minutes=chance.randrange(10_000))
        history.add_stretch(Stretch(began, began + timedelta(minutes=5), "active"))

    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    rounds: dict[str, Callable[[], object]] = {
        "week": lambda: journal.week(now, "Europe/Berlin"),
        "days_of_a_month": month,
        "page": a_page,
        "next_page": lambda: journal.sessions(before=first[-1]),
        "session": lambda: journal.session(chance.choice(first).id),
        "search_a_note": lambda: journal.sessions(search="Badly"),
        "search_an_exercise": lambda: journal.sessions(search="exercise 7"),
        "search_in_vain": lambda: journal.sessions(search="nowhere"),
        "breaks_of_a_day": breaks_of_a_day,
        "breaks_of_a_week": breaks_of_a_week,
        "past_of_an_offer": an_offer,
        "log_a_break": a_break_logged,
        "log_a_stretch": a_stretch_logged,
    }
    names = list(rounds)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(QUERIES):
        name = names[number % len(names)]
        begun = perf_counter()
        rounds[name]()
        taken[name].append((perf_counter() - begun) * 1000)
    medians = {name: round(statistics.median(times), 2) for name, times in taken.items()}
    total_ms = sum(sum(times) for times in taken.values())
    return {"queries": QUERIES, "total_s": round(total_ms / 1000, 2), "median_ms": medians}


if __name__ == "__main__":
    main()
