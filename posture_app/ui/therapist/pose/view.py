"""The figure from one side, with a handle at each joint to drag it by."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.body.dragging import holder_of
from posture_app.body.geometry import Vector, add, scaled
from posture_app.body.handles import HANDLES, Handle, place_of
from posture_app.body.posing import step_of
from posture_app.body.props import props_at
from posture_app.body.skeleton import Frames, Stance, frames_of
from posture_app.ui.figure.hands import POSES
from posture_app.ui.figure.painter import NO_MUSCLES, Painted, paint_figure
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.figure.view import FigureCamera
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.therapist.pose.handles import HandlePainter
from posture_app.ui.therapist.pose.view_camera import ViewCamera, view_of
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.words.catalogue import _
from posture_app.words.poses import angle_said, angle_title, handle_name

TARGET_PX: Final = 44
"""A handle is taken from half of this around it."""
_HIGH_PX: Final = 460
_MOST_HIGH_PX: Final = 600
_WIDE_PX: Final = 360
_LEAST_WIDE_PX: Final = 240
LATER_MS: Final = 40
"""While somebody drags in one view, the other follows so much later: the hand is looked at."""
_DEGREES_PER_PIXEL: Final = 0.5
_LARGE_STEPS: Final = 5
_ARROWS: Final = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Left: -1,
}
_WALK: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class PoseView(KeyboardFocus, QWidget):
    """The keyframe that is posed, seen from one side.

    Signals:
        turned: The figure was turned or brought closer by the person; see `camera`.
    """

    turned = Signal()
    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(
        self, make: WidgetFactory, draft: PoseDraft, camera: ViewCamera, name: str
    ) -> None:
        super().__init__()
        self._theme, self._draft = make.theme, draft
        self._home = self._camera = camera
        self._view: FigureCamera | None = None
        self._before: Painted | None = None
        self._playing: Stance | None = None
        self._high_px = min(_MOST_HIGH_PX, self._theme.px(_HIGH_PX))
        self._pressed: QPointF | None = None
        self._is_dragging = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.update)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        make.theme.changed.connect(self._look_anew)
        draft.changed.connect(self._follow)
        self._follow()

    @property
    def camera(self) -> ViewCamera:
        """From where the figure is seen now."""
        return self._camera

    def set_camera(self, camera: ViewCamera) -> None:
        """See the figure from somewhere else."""
        self._home = self._camera = camera
        self._look_anew()

    def zoom(self, steps: int) -> None:
        """Come so many steps closer to what is chosen, or go back."""
        self._camera = self._camera.zoomed(steps)
        self._look_anew()
        self.turned.emit()

    def play(self, stance: Stance | None) -> None:
        """Show a moment of the motion, or (None) the keyframe again."""
        self._playing = stance
        self.update()

    def spot_of(self, name: str) -> QPointF:
        """Where a handle lies in the picture."""
        place = place_of(HANDLES[name], self._frames())
        return QPointF(*self._seen().spot(place))

    def set_height(self, high_px: int) -> None:
        """Be as high as the page has room for."""
        if high_px != self._high_px:
            self._high_px = high_px
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as it was told; by itself, large enough to take hold of a joint."""
        return QSize(self._theme.px(_WIDE_PX), self._high_px)

    def minimumSizeHint(self) -> QSize:
        """Smaller, a joint is not taken hold of but missed."""
        return QSize(_LEAST_WIDE_PX, self._high_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figure, and over it what can be dragged."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        theme, draft = self._theme, self._draft
        rounded(painter, rect, tokens.RADIUS_M, theme.colour("surface"), theme.colour("line"))
        painter.setClipRect(rect.adjusted(1, 1, -1, -1))
        frames = self._frames() if self._playing is None else frames_of(self._playing)
        view = self._seen()
        motion = draft.motion
        hands = tuple(
            POSES[one] if one else None for one in (motion.hands.right, motion.hands.left)
        )
        self._before = paint_figure(
            painter,
            frames,
            view,
            figure_palette(theme.palette),
            props_at(motion, frames, (draft.start_frames,)),
            NO_MUSCLES,
            (hands[0], hands[1]),
            self._before,
            theme.figure,
        )
        if self._playing is None:
            HandlePainter(painter, theme, view, draft).paint(
                frames, is_focused=self.shows_focus, is_dragged=self._is_dragging
            )
        painter.setClipping(False)
        if self.shows_focus:
            focus_ring(painter, rect, tokens.RADIUS_M, theme.colour("focus"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest handle, or of the figure to turn it."""
        if event.button() != Qt.MouseButton.LeftButton or self._playing is not None:
            return
        self._pressed = event.position()
        handle = self._nearest(event.position())
        if handle is not None:
            self._draft.choose_handle(handle)
            self._is_dragging = True
            self._draft.begin()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle, or turn the figure."""
        if self._pressed is None:
            near = self._nearest(event.position()) is not None
            open_hand, arrow = Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(open_hand if near else arrow)
            return
        moved = event.position() - self._pressed
        if self._is_dragging:
            view = self._seen()
            way = add(
                scaled(view.right, moved.x() / view.scale), scaled(view.up, -moved.y() / view.scale)
            )
            alone = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._draft.drag(way, (view.right, view.up), alone=alone)
            return
        self._pressed = event.position()
        turn = moved * _DEGREES_PER_PIXEL
        self._camera = self._camera.turned(-turn.x(), turn.y())
        self._look_anew()
        self.turned.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if self._is_dragging:
            self._is_dragging = False
            self._draft.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Turn the figure back, where it was not a handle that was pressed twice."""
        if self._nearest(event.position()) is None:
            self._camera = self._home
            self._look_anew()
            self.turned.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come closer with Ctrl; otherwise the page scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.zoom(1 if event.angleDelta().y() > 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows change the chosen angle, Page Up and Down choose a joint, Space another angle."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(_ARROWS[key] * (_LARGE_STEPS if large else 1))
        elif key in _WALK:
            self._walk(_WALK[key])
        elif key == Qt.Key.Key_Space:
            names = self._draft.names()
            place = names.index(self._draft.angle) if self._draft.angle in names else -1
            self._draft.choose_angle(names[(place + 1) % len(names)])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.zoom(1 if key == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figure to the new size."""
        super().resizeEvent(event)
        self._look_anew()

    def _step(self, steps: int) -> None:
        name = self._draft.angle
        value = self._draft.posed.angles[name] + steps * step_of(name)
        self._draft.set_angles({name: value})

    def _walk(self, steps: int) -> None:
        names = list(HANDLES)
        chosen = self._draft.handle
        place = names.index(chosen.name) if chosen else -steps
        self._draft.choose_handle(HANDLES[names[(place + steps) % len(names)]])

    def _frames(self) -> Frames:
        return frames_of(self._draft.posed.solved.stance)

    def _seen(self) -> FigureCamera:
        """The picture; it stays as it is while something is dragged."""
        if self._view is None:
            draft = self._draft
            bodies = [self._frames(), draft.start_frames]
            self._view = view_of(self._camera, QRectF(self.rect()), bodies, self._centre())
        return self._view

    def _centre(self) -> Vector:
        """What a closer picture has in its middle."""
        handle = self._draft.handle
        return place_of(handle or HANDLES["chest"], self._frames())

    def _nearest(self, spot: QPointF) -> Handle | None:
        frames, view = self._frames(), self._seen()
        found: list[tuple[float, float, Handle]] = []
        for handle in HANDLES.values():
            place = place_of(handle, frames)
            away = QPointF(*view.spot(place)) - spot
            off = (away.x() ** 2 + away.y() ** 2) ** 0.5
            if off <= TARGET_PX / 2:
                # Of two that lie on each other, the chosen one, or that which can be dragged, or
                # the nearer one.
                chosen = self._draft.handle is not None and handle.name == self._draft.handle.name
                held = holder_of(self._draft.posed, handle) is not None
                found.append((off - (6 if chosen else 0), held - 0.1 * view.depth(place), handle))
        if not found:
            return None
        least = min(off for off, *_rest in found)
        return min((one for one in found if one[0] < least + 3), key=lambda one: one[1])[2]

    @Slot()
    def _follow(self) -> None:
        draft = self._draft
        if not draft.is_dragging:
            self._view = None
        name = handle_name(draft.handle.name) if draft.handle else ""
        value = draft.posed.angles[draft.angle]
        self.setAccessibleName(
            _("Figure, {joint}: {angle}").format(joint=name, angle=angle_said(draft.angle, value))
        )
        self.setAccessibleDescription(
            "\n".join(
                (
                    angle_title(draft.angle),
                    _(
                        "Arrow keys change the angle by 1, with Shift by 5. Page Up and Page Down "
                        "choose a joint, Space another angle of it, plus and minus zoom."
                    ),
                )
            )
        )
        if draft.is_dragging and not self._is_dragging:
            if not self._later.isActive():
                self._later.start()
        else:
            self.update()

    @Slot()
    def _look_anew(self) -> None:
        self._view = self._before = None
        self.update()
