"""A journal of three months, always the same, for reports."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from posture_app.journal.breaks import BreakCount
from posture_app.journal.entries import (
    CheckIn,
    Measure,
    MeasureTaken,
    Note,
    PainAt,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.journal.model import DaySummary, SessionRecord, SetRecord
from posture_app.journal.report import ReportRecords, report_of

FIRST = date(2026, 3, 1)
LAST = date(2026, 5, 30)
DAYS = (LAST - FIRST).days + 1
GAP = range(20, 26)
HERE: dict[str, Any] = {"time_zone": "Europe/Berlin"}


def day(number):
    return FIRST + timedelta(days=number)


def noon(number):
    return datetime.combine(day(number), datetime.min.time(), UTC) + timedelta(hours=12)


def when(number):
    return {"at": noon(number), "edited_at": noon(number), **HERE}


def check_in(number, now, **more):
    return CheckIn(id=f"c{number}", now=now, **{**when(number), **more})


def spasm(number, strength=6, **more):
    return Spasm(
        id=f"s{number}",
        began_at=noon(number),
        edited_at=noon(number),
        ended_at=noon(number) + timedelta(minutes=40),
        zones=("low_back_right",),
        strength=strength,
        triggers=(Trigger.LONG_SITTING,),
        measures=(MeasureTaken(measure=Measure.HEAT, relief=2),),
        **{**HERE, **more},
    )


def treatment(number, kind=TreatmentKind.PHYSIOTHERAPY, **more):
    return Treatment(
        id=f"t{number}", kind=kind, day=day(number), edited_at=noon(number), **HERE, **more
    )


def note(number, text, **more):
    return Note(id=f"n{number}", text=text, **{**when(number), **more})


def response(number, score):
    return QuestionnaireResponse(id=f"q{number}", questionnaire="psfs", score=score, **when(number))


def set_that_hurt(name="Side plank", side: Any = "left", pain=6):
    return SetRecord(
        item=0,
        exercise_id=name.lower(),
        exercise_name=name,
        side=side,
        set_number=1,
        sets=2,
        status="partial",
        planned_s=60,
        done_s=20,
        hurt=True,
        pain=pain,
        pain_where="Neck",
        finished_at=noon(0),
    )


def session(number, items: Any = (), **more):
    return SessionRecord(
        id=f"x{number}",
        routine_id="neck",
        routine_name="Neck",
        started_at=noon(number),
        planned_s=600,
        items=items,
        **{"done_s": 100.0, "ended": "stopped_for_pain", **HERE, **more},
    )


def records(**more):
    pains = {number: number * 7 % 5 + 2 for number in range(DAYS) if number not in GAP}
    place = "back_of_neck_left"
    usual: dict[str, Any] = {
        "check_ins": [
            check_in(number, pain, worst=pain + 1, places=(PainAt(zone=place, now=pain),))
            for number, pain in pains.items()
        ],
        "spasms": [spasm(number) for number in (12, 40, 61)],
        "treatments": [
            treatment(5),
            treatment(30, TreatmentKind.INJECTION, what="Lidocaine", by="Dr. Weiß", zones=(place,)),
            treatment(50, TreatmentKind.MEDICATION, what="Ibuprofen 400 mg"),
            treatment(51, TreatmentKind.MEDICATION, what="ibuprofen  400 mg"),
        ],
        "notes": [note(10, "A new pillow <b>since</b> Monday & better sleep")],
        "responses": [response(3, 42), response(33, 30)],
        "sessions": [
            session(12, [set_that_hurt(), set_that_hurt("Chin tuck", None, None)]),
            session(60, advice="stop", advice_reasons=("spreading_numbness", "pain_rose")),
        ],
        "days": [
            DaySummary(day=day(number), seconds=600.0, sessions=1, sets_done=4)
            for number in range(0, DAYS, 2)
        ],
        "breaks": [BreakCount(day(number), 4, 1) for number in range(DAYS)],
        "first_session": day(-20),
        "first_entry": day(-20),
    }
    return ReportRecords(**{**usual, **more})


def report(**more):
    return report_of(records(**more), FIRST, LAST, LAST)


def empty():
    return report_of(ReportRecords(), FIRST, LAST, LAST)
