"""One thousand log queries on a log of ten years, as JSON: `python benchmarks/log.py`.

The log is made in a temporary folder: four sessions a day for ten years, each of twelve sets. A
round is what a person does on the log's page: look at the week, at the days of a month, at a page
of sessions, at the next page, at one session, and search for a word.
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

from posture_app.store.database import open_database
from posture_app.store.journal import PAGE, Journal

QUERIES = 1000
YEARS = 10
SESSIONS_A_DAY = 4
SETS_A_SESSION = 12
EXERCISES = 60
TODAY = date(2026, 3, 1)
SEED = 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        open_database(path).close()
        sessions = fill(path)
        begun = perf_counter()
        journal = Journal(open_database(path))
        opened_s = perf_counter() - begun
        result = {
            "benchmark": "log",
            "years": YEARS,
            "sessions": sessions,
            "sets": sessions * SETS_A_SESSION,
            "page": PAGE,
            "file_mb": round(path.stat().st_size / 1e6, 1),
            "open_ms": round(opened_s * 1000, 1),
            **run(journal),
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


def run(journal: Journal) -> dict[str, object]:
    chance = random.Random(SEED)
    first = journal.sessions()

    def a_day() -> date:
        return TODAY - timedelta(days=chance.randrange(365 * YEARS))

    def month() -> None:
        day = a_day()
        journal.days(day, day + timedelta(days=30))

    def a_page() -> None:
        journal.sessions(last_day=a_day())

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
