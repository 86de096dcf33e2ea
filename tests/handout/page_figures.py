"""Reads the moving figures of the telephone's page again, as its script does."""

import json
import zlib
from base64 import b64decode

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from posture_app.handout.moving_figure import HEIGHT, WIDTH


def unpacked(text):
    """What a figure's text says."""
    return json.loads(zlib.decompress(b64decode(text), -zlib.MAX_WBITS))


def shapes_of(figure, moment):
    """Style, path and place (or None) of each shape of a moment."""
    for at in range(0, len(moment), 3):
        style, path, place = moment[at : at + 3]
        where = figure["places"][place] if place >= 0 else None
        yield figure["styles"][style], figure["paths"][path], where


def picture_of(figure, moment, wide, ground):
    """A moment as the page shows it by day."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">']
    for (fill, _, stroke, _, width), path, place in shapes_of(figure, moment):
        moved = f' transform="matrix({" ".join(map(str, place))})"' if place else ""
        parts.append(
            f'<path d="{path}" {_ink("fill", fill)} {_ink("stroke", stroke)}'
            f' stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"{moved}/>'
        )
    renderer = QSvgRenderer(QByteArray("".join((*parts, "</svg>")).encode()))
    image = QImage(wide, round(wide * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def _ink(name, colour):
    if len(colour) != len("#rrggbbaa"):
        return f'{name}="{colour}"'
    return f'{name}="{colour[:7]}" {name}-opacity="{int(colour[7:], 16) / 255:.3f}"'
