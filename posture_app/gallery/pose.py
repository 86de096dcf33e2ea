"""The pose editor: as it opens, with an exercise of the library, and with faults."""

from PySide6.QtWidgets import QWidget

from posture_app.body.keyframes import HOLD, with_stated
from posture_app.gallery.drawing import Screen, Stage
from posture_app.library.motion import Motion
from posture_app.ui.therapist.pose.draft import NOTHING_YET
from posture_app.ui.therapist.pose.editor import PoseEditor
from posture_app.ui.widgets.layouts import ScrollPage


def _page(stage: Stage, motion: Motion | None) -> tuple[ScrollPage, PoseEditor]:
    """The editor as it lies on a page."""
    page = ScrollPage(stage.theme)
    page.setObjectName("page")
    editor = PoseEditor(stage.theme)
    editor.set_motion(motion)
    editor.check_now()
    page.column.addWidget(editor)
    return page, editor


def _motion(stage: Stage, exercise: str) -> Motion | None:
    return stage.library.exercises[exercise].motion


def _empty(stage: Stage) -> QWidget:
    return _page(stage, None)[0]


def _wall_angel(stage: Stage) -> QWidget:
    page, editor = _page(stage, _motion(stage, "wall-angel"))
    editor.draft.choose_angle("right_shoulder.abduction")
    editor.draft.choose_both(False)
    return page


def _faults(stage: Stage) -> QWidget:
    motion = _motion(stage, "sit-to-stand") or NOTHING_YET
    page, editor = _page(stage, with_stated(motion, HOLD, {"right_hip.flexion": 60.0}))
    editor.draft.choose_group("hip")
    return page


POSE_SCREENS = (
    Screen("pose-empty", _empty),
    Screen("pose-wall-angel", _wall_angel),
    Screen("pose-faults", _faults),
)
