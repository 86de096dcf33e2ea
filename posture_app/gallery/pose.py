"""The pose editor: as it opens, with a motion that is whole, with a fault, and from close by."""

from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.body.handles import HANDLES
from posture_app.body.keyframes import HOLD, START, with_between, with_stated
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import practice_window
from posture_app.library.draft import ExerciseDraft
from posture_app.library.motion import Keyframe, Motion
from posture_app.ui.therapist.exercise_form.posing import PosingPage

_ARMS: Final = {"shoulder.rotation": 84.0, "forearm.supination": -60.0, "hand.grip": 0.0}
_NOTHING: Final = (Keyframe(phase="start"), Keyframe(phase="hold"))


def _both(angles: dict[str, float]) -> dict[str, float]:
    return {f"{side}_{name}": value for name, value in angles.items() for side in ("right", "left")}


def _wall_motion() -> Motion:
    """Arms that glide up a wall."""
    bent = _both({**_ARMS, "shoulder.abduction": 82.0, "elbow.flexion": 92.0})
    raised = _both({**_ARMS, "shoulder.abduction": 148.0, "elbow.flexion": 38.0})
    motion = Motion(start="standing_at_wall", keyframes=_NOTHING)
    return with_stated(with_stated(motion, START, bent), HOLD, raised)


def _window(context: DrawingContext, page: PosingPage) -> QWidget:
    """The page with the editor, beside the side bar."""
    window = practice_window(context, "library")
    views = window.page("library").views
    views.addWidget(page)
    views.setCurrentWidget(page)
    return window


def _page(context: DrawingContext, motion: Motion | None) -> PosingPage:
    page = context.make(PosingPage)
    page.show_draft(ExerciseDraft(motion=motion))
    page.editor.check_now()
    return page


def _empty(context: DrawingContext) -> QWidget:
    return _window(context, _page(context, None))


def _wall(context: DrawingContext) -> QWidget:
    return _window(context, _page(context, _wall_motion()))


def _faults(context: DrawingContext) -> QWidget:
    """Somebody sits who leans over and would fall, one leg let go."""
    motion = Motion(start="standing", keyframes=_NOTHING)
    leaning = {"pelvis.tilt": 60.0, "right_knee.flexion": 10.0}
    motion = with_between(with_stated(motion, HOLD, leaning), "move", 0.5)
    page = _page(context, motion)
    page.editor.draft.choose_both(False)
    page.editor.draft.choose_handle(HANDLES["right_foot"])
    return _window(context, page)


def _chin(context: DrawingContext) -> QWidget:
    """A chin drawn back, seen from close by."""
    motion = Motion(start="sitting", keyframes=_NOTHING)
    motion = with_stated(motion, HOLD, {"neck.retraction_cm": 2.5, "head.nod": 8.0})
    page = _page(context, motion)
    page.editor.draft.choose_handle(HANDLES["chin"])
    page.editor.side.view.zoom(3)
    return _window(context, page)


POSE_SCREENS: Final = (
    Screen("pose-empty", _empty),
    Screen("pose-wall", _wall),
    Screen("pose-faults", _faults),
    Screen("pose-chin", _chin),
)
