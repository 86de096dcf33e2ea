"""The log for other programs: as lists for JSON, and as tables for CSV (docs/data.md).

Sessions and breaks are written one at a time, so that a log of ten years needs no more room than
one page.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TextIO

from posture_app.coach.factors import Factor
from posture_app.exchange.writing import plain_record
from posture_app.journal.breaks import BreakRecord
from posture_app.journal.entries import CheckIn, Note, QuestionnaireResponse, Spasm, Treatment
from posture_app.journal.merging import Record
from posture_app.journal.model import SessionRecord, SetRecord
from posture_app.journal.zones import zone

CsvCell = str | int | float | bool | None

_ENTRIES: Final = (CheckIn, Spasm, Treatment, Note, QuestionnaireResponse)
_OF_KIND: Final[Mapping[str, type[Any]]] = {
    "check_ins": CheckIn,
    "spasms": Spasm,
    "treatments": Treatment,
    "notes": Note,
    "questionnaires": QuestionnaireResponse,
}
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\n")


def write_json(sessions: Iterable[SessionRecord], out: TextIO) -> None:
    """Write a list of sessions, each with its `items`, one session a line."""
    _write_list(map(as_json, sessions), out)


def write_breaks_json(records: Iterable[BreakRecord], out: TextIO) -> None:
    """Write a list of breaks, one a line."""
    _write_list(map(break_as_json, records), out)


def write_csv(sessions: Iterable[SessionRecord], out: TextIO) -> None:
    """Write one row for each set, with the columns of its session before its own.

    What was not answered or does not apply is an empty cell. Text that a spreadsheet would take
    for a formula gets an apostrophe before it.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for session in sessions:
        of_session = [csv_cell(value) for value in _session_fields(session).values()]
        for item in session.items:
            of_set = [csv_cell(value) for value in _set_fields(item, session.time_zone).values()]
            writer.writerow(of_session + of_set)


def write_breaks_csv(records: Iterable[BreakRecord], out: TextIO) -> None:
    """Write one row for each break; cells are as those of `write_csv`, several ids with spaces."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(BREAK_CSV_COLUMNS)
    for record in records:
        writer.writerow([csv_cell(value) for value in _break_fields(record).values()])


def write_entries_csv(kind: str, records: Iterable[Record], out: TextIO) -> None:
    """Write one row for each entry of a kind (`document.RECORDS`), with its fields as columns.

    Each factor of a check-in has a column of its own. Several words in one cell have spaces between
    them, and the parts of one place or measure a colon.
    """
    columns = entry_columns(kind)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        plain = plain_record(kind, record)
        factors = dict(plain.pop("factors", ()))
        cells = {name: _joined(value) for name, value in plain.items()}
        cells |= {"day": record.day.isoformat()} if isinstance(record, _ENTRIES) else {}
        writer.writerow([csv_cell(cells.get(name, factors.get(name))) for name in columns])


def write_places_csv(check_ins: Iterable[CheckIn], out: TextIO) -> None:
    """Write one row for each place of each check-in, after its id, its day and its time."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(PLACE_CSV_COLUMNS)
    for one in check_ins:
        head = (one.id, one.day.isoformat(), _local(one.at, one.time_zone))
        for place in one.places:
            kinds = " ".join(place.kinds) or None
            row = (*head, place.zone, kinds, place.now, place.worst)
            writer.writerow([csv_cell(value) for value in row])


def entry_columns(kind: str) -> tuple[str, ...]:
    """The columns of the table of a kind of entries."""
    names = [name for name in _OF_KIND[kind].__slots__ if name not in {"id", "day", "factors"}]
    factors = [one.value for one in Factor] if kind == "check_ins" else []
    return ("id", "day", *names, *factors)


def _joined(value: object) -> CsvCell:
    """A value of an entry in one cell."""
    if isinstance(value, list):
        return " ".join(str(_joined(one)) for one in value)
    if isinstance(value, dict):
        parts = ["+".join(one) if isinstance(one, list) else one for one in value.values()]
        return ":".join("" if one is None else str(one) for one in parts).rstrip(":")
    return value if isinstance(value, CsvCell) else str(value)


def break_as_json(record: BreakRecord) -> Mapping[str, object]:
    """One break in the documented fields."""
    lists = {"passed_over": list(record.passed_over), "held_by": list(record.held_by)}
    return {**_break_fields(record), **lists}


def as_json(session: SessionRecord) -> Mapping[str, object]:
    """One session in the documented fields."""
    items = [_set_fields(item, session.time_zone) for item in session.items]
    return {**_session_fields(session), "items": items}


def _write_list(members: Iterable[Mapping[str, object]], out: TextIO) -> None:
    out.write("[")
    separator = "\n"
    for member in members:
        out.write(separator + json.dumps(member, ensure_ascii=False))
        separator = ",\n"
    out.write("\n]\n")


def _session_fields(session: SessionRecord) -> dict[str, CsvCell]:
    return {
        "id": session.id,
        "routine": session.routine_id,
        "routine_name": session.routine_name,
        "day": session.local_day.isoformat(),
        "started_at": _local(session.started_at, session.time_zone),
        "ended_at": _local(session.ended_at, session.time_zone),
        "time_zone": session.time_zone,
        "planned_s": session.planned_s,
        "done_s": session.done_s,
        "ended": session.ended,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "effort": session.effort,
        "note": session.note,
        "advice": session.advice,
        "advice_reasons": " ".join(session.advice_reasons) or None,
    }


def _set_fields(item: SetRecord, time_zone: str) -> dict[str, CsvCell]:
    return {
        "item": item.item,
        "exercise": item.exercise_id,
        "exercise_name": item.exercise_name,
        "side": item.side,
        "set": item.set_number,
        "sets": item.sets,
        "status": item.status,
        "planned_s": item.planned_s,
        "done_s": item.done_s,
        "planned_reps": item.planned_reps,
        "done_reps": item.done_reps,
        "planned_hold_s": item.planned_hold_s,
        "done_hold_s": item.done_hold_s,
        "hurt": item.hurt,
        "pain": item.pain,
        "pain_where": item.pain_where,
        "finished_at": _local(item.finished_at, time_zone),
    }


def _break_fields(record: BreakRecord) -> dict[str, CsvCell]:
    return {
        "id": record.id,
        "break": record.kind,
        "break_name": record.name,
        "day": record.local_began.date().isoformat(),
        "began_at": _local(record.began, record.time_zone),
        "ended_at": _local(record.ended, record.time_zone),
        "time_zone": record.time_zone,
        "result": record.result,
        "planned_s": record.planned_s,
        "rested_s": record.rested_s,
        "skip_reason": record.skip_reason or None,
        "exercise": record.exercise_id or None,
        "exercise_name": record.exercise_name or None,
        "side": record.side,
        "share": round(record.share, 3),
        "passed_over": " ".join(record.passed_over),
        "held_by": " ".join(record.held_by),
        "held_s": record.held_s,
    }


def _local(instant: datetime | None, time_zone: str) -> str | None:
    return None if instant is None else instant.astimezone(zone(time_zone)).isoformat()


def csv_cell(value: CsvCell) -> CsvCell:
    """A value as a table has it: None is empty, and no text is a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")  # a lone one would end the row
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    return value


CSV_COLUMNS: Final = (
    "session",
    "routine",
    "routine_name",
    "day",
    "started_at",
    "ended_at",
    "time_zone",
    "session_planned_s",
    "session_done_s",
    "ended",
    "pain_before",
    "pain_after",
    "effort",
    "note",
    "advice",
    "advice_reasons",
    "item",
    "exercise",
    "exercise_name",
    "side",
    "set",
    "sets",
    "status",
    "planned_s",
    "done_s",
    "planned_reps",
    "done_reps",
    "planned_hold_s",
    "done_hold_s",
    "hurt",
    "pain",
    "pain_where",
    "finished_at",
)
"""The table's head, in the order of the fields of a session and then of a set."""

BREAK_CSV_COLUMNS: Final = (
    "id",
    "break",
    "break_name",
    "day",
    "began_at",
    "ended_at",
    "time_zone",
    "result",
    "planned_s",
    "rested_s",
    "skip_reason",
    "exercise",
    "exercise_name",
    "side",
    "share",
    "passed_over",
    "held_by",
    "held_s",
)
"""The head of the table of breaks, in the order of the fields."""

PLACE_CSV_COLUMNS: Final = ("check_in", "day", "at", "place", "kinds", "now", "worst")
"""The head of the table of places that hurt."""
