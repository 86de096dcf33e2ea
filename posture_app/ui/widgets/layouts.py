"""Where things go: scrolling pages with a readable column, rows that wrap, columns that stack."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.page_width import PAGE_PX, page_side
from posture_app.ui.widgets.text_size import keep_measured

NO_LIMIT_PX: Final = (1 << 24) - 1
"""A width or height without a limit: Qt's `QWIDGETSIZE_MAX`, which PySide does not hand out."""


class FlowLayout(QLayout):
    """Puts its items side by side and begins a new line where there is no more room.

    With `level`, lower ones stand in the middle of their line, so that their words are level with
    those of the others; otherwise all have their upper edges in a line. With `even`, what has no
    room in one line stands in two columns, or in one, and no line has one item that is left over.
    """

    def __init__(
        self,
        spacing: int = tokens.SPACE_S,
        *,
        centred: bool = False,
        level: bool = False,
        even: bool = False,
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._centred = centred
        self._level = level
        self._even = even
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        """Take an item over."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """The item at a place, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Hand an item over to the caller."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """The height of all lines."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect, /) -> None:
        """Put the items into their places."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """As wide as one line of everything."""
        hints = [item.sizeHint() for item in self._visible()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        size = QSize()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._visible():
            wide = item.sizeHint().width()
            if not lines or x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + self.spacing()
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        lines = self._lines(rect.width())
        if self._even and len(lines) > 1:
            return self._place_in_columns(rect, move=move)
        y = rect.y()
        for number, line in enumerate(lines):
            hints = [item.sizeHint() for item in line]
            y += self.spacing() if number else 0
            x = rect.x()
            if self._centred:
                taken = sum(hint.width() for hint in hints) + self.spacing() * (len(hints) - 1)
                x += max(0, rect.width() - taken) // 2
            height = max(hint.height() for hint in hints)
            for item, hint in zip(line, hints, strict=True):
                if move:
                    width = min(hint.width(), rect.width())
                    top = y + (height - hint.height()) // 2 if self._level else y
                    item.setGeometry(QRect(QPoint(x, top), QSize(width, hint.height())))
                x += hint.width() + self.spacing()
            y += height
        return y - rect.y()

    def _place_in_columns(self, rect: QRect, *, move: bool) -> int:
        items, gap = self._visible(), self.spacing()
        hints = [item.sizeHint() for item in items]
        widest, height = max(one.width() for one in hints), max(one.height() for one in hints)
        columns = 2 if 2 * widest + gap <= rect.width() else 1
        width = (rect.width() - gap * (columns - 1)) // columns
        for number, item in enumerate(items):
            line, column = divmod(number, columns)
            place = rect.topLeft() + QPoint(column * (width + gap), line * (height + gap))
            is_last_alone = number == len(items) - 1 and column == 0
            if move:
                item.setGeometry(
                    QRect(place, QSize(rect.width() if is_last_alone else width, height))
                )
        lines = -(-len(items) // columns)
        return lines * height + (lines - 1) * gap


class Flow(QWidget):
    """A widget whose children flow like words; see `FlowLayout`."""

    def __init__(
        self,
        spacing: int = tokens.SPACE_S,
        *,
        centred: bool = False,
        level: bool = False,
        even: bool = False,
    ) -> None:
        super().__init__()
        self.flow = FlowLayout(spacing, centred=centred, level=level, even=even)
        self.setLayout(self.flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self.flow.addWidget(widget)


class ResponsiveBox(QWidget):
    """Children side by side, or one under another where the room is too narrow for that.

    Signals:
        rearranged: They stand another way now; see `stacked`.
    """

    rearranged = Signal()

    def __init__(self, theme: Theme, stack_below_px: int) -> None:
        super().__init__()
        self._theme = theme
        self._stack_below_px = stack_below_px
        self._stacked: bool | None = None
        keep_measured(self, theme)

    @property
    def stacked(self) -> bool:
        """Whether the children stand one under another."""
        return self._stacked is True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or spread."""
        super().resizeEvent(event)
        self.arrange(event.size().width())

    def arrange(self, width: int) -> None:
        """Take the order that suits a width; pages call it before they measure heights."""
        stacked = width < self._theme.px(self._stack_below_px)
        if stacked != self._stacked:
            self._stacked = stacked
            self._place(stacked=stacked)
            self.updateGeometry()  # the parent has remembered heights of the other order
            self.rearranged.emit()

    def _place(self, *, stacked: bool) -> None:
        raise NotImplementedError


class Columns(ResponsiveBox):
    """A row that becomes a column; fill `box`."""

    def __init__(self, theme: Theme, stack_below_px: int, spacing: int = tokens.SPACE_XXL) -> None:
        super().__init__(theme, stack_below_px)
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(spacing)
        self.setLayout(self.box)

    def _place(self, *, stacked: bool) -> None:
        directions = QBoxLayout.Direction
        self.box.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)


class AsideAndMain(ResponsiveBox):
    """A narrow column beside a wide one; stacked, the foot of the narrow one goes to the end."""

    def __init__(
        self, theme: Theme, stack_below_px: int, aside: QWidget, main: QWidget, foot: QWidget
    ) -> None:
        super().__init__(theme, stack_below_px)
        self._parts = aside, main, foot
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_3XL - 8)
        self._grid.setVerticalSpacing(tokens.SPACE_L)
        self._place(stacked=False)

    def _place(self, *, stacked: bool) -> None:
        aside, main, foot = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
        if stacked:
            self._grid.addWidget(aside, 0, 0)
            self._grid.addWidget(main, 1, 0)
            self._grid.addWidget(foot, 2, 0)
        else:
            self._grid.addWidget(aside, 0, 0)
            self._grid.addWidget(foot, 1, 0)
            self._grid.addWidget(main, 0, 1, 3, 1)
        self._grid.setColumnStretch(0, 4)
        self._grid.setColumnStretch(1, 0 if stacked else 6)
        self._grid.setRowStretch(2, 0 if stacked else 1)
        self._grid.setHorizontalSpacing(0 if stacked else tokens.SPACE_3XL - 8)
        self._grid.setVerticalSpacing(tokens.SPACE_XXL if stacked else tokens.SPACE_L)


class _PageLayout(QVBoxLayout):
    """A column that is as wide as its page was told to be, while a scroll bar comes or goes.

    A page asks for its height with and without a bar before it is fitted to either. If its content
    were wider for that moment, what stands another way there would be higher or lower, and the bar
    would come and go for ever.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._breadth_px = 0

    def set_breadth(self, breadth_px: int) -> None:
        """Take this width with the margins, whatever the width of the widget is."""
        if breadth_px != self._breadth_px:
            self._breadth_px = breadth_px
            self.invalidate()

    def heightForWidth(self, width: int, /) -> int:
        """The height that is needed."""
        return super().heightForWidth(self._breadth(width))

    def setGeometry(self, rect: QRect, /) -> None:
        """Put the items into their places."""
        breadth = self._breadth(rect.width())
        super().setGeometry(QRect(rect.topLeft(), QSize(breadth, rect.height())))

    def _breadth(self, width: int) -> int:
        return max(self._breadth_px, self.minimumSize().width()) if self._breadth_px else width


class ScrollPage(QScrollArea):
    """A page that scrolls: one column from the left edge that all pages have, with air around."""

    def __init__(self, theme: Theme, max_width_px: int = PAGE_PX) -> None:
        super().__init__()
        self._theme = theme
        self._max_width_px = max_width_px
        self._side: int | None = None
        self._is_fitting = False
        self._kept: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QWidget()
        self._column.setObjectName("column")
        self.column = _PageLayout(self._column)
        self.column.setSpacing(tokens.SPACE_XL)
        self.setWidget(self._column)
        self.fit()
        self.viewport().installEventFilter(self)
        keep_measured(self.viewport(), theme)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Keep the column in its place, whatever the width."""
        if watched is self.viewport() and isinstance(event, QResizeEvent):
            self._fit_once()
            if event.size() == event.oldSize():  # the text has another size
                later = Qt.EventPriority.LowEventPriority.value  # behind what is laid out anew
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), later)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent, /) -> bool:
        """All is laid out in the text size that was chosen."""
        if event.type() == QEvent.Type.User and self._kept is not None:
            self.ensureWidgetVisible(self._kept)
        return super().event(event)

    def keep_in_sight(self, widget: QWidget) -> None:
        """Stay where a widget is when the text has another size, which is chosen by it."""
        self._kept = widget

    def _fit_once(self) -> None:
        """Fit, unless it is fitting that has resized the viewport.

        A scroll bar may come and go with what was fitted, and each would bring the other for ever.
        """
        if not self._is_fitting:
            self._is_fitting = True
            try:
                self.fit()
            finally:
                self._is_fitting = False

    def top_of(self, widget: QWidget) -> int:
        """Where something on the page begins, from the page's beginning, in pixels."""
        return widget.mapTo(self._column, QPoint(0, 0)).y()

    def begin_at(self, side: int) -> None:
        """Begin at the left edge of what it lies in, where it is but a part of that."""
        if side != self._side:
            self._side = side
            self._fit_once()

    def fit(self) -> None:
        """Measure again, as after the column was filled anew."""
        # By the width with the scroll bar, so that nothing moves aside when it comes.
        usual = page_side(self._theme, self.width())
        side = usual if self._side is None else self._side
        room = self.viewport().width()
        bar = self.width() - room
        right = max(usual - bar, room - side - self._theme.px(self._max_width_px))
        narrow = usual < tokens.SPACE_3XL or self.height() < self._theme.px(620)
        top = tokens.SPACE_XL if narrow else tokens.SPACE_3XL - 8
        self.column.setContentsMargins(side, top, right, tokens.SPACE_3XL)
        self.column.set_breadth(room)
        for columns in self._column.findChildren(ResponsiveBox):
            columns.arrange(room - side - right)


class Sticky(QWidget):
    """Keeps a widget in sight, as far as its column reaches, while what is beside it scrolls."""

    def __init__(self, page: ScrollPage, widget: QWidget) -> None:
        super().__init__()
        self._page, self._widget = page, widget
        widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        page.verticalScrollBar().valueChanged.connect(self._place)

    def widget(self) -> QWidget:
        """What is kept in sight."""
        return self._widget

    def hasHeightForWidth(self) -> bool:
        """As the widget has."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """What the widget needs."""
        return min(self._widget.heightForWidth(width), self._widget.maximumHeight())

    def sizeHint(self) -> QSize:
        """That of the widget."""
        return self._widget.sizeHint().boundedTo(self._widget.maximumSize())

    def minimumSizeHint(self) -> QSize:
        """That of the widget."""
        return self._widget.minimumSizeHint().boundedTo(self._widget.maximumSize())

    def event(self, event: QEvent, /) -> bool:
        """The widget wants another size, or has another place."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        return super().event(event)

    @Slot()
    def _place(self) -> None:
        if not self._page.isAncestorOf(self):
            return
        height = min(self.height(), self.heightForWidth(self.width()))
        above = self._page.verticalScrollBar().value() - self._page.top_of(self)
        top = max(0, min(above + tokens.SPACE_L, self.height() - height))
        self._widget.setGeometry(0, top, self.width(), height)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def below_one_another(*widgets: QWidget, parent: QWidget | None = None) -> QWidget:
    """Widgets that belong together, below one another without a margin."""
    column = QWidget(parent)
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(tokens.SPACE_XS)
    for one in widgets:
        box.addWidget(one)
    return column
