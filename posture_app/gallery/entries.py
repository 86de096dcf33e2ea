"""The sheets for entries: as they open, and with all that can be told on them."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.coach.factors import USUAL_FACTORS, Factor
from posture_app.gallery import samples
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.progress_samples import questionnaires
from posture_app.journal.entries import (
    CheckIn,
    Measure,
    MeasureTaken,
    PainAt,
    PainKind,
    TreatmentKind,
    Trigger,
)
from posture_app.journal.forms import CheckInForm, FormContext, NoteForm, SpasmForm, TreatmentForm
from posture_app.journal.questionnaire_form import QuestionnaireForm
from posture_app.ui.entries.check_in import CheckInSheet
from posture_app.ui.entries.note import NoteSheet
from posture_app.ui.entries.questionnaire import QuestionnaireSheet
from posture_app.ui.entries.sheet import EntrySheet
from posture_app.ui.entries.spasm import SpasmSheet
from posture_app.ui.entries.treatment import TreatmentSheet
from posture_app.ui.safety import Safety
from posture_app.words.catalogue import _

_LOCAL: Final = samples.NOW.replace(tzinfo=None)
_BACK: Final = PainAt(zone="low_back_right", kinds=(PainKind.ACHE,), now=4, worst=6)
_YESTERDAY: Final = CheckIn(
    id="yesterday",
    at=samples.NOW - timedelta(days=1),
    time_zone="UTC",
    edited_at=samples.NOW,
    now=4,
    worst=6,
    places=(_BACK,),
    factors=((Factor.STRESS, 2), (Factor.POOR_SLEEP, 1)),
)


def _moment() -> FormContext:
    return FormContext(now=samples.NOW, time_zone="UTC", birth_year=1980)


def _begun(sheet: EntrySheet) -> EntrySheet:
    """As it is before the keyboard is in it."""
    sheet.show_form(sheet.form())
    return sheet


def _check_in_sheet(context: DrawingContext) -> CheckInSheet:
    return context.make(CheckInSheet, _moment, Safety(), USUAL_FACTORS)


def _check_in(context: DrawingContext) -> QWidget:
    return _begun(_check_in_sheet(context))


def _check_in_after_yesterday(context: DrawingContext) -> QWidget:
    sheet = _check_in_sheet(context)
    sheet.suggest(_YESTERDAY)
    return _begun(sheet)


def _check_in_full(context: DrawingContext) -> QWidget:
    numb = PainAt(zone="calf_right", kinds=(PainKind.NUMBNESS,), now=2)
    sheet = _check_in_sheet(context)
    sheet.suggest(_YESTERDAY)
    sheet.show_form(
        CheckInForm(
            at=_LOCAL + timedelta(hours=1),
            now=7,
            worst=8,
            places=(replace(_BACK, zone="low_back_left"), numb),
            factors=((Factor.STRESS, 3), (Factor.ILLNESS, 1)),
        )
    )
    sheet.note_edit()
    return sheet


def _spasm(context: DrawingContext) -> QWidget:
    return _begun(context.make(SpasmSheet, _moment, Safety()))


def _spasm_full(context: DrawingContext) -> QWidget:
    sheet = context.make(SpasmSheet, _moment, Safety())
    sheet.show_form(
        SpasmForm(
            began=_LOCAL - timedelta(hours=2),
            lasts=False,
            ended=_LOCAL - timedelta(hours=3),
            zones=("low_back_left", "buttock_left"),
            strength=8,
            triggers=(Trigger.LIFTING, Trigger.COLD),
            measures=(
                MeasureTaken(measure=Measure.HEAT, relief=2, after=timedelta(minutes=15)),
                MeasureTaken(measure=Measure.REST),
            ),
            note=_("What you want to remember"),
        )
    )
    sheet.note_edit()
    return sheet


def _treatment(context: DrawingContext) -> QWidget:
    return _begun(context.make(TreatmentSheet, _moment))


def _treatment_full(context: DrawingContext) -> QWidget:
    sheet = context.make(TreatmentSheet, _moment)
    sheet.show_form(
        TreatmentForm(
            kind=TreatmentKind.INJECTION,
            day=date(1970, 3, 2),
            at_time=time(9, 30),
            zones=("top_of_shoulder_right",),
            by="Dr. Example",
        )
    )
    sheet.note_edit()
    return sheet


def _note(context: DrawingContext) -> QWidget:
    return _begun(context.make(NoteSheet, _moment))


def _note_draft(context: DrawingContext) -> QWidget:
    sheet = context.make(NoteSheet, _moment)
    sheet.offer_draft(_("Go on with what you had begun at {time}?").format(time="14:02"))
    return _begun(sheet)


def _note_failed(context: DrawingContext) -> QWidget:
    sheet = context.make(NoteSheet, _moment)
    sheet.show_form(NoteForm(at=_LOCAL, text=_("What you want to remember")))
    sheet.show_failure(_("The log is locked by another program."))
    return _begun(sheet)


def _questionnaire(context: DrawingContext) -> QWidget:
    return _begun(context.make(QuestionnaireSheet, _moment))


def _questionnaire_again(context: DrawingContext) -> QWidget:
    sheet = context.make(QuestionnaireSheet, _moment)
    sheet.suggest([one for one in questionnaires() if one.questionnaire == "activities"])
    return _begun(sheet)


def _questionnaire_whole(context: DrawingContext) -> QWidget:
    sheet = context.make(QuestionnaireSheet, _moment)
    sheet.show_form(QuestionnaireForm(questionnaire="whole", whole=1))
    return sheet


def _questionnaire_total(context: DrawingContext) -> QWidget:
    sheet = context.make(QuestionnaireSheet, _moment)
    sheet.show_form(QuestionnaireForm(questionnaire="ndi", total="55"))
    sheet.note_edit()
    return sheet


ENTRY_SCREENS: Final = (
    Screen("check-in", _check_in),
    Screen("check-in-after-yesterday", _check_in_after_yesterday),
    Screen("check-in-full", _check_in_full),
    Screen("spasm", _spasm),
    Screen("spasm-full", _spasm_full),
    Screen("treatment", _treatment),
    Screen("treatment-full", _treatment_full),
    Screen("note", _note),
    Screen("note-draft", _note_draft),
    Screen("note-failed", _note_failed),
    Screen("questionnaire", _questionnaire),
    Screen("questionnaire-again", _questionnaire_again),
    Screen("questionnaire-whole", _questionnaire_whole),
    Screen("questionnaire-total", _questionnaire_total),
)
