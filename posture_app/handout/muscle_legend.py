"""What the muscles on the figures of a handout mean, as a line on paper and for the telephone."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from posture_app.handout.strips import POINT, Strip, font, width_of, write
from posture_app.library.model import Exercise
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.arrow_paths import ArrowKind, pen_of, shapes_of
from posture_app.ui.figure.legend import (
    SIGN_PX,
    MuscleEntry,
    legend_entries,
    paint_swatch,
    sign_of,
    swatch_lines,
)
from posture_app.ui.figure.muscle_look import look_of
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.widgets.exercise_picture import shows_pictures

SWATCH: Final = QRectF(0, 0, 26, 14)
"""In pixels of a screen."""
_BESIDE: Final = 4 * POINT
_GAP: Final = 12 * POINT


def entries_of(exercises: Iterable[Exercise]) -> list[MuscleEntry]:
    """What is to be told of the figures of some exercises; photographs show no muscles."""
    return legend_entries([one for one in exercises if not shows_pictures(one)])


def legend_width(entries: Sequence[MuscleEntry], size: int) -> float:
    """How wide the line is in a size of text."""
    swatch = _swatch_size(size)[0] + _BESIDE
    widths = [swatch + width_of(one.text, font(size)) for one in entries]
    return sum(widths) + _GAP * max(0, len(widths) - 1)


def legend_strips(
    entries: Sequence[MuscleEntry], size: int, figure: FigureAppearance, width: float
) -> list[Strip]:
    """A swatch and a word for each of them, in as many lines as they take."""
    rows: list[list[MuscleEntry]] = []
    for one in entries:
        if rows and legend_width([*rows[-1], one], size) <= width:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [legend_strip(row, size, figure) for row in rows]


def legend_strip(entries: Sequence[MuscleEntry], size: int, figure: FigureAppearance) -> Strip:
    """A swatch and a word for each kind of muscle, in one line."""
    face, palette = font(size), LIGHT.of(figure)
    wide, high = _swatch_size(size)

    def paint(painter: QPainter) -> None:
        x = 0.0
        for one in entries:
            painter.save()
            painter.translate(x, (size * 1.3 - high) / 2)
            painter.scale(wide / SWATCH.width(), high / SWATCH.height())
            paint_swatch(painter, SWATCH, one, palette)
            painter.restore()
            x += wide + _BESIDE
            write(painter, one.text, QPointF(x, 0), face)
            x += width_of(one.text, face) + _GAP

    return Strip(size * 1.43, paint)


def _swatch_size(size: int) -> tuple[float, float]:
    high = size * 1.15
    return high * SWATCH.width() / SWATCH.height(), high


def legend_values(entries: Sequence[MuscleEntry], figure: FigureAppearance) -> list[dict[str, Any]]:
    """The same for the telephone's script, which draws it in pixels of the screen."""
    return [
        _values(one, figure) if one.sign is None else {"words": one.text, **_sign_values(one.sign)}
        for one in entries
    ]


def _sign_values(kind: ArrowKind) -> dict[str, Any]:
    shapes = shapes_of(sign_of(kind, SWATCH, SIGN_PX), pen_of(SIGN_PX))
    lines, tips = [], []
    for line, tip in shapes:
        spots = [line.elementAt(at) for at in range(line.elementCount())]
        lines.append("M" + "L".join(f"{one.x:.1f} {one.y:.1f}" for one in spots))
        tips += [f"{one.x():.1f},{one.y():.1f}" for one in tip.toList()]
    return {"sign": "".join(lines), "tip": " ".join(tips), "lineWidth": SIGN_PX}


def _values(entry: MuscleEntry, figure: FigureAppearance) -> dict[str, Any]:
    palette = LIGHT.of(figure)
    look = look_of(entry.role, palette, deep=entry.deep)
    lines = swatch_lines(entry.role, SWATCH)
    return {
        "words": entry.text,
        "cloth": palette.top,
        "fill": _ink(look.fill),
        "edge": _ink(look.outline.color()),
        "edgeWidth": look.outline.widthF(),
        "dash": [round(one * look.outline.widthF(), 1) for one in look.outline.dashPattern()],
        "line": _ink(look.lines.color()),
        "lineWidth": look.lines.widthF(),
        "lines": [[round(one, 1) for one in (a.x(), a.y(), b.x(), b.y())] for a, b in lines],
    }


def _ink(colour: QColor) -> str:
    alpha = f"{colour.alpha():02x}" if colour.alpha() < 255 else ""
    return f"{colour.name()}{alpha}"
