"""Any sequence of what people and machines do to a log, against a plain list of records."""

import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from posture_app.journal.model import SessionRecord
from posture_app.store.backups import newest_backup
from posture_app.store.database import open_database
from posture_app.store.files import restore, set_aside
from posture_app.store.journal import Journal
from tests.store.records import a_set
from tests.there import there

NOW = datetime(2026, 3, 29, 12, tzinfo=UTC)
ZONES = ["UTC", "Europe/Berlin", "Pacific/Auckland", "America/St_Johns", "UTC-09:30", "Nowhere"]

instants = st.integers(0, 10 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes))
scale = st.none() | st.integers(0, 10)
texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
seconds = st.floats(0, 4000, allow_nan=False).map(lambda value: round(value, 3))
sets = st.builds(
    a_set,
    instants,
    side=st.sampled_from(["left", "right", None]),
    status=st.sampled_from(["done", "partial", "skipped"]),
    done_s=seconds,
    done_reps=st.none() | st.integers(0, 50),
    hurt=st.booleans(),
    pain=scale,
    pain_where=texts,
    exercise_name=st.sampled_from(["Chin tuck", "Übung", "CHIN TUCK"]),
)


class History(RuleBasedStateMachine):
    sessions = Bundle("sessions")
    deleted = Bundle("deleted")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "data" / "journal.db"
        self.journal = Journal(open_database(self.path))
        self.known: dict[str, SessionRecord] = {}

    def teardown(self):
        self.journal.close()
        self.folder.cleanup()

    @rule(target=sessions, at=instants, zone=st.sampled_from(ZONES), pain=scale)
    def start(self, at, zone, pain):
        record = SessionRecord(
            id="",
            routine_id="neck-reset",
            routine_name="Neck reset",
            started_at=at,
            time_zone=zone,
            planned_s=300.0,
            done_s=0.0,
            pain_before=pain,
        )
        session_id = self.journal.start_session(
            routine_id=record.routine_id,
            routine_name=record.routine_name,
            started_at=at,
            time_zone=zone,
            planned_s=300.0,
            pain_before=pain,
        )
        self.known[session_id] = replace(record, id=session_id)
        return session_id

    @rule(session_id=sessions, item=sets)
    def add(self, session_id, item):
        if session_id in self.known:
            self.journal.add_set(session_id, item)
            record = self.known[session_id]
            done_s = record.done_s + (item.done_s if record.ended is None else 0.0)
            self.known[session_id] = replace(record, items=(*record.items, item), done_s=done_s)

    @rule(session_id=sessions, at=instants, done_s=seconds, pain=scale, effort=scale, note=texts)
    def finish(self, session_id, at, done_s, pain, effort, note):
        if session_id in self.known:
            told = {"ended": "completed", "ended_at": at, "done_s": done_s}
            said = {"pain_after": pain, "effort": effort}
            self.journal.finish_session(session_id, **told, **said, note=note)
            note = (note or "").strip() or None
            self.known[session_id] = replace(self.known[session_id], **told, **said, note=note)

    @rule(session_id=sessions, pain=scale, note=texts)
    def answer(self, session_id, pain, note):
        if session_id in self.known:
            self.journal.set_answers(session_id, pain_after=pain, effort=None, note=note)
            note = (note or "").strip() or None
            self.known[session_id] = replace(
                self.known[session_id], pain_after=pain, effort=None, note=note
            )

    @rule()
    def close_the_newest_that_was_cut_off(self):
        open_ones = [record for record in self.newest_first() if record.ended is None]
        assert self.journal.unfinished() == (open_ones[0] if open_ones else None)
        for record in open_ones[:1]:
            self.journal.close_interrupted(record.id)
            ended_at = max((item.finished_at for item in record.items), default=record.started_at)
            self.known[record.id] = replace(record, ended="interrupted", ended_at=ended_at)

    @rule(target=deleted, session_id=sessions)
    def delete(self, session_id):
        if session_id not in self.known:
            return None
        removed = self.journal.delete_session(session_id, NOW)
        assert removed == self.known.pop(session_id)
        return removed

    @rule(record=consumes(deleted))
    def restore(self, record):
        if record is not None and record.id not in self.known:
            self.journal.restore_session(record)
            self.known[record.id] = record

    @rule()
    def start_again(self):
        self.journal.close()
        self.journal = Journal(open_database(self.path))

    @rule()
    def lose_the_log_and_restore_it(self):
        self.journal.close()
        for backup in (self.path.parent / "backups").glob("*"):
            backup.unlink()
        journal = Journal(open_database(self.path))
        made = journal.backup(NOW)
        journal.close()
        assert (made is None) == (not self.known)
        if made:
            self.path.write_bytes(b"spoilt")
            set_aside(self.path, NOW.date())
            restore(self.path, there(newest_backup(self.path)).path)
        self.journal = Journal(open_database(self.path))

    def newest_first(self):
        return sorted(self.known.values(), key=lambda r: (r.started_at, r.id), reverse=True)

    @invariant()
    def the_log_is_what_happened(self):
        assert list(self.journal.every_session()) == self.newest_first()

    @invariant()
    def the_days_add_up(self):
        every_day = self.journal.days(date(2026, 3, 1), date(2026, 4, 30))
        spent: dict[date, float] = defaultdict(float)
        done: Counter[date] = Counter()
        for record in self.known.values():
            spent[record.local_day] += record.done_s
            done[record.local_day] += sum(item.status == "done" for item in record.items)
        assert [day.day for day in every_day] == sorted(spent)
        assert all(abs(day.seconds - spent[day.day]) < 1e-6 for day in every_day)
        assert {day.day: day.sets_done for day in every_day} == {day: done[day] for day in spent}

    @invariant()
    def the_week_and_the_streak_are_right(self):
        week = self.journal.week(NOW, "UTC")
        good = {
            record.local_day: 1
            for record in self.known.values()
            if any(item.status == "done" for item in record.items)
        }
        day = NOW.date() if NOW.date() in good else NOW.date() - timedelta(days=1)
        streak = 0
        while day in good:
            day, streak = day - timedelta(days=1), streak + 1
        assert week.streak_days == streak
        in_week = [
            record
            for record in self.known.values()
            if week.week_start <= record.local_day < week.week_start + timedelta(days=7)
        ]
        assert abs(week.seconds - sum(record.done_s for record in in_week)) < 1e-6
        assert week.sessions == sum(
            any(item.status == "done" for item in record.items) for record in in_week
        )


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_reading_the_log_does_not_import_qt():
    code = "import sys, posture_app.store.journal, posture_app.exchange.tables;"
    code += "raise SystemExit(any(name.startswith('PySide6') for name in sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True)
