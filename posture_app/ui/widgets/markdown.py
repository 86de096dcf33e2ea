"""A text with headings, lists and links, in the look of the page around it."""

import math
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextBrowser

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory

_WIDEST_PX: Final = 680
"""Longer lines are hard to read."""
_LINE_PERCENT: Final = 125.0
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value

_SCROLLING: Final = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Space,
    }
)


class MarkdownText(QTextBrowser):
    """Markdown as high as it is, to read, to select and to follow its links by mouse or Tab.

    Signals:
        followed: The address of a link, such as `exercise:bridge`.
    """

    followed = Signal(str)

    def __init__(self, make: WidgetFactory, text: str, name: str) -> None:
        super().__init__()
        self._theme = make.theme
        self._text = text
        self.setObjectName("markdown")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)  # nothing but this program answers to them
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.anchorClicked.connect(self._follow)
        self._dress()

    def sizeHint(self) -> QSize:
        """Narrow; the layout gives the width."""
        return QSize(self._theme.px(240), self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(self._theme.px(96), self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """The height of the text at a width."""
        document = self.document().clone(self)
        document.setTextWidth(width)
        height = math.ceil(document.size().height())
        document.deleteLater()
        return height

    def changeEvent(self, event: QEvent) -> None:
        """The text size or the colours may be others."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page scrolls by its keys, not the text."""
        if event.key() in _SCROLLING and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool, /) -> bool:
        """From link to link, each brought into sight, and then on to what is below the text."""
        stays = super().focusNextPrevChild(forwards)
        if stays and self.window().focusWidget() is self:
            self._bring_into_sight()
        return stays

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the text."""
        event.ignore()

    def _dress(self) -> None:
        """Read the text anew with the fonts and the colours of now."""
        theme, document = self._theme, self.document()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Link, theme.colour("accent_ink"))
        self.setPalette(palette)
        self.setMaximumWidth(theme.px(_WIDEST_PX))
        document.setDefaultFont(theme.font("body"))
        document.setIndentWidth(theme.px(tokens.SPACE_XL))
        features = QTextDocument.MarkdownFeature.MarkdownDialectCommonMark
        document.setMarkdown(self._text, features | QTextDocument.MarkdownFeature.MarkdownNoHTML)
        block = document.begin()
        while block.isValid():
            self._dress_block(block)
            block = block.next()

    def _dress_block(self, block: QTextBlock) -> None:
        theme = self._theme
        is_heading, is_item = block.blockFormat().headingLevel() > 0, block.textList() is not None
        look = block.blockFormat()
        above = tokens.SPACE_XL if is_heading else tokens.SPACE_XS if is_item else tokens.SPACE_S
        look.setTopMargin(theme.px(above) if block.blockNumber() else 0)
        look.setBottomMargin(theme.px(tokens.SPACE_XS if is_heading or is_item else tokens.SPACE_S))
        look.setLineHeight(_LINE_PERCENT, _PROPORTIONAL)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(look)
        for piece in _pieces(block):
            words = piece.charFormat()
            words.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # of a heading
            is_strong, is_italic = words.fontWeight() > 500, words.fontItalic()
            font = theme.font("heading" if is_heading else "strong" if is_strong else "body")
            font.setItalic(is_italic)
            if words.isAnchor():
                words.setForeground(theme.colour("accent_ink"))
                font.setUnderline(True)
            words.setFont(font)
            cursor.setPosition(piece.position())
            cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(words)

    def _bring_into_sight(self) -> None:
        """Scroll the page that the text is on to its cursor."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        content = page.widget() if page is not None else None
        if page is not None and content is not None:
            at = self.mapTo(content, self.cursorRect().center())
            page.ensureVisible(at.x(), at.y(), 0, self._theme.px(80))

    @Slot(QUrl)
    def _follow(self, address: QUrl) -> None:
        self.followed.emit(address.toString())


def _pieces(block: QTextBlock) -> list[QTextFragment]:
    """The parts of a block that look alike, found before any of them is changed."""
    pieces, at = [], block.begin()
    while not at.atEnd():
        pieces.append(at.fragment())
        at += 1
    return pieces
