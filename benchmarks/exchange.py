"""Ten years out of the log and into another, as JSON: `python benchmarks/exchange.py`.

The log has 20,000 sessions of ten sets, 100,000 breaks, 100,000 stretches, 4,000 check-ins and 300
spasms. It is written into one file, a dry run tells what an import would do, and the file is
brought into an empty log. `memory_mb` is the most that Python held at once while it was written.
"""

import json
import random
import sqlite3
import sys
import tempfile
import tracemalloc
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

from posture_app.program.journal_file import export_everything, import_everything
from posture_app.store.database import open_database

SESSIONS = 20_000
SETS_A_SESSION = 10
BREAKS = 100_000
STRETCHES = 100_000
CHECK_INS = 4_000
SPASMS = 300
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAYS = 3_650
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder) / "here", Path(folder) / "there"
        open_database(here / "journal.db").close()
        fill(here / "journal.db")
        database = open_database(here / "journal.db")
        target = here / "all.json"
        begun = perf_counter()
        export_everything(database, here, target)
        exported_s = perf_counter() - begun
        tracemalloc.start()
        if "--memory" in sys.argv:
            export_everything(database, here, target)
        memory_mb = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        database.close()
        other = open_database(there / "journal.db")
        begun = perf_counter()
        import_everything(other, there, target, NOW, dry_run=True)
        dry_run_s = perf_counter() - begun
        begun = perf_counter()
        import_everything(other, there, target, NOW)
        imported_s = perf_counter() - begun
        export_everything(other, there, there / "all.json")
        same = (there / "all.json").read_bytes() == target.read_bytes()
        other.close()
        result = {
            "benchmark": "exchange",
            "file_mb": round(target.stat().st_size / 1e6, 1),
            "export_s": round(exported_s, 2),
            "memory_mb": round(memory_mb, 1) or None,
            "dry_run_s": round(dry_run_s, 2),
            "import_s": round(imported_s, 2),
            "same": same,
        }
    json.dump(result, sys.stdout, indent=2)
    print()


def fill(path: Path) -> None:
    """Write the log by plain SQL."""
    chance = random.Random(1)

    def some_id() -> str:
        return str(UUID(int=chance.getrandbits(128), version=4))

    def micros(number: int, of: int) -> int:
        at = NOW - timedelta(days=DAYS * (1 - number / of))
        return round((at - EPOCH).total_seconds()) * 1_000_000

    def day(at: int) -> str:
        return (EPOCH + timedelta(microseconds=at)).date().isoformat()

    with closing(sqlite3.connect(path)) as connection, connection:
        starts = [micros(number, SESSIONS) for number in range(SESSIONS)]
        connection.executemany(
            "INSERT INTO session (key, id, routine_id, routine_name, started_at, time_zone,"
            " local_day, planned_s, done_s, ended, ended_at, pain_before, note)"
            " VALUES (?, ?, 'neck', 'Neck, at the desk', ?, 'Europe/Berlin', ?, 500, 480,"
            " 'completed', ?, 3, ?)",
            [
                (number + 1, some_id(), at, day(at), at + 500_000_000, f"note {number}")
                for number, at in enumerate(starts)
            ],
        )
        connection.executemany(
            "INSERT INTO exercise_set (session_key, item, exercise_id, exercise_name, side,"
            " set_number, sets, status, planned_s, done_s, planned_hold_s, done_hold_s, hurt,"
            " finished_at) VALUES (?, ?, ?, ?, ?, 1, 1, 'done', 30, 30, 30, 30, 0, ?)",
            [
                (number + 1, item // 2, f"ex-{item}", f"Exercise {item}", side, at + item * 40)
                for number, at in enumerate(starts)
                for item in range(SETS_A_SESSION)
                for side in (("left", "right")[item % 2],)
            ],
        )
        connection.executemany(
            "INSERT INTO break_record (id, kind, name, result, began, ended, planned_s, rested_s,"
            " skip_reason, exercise_id, exercise_name, share, passed_over, held_by, held_s,"
            " time_zone) VALUES (?1, 'micro', 'Micro-break', 'taken', ?2, ?2 + 60000000, 60, 55,"
            " '', 'ex-1', 'Exercise 1', 0.5, '[]', '[]', 0, 'Europe/Berlin')",
            [(some_id(), micros(number, BREAKS)) for number in range(BREAKS)],
        )
        connection.executemany(
            "INSERT INTO stretch (began, ended, what) VALUES (?1, ?1 + 600000000, 'active')",
            [(micros(number, STRETCHES),) for number in range(STRETCHES)],
        )
        checks = [micros(number, CHECK_INS) for number in range(CHECK_INS)]
        places = '[{"zone":"low_back_left","kinds":["ache"],"now":4,"worst":6}]'
        connection.executemany(
            "INSERT INTO check_in (id, day, at, time_zone, edited_at, now, worst, places, factors)"
            " VALUES (?1, ?2, ?3, 'Europe/Berlin', ?3, 4, 6, ?4, '[[\"stress\",2]]')",
            [(some_id(), day(at), at, places) for at in checks],
        )
        spasms = [micros(number, SPASMS) for number in range(SPASMS)]
        connection.executemany(
            "INSERT INTO spasm (id, day, began_at, time_zone, edited_at, ended_at, zones, strength,"
            " triggers, measures, note) VALUES (?1, ?2, ?3, 'Europe/Berlin', ?3, ?3,"
            " '[\"low_back_left\"]', 7, '[\"lifting\"]', '[]', '')",
            [(some_id(), day(at), at) for at in spasms],
        )


if __name__ == "__main__":
    main()
