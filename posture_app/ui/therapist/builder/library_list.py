"""The rows of the library: exercises or routines, to be added to a plan."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.builder import dragging
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.item_model import ITEM, Index, ItemModel
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.paint_lines import paint_lines
from posture_app.ui.widgets.rows import paint_tile
from posture_app.ui.widgets.still import StillCache
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _
from posture_app.words.plan_builder import chosen_words

_CHOOSABLE: Final = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
)
_STILL_PX: Final = 56
_ADD_PX: Final = 32
_KEYS: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert}


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An exercise or a routine.

    Attributes:
        key: Its id.
        title: Its name.
        detail: What kind it is.
        tip: What it is for.
        exercise: Whose still is drawn.
    """

    key: str
    title: str
    detail: str
    tip: str
    exercise: Exercise | None = None


class LibraryModel(ItemModel[LibraryRow]):
    """The rows that are shown now, and which of them stand in the phase at hand."""

    used: frozenset[str] = frozenset()

    def told(self, item: LibraryRow) -> Mapping[int, object]:
        """Its words for tooltips and screen readers."""
        used = _("In this phase") if item.key in self.used else ""
        spoken = ". ".join(one for one in (item.title, item.detail, used) if one)
        return {
            Qt.ItemDataRole.DisplayRole: item.title,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
            Qt.ItemDataRole.ToolTipRole: plain_tip(f"{item.title}\n{item.tip}"),
        }

    def flags(self, index: Index, /) -> Qt.ItemFlag:
        """All can be dragged away."""
        return _CHOOSABLE if index.isValid() else Qt.ItemFlag.NoItemFlags


class LibraryDelegate(QStyledItemDelegate):
    """Draws a row with its still, and the sign that adds it."""

    def __init__(self, theme: Theme, stills: StillCache, parent: "LibraryList") -> None:
        super().__init__(parent)
        self._theme, self._stills, self._list = theme, stills, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index, /) -> QSize:
        """All are as high."""
        strong = QFontMetrics(self._theme.font("small_strong")).height()
        words = 2 * strong + QFontMetrics(self._theme.font("small")).height()
        return QSize(0, max(words, self._theme.px(_STILL_PX)) + 2 * tokens.SPACE_XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw ground, still, words and the sign."""
        row: LibraryRow = index.data(ITEM)
        area: Any = option
        theme, place, state = self._theme, QRectF(area.rect).adjusted(0, 1, 0, -1), area.state
        painter.save()
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if state & QStyle.StateFlag.State_Selected:
            rounded(painter, place, tokens.RADIUS_S, theme.colour("accent_soft"))
        elif is_hovered:
            rounded(painter, place, tokens.RADIUS_S, theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, place, tokens.RADIUS_S, theme.colour("focus"))
        left = place.left() + tokens.SPACE_XS
        if row.exercise is not None:
            side = theme.px(_STILL_PX)
            tile = QRectF(left, place.center().y() - side / 2, side, side)
            paint_tile(painter, theme, self._stills, row.exercise, tile, self._list)
            left += side
        sign = QRectF(self._list.add_rect(area.rect))
        words = QRectF(place)
        words.setLeft(left + tokens.SPACE_S)
        words.setRight(sign.left() - tokens.SPACE_XS)
        self._paint_sign(painter, sign, row, is_hovered=is_hovered)
        self._paint_words(painter, row, words)
        painter.restore()

    def _paint_words(self, painter: QPainter, row: LibraryRow, place: QRectF) -> None:
        """The name in up to two lines, and the kind below."""
        theme = self._theme
        strong, small = theme.font("small_strong"), theme.font("small")
        strong_px, small_px = QFontMetrics(strong).height(), QFontMetrics(small).height()
        is_short = QFontMetrics(strong).horizontalAdvance(row.title) <= place.width()
        height = (1 if is_short else 2) * strong_px + small_px
        place.setTop(place.center().y() - height / 2)
        painter.setPen(theme.colour("ink"))
        place.setTop(paint_lines(painter, row.title, strong, place, 1 if is_short else 2))
        painter.setPen(theme.colour("muted"))
        paint_lines(painter, row.detail, small, place, 1)

    def _paint_sign(
        self, painter: QPainter, sign: QRectF, row: LibraryRow, *, is_hovered: bool
    ) -> None:
        inset = sign.width() * 0.22
        inner = sign.adjusted(inset, inset, -inset, -inset)
        if row.key in self._list.used:
            paint_icon(painter, "check", inner, self._theme.colour("accent_ink"))
            return
        if is_hovered:
            rounded(painter, sign, sign.width() / 2, self._theme.colour("surface"))
        paint_icon(painter, "plus", inner, self._theme.colour("muted"))


class LibraryList(QListView):
    """The view of the rows: Enter, Insert, a double click or the sign at the right adds.

    Signals:
        add_wanted: The ids of what is to be added.
    """

    add_wanted = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__()
        self._theme = make.theme
        self._kind = dragging.EXERCISES
        self._rows = LibraryModel(self)
        self.setObjectName("builder-library")
        self.setAccessibleName(_("Exercises of the library"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setModel(self._rows)
        self.setItemDelegate(LibraryDelegate(make.theme, stills, self))
        stills.ready.connect(self._redraw)
        make.theme.changed.connect(self._lay_out_anew)

    def show_rows(self, rows: Sequence[LibraryRow], kind: str, title: str) -> None:
        """Show other rows, from the top.

        Args:
            rows: The rows.
            kind: As what they are dragged: `dragging.EXERCISES` or `ROUTINES`.
            title: What they are, for a screen reader.
        """
        self._kind = kind
        self.setAccessibleName(title)
        self._rows.show_items(rows)
        if rows:
            self.setCurrentIndex(self._rows.index(0, 0))

    def mark(self, used: frozenset[str]) -> None:
        """Show which of them stand in the phase at hand."""
        if used != self._rows.used:
            self._rows.used = used
            self.viewport().update()

    @property
    def used(self) -> frozenset[str]:
        """Which of them stand in the phase at hand."""
        return self._rows.used

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the rows that are chosen, in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._rows.items[place].key for place in places)

    def add_rect(self, row: QRect) -> QRect:
        """Where in a row's place the sign is that adds it."""
        side = self._theme.px(_ADD_PX)
        left = row.right() - side - tokens.SPACE_XS
        return QRect(left, row.center().y() - side // 2, side, side)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Enter and Insert add."""
        if event.key() in _KEYS and self.chosen:
            event.accept()
            self.add_wanted.emit(self.chosen)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """The sign adds."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = self._rows.item_at(index)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and row is not None and self.add_rect(self.visualRect(index)).contains(point):
            self.add_wanted.emit((row.key,))

    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        """A double click adds, but not where the sign has done it."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = self._rows.item_at(index)
        if row is not None and not self.add_rect(self.visualRect(index)).contains(point):
            self.add_wanted.emit((row.key,))

    def startDrag(self, _actions: Qt.DropAction, /) -> None:
        """Take what is chosen along."""
        chosen = self.chosen
        names = [row.title for row in self._rows.items if row.key in chosen]
        if chosen:
            data = dragging.dragged(self._kind, chosen)
            dragging.drag(self, self._theme, data, chosen_words(names))

    @Slot()
    def _redraw(self) -> None:
        self.viewport().update()

    @Slot()
    def _lay_out_anew(self) -> None:
        self.scheduleDelayedItemsLayout()
