"""What stands where there is nothing to show: a figure, a sentence, and a thing or two to do."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QRadialGradient,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Columns, Flow
from posture_app.ui.widgets.outline import (
    PICTURE_PX,
    STACK_BELOW_PX,
    paint_outline,
    picture_side,
)
from posture_app.ui.widgets.state_poses import StatePose, at_rest

_CUT_TIMES: Final = 1.2
"""A figure that is cut is drawn so much larger that the round ground's edge cuts it."""
_FADE: Final = 0.22
"""It fades out along so much of the ground's radius there, as close-ups do elsewhere."""
_FADED: Final = 0.96


class StatePicture(QWidget):
    """A calm figure on a round light ground, for the eye only: the words beside it say it all.

    The figure is loaded when the picture is first shown.
    """

    def __init__(self, make: WidgetFactory, pose: StatePose, size: int = PICTURE_PX) -> None:
        super().__init__()
        self._theme, self._pose, self._size = make.theme, pose, size
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        make.theme.changed.connect(self._forget)

    def sizeHint(self) -> QSize:
        """A square that grows with the text, as long as the words stay in sight."""
        side = picture_side(self._theme, self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew in another size."""
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, and the figure as far as it reaches."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addEllipse(QRectF(self.rect()))
        painter.fillPath(ground, self._theme.colour("tile"))
        if self._picture is None:
            self._picture = self._drawn()
        painter.setClipPath(ground)
        painter.drawPixmap(0, 0, self._picture)

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._paint_figure(painter, QRectF(self.rect()))
        painter.end()
        return picture

    def _paint_figure(self, painter: QPainter, place: QRectF) -> None:
        # Not before something is empty: the figure takes a while to load.
        from posture_app.ui.figure.palette import tile_palette  # noqa: PLC0415 - see above
        from posture_app.ui.figure.picture import paint_still  # noqa: PLC0415 - see above
        from posture_app.ui.figure.scene import scene_of  # noqa: PLC0415 - see above

        palette = tile_palette(self._theme.palette)
        scene = scene_of(at_rest(self._pose))
        is_cut, ground = scene.motion.camera.look_at != "whole_body", QRectF(place)
        if is_cut:
            wider = (_CUT_TIMES - 1) * place.width()
            place.adjust(-wider / 2, 0, wider / 2, wider)
        chosen = self._theme.figure
        paint_still(painter, place, scene, palette, arrows=False, appearance=chosen)
        if is_cut:
            _fade_out(painter, ground)

    @Slot()
    def _forget(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()


def _fade_out(painter: QPainter, ground: QRectF) -> None:
    """Take away what is painted towards the lower edge of a round ground; hands above it stay."""
    fade = QRadialGradient(ground.center(), ground.width() / 2)
    fade.setColorAt(1 - _FADE, QColor(0, 0, 0, 0))
    fade.setColorAt(1 - _FADE / 2, QColor(0, 0, 0, 128))
    fade.setColorAt(_FADED, QColor(0, 0, 0, 255))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.fillRect(ground.adjusted(0, ground.height() / 2, 0, 0), fade)


class OutlinePicture(StatePicture):
    """An outline in the place of the figure, where that would keep what is waited for waiting."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, "looking")

    def _paint_figure(self, painter: QPainter, place: QRectF) -> None:
        paint_outline(painter, self._theme, place)


class StateWords(Columns):
    """The picture beside title, sentences and the thing to do; above them where it is narrow."""

    def __init__(
        self,
        make: WidgetFactory,
        pose: StatePose | StatePicture,
        title: str,
        lines: Sequence[str | QWidget],
        *actions: Button,
        stack_below_px: int = STACK_BELOW_PX,
    ) -> None:
        super().__init__(make.theme, stack_below_px, tokens.SPACE_XL)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        picture = pose if isinstance(pose, StatePicture) else make(StatePicture, pose)
        self.box.addWidget(picture, 0, middle)
        words = column(tokens.SPACE_S)
        words.addStretch(1)
        words.addWidget(make.label(title, "title"))
        for line in lines:
            words.addWidget(make.label(line, tone="muted") if isinstance(line, str) else line)
        if actions:
            words.addSpacing(tokens.SPACE_S)
            side_by_side = Flow(tokens.SPACE_M)
            for action in actions:
                side_by_side.add(action)
            words.addWidget(side_by_side)
        words.addStretch(1)
        self.box.addLayout(words, 1)


class StateCard(Card):
    """The same on a surface of its own."""

    def __init__(
        self,
        make: WidgetFactory,
        pose: StatePose | StatePicture,
        title: str,
        lines: Sequence[str | QWidget],
        *actions: Button,
        name: str,
    ) -> None:
        super().__init__(make.theme, pad=tokens.SPACE_XL, name=name)
        self.body.addWidget(make(StateWords, pose, title, lines, *actions))
