"""The palette's sheet over the window: a line to type into, and what is meant by it.

Its owner hands in the entries each time it opens, and gets the intent of the chosen one.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.palette.entry import PaletteEntry
from posture_app.ui.palette.results import ResultDelegate, ResultModel
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.widgets.corners import cut_corners, let_corners_be_round
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.state_card import StateWords
from posture_app.words.catalogue import _
from posture_app.words.search_index import SearchIndex

_WIDTH: Final = 600
_ROWS: Final = 8
"""How many entries are seen at once where the window is high enough."""
_MARGIN: Final = tokens.SPACE_XL
_STACK_BELOW_PX: Final = 300
"""Words keep to the figure's side on a narrow window, too: it is low, as a rule."""
_MOVES: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}


class SearchLine(QLineEdit):
    """The line that is typed into, with the sign of a search."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self.setProperty("search", True)
        self.setObjectName("palette-search")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and its sign."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.px(18)
        place = QRectF(tokens.SPACE_L, (self.height() - side) / 2, side, side)
        paint_icon(painter, "search", place, self._theme.colour("muted"))
        painter.end()


class CommandPalette(QWidget):
    """A sheet over one window, which waits below it until something is chosen or Esc is pressed.

    Signals:
        chosen: The intent of the entry that was entered or clicked; the sheet is closed by then.
    """

    chosen = Signal(object)

    def __init__(self, make: WidgetFactory, window: QWidget) -> None:
        flags = Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint
        super().__init__(window, flags)
        self._theme = make.theme
        self._below = window
        self._index: SearchIndex[PaletteEntry] = SearchIndex(())
        self.setObjectName("palette")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        let_corners_be_round(self)
        self._line = make(SearchLine)
        self._results = ResultModel(self)
        self._list = QListView()
        self._delegate = ResultDelegate(make.theme, self)
        self._make = make
        self._nothing: StateWords | None = None
        self._set_up_list()
        self._box = layout = QVBoxLayout(self)
        layout.setContentsMargins(*(tokens.SPACE_L,) * 4)
        layout.setSpacing(tokens.SPACE_M)
        layout.addWidget(self._line)
        layout.addWidget(self._list, 1)
        self._line.textChanged.connect(self._find)
        self._line.installEventFilter(self)
        make.theme.changed.connect(self._restyle)

    @Slot()
    def _clear(self) -> None:
        self._line.clear()
        self._line.setFocus()

    def _show_nothing(self) -> StateWords:
        """What stands in the list's place, made when it is needed; the keyboard stays above."""
        if self._nothing is None:
            words = _("Other words or fewer letters may help.")
            every = self._make.button(_("Clear the search"), "primary", name="palette-clear")
            every.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard above
            every.clicked.connect(self._clear)
            self._nothing = self._make(
                StateWords,
                "looking",
                _("Nothing found"),
                [words],
                every,
                stack_below_px=_STACK_BELOW_PX,
            )
            self._box.addWidget(self._nothing)
        self._nothing.show()
        return self._nothing

    def open_with(self, entries: Iterable[PaletteEntry]) -> None:
        """Open over the window with these entries, in the order in which they stand untyped."""
        self._index = SearchIndex((entry, entry.searched) for entry in entries)
        self._say_words()
        self._line.clear()
        self._find("")
        self._place()
        self.show()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Keys that move in the list, while the focus stays in the line."""
        if watched is self._line and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and self._moved(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Enter chooses, Esc closes."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        cut_corners(self, tokens.RADIUS_L)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        """Draw the sheet."""
        painter = QPainter(self)
        ground, edge = self._theme.colour("surface"), self._theme.colour("edge")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_L, ground, edge)
        painter.end()

    def _set_up_list(self) -> None:
        self._list.setModel(self._results)
        self._list.setItemDelegate(self._delegate)
        self._list.setObjectName("palette-results")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._list.clicked.connect(self._choose)

    def _say_words(self) -> None:
        self.setWindowTitle(_("Find and go"))
        hint = _("Search pages, exercises, routines and commands")
        self._line.setPlaceholderText(hint)
        self._line.setAccessibleName(hint)
        self._line.setToolTip(_("Arrow keys move, Enter chooses, Esc closes"))
        self._list.setAccessibleName(_("What was found"))
        if self._nothing is not None:  # it may say so in another language
            self._nothing.deleteLater()
            self._nothing = None

    @Slot(str)
    def _find(self, typed: str) -> None:
        found = self._index.find(typed)
        self._results.show_items(found)
        if not found:
            self._show_nothing()
        elif self._nothing is not None:
            self._nothing.hide()
        self._list.setVisible(bool(found))
        self._go_to(0)
        self._fit()

    def _moved(self, key: Qt.Key) -> bool:
        if key not in _MOVES:
            return False
        row, last = self._list.currentIndex().row() + _MOVES[key], self._results.rowCount() - 1
        if abs(_MOVES[key]) == 1 and not 0 <= row <= last:
            row = 0 if row > last else last  # round to the other end
        self._go_to(min(max(row, 0), last))
        return True

    def _go_to(self, row: int) -> None:
        index = self._results.index(row, 0)
        self._list.setCurrentIndex(index)
        spoken = self._results.data(index, Qt.ItemDataRole.AccessibleTextRole)
        # The focus stays in the line, so the line says what Enter would choose.
        self._line.setAccessibleDescription(spoken if isinstance(spoken, str) else "")

    @Slot()
    def _choose(self) -> None:
        entry = self._results.item_at(self._list.currentIndex())
        if entry is not None:
            self.close()
            self.chosen.emit(entry.intent)

    @Slot()
    def _restyle(self) -> None:
        if self.isVisible():
            self._place()
        self._list.doItemsLayout()
        self.update()

    def _place(self) -> None:
        """In the upper middle of the window."""
        self._line.setFont(self._theme.font("lead"))
        self._line.setMinimumHeight(self._theme.px(44))
        self._fit()
        corner = QPoint((self._below.width() - self.width()) // 2, self._top())
        self.move(self._below.mapToGlobal(corner))

    def _fit(self) -> None:
        """As high as what was found, and as the window allows."""
        width = min(self._theme.px(_WIDTH), self._below.width() - 2 * _MARGIN)
        rows = min(self._results.rowCount(), _ROWS) * self._delegate.row_px()
        if not rows and self._nothing is not None:
            rows = self._nothing.heightForWidth(width - 2 * tokens.SPACE_L)
        around = self._line.minimumHeight() + 2 * tokens.SPACE_L + tokens.SPACE_M
        most = self._below.height() - self._top() - _MARGIN
        self.setFixedSize(width, min(rows + around, most))

    def _top(self) -> int:
        return max(_MARGIN, round(self._below.height() * 0.12))
