"""A QR code on a sheet."""

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from posture_app.handout.plan_blocks import GAP
from posture_app.handout.strips import Strip


@lru_cache(maxsize=8)
def _squares(content: str, correction: Literal["l", "m"]) -> tuple[tuple[bool, ...], ...]:
    """The dark squares of a QR code, row by row; a sheet is laid out anew with each choice."""
    import segno  # noqa: PLC0415 - only a sheet needs it

    code = segno.make_qr(content, error=correction)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)


def code_strip(content: str, side: float, *, is_whole: bool) -> Strip:
    """A QR code; the text in it is corrected the less, the more there is of it."""
    squares = _squares(content, "l" if is_whole else "m")
    each = side / len(squares)

    def paint(painter: QPainter) -> None:
        painter.save()
        # Soft edges would leave light lines between the squares.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for row, line in enumerate(squares):
            for column, is_dark in enumerate(line):
                if is_dark:
                    square = QRectF(column * each, row * each, each, each)
                    painter.fillRect(square, Qt.GlobalColor.black)
        painter.restore()

    return Strip(side + GAP, paint)
