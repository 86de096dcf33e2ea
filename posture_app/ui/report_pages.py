"""The pages of something that is to be printed, as they will be on paper."""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ResponsiveBox, ScrollPage
from posture_app.words.report import page_number

_STACK_BELOW_PX: Final = 860
_WIDE_PX: Final = 1000
"""From this width on choices have room for the left edge that pages have."""


class DrawnPage(Protocol):
    """A page that draws itself."""

    @property
    def width(self) -> float:
        """How wide it is, in the painter's units."""

    @property
    def height(self) -> float:
        """How high it is."""

    def paint(self, painter: QPainter) -> None:
        """Draw it; the painter's origin is the paper's corner."""


class PagesPreview(QScrollArea):
    """All pages, one below the other, as wide as there is room."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self.setObjectName("report-preview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_whole = False
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(tokens.SPACE_L)
        self._column.setContentsMargins(
            tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L, tokens.SPACE_L
        )
        self._column.addStretch(1)
        self.setWidget(inside)
        self.pages: list[PagePreview] = []
        self._is_grey = False

    def show_whole(self, *, whole: bool) -> None:
        """Be as high as all pages, for what scrolls around it, or scroll by itself."""
        policies = Qt.ScrollBarPolicy
        self._is_whole = whole
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if whole else policies.ScrollBarAlwaysOn
        )
        policy = QSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Minimum if whole else QSizePolicy.Policy.Expanding,
        )
        policy.setHeightForWidth(whole)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Where all pages are shown at once."""
        return self._is_whole

    def heightForWidth(self, width: int, /) -> int:
        """That of all pages, if they are as wide."""
        return self._column.heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        """All of the height, where nothing scrolls."""
        hint = super().minimumSizeHint()
        if self._is_whole:
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        super().resizeEvent(event)
        if self._is_whole and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def show_grey(self, *, grey: bool) -> None:
        """Show the pages as a printer without colours prints them, or as they are."""
        self._is_grey = grey
        for one in self.pages:
            one.show_grey(grey=grey)

    def show_pages(self, pages: Sequence[DrawnPage], name: str) -> None:
        """Draw these from now on; what was in sight stays in sight.

        Args:
            pages: What is drawn.
            name: What they are, for a screen reader.
        """
        while len(self.pages) > len(pages):
            gone = self.pages.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        while len(self.pages) < len(pages):
            self.pages.append(self._make(PagePreview))
            self._column.insertWidget(len(self.pages) - 1, self.pages[-1])
        for number, (preview, page) in enumerate(zip(self.pages, pages, strict=True), 1):
            preview.show_grey(grey=self._is_grey)
            preview.show_page(page)
            preview.setAccessibleName(page_number(number, len(pages)))
        self.setAccessibleName(name)
        self.updateGeometry()


class PagePreview(QWidget):
    """One page on white paper, in every theme."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._page: DrawnPage | None = None
        self._is_grey = False
        self._picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, page: DrawnPage) -> None:
        """Draw this page."""
        self._page, self._picture = page, QPixmap()
        self.updateGeometry()
        self.update()

    def show_grey(self, *, grey: bool) -> None:
        """Draw it as a printer without colours does, or as it is."""
        if grey != self._is_grey:
            self._is_grey, self._picture = grey, QPixmap()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """As the paper has."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """As the paper's."""
        page = self._page
        return width if page is None else round(width * page.height / page.width)

    def sizeHint(self) -> QSize:
        """Wide enough to be read."""
        width = self._theme.px(560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wide enough to see what is where."""
        width = self._theme.px(220)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page once, and its picture from then on, as long as it fits."""
        wanted = self.size() * self.devicePixelRatioF()
        if self._picture.size() != wanted:
            self._picture = self._drawn(wanted)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)

    def _drawn(self, size: QSize) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        if self._page is not None:
            painter.save()
            painter.scale(size.width() / self._page.width, size.width() / self._page.width)
            self._page.paint(painter)
            painter.restore()
        if self._is_grey:
            painter.end()
            picture = QPixmap.fromImage(
                picture.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
            )
            painter.begin(picture)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        return picture


_BESIDE: Final = (4, 6)
"""The shares of choices and pages."""


class ChoicesAndPages(ResponsiveBox):
    """Choices and pages side by side, each scrolling by itself; if narrow, all scrolls as one."""

    def __init__(self, make: WidgetFactory, choices: ScrollPage, pages: PagesPreview) -> None:
        super().__init__(make.theme, _STACK_BELOW_PX)
        self._choices, self._pages = choices, pages
        self._box = QHBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(choices, _BESIDE[0])
        self._box.addWidget(pages, _BESIDE[1])
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin where the buttons below begin, and other pages."""
        self._choices.begin_at(_side(self._theme, event.size().width()))
        super().resizeEvent(event)

    def _place(self, *, stacked: bool) -> None:
        choices, pages = self._choices, self._pages
        pages.show_whole(whole=stacked)
        if stacked:
            choices.column.addWidget(pages)
        else:
            self._box.addWidget(pages, _BESIDE[1])
        choices.fit()


class FootOfPages(QWidget):
    """What stands below choices and pages: what is told, and the buttons; fill `lines`."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self.lines = column(tokens.SPACE_S)
        self.setLayout(self.lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin where the choices do."""
        super().resizeEvent(event)
        side = _side(self._theme, event.size().width())
        self.lines.setContentsMargins(side, tokens.SPACE_M, tokens.SPACE_L + 4, 0)


def _side(theme: Theme, width: int) -> int:
    """Where choices, and what is below them, begin on a sheet of this width."""
    return tokens.SPACE_3XL if width >= theme.px(_WIDE_PX) else tokens.SPACE_L + 4
