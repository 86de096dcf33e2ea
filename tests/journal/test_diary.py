"""Sessions and entries in one order."""

from datetime import UTC, date, datetime
from typing import Any

from posture_app.journal.diary import DiaryKind, kind_of, moment_of, newest_first
from posture_app.journal.entries import CheckIn, Note, Spasm, Treatment, TreatmentKind
from posture_app.journal.model import SessionRecord

HERE: dict[str, Any] = {"time_zone": "Europe/Berlin", "edited_at": datetime(2026, 3, 2, tzinfo=UTC)}


def test_all_stand_in_the_order_of_the_persons_days_and_times():
    late = Note(id="late", at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC), text="x", **HERE)
    early = CheckIn(id="early", at=datetime(2026, 3, 2, 6, tzinfo=UTC), **HERE)
    spasm = Spasm(id="spasm", began_at=datetime(2026, 3, 2, 12, tzinfo=UTC), **HERE)
    treated = Treatment(id="t", kind=TreatmentKind.MASSAGE, day=date(2026, 3, 2), **HERE)
    assert newest_first([treated, early, late, spasm]) == [late, spasm, early, treated]
    assert moment_of(treated) is None
    assert str(moment_of(early)) == "2026-03-02 07:00:00+01:00"


def test_each_has_its_kind():
    note = Note(id="n", at=datetime(2026, 3, 2, tzinfo=UTC), text="x", **HERE)
    assert kind_of(note) == DiaryKind.NOTE
    session = SessionRecord(
        id="s",
        routine_id="neck",
        routine_name="Neck",
        started_at=note.at,
        time_zone="UTC",
        planned_s=60,
        done_s=60,
    )
    assert kind_of(session) == DiaryKind.SESSION
