"""The still by which lists and handouts show the exercise: its camera, its arrow, its beginning."""

from dataclasses import replace
from typing import Final, get_args

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from posture_app.body.keyframes import START, keyframe_at, with_keyframe
from posture_app.library.motion import LookAt, Motion
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import Scene, scene_of_motion
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.therapist.pose.view_frame import SIDES
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import _
from posture_app.words.poses import ARROWS, LOOKS

_STILL_PX: Final = 200
_LATER_MS: Final = 300
_MOST: Final = "most"


class MotionStill(QWidget):
    """The motion's picture, drawn a little after a change."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, draft: PoseDraft) -> None:
        super().__init__()
        self._theme, self._draft = make.theme, draft
        self._scene: Scene | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.draw_now)
        self.setObjectName("pose-still")
        self.setAccessibleName(_("The picture of the exercise"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        make.theme.changed.connect(self.update)
        draft.changed.connect(self._follow)

    def sizeHint(self) -> QSize:
        """As large as on a card."""
        return QSize(self._theme.px(_STILL_PX), self._theme.px(_STILL_PX))

    @Slot()
    def draw_now(self) -> None:
        """Draw the motion as it is now."""
        self._later.stop()
        self._scene = None
        self.update()

    @Slot()
    def _follow(self) -> None:
        shown = self._scene.motion if self._scene else None
        if not self._draft.is_dragging and self.isVisible() and self._draft.motion != shown:
            self._later.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the still on its card."""
        painter = QPainter(self)
        rect, theme = QRectF(self.rect()), self._theme
        rounded(painter, rect, tokens.RADIUS_M, theme.colour("sunken"), theme.colour("line"))
        if self._scene is None:
            self._scene = scene_of_motion(self._draft.motion)
        paint_still(
            painter,
            rect.adjusted(4, 4, -4, -4),
            self._scene,
            figure_palette(theme.palette),
            appearance=theme.figure,
        )
        painter.end()


class PicturePart(QWidget):
    """The picture, and what decides it."""

    def __init__(self, make: WidgetFactory, draft: PoseDraft) -> None:
        super().__init__()
        self._draft = draft
        self._shown: object = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_M)
        outer.addWidget(make.label(_("The picture of the exercise"), "strong"))
        beside = make.columns(520, tokens.SPACE_XL)
        self.still = make(MotionStill, draft)
        beside.box.addWidget(self.still, 0, Qt.AlignmentFlag.AlignTop)
        form = make(Form, is_divided=False)
        self.look = make.chip(_("It shows"), name="pose-look", menu=True)
        self.look.chosen.connect(self._look_chosen)
        form.add(_("It shows"), "", self.look)
        self.seen = make.chip(_("Seen from"), name="pose-camera", menu=True)
        self.seen.chosen.connect(self._camera_chosen)
        form.add(_("Seen from"), "", self.seen)
        self.arrow = make.chip(_("Arrow for"), name="pose-arrow", menu=True)
        self.arrow.chosen.connect(self._arrow_chosen)
        form.add(_("Arrow for"), "", self.arrow)
        self.resisted = make.switch(_("It presses without moving"), "pose-resisted")
        self.resisted.clicked.connect(self._resistance_chosen)
        form.add(_("It presses without moving"), "", self.resisted)
        self.ghost = make.switch(_("The beginning, pale behind it"), "pose-ghost")
        self.ghost.clicked.connect(self._ghost_chosen)
        form.add(_("The beginning, pale behind it"), "", self.ghost)
        beside.box.addWidget(form, 1)
        outer.addWidget(beside)
        draft.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        if self._draft.is_dragging:
            return
        motion = self._draft.motion
        start = keyframe_at(motion, START)
        shown_now = (motion.camera, motion.arrows, motion.resisted, start.ghost)
        if shown_now == self._shown:
            return
        self._shown = shown_now
        looks = [Option(key, _(words)) for key, words in LOOKS.items()]
        shown = motion.camera.look_at
        self.look.set_options(looks, shown if shown in LOOKS else "whole_body")
        self.seen.set_options(
            [Option(key, _(words)) for key, _yaw, _pitch, words in SIDES], _nearest_side(motion)
        )
        arrows = [Option(_MOST, _("What moves most"))]
        arrows += [Option(key, _(words)) for key, words in ARROWS.items()]
        chosen = motion.arrows[0] if motion.arrows else _MOST
        self.arrow.set_options(arrows, chosen if chosen in ARROWS else _MOST)
        self.resisted.setChecked(motion.resisted)
        self.resisted.setEnabled(bool(motion.arrows))
        self.ghost.setChecked(start.ghost)

    @Slot(object)
    def _look_chosen(self, look: object) -> None:
        wanted: LookAt = next(one for one in get_args(LookAt) if one == look)
        self._draft.change(
            lambda motion, _key: replace(motion, camera=replace(motion.camera, look_at=wanted))
        )

    @Slot(object)
    def _camera_chosen(self, key: object) -> None:
        yaw, pitch = next((side[1], side[2]) for side in SIDES if side[0] == key)
        self._draft.change(
            lambda motion, _key: replace(
                motion, camera=replace(motion.camera, yaw_deg=yaw, pitch_deg=pitch)
            )
        )

    @Slot(object)
    def _arrow_chosen(self, name: object) -> None:
        arrows = () if name == _MOST else (str(name),)
        self._draft.change(
            lambda motion, _key: replace(
                motion, arrows=arrows, resisted=motion.resisted and bool(arrows)
            )
        )

    @Slot()
    def _resistance_chosen(self) -> None:
        is_resisted = self.resisted.isChecked()
        self._draft.change(lambda motion, _key: replace(motion, resisted=is_resisted))

    @Slot()
    def _ghost_chosen(self) -> None:
        is_shown = self.ghost.isChecked()
        self._draft.change(
            lambda motion, _key: with_keyframe(
                motion, replace(keyframe_at(motion, START), ghost=is_shown)
            )
        )


def _nearest_side(motion: Motion) -> str:
    """Of the sides that are offered, the one that the camera is nearest to."""
    camera = motion.camera
    return min(
        SIDES,
        key=lambda side: (
            abs((side[1] - camera.yaw_deg + 180) % 360 - 180)
            + 0.5 * abs(side[2] - camera.pitch_deg)
        ),
    )[0]
