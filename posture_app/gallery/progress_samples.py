"""An invented journal of a year, with gaps, for pictures and tests of the page Progress."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from posture_app.coach.factors import Factor
from posture_app.gallery import samples
from posture_app.journal.breaks import BreakCount
from posture_app.journal.course import Course, PlaceHistory, course_of, place_histories
from posture_app.journal.entries import (
    CheckIn,
    Entry,
    Measure,
    MeasureTaken,
    Note,
    PainAt,
    PainKind,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.journal.insight import Finding, InsightOutcome
from posture_app.journal.model import DaySummary
from posture_app.journal.questionnaires import QUESTIONNAIRES, QuestionnaireKey, score
from posture_app.journal.trends import LOOKED_BACK_DAYS, trends
from posture_app.library.model import Library
from posture_app.ui.pages.snapshots import DiaryQuery, ProgressSnapshot
from posture_app.words.catalogue import N_, _

TODAY: Final = samples.NOW.date()
NEEDLED_ON: Final = date(2026, 2, 24)
ACTIVITIES: Final = (N_("Carrying the shopping"), N_("Sitting for an hour"))
SLEPT_BADLY: Final = N_("The left side is tighter than the right.")
_HERE: Final[dict[str, Any]] = {"time_zone": "UTC", "edited_at": samples.NOW}
_STRENGTHS: Final = (7, 4, None, 6, 8)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 15), UTC)


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def check_ins(days: int = 300) -> Sequence[CheckIn]:
    """A check-in on most days, oldest first; the neck was better of late."""
    found = []
    for ago in range(days, -1, -1):
        if ago % 9 in {3, 4} or 40 <= ago < 55:
            continue
        day = _ago(ago)
        neck = max(0, min(10, 2 + (ago * 7) % 3 - 1 + (3 if ago >= 7 else 0) - (ago > 120)))
        back = max(0, min(10, 4 + (ago * 5) % 4 - 2))
        places = [PainAt(zone="back_of_neck_right", kinds=(PainKind.ACHE,), now=neck)]
        if ago % 2:
            places.append(PainAt(zone="low_back_left", kinds=(PainKind.STIFFNESS,), now=back))
        if ago % 5 == 0:
            places.append(PainAt(zone="top_of_shoulder_right", now=max(0, neck - 1)))
        since = (day - NEEDLED_ON).days
        found.append(
            CheckIn(
                id=f"check-in-{ago}",
                at=_at(day, 8),
                now=max(neck, back) if ago % 2 else neck,
                worst=min(10, max(neck, back) + 1),
                places=tuple(places),
                factors=((Factor.POOR_SLEEP, ago % 4),) if ago % 3 == 0 else (),
                soreness=max(0, 5 - since) if 0 <= since <= 5 else None,
                treatment_id="treatment-0" if 0 <= since <= 5 else None,
                **_HERE,
            )
        )
    return found


def spasms() -> Sequence[Spasm]:
    """Some spasms, oldest first; the last one is over."""
    found = []
    for number, ago in enumerate((210, 150, 96, 51, 44, 38, 21, 12)):
        began = _at(_ago(ago), 6 + number)
        found.append(
            Spasm(
                id=f"spasm-{ago}",
                began_at=began,
                ended_at=began + timedelta(minutes=25 + 10 * number),
                zones=("low_back_left",) if number % 2 else ("back_of_neck_right",),
                strength=_STRENGTHS[number % len(_STRENGTHS)],
                triggers=(Trigger.LONG_SITTING,),
                measures=(
                    MeasureTaken(measure=Measure.HEAT, relief=2, after=timedelta(minutes=20)),
                ),
                **_HERE,
            )
        )
    return found


def treatments() -> Sequence[Treatment]:
    """A needling, and physiotherapy before it."""
    physio = Treatment(
        id="treatment-1",
        kind=TreatmentKind.PHYSIOTHERAPY,
        day=_ago(60),
        at=_at(_ago(60), 15),
        zones=("low_back_left",),
        **_HERE,
    )
    needling = Treatment(
        id="treatment-0",
        kind=TreatmentKind.DRY_NEEDLING,
        day=NEEDLED_ON,
        zones=("back_of_neck_right", "top_of_shoulder_right"),
        **_HERE,
    )
    return (physio, needling)


def notes() -> Sequence[Note]:
    """Something to remember."""
    return (Note(id="note-0", at=_at(_ago(1), 21), text=_(SLEPT_BADLY), **_HERE),)


def questionnaires() -> Sequence[QuestionnaireResponse]:
    """Own activities every other week, how it is on the whole, and a clinic's total."""
    names = [_(one) for one in ACTIVITIES]
    found = [
        _questionnaire("activities", ago, zip(names, values, strict=True))
        for ago, values in ((56, (3, 5)), (42, (4, 5)), (27, (5, 6)), (13, (6, 7)))
    ]
    found.append(_questionnaire("whole", 13, (("", 2),)))
    found += [_questionnaire("ndi", ago, (("", total),)) for ago, total in ((70, 24), (20, 17))]
    return found


def _questionnaire(
    key: QuestionnaireKey, ago: int, answered: Iterable[tuple[str, float]]
) -> QuestionnaireResponse:
    named = list(answered)
    answers = tuple((str(place), value) for place, (_name, value) in enumerate(named, 1))
    return QuestionnaireResponse(
        id=f"{key}-{ago}",
        questionnaire=key,
        at=_at(_ago(ago), 18),
        answers=answers,
        texts=tuple((str(place), name) for place, (name, _value) in enumerate(named, 1) if name),
        score=score(QUESTIONNAIRES[key], answers),
        **_HERE,
    )


def course(first_day: date, last_day: date = TODAY) -> Course:
    """What each day held; the breaks were on since the autumn.

    A programme is followed since eight weeks.
    """
    each = [_ago(ago) for ago in range(300, -1, -1)]
    found = course_of(
        first_day,
        last_day,
        check_ins=check_ins(),
        spasms=spasms(),
        treatments=treatments(),
        sessions=[
            DaySummary(
                day=day, seconds=300.0 + 60 * (day.day % 9), sessions=1 + day.day % 2, sets_done=6
            )
            for day in each
            if day.weekday() in {0, 2, 3, 5} and day.day % 7
        ],
        breaks=[
            BreakCount(day, 5 + day.day % 4, day.day % 3)
            for day in each
            if day.weekday() < 5 and day > _ago(150)
        ],
        first_session=_ago(300),
    )
    mondays = (TODAY - timedelta(days=TODAY.weekday() + 7 * number) for number in range(8))
    return replace(found, planned=dict.fromkeys(mondays, 3))


def places(first_day: date) -> tuple[PlaceHistory, ...]:
    """How each place was since a day."""
    return place_histories(
        [one for one in check_ins() if one.day >= first_day],
        [one for one in spasms() if one.day >= first_day],
    )


def log(library: Library) -> ProgressSnapshot:
    """The newest of everything, and what the last weeks tell."""
    entries: list[Entry] = [*check_ins(20), *treatments()[1:], *notes()]
    entries += [one for one in questionnaires() if one.day > _ago(20)]
    entries += [one for one in spasms() if one.day > _ago(20)]
    first = _ago(LOOKED_BACK_DAYS - 1)
    told = trends(course(first), first_entry=_ago(300))
    return replace(
        samples.log(library),
        entries=tuple(entries),
        has_entries=True,
        trends=told,
        questionnaires=tuple(questionnaires()),
    )


def findings() -> tuple[Finding, ...]:
    """One that is told, and one of which nothing can be said yet."""
    return (
        Finding(
            factor=Factor.POOR_SLEEP,
            outcome=InsightOutcome.PAIN_NEXT_DAY,
            at_least=1.0,
            days_with=31,
            days_without=42,
            effect=1.2,
            low=0.6,
            high=1.8,
            p=0.0002,
            q=0.002,
            said=True,
        ),
        Finding(
            factor=Factor.STRESS,
            outcome=InsightOutcome.PAIN_NEXT_DAY,
            at_least=1.0,
            days_with=4,
            days_without=52,
        ),
    )


def nothing_found(library: Library) -> ProgressSnapshot:
    """The diary when nothing is as it was looked for."""
    return replace(
        log(library), sessions=(), entries=(), has_more=False, query=DiaryQuery(words="qwertz")
    )
