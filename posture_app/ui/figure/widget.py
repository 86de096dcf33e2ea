"""The moving figure as a widget, and a still of it.

The player tells `FigureWidget` the moment; by itself (in a detail view) it plays the motion in a
loop while it is visible. It can be turned with the mouse and the arrow keys; Home turns it back.
"""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.body.motion import (
    MotionPhase,
    Side,
    breath_at,
    cycle_at,
    eased,
    share_at,
    stance_at,
)
from posture_app.body.skeleton import Stance, between
from posture_app.library.model import Exercise
from posture_app.preferences import Preferences
from posture_app.ui.figure.frame_fade import paint_faded
from posture_app.ui.figure.painter import Painted
from posture_app.ui.figure.palette import figure_palette, tile_palette
from posture_app.ui.figure.picture import paint_stance, paint_still, paint_tension
from posture_app.ui.figure.scene import Scene, scene_of
from posture_app.ui.figure.view import FigureCamera, FrameSide
from posture_app.ui.widgets.exercise_picture import draw_images, exercise_images
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import tile
from posture_app.words.catalogue import _

FRAME_MS: Final = 33
"""Thirty frames a second: hands and feet of an exercise go half a metre a second at most, which is
four pixels a frame in the usual picture, and a step of that size is not seen as one."""
CALM_MS: Final = 100
"""Ten frames a second while the body only breathes: a breath moves it by a fifth of a pixel a tenth
of a second, and by less than one in the largest picture."""
_MOVING: Final = {"move", "return"}
CYCLE_S: Final = 6.0
"""One round of an exercise without a count whose motion and dose do not say how long it is."""
_BLEND_S: Final = 0.9
"""How long the figure takes to where a new phase begins, where that is somewhere else."""
_LOOP: Final[tuple[tuple[MotionPhase, float], ...]] = (
    ("move", 2.2),
    ("hold", 1.6),
    ("return", 2.2),
    ("relax", 0.9),
)
_DEGREES_PER_PIXEL: Final = 0.5
_KEY_STEP_DEG: Final = 15.0
_TURNS: Final = {
    Qt.Key.Key_Left: (-_KEY_STEP_DEG, 0.0),
    Qt.Key.Key_Right: (_KEY_STEP_DEG, 0.0),
    Qt.Key.Key_Up: (0.0, _KEY_STEP_DEG),
    Qt.Key.Key_Down: (0.0, -_KEY_STEP_DEG),
}


ReadMs = Callable[[], int]
"""Reads a clock that goes forward, in milliseconds since some instant."""


class FigureWidget(KeyboardFocus, QWidget):
    """One exercise, shown by the moving figure."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(
        self,
        make: WidgetFactory,
        exercise: Exercise,
        parent: QWidget | None = None,
        *,
        read_ms: ReadMs | None = None,
    ) -> None:
        """Show an exercise from its start.

        Args:
            make: Makes the widgets.
            exercise: What is shown.
            parent: Who owns this.
            read_ms: Reads the clock that the figure breathes and plays by itself by, in
                milliseconds; without it, the machine's own.
        """
        super().__init__(parent)
        self._theme = make.theme
        self._reduced = False
        self._read_ms = read_ms or _running_clock()
        self._begun_ms = self._read_ms()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._play_on)
        self._playing_alone = False
        self._pressed: QPointF | None = None
        self._turned = (0.0, 0.0)
        self._view: FigureCamera | None = None
        self._cut_sides: Mapping[FrameSide, float] = {}
        self._leaves_edges = False
        self._before: Painted | None = None
        self._side: Side | None = None
        self._phase: MotionPhase = "prepare"
        self._from: Stance | None = None
        self._share = 0.0
        self._shown_ms = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        make.theme.changed.connect(self._look_anew)
        self.set_exercise(exercise)

    def sizeHint(self) -> QSize:
        """As large as it is given."""
        return QSize(self._theme.px(400), self._theme.px(400))

    def set_exercise(self, exercise: Exercise) -> None:
        """Show another exercise, from its start."""
        self._exercise = exercise
        self._images = exercise_images(exercise)
        self._scene: Scene = scene_of(exercise)
        self._stance = self._scene.solved.start
        self._from = None
        self._share = 0.0
        self._phase = "prepare"
        self._look_anew()
        if self._images:
            self.setAccessibleName(_("Pictures of {name}").format(name=exercise.name))
            self.setAccessibleDescription(exercise.purpose)
            return
        self.setAccessibleName(_("Figure: {name}").format(name=exercise.name))
        self.setAccessibleDescription(
            "\n".join((exercise.purpose, _("Arrow keys turn the figure, Home turns it back.")))
        )

    @Slot(object)
    def follow(self, preferences: Preferences) -> None:
        """Move as much as the person wants from now on."""
        self.set_reduced_motion(preferences.reduced_motion)

    def leave_edges(self) -> None:
        """Do not fade out what the frame cuts: what this is put into does so itself."""
        self._leaves_edges = True
        self._look_anew()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Show start and end side by side, and nothing that moves."""
        self._reduced = reduced
        self._run_timer()
        self._look_anew()

    def show_moment(
        self, phase: MotionPhase, elapsed_s: float, duration_s: float, side: Side | None = None
    ) -> None:
        """Show a moment of the coach.

        Args:
            phase: What is counted now.
            elapsed_s: How much of the phase has passed.
            duration_s: How long the phase is.
            side: The side that is exercised, in an exercise that has sides.
        """
        if self._images:
            return  # photographs stand still
        at_ms = self._elapsed_ms()
        if (
            (phase, side) == (self._phase, self._side)
            and phase not in _MOVING
            and self._from is None
            and 0 <= at_ms - self._shown_ms < CALM_MS
        ):
            return
        self._shown_ms = at_ms
        if side != self._side:
            self._side = side
            self._look_anew()
        if phase != self._phase:
            self._from, self._phase = self._stance, phase
        self._stance = self._blended(self._target(phase, elapsed_s, duration_s), elapsed_s)
        self.update()

    def play_alone(self) -> None:
        """Go through the motion again and again by itself, while the widget is visible."""
        self._playing_alone = True
        self._begun_ms = self._read_ms()
        self._run_timer()

    def reset_view(self) -> None:
        """Turn the figure back to the motion's own camera."""
        self._turned = (0.0, 0.0)
        self._look_anew()

    def turn(self, yaw_deg: float, pitch_deg: float) -> None:
        """Turn the figure by so many degrees."""
        yaw, pitch = self._turned
        own = self._scene.motion.camera.pitch_deg
        self._turned = (
            (yaw + yaw_deg + 180) % 360 - 180,
            max(-30.0 - own, min(89.0 - own, pitch + pitch_deg)),
        )
        self._look_anew()

    @property
    def turned_deg(self) -> tuple[float, float]:
        """Yaw and pitch that a person has added to the motion's camera."""
        return self._turned

    def _target(self, phase: MotionPhase, elapsed_s: float, duration_s: float) -> Stance:
        breath = breath_at(self._elapsed_ms() / 1000)
        motion, dose = self._scene.motion, self._exercise.dose
        progress = elapsed_s / duration_s if duration_s > 0 else 1.0
        self._share = share_at(motion, phase, progress)
        if phase == "move" and (dose.model == "continuous" or motion.cycle_s):
            tempo = dose.tempo_s
            cycle_s = motion.cycle_s or (tempo.move + tempo.return_ if tempo else 0) or CYCLE_S
            return cycle_at(self._scene.solved, elapsed_s, cycle_s, self._side, breath)
        return stance_at(self._scene.solved, phase, progress, self._side, breath)

    def _blended(self, target: Stance, elapsed_s: float) -> Stance:
        """From where the figure was, where the new phase begins somewhere else."""
        if self._from is None or elapsed_s >= _BLEND_S or self._reduced:
            self._from = None
            return target
        if _close(self._from, target):
            if self._phase not in _MOVING:
                self._from = None
            return target
        return between(self._from, target, eased(elapsed_s / _BLEND_S))

    def _elapsed_ms(self) -> int:
        """Since the figure was made, or began to play by itself."""
        return self._read_ms() - self._begun_ms

    @Slot()
    def _look_anew(self) -> None:
        self._view = None
        self._before = None
        self.update()

    def _run_timer(self) -> None:
        if self._playing_alone and self.isVisible() and not self._reduced:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _play_on(self) -> None:
        elapsed_s = self._elapsed_ms() / 1000
        if self._exercise.dose.model == "continuous" or self._scene.motion.cycle_s:
            self.show_moment("move", elapsed_s, 60.0, self._side)
            return
        at_s = elapsed_s % sum(length for _, length in _LOOP)
        for phase, length in _LOOP:
            if at_s < length:
                self.show_moment(phase, at_s, length, self._side)
                return
            at_s -= length

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the moment, or start and end side by side."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        palette = figure_palette(self._theme.palette)
        if self._images:
            draw_images(painter, rect, self._images)
        elif self._reduced:
            half = rect.width() / 2
            for share, left in ((0.0, 0.0), (1.0, half)):
                place = QRectF(left, 0, half, rect.height())
                paint_still(
                    painter,
                    place,
                    self._scene,
                    palette,
                    side=self._side,
                    share=share,
                    arrows=share == 1,
                    turned_deg=self._turned,
                    appearance=self._theme.figure,
                )
        else:
            if self._view is None:
                self._view = self._scene.view(rect, self._side, self._turned)
                self._cut_sides = (
                    {} if self._leaves_edges else self._scene.cut_sides(self._view, self._side)
                )
            paint_faded(painter, rect, self._cut_sides, self._paint_moment)
            if self._phase == "hold":
                body = self._theme.figure.body
                paint_tension(painter, rect, self._scene, self._view, palette, self._side, body)
        if self.shows_focus:
            painter.setPen(self._theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _paint_moment(self, painter: QPainter) -> None:
        if self._view is not None:
            self._before = paint_stance(
                painter,
                self._scene,
                self._stance,
                self._view,
                figure_palette(self._theme.palette),
                self._side,
                self._before,
                self._theme.figure,
                self._share,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figure to the new size."""
        super().resizeEvent(event)
        self._look_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """Play on, if it plays by itself."""
        super().showEvent(event)
        self._run_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._run_timer()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the figure."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn the figure with the pointer."""
        if self._pressed is not None:
            moved = event.position() - self._pressed
            self._pressed = event.position()
            self.turn(-moved.x() * _DEGREES_PER_PIXEL, moved.y() * _DEGREES_PER_PIXEL)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the figure."""
        self._pressed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Turn the figure back."""
        self.reset_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the figure with the arrow keys, and back with Home."""
        turn = _TURNS.get(Qt.Key(event.key()))
        if turn:
            self.turn(*turn)
        elif event.key() == Qt.Key.Key_Home:
            self.reset_view()
        else:
            super().keyPressEvent(event)


def _running_clock() -> ReadMs:
    clock = QElapsedTimer()
    clock.start()
    return clock.elapsed


class FigureStill(QWidget):
    """One picture of an exercise on its tile: what is held, with arrows, for lists and cards."""

    accessible_role: Final = QAccessible.Role.Graphic

    def __init__(
        self, make: WidgetFactory, exercise: Exercise, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = make.theme
        self._images = exercise_images(exercise)
        self._scene = scene_of(exercise)
        make.theme.changed.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Picture of {name}").format(name=exercise.name))

    def sizeHint(self) -> QSize:
        """As large as it is given."""
        return QSize(self._theme.px(96), self._theme.px(96))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the still."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tile(painter, rect, self._theme.colour("tile"))
        if self._images:
            draw_images(painter, rect, self._images)
            painter.end()
            return
        small = min(rect.width(), rect.height()) < 80
        palette = tile_palette(self._theme.palette)
        paint_still(
            painter,
            rect,
            self._scene,
            palette,
            arrows=not small,
            appearance=self._theme.figure,
        )
        painter.end()


def _close(one: Stance, other: Stance) -> bool:
    """Whether two stances are so near each other that no way between them is needed."""
    if any(abs(a - b) > 0.01 for a, b in zip(one.root, other.root, strict=True)):
        return False
    return all(
        abs(sum(a * b for a, b in zip(p, q, strict=True))) > 0.9995
        for p, q in zip(one.turns, other.turns, strict=True)
    )
