"""The log as JSON and as CSV."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.exchange.tables import (
    BREAK_CSV_COLUMNS,
    CSV_COLUMNS,
    PLACE_CSV_COLUMNS,
    as_json,
    entry_columns,
    write_breaks_csv,
    write_breaks_json,
    write_csv,
    write_entries_csv,
    write_json,
    write_places_csv,
)
from posture_app.journal.entries import Entry
from posture_app.journal.model import SessionRecord
from tests.store.records import MORNING, a_break, a_set
from tests.store.test_entries import CHECK_IN, NOTE, RESPONSE, SPASM, TREATMENT


def a_session(**fields):
    return SessionRecord(
        **{
            "id": "6f1c",
            "routine_id": "neck-reset",
            "routine_name": "Neck reset",
            "started_at": MORNING,
            "time_zone": "Europe/Berlin",
            "planned_s": 300.0,
            "done_s": 280.5,
            "ended": "completed",
            "ended_at": MORNING + timedelta(minutes=5),
            "items": (a_set(side="left"), a_set(side="right", planned_reps=10, done_reps=0)),
            **fields,
        }
    )


def as_list(*sessions):
    out = io.StringIO()
    write_json(sessions, out)
    return json.loads(out.getvalue())


def as_table(*sessions):
    out = io.StringIO(newline="")
    write_csv(sessions, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_a_session_has_the_documented_fields():
    (session,) = as_list(a_session(pain_before=0))
    items = session.pop("items")
    assert session == {
        "id": "6f1c",
        "routine": "neck-reset",
        "routine_name": "Neck reset",
        "day": "2026-03-02",
        "started_at": "2026-03-02T09:00:00+01:00",
        "ended_at": "2026-03-02T09:05:00+01:00",
        "time_zone": "Europe/Berlin",
        "planned_s": 300.0,
        "done_s": 280.5,
        "ended": "completed",
        "pain_before": 0,
        "pain_after": None,
        "effort": None,
        "note": None,
        "advice": None,
        "advice_reasons": None,
    }
    assert items[1] == {
        "item": 0,
        "exercise": "chin-tuck",
        "exercise_name": "Chin tuck",
        "side": "right",
        "set": 1,
        "sets": 2,
        "status": "done",
        "planned_s": 40.0,
        "done_s": 40.0,
        "planned_reps": 10,
        "done_reps": 0,
        "planned_hold_s": None,
        "done_hold_s": None,
        "hurt": False,
        "pain": None,
        "pain_where": None,
        "finished_at": "2026-03-02T09:00:00+01:00",
    }
    assert items[0]["side"] == "left"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_sessions_is_a_list(count):
    assert len(as_list(*[a_session()] * count)) == count


def test_a_log_is_written_session_by_session():
    out = io.StringIO()
    lengths = []

    def sessions():
        for _ in range(3):
            lengths.append(len(out.getvalue()))
            yield a_session()

    write_json(sessions(), out)
    assert lengths == sorted(set(lengths))


def test_the_table_has_a_row_for_each_set_with_its_session():
    first, second = as_table(a_session(pain_before=0, note="fine"))
    assert list(first) == list(CSV_COLUMNS)
    assert (first["side"], second["side"]) == ("left", "right")
    assert first["session"] == second["session"] == "6f1c"
    assert (first["session_done_s"], first["done_s"]) == ("280.5", "40.0")
    assert (first["pain_before"], first["pain_after"], first["effort"]) == ("0", "", "")
    assert (first["done_reps"], second["done_reps"]) == ("", "0")
    assert (first["hurt"], first["note"]) == ("false", "fine")


def test_the_table_and_the_list_say_the_same():
    session = a_session(pain_after=4, note="ok", items=(a_set(hurt=True, pain=3),))
    fields: dict[str, Any] = dict(as_json(session))
    (item,) = fields.pop("items")
    fields = {"session": fields.pop("id"), **fields}
    for name in ("planned_s", "done_s"):
        fields[f"session_{name}"] = fields.pop(name)
    expected = {
        name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in {**fields, **item}.items()
    }
    assert as_table(session) == [expected]


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-5 today", "@me", "\t=1", "\r=1", '=HYPERLINK("x")']
)
@pytest.mark.parametrize("field", ["note", "routine_name"])
def test_no_cell_is_a_formula(field, text):
    (row, _) = as_table(a_session(**{field: text}))
    assert row[field] == "'" + text.replace("\r", "\n")


def test_words_about_pain_are_no_formula_either():
    (row,) = as_table(a_session(items=(a_set(pain_where="=1", exercise_name="@x"),)))
    assert (row["pain_where"], row["exercise_name"]) == ("'=1", "'@x")


@given(note=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_note_comes_back(note):
    session = a_session(note=note)
    assert as_list(session)[0]["note"] == note
    rows = as_table(session)
    assert [row["session"] for row in rows] == ["6f1c", "6f1c"]
    cell = rows[0]["note"]
    lines = note.replace("\r\n", "\n").replace("\r", "\n")
    assert cell in (lines, f"'{lines}")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_instants_are_told_with_the_offset_of_their_day():
    summer = a_session(started_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert as_json(summer)["started_at"] == "2026-07-02T00:30:00+02:00"
    assert as_json(summer)["day"] == "2026-07-02"


def breaks_as_table(*records):
    out = io.StringIO(newline="")
    write_breaks_csv(records, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


SKIPPED = a_break(
    result="skipped",
    skip_reason="meeting",
    exercise_id="chin-tuck",
    exercise_name="Chin tuck",
    share=0.5,
    passed_over=("nod", "turn"),
    held_by=("call",),
    held_s=12.5,
    time_zone="Europe/Berlin",
)


def test_a_break_has_the_documented_fields():
    out = io.StringIO()
    write_breaks_json([SKIPPED, a_break(5)], out)
    first, second = json.loads(out.getvalue())
    assert first == {
        "id": "break 0",
        "break": "micro",
        "break_name": "Micro-break",
        "day": "2026-03-02",
        "began_at": "2026-03-02T09:00:00+01:00",
        "ended_at": "2026-03-02T09:01:00+01:00",
        "time_zone": "Europe/Berlin",
        "result": "skipped",
        "planned_s": 60.0,
        "rested_s": 55.5,
        "skip_reason": "meeting",
        "exercise": "chin-tuck",
        "exercise_name": "Chin tuck",
        "side": None,
        "share": 0.5,
        "passed_over": ["nod", "turn"],
        "held_by": ["call"],
        "held_s": 12.5,
    }
    assert (second["skip_reason"], second["exercise"], second["exercise_name"]) == (None,) * 3


def test_the_table_of_breaks_says_the_same():
    first, second = breaks_as_table(SKIPPED, a_break(5, name="=1"))
    assert list(first) == list(BREAK_CSV_COLUMNS)
    assert (first["break"], first["day"], first["share"]) == ("micro", "2026-03-02", "0.5")
    assert (first["passed_over"], first["held_by"]) == ("nod turn", "call")
    assert (second["break_name"], second["exercise"], second["side"]) == ("'=1", "", "")


OF_KIND: dict[str, Entry] = {
    "check_ins": CHECK_IN,
    "spasms": SPASM,
    "treatments": TREATMENT,
    "notes": NOTE,
    "questionnaires": RESPONSE,
}


def entries_as_table(kind, *entries):
    out = io.StringIO(newline="")
    write_entries_csv(kind, entries, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


@pytest.mark.parametrize("kind", OF_KIND)
def test_each_kind_of_entry_has_a_table(kind):
    (row,) = entries_as_table(kind, OF_KIND[kind])
    assert tuple(row) == entry_columns(kind)
    assert (row["id"], row["day"]) == (OF_KIND[kind].id, "2026-03-02")
    assert entries_as_table(kind) == []


def test_a_questionnaire_is_a_row():
    (row,) = entries_as_table("questionnaires", RESPONSE)
    assert (row["questionnaire"], row["score"]) == ("activities", "4.0")
    (empty,) = entries_as_table("questionnaires", replace(RESPONSE, answers=(), score=None))
    assert (empty["answers"], empty["score"]) == ("", "")


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5 today", "@me", "\t=1", "\r=1"])
def test_no_cell_of_an_entry_is_a_formula(text):
    found = [
        entries_as_table("notes", replace(NOTE, text=text))[0]["text"],
        entries_as_table("spasms", replace(SPASM, note=text))[0]["note"],
        entries_as_table("treatments", replace(TREATMENT, by=text))[0]["by"],
        entries_as_table("treatments", replace(TREATMENT, what=text))[0]["what"],
    ]
    assert found == ["'" + text.replace("\r", "\n")] * 4


def test_the_places_of_check_ins_have_a_table_of_their_own():
    out = io.StringIO(newline="")
    write_places_csv([CHECK_IN, replace(CHECK_IN, id="none", places=())], out)
    back, neck = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert tuple(back) == PLACE_CSV_COLUMNS
    assert back == {
        "check_in": CHECK_IN.id,
        "day": "2026-03-02",
        "at": "2026-03-02T23:30:00+01:00",
        "place": "low_back_left",
        "kinds": "ache stiffness",
        "now": "4",
        "worst": "6",
    }
    assert (neck["place"], neck["now"], neck["worst"]) == ("back_of_neck_right", "", "")
