"""What a report for a clinician tells of a period, made from the records of that period alone.

What was not answered stays None and is never 0. The words are made by `words.report`, the pages by
`handout`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from posture_app.coach.pain_rule import Sign
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import BreakCount, Side
from posture_app.journal.course import Course, CourseDay, PlaceHistory, course_of, place_histories
from posture_app.journal.entries import (
    CheckIn,
    Note,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
)
from posture_app.journal.model import DaySummary, SessionRecord

DAYS_BEFORE: Final = 3
DAYS_AFTER: Final = 7
"""How many days around a treatment are told."""
LATE: Final = timedelta(days=1)
"""What is entered or changed later than this was not written down when it happened."""
USUAL_DAYS: Final = 91
"""How long a period is when nobody has chosen one."""


class ReportPart(StrEnum):
    """A part of the report, each of which can be taken out; in the order of the report."""

    QUALITY = "quality"
    RED_FLAGS = "red_flags"
    PAIN = "pain"
    SPASMS = "spasms"
    TREATMENTS = "treatments"
    ADHERENCE = "adherence"
    STOPPED = "stopped"
    MEDICATION = "medication"
    QUESTIONNAIRES = "questionnaires"
    NOTES = "notes"


class Paper(StrEnum):
    """What it is printed on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """What a person wants to hand on.

    Attributes:
        first_day: Where the period begins.
        last_day: Its last day.
        language: Of the report, whatever the program speaks.
        paper: Its size.
        without: The parts that are taken out.
        notes_left_out: The ids of the notes that are taken out.
    """

    first_day: date
    last_day: date
    language: str = "en"
    paper: Paper = Paper.A4
    without: frozenset[ReportPart] = frozenset()
    notes_left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecords:
    """What was read of the journal.

    Check-ins reach `DAYS_BEFORE` and `DAYS_AFTER` beyond the period, for the treatments at its
    ends; `sessions` are those alone in which something hurt, was advised or noted.
    """

    check_ins: Sequence[CheckIn] = ()
    spasms: Sequence[Spasm] = ()
    treatments: Sequence[Treatment] = ()
    notes: Sequence[Note] = ()
    responses: Sequence[QuestionnaireResponse] = ()
    sessions: Sequence[SessionRecord] = ()
    days: Sequence[DaySummary] = ()
    breaks: Sequence[BreakCount] = ()
    first_session: date | None = None
    first_entry: date | None = None
    open_signs: Collection[Sign] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCompleteness:
    """How complete the journal is: what a reader may make of the rest.

    Attributes:
        days: The days of the period.
        with_entry: On how many of them something was entered.
        with_pain: On how many of them pain was answered.
        late: How many entries were added or changed more than a day later.
        began_on: The first day of the journal, where it lies within the period.
    """

    days: int
    with_entry: int
    with_pain: int
    late: int
    began_on: date | None = None


@dataclass(frozen=True, slots=True)
class TreatmentCourse:
    """A treatment and the pain around it.

    `pain` and `soreness` are by the day from -`DAYS_BEFORE` to `DAYS_AFTER`, the treatment's own
    being 0; a day that was not answered, or is still to come, is missing.
    """

    treatment: Treatment
    pain: Mapping[int, int]
    soreness: Mapping[int, int]
    last_known: int
    """The last day that has been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpasmSummary:
    """All spasms of the period in figures; None where nothing was told."""

    count: int
    days: int
    open_count: int
    strength: float | None
    strongest: int | None
    length: timedelta | None
    """The median of those that are over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """What was done: sessions with a set done to its end, and breaks that came.

    `days` are those of the period from the first session on that there is at all.
    """

    sessions: int
    days_with_session: int
    days: int
    seconds: float
    stopped_for_pain: int
    not_begun: int
    breaks_taken: int
    breaks_came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedExercise:
    """An exercise that hurt, on one side or (None) without sides.

    Attributes:
        name: As it was called on the day.
        side: Which one.
        times: In how many sets it hurt.
        values: The pain that was told, in the order of time.
        places: Where, as it was told.
        last_day: When it hurt last.
    """

    name: str
    side: Side | None
    times: int
    values: tuple[int, ...]
    places: tuple[str, ...]
    last_day: date


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A sign that was answered with yes; `is_open` where nobody has looked at it yet."""

    sign: Sign
    days: tuple[date, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medication as the person calls it, and the days on which it was entered."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireCourse:
    """One questionnaire, each time that it was filled in, oldest first."""

    key: str
    responses: tuple[QuestionnaireResponse, ...]


@dataclass(frozen=True, slots=True)
class ReportNote:
    """A note in the person's own words."""

    id: str
    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is told, before anything is taken out."""

    first_day: date
    last_day: date
    made_on: date
    quality: RecordCompleteness
    course: Course
    places: tuple[PlaceHistory, ...]
    spasms: tuple[Spasm, ...]
    spasm_summary: SpasmSummary
    treatments: tuple[TreatmentCourse, ...]
    adherence: Adherence | None
    stopped: tuple[StoppedExercise, ...]
    medicines: tuple[Medicine, ...]
    questionnaires: tuple[QuestionnaireCourse, ...]
    red_flags: tuple[RedFlag, ...]
    notes: tuple[ReportNote, ...]

    def chosen(self, notes_left_out: Collection[str]) -> "Report":
        """The report without some of its notes."""
        return replace(self, notes=tuple(one for one in self.notes if one.id not in notes_left_out))


def pain_of(day: CourseDay) -> int | None:
    """The highest pain of a day: that told all in all or, without it, of the worst place."""
    return day.pain if day.pain is not None else max(day.places.values(), default=None)


def report_of(records: ReportRecords, first_day: date, last_day: date, today: date) -> Report:
    """Put a report together.

    Args:
        records: What was read.
        first_day: Where the period begins.
        last_day: Its last day.
        today: The person's day, on which it is made.
    """
    around = course_of(
        first_day - timedelta(days=DAYS_BEFORE),
        last_day + timedelta(days=DAYS_AFTER),
        check_ins=records.check_ins,
        spasms=records.spasms,
        treatments=records.treatments,
        sessions=records.days,
        breaks=records.breaks,
        first_session=records.first_session,
    )
    course = replace(around.part(first_day, last_day), first_session=records.first_session)
    inside = _Inside(first_day, last_day)
    check_ins = [one for one in records.check_ins if inside(one.day)]
    spasms = sorted(
        (one for one in records.spasms if inside(one.day)), key=lambda one: one.began_at
    )
    treatments = sorted(
        (one for one in records.treatments if inside(one.day)), key=lambda one: one.day
    )
    return Report(
        first_day=first_day,
        last_day=last_day,
        made_on=today,
        quality=_quality(records, course, inside),
        course=course,
        places=place_histories(check_ins, spasms),
        spasms=tuple(spasms),
        spasm_summary=_spasm_summary(spasms),
        treatments=tuple(
            _around(one, around, today)
            for one in treatments
            if one.kind != TreatmentKind.MEDICATION
        ),
        adherence=_adherence(records, course),
        stopped=_stopped(records.sessions),
        medicines=_medicines(treatments),
        questionnaires=_questionnaires(one for one in records.responses if inside(one.day)),
        red_flags=_red_flags(records.sessions, records.open_signs),
        notes=_notes(records, inside),
    )


@dataclass(frozen=True, slots=True)
class _Inside:
    """Whether a day lies in the period."""

    first_day: date
    last_day: date

    def __call__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def _quality(
    records: ReportRecords, course: Course, inside: Callable[[date], bool]
) -> RecordCompleteness:
    dated: list[tuple[date, datetime, datetime | None]] = [
        *((one.day, one.edited_at, one.at) for one in records.check_ins),
        *((one.day, one.edited_at, one.ended_at or one.edited_at) for one in records.spasms),
        *((one.day, one.edited_at, one.at) for one in records.treatments),
        *((one.day, one.edited_at, one.at) for one in records.notes),
        *((one.day, one.edited_at, one.at) for one in records.responses),
    ]
    dated = [one for one in dated if inside(one[0])]
    first_entry = records.first_entry
    return RecordCompleteness(
        days=(course.last_day - course.first_day).days + 1,
        with_entry=len({day for day, _, _ in dated}),
        with_pain=sum(pain_of(one) is not None for one in course.days),
        late=sum(_is_late(*one) for one in dated),
        began_on=first_entry if first_entry and inside(first_entry) else None,
    )


def _is_late(day: date, edited_at: datetime, at: datetime | None) -> bool:
    """Whether an entry is later than its time; one that has a day alone, than the day after it."""
    if at is None:
        return edited_at.date() > day + LATE
    return edited_at - at > LATE


def _around(treatment: Treatment, course: Course, today: date) -> TreatmentCourse:
    pain: dict[int, int] = {}
    soreness: dict[int, int] = {}
    for one in course.days:
        number = (one.day - treatment.day).days
        if -DAYS_BEFORE <= number <= DAYS_AFTER:
            highest = pain_of(one)
            if highest is not None:
                pain[number] = highest
            if one.soreness is not None:
                soreness[number] = one.soreness
    return TreatmentCourse(treatment, pain, soreness, min(DAYS_AFTER, (today - treatment.day).days))


def _spasm_summary(spasms: Sequence[Spasm]) -> SpasmSummary:
    strengths = [one.strength for one in spasms if one.strength is not None]
    lengths = [one.ended_at - one.began_at for one in spasms if one.ended_at is not None]
    return SpasmSummary(
        count=len(spasms),
        days=len({one.day for one in spasms}),
        open_count=sum(one.is_open for one in spasms),
        strength=median(strengths) if strengths else None,
        strongest=max(strengths, default=None),
        length=sorted(lengths)[len(lengths) // 2] if lengths else None,
    )


def _adherence(records: ReportRecords, course: Course) -> Adherence | None:
    """None where there was neither a session nor a break."""
    breaks = [one.breaks for one in course.days if one.breaks is not None]
    taken = sum(one.taken for one in breaks)
    came = sum(one.taken + one.missed for one in breaks)
    first = records.first_session
    has_begun = first is not None and first <= course.last_day
    if not has_begun and not came:
        return None
    begun = max(course.first_day, first) if first and has_begun else course.last_day
    ended_for_pain = [one for one in records.sessions if one.ended == "stopped_for_pain"]
    declined = sum(one.was_declined for one in ended_for_pain)
    return Adherence(
        sessions=sum(one.sessions for one in course.days),
        days_with_session=sum(one.sessions > 0 for one in course.days),
        days=(course.last_day - begun).days + 1 if has_begun else 0,
        seconds=sum(one.seconds for one in course.days),
        stopped_for_pain=len(ended_for_pain) - declined,
        not_begun=declined,
        breaks_taken=taken,
        breaks_came=came,
    )


def _stopped(sessions: Sequence[SessionRecord]) -> tuple[StoppedExercise, ...]:
    found: dict[tuple[str, Side | None], StoppedExercise] = {}
    for session in sorted(sessions, key=lambda one: one.started_at):
        for item in session.items:
            if not item.hurt:
                continue
            key = item.exercise_id, item.side
            before = found.get(key)
            values = () if item.pain is None else (item.pain,)
            places = (item.pain_where,) if item.pain_where else ()
            found[key] = StoppedExercise(
                name=item.exercise_name,
                side=item.side,
                times=1 + (before.times if before else 0),
                values=(*(before.values if before else ()), *values),
                places=tuple(dict.fromkeys((*(before.places if before else ()), *places))),
                last_day=session.local_day,
            )
    return tuple(sorted(found.values(), key=lambda one: (-one.times, -one.last_day.toordinal())))


def _medicines(treatments: Iterable[Treatment]) -> tuple[Medicine, ...]:
    days: dict[str, list[date]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in treatments:
        if one.kind == TreatmentKind.MEDICATION:
            name = " ".join(one.what.split())
            names.setdefault(name.casefold(), name)
            days[name.casefold()].append(one.day)
    found = (Medicine(names[key], tuple(told)) for key, told in days.items())
    return tuple(sorted(found, key=lambda one: (-len(one.days), one.name)))


def _questionnaires(
    responses: Iterable[QuestionnaireResponse],
) -> tuple[QuestionnaireCourse, ...]:
    found: dict[str, list[QuestionnaireResponse]] = defaultdict(list)
    for one in sorted(responses, key=lambda one: one.at):
        found[one.questionnaire].append(one)
    return tuple(QuestionnaireCourse(key, tuple(told)) for key, told in found.items())


def _red_flags(
    sessions: Iterable[SessionRecord], open_signs: Collection[Sign]
) -> tuple[RedFlag, ...]:
    days: dict[Sign, set[date]] = defaultdict(set)
    for session in sessions:
        for sign in Sign:
            if sign.value in session.advice_reasons:
                days[sign].add(session.local_day)
    return tuple(
        RedFlag(sign, tuple(sorted(days[sign])), sign in open_signs)
        for sign in Sign
        if sign in days or sign in open_signs
    )


def _notes(records: ReportRecords, inside: Callable[[date], bool]) -> tuple[ReportNote, ...]:
    notes = [
        *(ReportNote(one.id, one.day, one.text) for one in records.notes if inside(one.day)),
        *(
            ReportNote(one.id, one.local_day, one.note)
            for one in records.sessions
            if one.note and one.note.strip() and inside(one.local_day)
        ),
    ]
    return tuple(sorted(notes, key=lambda one: one.day))
