"""Lists on a page that may be long: rows that are drawn, not made of widgets."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from posture_app.ui.widgets.factory import WidgetFactory

KEY: Final = Qt.ItemDataRole.UserRole + 1
"""The role for what the receiver of `opened` needs to know which row it is."""


class PageList(QListView):
    """A list as high as its rows: the page that it lies on scrolls, not the list.

    Arrow keys, Home and End move; Enter or a click opens.

    Signals:
        opened: The key of the row that was clicked or entered.
    """

    opened = Signal(object)

    def __init__(self, make: WidgetFactory, *, name: str, title: str) -> None:
        super().__init__()
        self._theme = make.theme
        self._fitted_width = -1
        self._by_keyboard = False
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        make.theme.changed.connect(self._refit)

    def show_rows(self, model: QAbstractListModel, delegate: QStyledItemDelegate) -> None:
        """Take over the rows and how they are drawn; done once."""
        self.setModel(model)
        self.setItemDelegate(delegate)
        model.modelReset.connect(self._refit)

    def select(self, key: str) -> None:
        """Move to a row by its key, if it is there."""
        index = self.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)

    def index_of(self, key: str) -> QModelIndex:
        """Where the row with a key is; not valid where there is none."""
        model = self.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return next((index for index in rows if index.data(KEY) == key), QModelIndex())

    @property
    def shows_focus(self) -> bool:
        """Whether the keyboard is here and in use: a click needs no sign of where it went."""
        return self._by_keyboard and self.hasFocus()

    def rows_height(self) -> int:
        """The height of all rows as they are laid out now."""
        # Qt keeps what the last rows took where there are none any more.
        return max(0, self.contentsSize().height()) if self.model().rowCount() else 0

    def fit(self) -> None:
        """Take the height of all rows."""
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.setFixedHeight(self.rows_height())
        self.verticalScrollBar().setRange(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may mean another height."""
        super().resizeEvent(event)
        if event.size().width() != self._fitted_width:
            self._fitted_width = event.size().width()
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes in at the row where it was, or at the first."""
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        if event.reason() in {reasons.TabFocusReason, reasons.BacktabFocusReason}:
            self._by_keyboard = True
            self._show_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page follows to where the keys lead; whole screens are the page's to scroll."""
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
            return
        self._by_keyboard = True
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._show_current()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The keyboard is not what is used now."""
        self._by_keyboard = False
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the list."""
        event.ignore()

    def _show_current(self) -> None:
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if area is not None else None
        if area is None or inside is None or not self.currentIndex().isValid():
            return
        row = self.visualRect(self.currentIndex())
        place = QRect(self.viewport().mapTo(inside, QPoint(0, 0)) + row.topLeft(), row.size())
        middle = place.center()
        half = place.height() // 2 + self._theme.px(12)
        area.ensureVisible(middle.x(), middle.y(), 0, half)

    @Slot()
    def _refit(self) -> None:
        self.fit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        key = index.data(KEY)
        if key is not None:
            self.opened.emit(key)
