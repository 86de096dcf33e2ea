"""What a person has filled in on a sheet before it is an entry, and what of it cannot be right.

Times are those on the person's clock, without a zone and to the minute; None is "now". A form can
be kept as a draft whatever stands in it; only one without faults becomes an entry.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Final, TypeVar, assert_never

from posture_app.coach.factors import Factor, FactorLevel
from posture_app.coach.pain_rule import Pain
from posture_app.dataclass import dataclass
from posture_app.journal.entries import (
    LONGEST_TEXT,
    CheckIn,
    Entry,
    MeasureTaken,
    Note,
    PainAt,
    QuestionnaireResponse,
    Spasm,
    Treatment,
    TreatmentKind,
    Trigger,
)
from posture_app.journal.questionnaire_form import (
    QuestionnaireForm,
    answers_of,
    names_of,
    questionnaire_form,
)
from posture_app.journal.questionnaires import QUESTIONNAIRES, questionnaire_of, score
from posture_app.journal.zones import zone

LONGEST_LINE: Final = 200
"""How many characters a line has, such as who did it."""


class FormField(StrEnum):
    """A place of a form that can be wrong, in the order in which one reads a sheet."""

    ANSWERS = "answers"
    KIND = "kind"
    BEGAN = "began"
    ENDED = "ended"
    TEXT = "text"


class FormFault(StrEnum):
    """Why something that was filled in cannot be kept."""

    NOTHING_ANSWERED = "nothing_answered"
    NO_KIND = "no_kind"
    NO_TEXT = "no_text"
    TOO_LONG = "too_long"
    IN_FUTURE = "in_future"
    BEFORE_BIRTH = "before_birth"
    ENDS_BEFORE_START = "ends_before_start"
    NO_NAME = "no_name"
    SAME_NAME = "same_name"
    OFF_SCALE = "off_scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInForm:
    """How a person is, as far as it was answered."""

    at: datetime | None = None
    now: Pain | None = None
    worst: Pain | None = None
    places: tuple[PainAt, ...] = ()
    factors: tuple[tuple[Factor, FactorLevel], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpasmForm:
    """A spasm; `ended` counts only where it does not last."""

    began: datetime | None = None
    lasts: bool = True
    ended: datetime | None = None
    zones: tuple[str, ...] = ()
    strength: Pain | None = None
    triggers: tuple[Trigger, ...] = ()
    measures: tuple[MeasureTaken, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentForm:
    """A treatment; without a day it is of today, without a time that is not known."""

    kind: TreatmentKind | None = None
    day: date | None = None
    at_time: time | None = None
    zones: tuple[str, ...] = ()
    by: str = ""
    what: str = ""
    note: str = ""
    aftercare: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """Own words."""

    at: datetime | None = None
    text: str = ""


EntryForm = CheckInForm | SpasmForm | TreatmentForm | NoteForm | QuestionnaireForm
Entered = CheckIn | Spasm | Treatment | Note | QuestionnaireResponse
"""The entries that have a sheet."""
E = TypeVar("E", CheckIn, Spasm, Treatment, Note, QuestionnaireResponse)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """A form that was not saved yet.

    Attributes:
        begun_at: When it was begun, aware.
        form: What stands in it.
        entry_id: The entry that it changes; empty for a new one.
    """

    begun_at: datetime
    form: EntryForm
    entry_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """When and where a form is looked at.

    Attributes:
        now: An aware instant.
        time_zone: The zone in which the form's times are.
        birth_year: The person's, where it was told.
    """

    now: datetime
    time_zone: str
    birth_year: int | None = None

    @property
    def local(self) -> datetime:
        """Now as the person's clock shows it, to the minute."""
        return on_the_clock(self.now, self.time_zone)


def on_the_clock(at: datetime, time_zone: str) -> datetime:
    """An instant as a clock in a zone shows it: without a zone, to the minute."""
    return at.astimezone(zone(time_zone)).replace(second=0, microsecond=0, tzinfo=None)


def instant(local: datetime, time_zone: str) -> datetime:
    """The instant at which a clock in a zone shows this; the first of two in autumn."""
    return local.replace(tzinfo=zone(time_zone)).astimezone(UTC)


def has_sheet(entry: Entry) -> bool:
    """Whether a sheet can show an entry: not a questionnaire of which another part takes care."""
    return not isinstance(entry, QuestionnaireResponse) or questionnaire_of(entry) is not None


def faults(form: EntryForm, moment: FormContext) -> Mapping[FormField, FormFault]:
    """What cannot be kept as it is, one fault for each place, in the order of `FormField`."""
    match form:
        case CheckInForm():
            found = _check_in_faults(form, moment)
        case SpasmForm():
            found = _spasm_faults(form, moment)
        case TreatmentForm():
            found = _treatment_faults(form, moment)
        case NoteForm():
            found = {
                FormField.TEXT: _text_fault(form.text, needed=True),
                FormField.BEGAN: _time_fault(form.at, moment),
            }
        case QuestionnaireForm():
            found = _questionnaire_faults(form, moment)
        case _:
            assert_never(form)
    return {place: fault for place in FormField if (fault := found.get(place)) is not None}


def entry_of(
    form: EntryForm, moment: FormContext, entry_id: str, before: Entered | None = None
) -> Entered:
    """The entry that a form without faults stands for.

    Args:
        form: What was filled in.
        moment: Now, and the zone of the form's times.
        entry_id: The id of a new entry.
        before: The entry that the form was made of and changes; what a form does not show of it
            stays, and so do the seconds of a time that was left as it was.

    Raises:
        ValueError: The form has faults, or is of another kind than the entry.
    """
    if faults(form, moment):
        raise ValueError("a form with faults is no entry")
    match form:
        case CheckInForm():
            return _check_in(form, moment, entry_id, _same(CheckIn, before))
        case SpasmForm():
            return _spasm(form, moment, entry_id, _same(Spasm, before))
        case TreatmentForm():
            return _treatment(form, moment, entry_id, _same(Treatment, before))
        case NoteForm():
            return _note(form, moment, entry_id, _same(Note, before))
        case QuestionnaireForm():
            same = _same(QuestionnaireResponse, before)
            return _questionnaire(form, moment, entry_id, same)
        case _:
            assert_never(form)


def form_of(entry: Entered) -> EntryForm:
    """What a sheet shows of an entry that is to be changed, in the entry's own zone.

    Raises:
        ValueError: It is a questionnaire that has no sheet (`has_sheet`).
    """
    match entry:
        case CheckIn():
            return CheckInForm(
                at=on_the_clock(entry.at, entry.time_zone),
                now=entry.now,
                worst=entry.worst,
                places=entry.places,
                factors=entry.factors,
            )
        case Spasm():
            ended = entry.ended_at
            return SpasmForm(
                began=on_the_clock(entry.began_at, entry.time_zone),
                lasts=ended is None,
                ended=None if ended is None else on_the_clock(ended, entry.time_zone),
                zones=entry.zones,
                strength=entry.strength,
                triggers=entry.triggers,
                measures=entry.measures,
                note=entry.note,
            )
        case Treatment():
            at = entry.at
            return TreatmentForm(
                kind=entry.kind,
                day=entry.day,
                at_time=None if at is None else on_the_clock(at, entry.time_zone).time(),
                zones=entry.zones,
                by=entry.by,
                what=entry.what,
                note=entry.note,
                aftercare=entry.aftercare,
            )
        case Note():
            return NoteForm(at=on_the_clock(entry.at, entry.time_zone), text=entry.text)
        case QuestionnaireResponse():
            at = on_the_clock(entry.at, entry.time_zone)
            return questionnaire_form(entry, at)
        case _:
            assert_never(entry)


def as_begun(form: EntryForm, begun: datetime) -> EntryForm:
    """A form that was begun earlier: its "now" is the time at which it was begun.

    Args:
        form: The form.
        begun: The time on the person's clock.
    """
    match form:
        case CheckInForm() | NoteForm() | QuestionnaireForm():
            return replace(form, at=form.at or begun)
        case SpasmForm():
            return replace(form, began=form.began or begun)
        case TreatmentForm():
            return replace(form, day=form.day or begun.date())
        case _:
            assert_never(form)


def _check_in_faults(form: CheckInForm, moment: FormContext) -> dict[FormField, FormFault | None]:
    answered = form.now is not None or form.worst is not None or form.places or form.factors
    return {
        FormField.ANSWERS: None if answered else FormFault.NOTHING_ANSWERED,
        FormField.BEGAN: _time_fault(form.at, moment),
    }


def _spasm_faults(form: SpasmForm, moment: FormContext) -> dict[FormField, FormFault | None]:
    ended = None if form.lasts else form.ended
    end_fault = _time_fault(ended, moment)
    if end_fault is None and ended is not None and ended < (form.began or moment.local):
        end_fault = FormFault.ENDS_BEFORE_START
    return {
        FormField.BEGAN: _time_fault(form.began, moment),
        FormField.ENDED: end_fault,
        FormField.TEXT: _text_fault(form.note),
    }


def _treatment_faults(
    form: TreatmentForm, moment: FormContext
) -> dict[FormField, FormFault | None]:
    day = form.day or moment.local.date()
    at = datetime.combine(day, form.at_time or time())
    return {
        FormField.KIND: None if form.kind is not None else FormFault.NO_KIND,
        FormField.BEGAN: _time_fault(at, moment),
        FormField.TEXT: _text_fault(form.note),
    }


def _questionnaire_faults(
    form: QuestionnaireForm, moment: FormContext
) -> dict[FormField, FormFault | None]:
    naming = None
    names = dict(names_of(form))
    if QUESTIONNAIRES[form.questionnaire].named:
        if any(key not in names for key, _value in answers_of(form)):
            naming = FormFault.NO_NAME
        elif len({name.casefold() for name in names.values()}) < len(names):
            naming = FormFault.SAME_NAME
    return {
        FormField.ANSWERS: _answers_fault(form),
        FormField.BEGAN: _time_fault(form.at, moment),
        FormField.TEXT: naming,
    }


def _answers_fault(form: QuestionnaireForm) -> FormFault | None:
    try:
        value = score(QUESTIONNAIRES[form.questionnaire], answers_of(form))
    except ValueError:
        return FormFault.OFF_SCALE
    return FormFault.NOTHING_ANSWERED if value is None else None


def _time_fault(at: datetime | None, moment: FormContext) -> FormFault | None:
    if at is None:
        return None
    if at > moment.local:
        return FormFault.IN_FUTURE
    if moment.birth_year is not None and at.year < moment.birth_year:
        return FormFault.BEFORE_BIRTH
    return None


def _text_fault(text: str, *, needed: bool = False) -> FormFault | None:
    if needed and not text.strip():
        return FormFault.NO_TEXT
    return FormFault.TOO_LONG if len(text.strip()) > LONGEST_TEXT else None


def _same(kind: type[E], before: Entered | None) -> E | None:
    if before is not None and not isinstance(before, kind):
        raise ValueError("a form changes an entry of its own kind")
    return before


def _at(local: datetime | None, moment: FormContext, before: datetime | None) -> datetime:
    """The instant of a form's time; as it was, to the second, where it was not touched."""
    if before is not None and local == on_the_clock(before, moment.time_zone):
        return before
    return moment.now.astimezone(UTC) if local is None else instant(local, moment.time_zone)


def _check_in(
    form: CheckInForm, moment: FormContext, entry_id: str, before: CheckIn | None
) -> CheckIn:
    at = _at(form.at, moment, before.at if before else None)
    base = before or CheckIn(id=entry_id, at=at, time_zone=moment.time_zone, edited_at=moment.now)
    return replace(
        base, at=at, now=form.now, worst=form.worst, places=form.places, factors=form.factors
    )


def _spasm(form: SpasmForm, moment: FormContext, entry_id: str, before: Spasm | None) -> Spasm:
    began = _at(form.began, moment, before.began_at if before else None)
    ended = None
    if not form.lasts:
        ended = max(began, _at(form.ended, moment, before.ended_at if before else None))
    base = before or Spasm(
        id=entry_id, began_at=began, time_zone=moment.time_zone, edited_at=moment.now
    )
    return replace(
        base,
        began_at=began,
        ended_at=ended,
        zones=form.zones,
        strength=form.strength,
        triggers=form.triggers,
        measures=form.measures,
        note=form.note.strip(),
    )


def _treatment(
    form: TreatmentForm, moment: FormContext, entry_id: str, before: Treatment | None
) -> Treatment:
    day = form.day or moment.local.date()
    at = None
    if form.at_time is not None:
        local = datetime.combine(day, form.at_time)
        at = _at(local, moment, before.at if before else None)
    kind = form.kind or TreatmentKind.OTHER
    base = before or Treatment(
        id=entry_id, kind=kind, day=day, time_zone=moment.time_zone, edited_at=moment.now
    )
    return replace(
        base,
        kind=kind,
        day=day,
        at=at,
        zones=form.zones,
        by=form.by.strip(),
        what=form.what.strip(),
        note=form.note.strip(),
        aftercare=form.aftercare,
    )


def _note(form: NoteForm, moment: FormContext, entry_id: str, before: Note | None) -> Note:
    at = _at(form.at, moment, before.at if before else None)
    base = before or Note(
        id=entry_id, at=at, time_zone=moment.time_zone, edited_at=moment.now, text=""
    )
    return replace(base, at=at, text=form.text.strip())


def _questionnaire(
    form: QuestionnaireForm,
    moment: FormContext,
    entry_id: str,
    before: QuestionnaireResponse | None,
) -> QuestionnaireResponse:
    at = _at(form.at, moment, before.at if before else None)
    base = before or QuestionnaireResponse(
        id=entry_id,
        questionnaire=form.questionnaire,
        at=at,
        time_zone=moment.time_zone,
        edited_at=moment.now,
    )
    answers = answers_of(form)
    return replace(
        base,
        questionnaire=form.questionnaire,
        at=at,
        answers=answers,
        texts=names_of(form),
        score=score(QUESTIONNAIRES[form.questionnaire], answers),
    )
