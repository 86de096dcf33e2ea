"""What a page is made of: strips of text, tables and drawings, one below the other.

All lengths are in tenths of a point (1/720 inch), and a font's pixel is one of them: so a page has
the same lines in a PDF, on a screen and on a printer. Everything is drawn in black and greys that
a printer without colours can tell apart.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from posture_app.dataclass import dataclass
from posture_app.ui.theme import fonts
from posture_app.words.formats import with_units
from posture_app.words.report_parts import Cell, Column, DayCell, ReportTable

POINT: Final = 10
DPI: Final = 72 * POINT
TEXT: Final = 9 * POINT
SMALL: Final = 8 * POINT
HEADING: Final = 11 * POINT
TITLE: Final = 17 * POINT
INK: Final = QColor("black")
GREY: Final = QColor("#555555")
FILL: Final = QColor("#b0b0b0")
HAIR: Final = 5
"""How thick a thin line is."""
CELL_GAP: Final = 5 * POINT
ROW_GAP: Final = 25
BAR: Final = 11 * POINT
"""How high the bar of a pain of 10 is."""

_BOLD: Final = QFont.Weight.Bold

Paint = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """Something as wide as the page that is on one page wholly.

    Attributes:
        height: With the space below it.
        paint: Draws it; the painter's origin is its upper left corner.
        keeps_next: Whether it must not be the last on its page.
        head: What is drawn again above it where it comes first on a page: the head of its table.
    """

    height: float
    paint: Paint
    keeps_next: bool = False
    head: "Strip | None" = None


@cache
def font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font in a size, without ligatures, so that a PDF's text is found as typed."""
    fonts.register_for_paper()
    made = QFont(fonts.FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for name in ("liga", "dlig", "clig"):
        made.setFeature(QFont.Tag(name), 0)
    return made


def text(
    words: str,
    width: float,
    *,
    size: int = TEXT,
    weight: QFont.Weight = QFont.Weight.Normal,
    colour: QColor = INK,
    indent: float = 0,
) -> list[Strip]:
    """A paragraph, a strip for each of its lines."""
    face = font(size, weight)
    return [
        Strip(height, _paint_line(line, face, colour, indent))
        for line, height in lines_of(words, face, width - indent)
    ]


def space(height: float) -> Strip:
    """Nothing."""
    return Strip(height, _nothing)


def beside(left: Strip, right: Strip, at: float) -> Strip:
    """Two strips side by side; the right one begins at `at`."""

    def paint(painter: QPainter) -> None:
        left.paint(painter)
        painter.translate(at, 0)
        right.paint(painter)
        painter.translate(-at, 0)

    return Strip(max(left.height, right.height), paint)


def stacked(strips: Sequence[Strip]) -> Strip:
    """Strips one below the other as one, which stays on one page."""

    def paint(painter: QPainter) -> None:
        painter.save()
        for one in strips:
            one.paint(painter)
            painter.translate(0, one.height)
        painter.restore()

    return Strip(sum(one.height for one in strips), paint)


def heading(words: str, width: float) -> Strip:
    """A part's title with a line below it."""
    face = font(HEADING, QFont.Weight.Bold)
    [(line, height), *_rest] = lines_of(words, face, width)

    def paint(painter: QPainter) -> None:
        painter.translate(0, 8 * POINT)
        _paint_line(line, face, INK, 0)(painter)
        painter.setPen(QPen(INK, HAIR))
        painter.drawLine(QPointF(0, height + 10), QPointF(width, height + 10))
        painter.translate(0, -8 * POINT)

    return Strip(height + 12 * POINT, paint, keeps_next=True)


def table(content: ReportTable, width: float) -> list[Strip]:
    """A table, a strip for each row; its head comes again on the next page."""
    widths = [column.share * width for column in content.columns]
    head = _head(content.columns, widths)
    rows = [
        _row([_cell(cell, wide) for cell, wide in zip(row, widths, strict=True)], widths)
        for row in content.rows
    ]
    strips = [Strip(head.height, head.paint, keeps_next=True)]
    strips += [Strip(row.height, row.paint, head=head) for row in rows]
    if content.more:
        strips += text(content.more, width, size=SMALL, colour=GREY)
    return strips


def lines_of(words: str, face: QFont, width: float) -> list[tuple[str, float]]:
    """The lines of a paragraph, each with its height; a number stays with its unit."""
    layout = QTextLayout(with_units(words), face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    encoded = words.encode("utf-16-le")
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, POINT))
        first, length = line.textStart(), line.textLength()
        # Qt counts in units of UTF-16. The words are as they were given, to be found in a PDF.
        part = encoded[2 * first : 2 * (first + length)].decode("utf-16-le", "replace")
        found.append((part.rstrip(), line.height() * 1.1))
    layout.endLayout()
    return found or [("", face.pixelSize() * 1.3)]


def width_of(words: str, face: QFont) -> float:
    """How wide words are in one line."""
    layout = QTextLayout(words, face)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    return line.naturalTextWidth()


def write(painter: QPainter, words: str, at: QPointF, face: QFont, colour: QColor = INK) -> None:
    """One line of words with its upper left corner at a place."""
    painter.setFont(face)
    painter.setPen(colour)
    box = QRectF(at.x(), at.y(), 1e5, face.pixelSize() * 1.3)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), words)


def write_centred(
    painter: QPainter, words: str, x: float, y: float, face: QFont, colour: QColor = INK
) -> None:
    """One line of words around `x`, from `y` on."""
    write(painter, words, QPointF(x - width_of(words, face) / 2, y), face, colour)


def _nothing(painter: QPainter) -> None:
    del painter


def _paint_line(words: str, face: QFont, colour: QColor, indent: float) -> Paint:
    def paint(painter: QPainter) -> None:
        write(painter, words, QPointF(indent, 0), face, colour)

    return paint


def _head(columns: Sequence[Column], widths: Sequence[float]) -> Strip:
    cells = [
        _centred(column.title, width) if column.is_day else _cell(column.title, width, _BOLD)
        for column, width in zip(columns, widths, strict=True)
    ]
    return _row(cells, widths, is_head=True)


def _row(cells: Sequence[Strip], widths: Sequence[float], *, is_head: bool = False) -> Strip:
    height = max((one.height for one in cells), default=0) + ROW_GAP
    colour, thickness = (INK, HAIR) if is_head else (FILL, HAIR / 2)

    def paint(painter: QPainter) -> None:
        x = 0.0
        for one, width in zip(cells, widths, strict=True):
            painter.translate(x, 0)
            one.paint(painter)
            painter.translate(-x, 0)
            x += width
        painter.setPen(QPen(colour, thickness))
        painter.drawLine(QPointF(0, height - ROW_GAP / 2), QPointF(x, height - ROW_GAP / 2))

    return Strip(height, paint)


def _cell(cell: Cell, width: float, weight: QFont.Weight = QFont.Weight.Normal) -> Strip:
    if isinstance(cell, DayCell):
        return _day_cell(cell, width)
    face = font(SMALL, weight)
    lines = lines_of(cell, face, width - CELL_GAP)

    def paint(painter: QPainter) -> None:
        y = 0.0
        for words, height in lines:
            write(painter, words, QPointF(0, y), face)
            y += height

    return Strip(sum(height for _words, height in lines), paint)


def _centred(words: str, width: float) -> Strip:
    face = font(SMALL, _BOLD)

    def paint(painter: QPainter) -> None:
        write_centred(painter, words, (width - CELL_GAP / 2) / 2, 0, face)

    return Strip(face.pixelSize() * 1.3, paint)


def _day_cell(cell: DayCell, width: float) -> Strip:
    """A pain as a number with a bar above it; a dash where it was not answered."""
    face = font(SMALL)

    def paint(painter: QPainter) -> None:
        if not cell.is_known:
            return
        words = "\N{EN DASH}" if cell.value is None else str(cell.value)
        if cell.value:
            tall = BAR * cell.value / 10
            bar = QRectF(10, BAR - tall, width - CELL_GAP / 2 - 20, tall)
            painter.fillRect(bar, FILL)
            painter.setPen(QPen(INK, HAIR / 2))
            painter.drawRect(bar)
        write_centred(painter, words, (width - CELL_GAP / 2) / 2, BAR + 5, face)

    return Strip(BAR + face.pixelSize() * 1.3, paint)
