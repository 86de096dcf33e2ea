"""How an exercise is shown: by the figure, or by photographs of its start and its end."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from posture_app.library.draft import ExerciseDraft
from posture_app.library.model import Exercise, Pictures
from posture_app.library.motion import Motion
from posture_app.ui.figure.widget import FigureStill
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.exercise_form.fields import ExerciseField
from posture_app.ui.therapist.exercise_form.picks import Pick, PickField
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.exercise_picture import draw_images, picture_image
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow, clear
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.words.catalogue import _, pgettext

End = Literal["start", "end"]
_ENDS: Final[tuple[End, ...]] = ("start", "end")
_PICTURE_PX: Final = 180
_FIGURE_PX: Final = 260


class PictureSlot(QWidget):
    """The place of one picture: what is there, and buttons to choose another or to remove it.

    Signals:
        wanted: The person wants to choose a file.
        dropped: The `Path` of a file that was dropped on it.
        removed: The person wants no picture here.
    """

    wanted = Signal()
    dropped = Signal(object)
    removed = Signal()

    def __init__(self, make: WidgetFactory, end: End) -> None:
        super().__init__()
        self._theme, self._where = make.theme, ""
        title = pgettext("picture", "Start") if end == "start" else pgettext("picture", "End")
        self.setAcceptDrops(True)
        self.setAccessibleName(title)
        box = column(tokens.SPACE_S)
        self.setLayout(box)
        box.addWidget(make.label(title, "body"))
        self._place = QWidget()
        keep_size(
            self._place, make.theme, width=Extent(least=200), height=Extent(least=_PICTURE_PX)
        )
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place.installEventFilter(self)
        box.addWidget(self._place)
        flow = Flow()
        self.choose = make.button(_("Choose a picture"), name=f"choose-{end}")
        self.choose.clicked.connect(self.wanted)
        self._remove = make.button(_("Remove"), "quiet", icon="trash", name=f"remove-{end}")
        self._remove.clicked.connect(self.removed)
        flow.add(self.choose)
        flow.add(self._remove)
        box.addWidget(flow)
        self.show_picture("")

    def show_picture(self, where: str) -> None:
        """Show what is there now; an empty text is nothing."""
        self._where = where
        self._remove.setVisible(bool(where))
        self.choose.set_text(_("Choose another") if where else _("Choose a picture"))
        self._place.update()

    def eventFilter(self, watched: QWidget, event: QEvent, /) -> bool:  # type: ignore[override] # of a QObject
        """Draw the place."""
        if watched is self._place and event.type() == QEvent.Type.Paint:
            self._paint()
            return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file can be dropped."""
        if any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        files = [one for one in event.mimeData().urls() if one.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(Path(files[0].toLocalFile()))

    def _paint(self) -> None:
        painter = QPainter(self._place)
        rect = QRectF(self._place.rect())
        colour = self._theme.colour
        rounded(painter, rect, tokens.RADIUS_M, colour("sunken"), colour("line"))
        image = picture_image(self._where) if self._where else None
        if image is not None and not image.isNull():
            draw_images(painter, rect.adjusted(8, 8, -8, -8), [image])
            return
        painter.setPen(colour("muted"))
        painter.setFont(self._theme.font("small"))
        words = _("This picture cannot be read.") if self._where else _("Drop a picture here")
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(12, 12, -12, -12), int(middle), words)


class FigurePreview(QWidget):
    """The figure as it will be seen."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme, self._make = make.theme, make
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._shown: Exercise | None = None

    def show_exercise(self, exercise: Exercise | None) -> None:
        """Show it, or nothing."""
        if exercise == self._shown:
            return
        self._shown = exercise
        clear(self._box)
        if exercise is not None:
            still = self._make(FigureStill, exercise)
            keep_size(still, self._theme, width=Extent(least=200), height=Extent(least=_FIGURE_PX))
            self._box.addWidget(still)
        self.setVisible(exercise is not None)


class ShownPart(ExerciseField):
    """Figure or pictures, and which.

    Signals:
        picture_wanted: `start` or `end`, for which the person wants to choose a file.
        picture_dropped: `start` or `end`, and the `Path` of a file.
        pose_wanted: The person wants to pose the figure.
        rearranged: It needs another height.
    """

    picture_wanted = Signal(object)
    picture_dropped = Signal(object, object)
    pose_wanted = Signal()
    rearranged = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, "motion", _("How it is shown"))
        make = self.make
        self._motion: Motion | None = None
        self._pictures: Pictures | None = None
        self._exercises: dict[str, Exercise] = {}
        self._kind = make.segments(
            [Option("figure", _("By the figure")), Option("pictures", _("By pictures"))],
            _("How it is shown"),
            "shown-by",
        )
        self._kind.set_value("figure")
        self._kind.chosen.connect(self._choose_kind)
        self.body.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignLeft)
        self.preview = make(FigurePreview)
        self.similar = make(
            PickField,
            "motion-of",
            _("Moves like"),
            _("Find an exercise whose movement is the same or nearly so"),
        )
        self.similar.changed.connect(self._take_motion)
        self._figure = QWidget()
        figure = column(tokens.SPACE_M)
        self._figure.setLayout(figure)
        figure.addWidget(self.preview)
        figure.addWidget(self.similar)
        self._pose = make.button(_("Pose it yourself"), name="pose-figure")
        self._pose.clicked.connect(self.pose_wanted)
        figure.addWidget(self._pose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._figure)
        self._slots: dict[End, PictureSlot] = {end: make(PictureSlot, end) for end in _ENDS}
        self._slots["start"].wanted.connect(self._want_start)
        self._slots["end"].wanted.connect(self._want_end)
        self._slots["start"].removed.connect(self._remove_start)
        self._slots["end"].removed.connect(self._remove_end)
        self._slots["start"].dropped.connect(self._drop_start)
        self._slots["end"].dropped.connect(self._drop_end)
        self._photographs = self._make_photographs()
        self.body.addWidget(self._photographs)
        self.set_control(self._kind.findChildren(QWidget)[0])
        self._arrange()

    def _make_photographs(self) -> QWidget:
        """The pictures of both ends side by side, and what to mind about them."""
        photographs = QWidget()
        pictures = column(tokens.SPACE_S)
        photographs.setLayout(pictures)
        columns = self.make.columns(480, tokens.SPACE_L)
        for slot in self._slots.values():
            columns.box.addWidget(slot, 1)
        pictures.addWidget(columns)
        pictures.addWidget(
            self.make.label(
                _(
                    "Pictures are copied and made smaller; where and when they were taken is taken"
                    " out. Ask before you show somebody else than yourself."
                ),
                "small",
                "muted",
            )
        )
        return photographs

    @property
    def motion(self) -> Motion | None:
        """The motion, where the figure shows it, as it does until there is a picture."""
        return self._motion if self.pictures is None else None

    @property
    def pictures(self) -> Pictures | None:
        """The pictures, where they show it."""
        return self._pictures if self._kind.value == "pictures" else None

    def set_options(self, exercises: Sequence[Exercise], options: Sequence[Pick]) -> None:
        """From which exercises a motion can be taken."""
        self._exercises = {one.id: one for one in exercises if one.motion is not None}
        self.similar.set_options([one for one in options if one.value in self._exercises])

    def set_value(self, draft: ExerciseDraft) -> None:
        """Show what was chosen elsewhere."""
        self._motion, self._pictures = draft.motion, draft.pictures
        is_other = draft.motion is None and draft.pictures is not None
        self._kind.set_value("pictures" if is_other else "figure")
        same = [key for key, one in self._exercises.items() if one.motion == draft.motion]
        self.similar.set_values(same[:1])
        self._show_pictures()
        self._arrange()

    def set_motion(self, motion: Motion) -> None:
        """Show a motion that was made elsewhere, as in the pose editor."""
        if motion != self._motion:
            self._motion = motion
            self.similar.set_values(())
            self.changed.emit()

    def set_picture(self, end: End, where: str | None) -> None:
        """Show a picture that is kept there now, or none."""
        pictures = replace(self._pictures or Pictures(), **{end: where})
        self._pictures = None if pictures == Pictures() else pictures
        self._show_pictures()
        self.changed.emit()

    def show_exercise(self, exercise: Exercise | None) -> None:
        """Show the figure as this exercise has it."""
        self._pose.set_text(_("Change the pose") if self._motion else _("Pose it yourself"))
        self.preview.show_exercise(exercise)

    def _show_pictures(self) -> None:
        for end, slot in self._slots.items():
            slot.show_picture(getattr(self._pictures, end, None) or "")

    def _arrange(self) -> None:
        by_figure = self._kind.value == "figure"
        self._figure.setVisible(by_figure)
        self._photographs.setVisible(not by_figure)
        self._pose.set_text(_("Change the pose") if self._motion else _("Pose it yourself"))
        self.rearranged.emit()

    @Slot(object)
    def _choose_kind(self, _kind: str) -> None:
        self._arrange()
        self.changed.emit()

    @Slot()
    def _take_motion(self) -> None:
        one = self._exercises.get(self.similar.value or "")
        self._motion = None if one is None else one.motion
        self.changed.emit()

    @Slot()
    def _want_start(self) -> None:
        self.picture_wanted.emit("start")

    @Slot()
    def _want_end(self) -> None:
        self.picture_wanted.emit("end")

    @Slot()
    def _remove_start(self) -> None:
        self.set_picture("start", None)

    @Slot()
    def _remove_end(self) -> None:
        self.set_picture("end", None)

    @Slot(object)
    def _drop_start(self, path: Path) -> None:
        self.picture_dropped.emit("start", path)

    @Slot(object)
    def _drop_end(self, path: Path) -> None:
        self.picture_dropped.emit("end", path)
