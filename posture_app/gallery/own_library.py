"""The page Library of a practice, and the form for an own exercise."""

from base64 import b64encode
from dataclasses import replace
from functools import cache, partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from posture_app.body.motion_checker import MotionChecker, fingerprints_of
from posture_app.desktop.picture_file import encoded
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.library.draft import DoseDraft, ExerciseDraft, SourceDraft, draft_of
from posture_app.library.files import builtin
from posture_app.library.model import Exercise, Library, Pictures
from posture_app.plans.own_exercises import CheckedDraft, checked
from posture_app.ui.therapist.exercise_form.form import ExerciseForm
from posture_app.ui.therapist.library_page import LibraryPage
from posture_app.ui.widgets.still import Pictogram, StillCache

_SOURCES = frozenset(one.id for one in builtin().sources)


def _sample(context: DrawingContext) -> Exercise:
    """One with much to say; another where the library is a small one."""
    exercises = context.library.exercises
    return exercises.get("wall-angel") or list(exercises.values())[-1]


def _check(library: Library, draft: ExerciseDraft) -> CheckedDraft:
    return checked(draft, library, MotionChecker(fingerprints_of(builtin())).problems)


def _form(context: DrawingContext, draft: ExerciseDraft) -> ExerciseForm:
    form = context.make(ExerciseForm, partial(_check, context.library))
    form.show_library(context.library, _SOURCES)
    form.show_draft(draft)
    return form


def _empty(context: DrawingContext) -> QWidget:
    return _form(context, ExerciseDraft())


def _full(context: DrawingContext) -> QWidget:
    own = SourceDraft(citation="Author A. A book on shoulders. 2020.", url="https://example.org")
    draft = draft_of(_sample(context), context.library, _SOURCES)
    return _form(context, replace(draft, own_sources=(own,)))


def _faulty(context: DrawingContext) -> QWidget:
    draft = draft_of(_sample(context), context.library, _SOURCES)
    wrong = replace(
        draft,
        id="",
        name="",
        category=None,
        regions=("leg",),
        steps=f"{draft.steps}\n{draft.steps.replace(chr(10), ' ')}",
        dose=DoseDraft(model="timed_hold", hold_s=0),
    )
    form = _form(context, wrong)
    form.save()
    return form


def _pictured(context: DrawingContext) -> QWidget:
    draft = draft_of(_sample(context), context.library, _SOURCES)
    return _form(context, replace(draft, motion=None, pictures=_pictures()))


def _pictures() -> Pictures:
    """Two pictures, drawn here so that nobody has to be photographed."""
    return Pictures(start=_picture(320, 400), end=_picture(400, 320))


@cache
def _picture(width: int, height: int) -> str:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x8FB8AC)
    painter = QPainter(image)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawEllipse(width // 2 - 40, height // 4 - 40, 80, 80)
    painter.drawRect(width // 2 - 30, height // 4 + 50, 60, height // 2)
    painter.end()
    return f"data:image/png;base64,{b64encode(encoded(image, 'PNG')).decode()}"


def _page(context: DrawingContext, *, with_own: bool = True) -> LibraryPage:
    still = context.still or Pictogram
    page = context.make(LibraryPage, StillCache(context.make, still, context.theme), still)
    wall_angel = _sample(context)
    own = {
        "own-a": replace(wall_angel, id="own-a", motion=None, pictures=_pictures()),
        "own-b": replace(next(iter(context.library.exercises.values())), id="own-b"),
    }
    exercises = {**context.library.exercises, **(own if with_own else {})}
    page.show_snapshot(replace(context.library, exercises=exercises))
    page.show_own(frozenset(own if with_own else ()), "" if with_own else None)
    return page


def _list(context: DrawingContext) -> QWidget:
    return _page(context)


def _list_without_own(context: DrawingContext) -> QWidget:
    return _page(context, with_own=False)


def _detail(context: DrawingContext) -> QWidget:
    page = _page(context)
    page.show_exercise("own-a")
    return page


EXERCISE_FORM_SCREENS: Final = (
    Screen("library", _list),
    Screen("library-without-own", _list_without_own),
    Screen("library-detail", _detail),
    Screen("exercise-form-pictures", _pictured),
    Screen("exercise-form", _empty),
    Screen("exercise-form-full", _full),
    Screen("exercise-form-faults", _faulty),
)
