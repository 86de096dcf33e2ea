"""A chart as a file: a picture of points (PNG) or of lines (SVG)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from posture_app.ui.charts.legend import LegendKey, entry_size, legend_rows, paint_entry
from posture_app.ui.charts.plots import DayPlots
from posture_app.ui.theme.theme import Theme

SVG: Final = ".svg"
PNG: Final = ".png"
_MARGIN: Final = 24
_RATIO: Final = 2


class ChartPicture:
    """A chart with its title and its legend, as wide as it stands on the screen."""

    def __init__(
        self, theme: Theme, title: str, legend: Sequence[LegendKey], plots: DayPlots
    ) -> None:
        self._theme, self._title, self._plots = theme, title, plots
        self._lines = legend_rows(theme, legend, plots.width())
        self._title_px = QFontMetrics(theme.font("heading")).height() + 8
        self._line_px = max((entry_size(theme, one)[1] for one in legend), default=0)

    @property
    def size(self) -> QSize:
        """The size of the picture, in pixels."""
        head = self._title_px + self._line_px * len(self._lines) + 8
        return QSize(self._plots.width(), self._plots.height() + head) + QSize(
            2 * _MARGIN, 2 * _MARGIN
        )

    def save(self, path: Path) -> bool:
        """Write it, by the ending of the file's name; returns whether that went well."""
        return self._save_svg(path) if path.suffix.casefold() == SVG else self._save_png(path)

    def _save_png(self, path: Path) -> bool:
        image = QImage(self.size * _RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_RATIO)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return image.save(str(path))

    def _save_svg(self, path: Path) -> bool:
        from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - seldom needed

        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(self.size)
        generator.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self._title)
        painter = QPainter()
        if not painter.begin(generator):
            return False
        self._paint(painter)
        return painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme, plots = self._theme, self._plots
        whole = QRect(0, 0, self.size.width(), self.size.height())
        painter.fillRect(whole, theme.colour("surface"))
        painter.setFont(theme.font("heading"))
        painter.setPen(QColor(theme.colour("ink")))
        place = QRectF(_MARGIN, _MARGIN, plots.width(), self._title_px)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, self._title)
        top = float(_MARGIN + self._title_px)
        for line in self._lines:
            left = float(_MARGIN)
            for entry in line:
                wide, high = entry_size(theme, entry)
                paint_entry(painter, theme, entry, QRectF(left, top, wide, high))
                left += wide + 16
            top += self._line_px
        target = QRectF(_MARGIN, top + 8, plots.width(), plots.height())
        plots.scene().render(
            painter, target, plots.mapToScene(plots.viewport().rect()).boundingRect()
        )
