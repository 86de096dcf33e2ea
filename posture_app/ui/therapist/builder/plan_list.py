"""The plan in the middle: its phases and their exercises, to be chosen, moved and dropped onto."""

from collections.abc import Collection, Sequence
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from posture_app.dataclass import dataclass
from posture_app.plans.editing import ItemKey
from posture_app.ui.therapist.builder import dragging
from posture_app.ui.therapist.builder.plan_rows import PlanDelegate, PlanModel
from posture_app.ui.therapist.builder.rows import BuilderRow, RowKey
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import meant_key
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.still import StillCache
from posture_app.words.catalogue import _
from posture_app.words.plan_builder import chosen_words


class ListCommand(Enum):
    """What is wanted of the rows that are chosen."""

    REMOVE = auto()
    UP = auto()
    DOWN = auto()
    COPY_PHASE = auto()
    RENAME = auto()
    FIELDS = auto()
    SEARCH = auto()
    CHOOSE_ALL = auto()


_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_KEYS: Final[dict[tuple[Qt.Key, Qt.KeyboardModifier], ListCommand]] = {
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): ListCommand.REMOVE,
    (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier): ListCommand.REMOVE,
    (Qt.Key.Key_Up, _ALT): ListCommand.UP,
    (Qt.Key.Key_Down, _ALT): ListCommand.DOWN,
    (Qt.Key.Key_D, _CONTROL): ListCommand.COPY_PHASE,
    (Qt.Key.Key_A, _CONTROL): ListCommand.CHOOSE_ALL,
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): ListCommand.RENAME,
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier): ListCommand.FIELDS,
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.NoModifier): ListCommand.FIELDS,
    (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier): ListCommand.SEARCH,
}
_HISTORY: Final = {Qt.Key.Key_Z, Qt.Key.Key_Y}
"""With Control, they are for the whole builder."""


@dataclass(frozen=True, slots=True)
class Drop:
    """What was let go over the plan, and where.

    Attributes:
        phase: The phase that it was let go in.
        at: Before which of the phase's items.
        exercises, routines: Ids that came from the library.
        rows: Rows of the plan itself.
        is_copy: Whether they stay where they were, too.
    """

    phase: str
    at: int
    exercises: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()
    rows: tuple[RowKey, ...] = ()
    is_copy: bool = False


class PlanList(QListView):
    """The rows of a plan.

    Signals:
        chosen: Other rows are chosen than before.
        wanted: A `ListCommand` for the rows that are chosen.
        dropped: A `Drop`.
    """

    chosen = Signal()
    wanted = Signal(object)
    dropped = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__()
        self._theme = make.theme
        self._line: int | None = None
        self._telling = QTimer(self)  # choosing a hundred rows is told once
        self._telling.setSingleShot(True)
        self._telling.setInterval(0)
        self._telling.timeout.connect(self.chosen)
        self.setObjectName("plan-rows")
        self.setAccessibleName(_("Phases and exercises of the plan"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setAutoScroll(True)
        self._rows = PlanModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(PlanDelegate(make.theme, stills, self))
        stills.ready.connect(self._redraw)
        make.theme.changed.connect(self._lay_out_anew)

    def show_rows(self, rows: Sequence[BuilderRow]) -> None:
        """Show other rows; what stays is still chosen, and still in sight."""
        current = self.current_key
        self._rows.change_items(rows)
        if current is not None and self.current_key != current:
            place = self._rows.place_of(current)
            if place.isValid():
                self.selectionModel().setCurrentIndex(
                    place, QItemSelectionModel.SelectionFlag.NoUpdate
                )

    @property
    def current_key(self) -> RowKey | None:
        """The row at which the keyboard is."""
        row = self._rows.item_at(self.currentIndex())
        return None if row is None else row.key

    @property
    def chosen_keys(self) -> tuple[RowKey, ...]:
        """The rows that are chosen, in their order."""
        found = self.selectionModel().selection()
        ranges = [found.at(number) for number in range(found.count())]
        places = sorted(at for one in ranges for at in range(one.top(), one.bottom() + 1))
        keys = (self._rows.items[place].key for place in places)
        return tuple(key for key in keys if key.kind != "hint")

    @property
    def chosen_items(self) -> tuple[ItemKey, ...]:
        """The items that are chosen, in their order."""
        return tuple(one.item for one in self.chosen_keys if one.item is not None)

    @property
    def phase(self) -> str | None:
        """The phase at hand: that of the row where the keyboard is; None at the plan's own row."""
        key = self.current_key
        return key.phase if key is not None and key.phase else None

    def choose(self, keys: Collection[RowKey]) -> None:
        """Choose these rows and no others, and bring the first of them into sight."""
        selection, places = QItemSelection(), []
        for key in keys:
            place = self._rows.place_of(key)
            if place.isValid():
                selection.select(place, place)
                places.append(place)
        if not places:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(places[-1], flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)
        if len(places) > 1:
            self.scrollTo(places[0])
        self.scrollTo(places[-1])

    def place_of(self, key: RowKey) -> QModelIndex:
        """Where a row is; not valid where it is not there."""
        return self._rows.place_of(key)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection, /) -> None:
        """Tell it when all of it has happened."""
        super().selectionChanged(selected, deselected)
        self._telling.start()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """The keys for what can be done with rows."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        command = _KEYS.get((meant_key(event), held))
        if command is None and held & _CONTROL and event.key() in _HISTORY:
            event.ignore()
        elif command is None:
            super().keyPressEvent(event)
        else:
            event.accept()
            self.wanted.emit(command)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Another width may mean other heights; and what was in sight stays there."""
        is_seen = self._is_in_sight(event.oldSize().height())
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if is_seen:
            self.scrollTo(self.currentIndex())

    # Dragging

    def startDrag(self, _actions: Qt.DropAction, /) -> None:
        """Take the chosen items along, or else the phase at hand."""
        keys = [key for key in self.chosen_keys if key.kind in {"item", "routine"}]
        current = self.current_key
        if not keys and current is not None and current.kind == "phase":
            keys = [current]
        if not keys:
            return
        names = [str(self._rows.place_of(key).data()) for key in keys]
        dragging.drag(self, self._theme, dragging.dragged(dragging.ROWS, keys), chosen_words(names))

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        """Exercises, routines and rows of a plan may come."""
        if _is_ours(event.mimeData()):
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent, /) -> None:
        """Show where it would go."""
        super().dragMoveEvent(event)  # scrolls at the edges
        if not _is_ours(event.mimeData()):
            event.ignore()
            return
        self._show_line(self._drop_at(event.position().toPoint())[2])
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent, /) -> None:
        """It went away."""
        super().dragLeaveEvent(event)
        self._show_line(None)

    def dropEvent(self, event: QDropEvent, /) -> None:
        """Tell what was let go where; the plan changes, not the list."""
        self._show_line(None)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        data = event.mimeData()
        phase, at, _line = self._drop_at(event.position().toPoint())
        if not _is_ours(data) or not phase:
            event.ignore()
            return
        is_copy = bool(event.modifiers() & _CONTROL)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        exercises = tuple(str(one) for one in dragging.read(data, dragging.EXERCISES))
        routines = tuple(str(one) for one in dragging.read(data, dragging.ROUTINES))
        rows = tuple(_rows_of(data))
        self.dropped.emit(Drop(phase, at, exercises, routines, rows, is_copy))

    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Draw the rows, and a line where something would go."""
        super().paintEvent(event)
        if self._line is not None:
            painter = QPainter(self.viewport())
            place = QRectF(0, self._line - 2, self.viewport().width(), 4)
            rounded(painter, place, 2, self._theme.colour("accent"))

    def _is_in_sight(self, height: int) -> bool:
        """Whether the row at which the keyboard is can be seen where the list is so high."""
        area = self.visualRect(self.currentIndex())
        return area.isValid() and area.top() < height and area.bottom() > 0

    def _drop_at(self, point: QPoint) -> tuple[str, int, int]:
        """The phase and the item before which something goes, and where that is on the screen."""
        rows = self._rows.items
        index = self.indexAt(point)
        if not index.isValid():  # below the last row, or between two
            last = self._rows.index(len(rows) - 1, 0)
            place = len(rows)
            line = self.visualRect(last).bottom()
        else:
            area = self.visualRect(index)
            is_after = point.y() > area.center().y()
            place = index.row() + is_after
            line = area.bottom() if is_after else area.top()
        above = rows[:place]
        phase = next((row.key.phase for row in reversed(above) if row.key.phase), "")
        if not phase:
            first = next((at for at, row in enumerate(rows) if row.key.kind == "phase"), None)
            if first is None:
                return "", 0, line
            return rows[first].key.phase, 0, self.visualRect(self._rows.index(first, 0)).bottom()
        at = sum(row.key.kind == "item" and row.key.phase == phase for row in above)
        return phase, at, line

    def _show_line(self, line: int | None) -> None:
        if line != self._line:
            self._line = line
            self.viewport().update()

    @Slot()
    def _redraw(self) -> None:
        self.viewport().update()

    @Slot()
    def _lay_out_anew(self) -> None:
        self.scheduleDelayedItemsLayout()


def _is_ours(data: QMimeData) -> bool:
    return any(
        data.hasFormat(kind) for kind in (dragging.EXERCISES, dragging.ROUTINES, dragging.ROWS)
    )


def _rows_of(data: QMimeData) -> list[RowKey]:
    found = []
    for told in dragging.read(data, dragging.ROWS):
        match told:
            case [("phase" | "item" | "routine") as kind, str(phase), str(one)]:
                found.append(RowKey(kind, phase, one))
    return found
