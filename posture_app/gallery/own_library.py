"""The form for an own exercise, as it opens, filled, with faults, and with pictures."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from posture_app.body.prove import Prover, marks_of
from posture_app.gallery.drawing import Screen, Stage
from posture_app.library.draft import DoseDraft, ExerciseDraft, SourceDraft, draft_of
from posture_app.library.files import builtin
from posture_app.library.model import Library
from posture_app.plans.own_exercises import CheckedDraft, checked
from posture_app.ui.therapist.exercise_form.form import ExerciseForm

_SOURCES = frozenset(one.id for one in builtin().sources)


def _check(library: Library, draft: ExerciseDraft) -> CheckedDraft:
    return checked(draft, library, Prover(marks_of(builtin())).problems)


def _form(stage: Stage, draft: ExerciseDraft) -> ExerciseForm:
    form = ExerciseForm(stage.theme, partial(_check, stage.library))
    form.show_library(stage.library, _SOURCES)
    form.show_draft(draft)
    return form


def _empty(stage: Stage) -> QWidget:
    return _form(stage, ExerciseDraft())


def _full(stage: Stage) -> QWidget:
    own = SourceDraft(citation="Author A. A book on shoulders. 2020.", url="https://example.org")
    draft = draft_of(stage.library.exercises["wall-angel"], stage.library, _SOURCES)
    return _form(stage, replace(draft, own_sources=(own,)))


def _faulty(stage: Stage) -> QWidget:
    draft = draft_of(stage.library.exercises["wall-angel"], stage.library, _SOURCES)
    wrong = replace(
        draft,
        id="",
        name="",
        category=None,
        regions=("leg",),
        steps=f"{draft.steps}\n{draft.steps.replace(chr(10), ' ')}",
        dose=DoseDraft(model="timed_hold", hold_s=0),
    )
    form = _form(stage, wrong)
    form.save()
    return form


EXERCISE_FORM_SCREENS = (
    Screen("exercise-form", _empty),
    Screen("exercise-form-full", _full),
    Screen("exercise-form-faults", _faulty),
)
