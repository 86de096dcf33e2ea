"""The parts of a sheet of exercises: an exercise with its pictures and boxes, and the frames above.

What tells things apart is a word or a shape, never the colour alone.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from posture_app.dataclass import dataclass
from posture_app.handout.strips import (
    GREY,
    HAIR,
    INK,
    POINT,
    Strip,
    font,
    lines_of,
    space,
    stacked,
    text,
    width_of,
    write,
    write_centred,
)
from posture_app.words import plan_sheet as words
from posture_app.words.formats import weekdays_short
from posture_app.words.plan_sheet import Fact, WrittenExercise

BOLD: Final = QFont.Weight.Bold
NORMAL: Final = QFont.Weight.Normal
GAP: Final = 10 * POINT
MOST_BOXES_DOWN: Final = 4
"""So many boxes of one day stand below each other; more of them stand side by side."""
_LEAST_BESIDE: Final = 17
"""In sizes of its letters: so wide is the text beside pictures at least, some five words."""
_UNIT: Final = re.compile(r"(\d) (s|min|h|kg|cm)\b")
"""A number and its unit, which stay in one line."""
GREEN: Final = QColor("#2e7d4f")
AMBER: Final = QColor("#d08a00")
RED: Final = QColor("#b3261e")


@dataclass(frozen=True, slots=True)
class Style:
    """How large the text is, and where an exercise has its pictures.

    Attributes:
        text, small: Sizes of what is read, and of what stands beside pictures and boxes.
        pictures: How wide the pictures are that stand beside the text; None puts them above it.
        lowest, highest: How high the pictures may be.
        columns: In how many columns the text below the pictures stands.
        is_tight: Whether steps follow each other in a line, and boxes of a day stand side by side.
    """

    text: int
    small: int
    pictures: float | None
    lowest: float
    highest: float
    columns: int = 1
    is_tight: bool = False

    @property
    def name(self) -> int:
        """The size of an exercise's name."""
        return round(self.text * 1.25)


@dataclass(frozen=True, slots=True)
class Block:
    """An exercise, which is on one page wholly; its pictures take the room that is left.

    Attributes:
        height: What it takes with its pictures as low as may be.
        spare: How much higher it may become.
        paint: Draws it with so much more height.
        scale: How large its pictures are with so much more height.
        wider: The same with pictures that are so many times as wide; None where they have a page's
            whole width.
    """

    height: float
    spare: float
    paint: Callable[[QPainter, float], None]
    scale: Callable[[float], float]
    wider: "Callable[[float], Block] | None" = None


@dataclass(frozen=True, slots=True)
class PlacedPictures:
    """What an exercise shows.

    Attributes:
        paint: Draws it into a width and a height.
        scale: How large it is there.
        used: How much of the height it takes.
    """

    paint: Callable[[QPainter, float, float], None]
    scale: Callable[[float, float], float]
    used: Callable[[float, float], float]


def exercise_block(
    written: WrittenExercise, pictures: PlacedPictures | None, style: Style, width: float, days: int
) -> Block:
    """An exercise of the sheet.

    Args:
        written: Its words.
        pictures: What it shows; None where it shows nothing.
        style: How large all of it is.
        width: Of the page.
        days: How many days have boxes.
    """
    whole = written
    title, is_said = _title(written, style, width)
    if written.often and not is_said:
        often = words.how_often_fact(written.often)
        written = replace(written, amount=(*written.amount, often))
    if style.pictures is None:
        return _above(written, pictures, title, style, width, days)
    left = style.pictures if pictures is not None else 0.0
    start = left + GAP if left else 0.0
    body = stacked(_said(written, style, width - start))
    boxes = _boxes(written, style, left or width, days)
    if pictures is None:
        body, boxes = stacked([body, boxes]), space(0)
        least = highest = body.height
    else:
        useful = max(style.lowest, pictures.used(left, style.highest))
        least = max(body.height, style.lowest + boxes.height)
        highest = max(least, useful + boxes.height)

    def tall(more: float) -> float:
        return min(least + more - boxes.height, style.highest)

    def scale(more: float) -> float:
        return pictures.scale(left, tall(more)) if pictures else 1.0

    def wider(times: float) -> Block:
        widest = max(left, min(left * times, width - GAP - _least_beside(written, style)))
        wide = replace(style, pictures=widest, highest=style.highest * widest / left)
        return exercise_block(whole, pictures, wide, width, days)

    def paint(painter: QPainter, more: float) -> None:
        painter.save()
        title.paint(painter)
        painter.translate(0, title.height)
        if pictures is not None:
            pictures.paint(painter, left, tall(more))
            used = pictures.used(left, tall(more))
            painter.translate(0, used)
            boxes.paint(painter)
            painter.translate(0, -used)
        painter.translate(start, 0)
        body.paint(painter)
        painter.restore()

    height = title.height + least + GAP
    return Block(height, highest - least, paint, scale, wider if pictures else None)


def _least_beside(written: WrittenExercise, style: Style) -> float:
    """How wide the text beside pictures is at least: its longest word is whole, and none alone."""
    face = font(style.text)
    said = " ".join((*written.steps, *(one.words for one in (*written.amount, *written.hints))))
    longest = max((width_of(word, face) for word in set(said.split())), default=0.0)
    return max(_LEAST_BESIDE * style.text, longest + _indent(style))


def _indent(style: Style) -> float:
    """How far in steps begin, behind their numbers."""
    return width_of("0.", font(style.text, BOLD)) + 5 * POINT


def _above(
    written: WrittenExercise,
    pictures: PlacedPictures | None,
    title: Strip,
    style: Style,
    width: float,
    days: int,
) -> Block:
    """With the pictures above the text, side by side."""
    if style.columns == 2:
        each = (width - GAP) / 2
        body = _beside(
            stacked(_steps(written, style, each)), stacked(_facts(written, style, each)), each + GAP
        )
    else:
        body = stacked(_said(written, style, width))
    body = stacked([body, _boxes(written, style, width, days)])
    lowest = highest = 0.0
    if pictures is not None:
        lowest = style.lowest
        highest = max(lowest, pictures.used(width, style.highest))

    def scale(more: float) -> float:
        return pictures.scale(width, lowest + more) if pictures is not None else 1.0

    def paint(painter: QPainter, more: float) -> None:
        painter.save()
        title.paint(painter)
        painter.translate(0, title.height)
        if pictures is not None:
            pictures.paint(painter, width, lowest + more)
            painter.translate(0, pictures.used(width, lowest + more))
        body.paint(painter)
        painter.restore()

    return Block(title.height + lowest + body.height + GAP, highest - lowest, paint, scale)


def _beside(left: Strip, right: Strip, at: float) -> Strip:
    def paint(painter: QPainter) -> None:
        left.paint(painter)
        painter.save()
        painter.translate(at, 0)
        right.paint(painter)
        painter.restore()

    return Strip(max(left.height, right.height), paint)


def _title(written: WrittenExercise, style: Style, width: float) -> tuple[Strip, bool]:
    """A line, the number on a disc, the name, how often, and the mark of what was changed.

    Returns:
        The title, and whether there was room in it for how often the exercise is done.
    """
    face, small = font(style.name, BOLD), font(style.small, BOLD)
    disc = style.name * 1.5
    indent = disc + 6 * POINT
    marked = width_of(written.mark, small) + 10 * POINT if written.mark else 0.0
    room = width - indent - marked - GAP
    lines = lines_of(written.name, face, room)
    beside = font(style.text)
    often = width_of(written.often, beside)
    is_said = bool(often) and len(lines) == 1 and width_of(written.name, face) + often + GAP <= room
    number = str(written.number)
    first = 4 * POINT + style.name * 0.15

    def paint(painter: QPainter) -> None:
        painter.setPen(QPen(INK, HAIR))
        painter.drawLine(QPointF(0, 0), QPointF(width, 0))
        painter.setBrush(INK)
        painter.drawEllipse(QRectF(0, 4 * POINT, disc, disc))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        at = QPointF(disc / 2 - width_of(number, face) / 2, first)
        write(painter, number, at, face, QColor("white"))
        y = first
        for line, height in lines:
            write(painter, line, QPointF(indent, y), face)
            y += height
        if is_said:
            x = width - often - (marked + 5 * POINT if marked else 0)
            write(painter, written.often, QPointF(x, first + style.name - style.text), beside)
        if written.mark:
            box = QRectF(width - marked + POINT, 5 * POINT, marked - POINT, style.small * 1.5)
            painter.setPen(QPen(INK, HAIR))
            painter.drawRect(box)
            top = box.top() + style.small * 0.15
            write_centred(painter, written.mark, box.center().x(), top, small)

    height = max(disc, sum(height for _line, height in lines) + style.name * 0.15)
    return Strip(height + 7 * POINT, paint), is_said


def _said(written: WrittenExercise, style: Style, width: float) -> list[Strip]:
    facts, steps = _facts(written, style, width), _steps(written, style, width)
    return [*facts[: len(written.amount)], *steps, *facts[len(written.amount) :]]


def _steps(written: WrittenExercise, style: Style, width: float) -> list[Strip]:
    if style.is_tight:
        numbered = enumerate(written.steps, 1)
        said = " ".join(f"{number}.\N{NO-BREAK SPACE}{step}" for number, step in numbered)
        return [*text(said, width, size=style.text), space(2 * POINT)]
    indent = _indent(style)
    steps = [
        _numbered(number, step, style, width, indent)
        for number, step in enumerate(written.steps, 1)
    ]
    return [*steps, space(3 * POINT)]


def _numbered(number: int, step: str, style: Style, width: float, indent: float) -> Strip:
    lines = text(step, width, size=style.text, indent=indent)
    face = font(style.text, BOLD)

    def paint(painter: QPainter) -> None:
        write(painter, f"{number}.", QPointF(0, 0), face)

    return stacked([Strip(0, paint), *lines])


def _facts(written: WrittenExercise, style: Style, width: float) -> list[Strip]:
    """How much, how often and load; then what to feel, what to avoid, what the therapist says."""
    return [fact_strip(one, style.text, width) for one in (*written.amount, *written.hints)]


def fact_strip(fact: Fact, size: int, width: float) -> Strip:
    """A name in bold with its words behind it, which go on below it."""
    bold, face = font(size, BOLD), font(size)
    name = f"{fact.name}: "
    first = width_of(f"{fact.name}:", bold) + width_of("n", face) * 0.6
    said = _UNIT.sub("\\1\N{NO-BREAK SPACE}\\2", fact.words)
    lines = _running(said, face, width, first)

    def paint(painter: QPainter) -> None:
        write(painter, name.strip(), QPointF(0, 0), bold)
        y = 0.0
        for number, (line, height) in enumerate(lines):
            write(painter, line, QPointF(0 if number else first, y), face)
            y += height

    return Strip(sum(height for _line, height in lines) + 2 * POINT, paint)


def _running(said: str, face: QFont, width: float, first: float) -> list[tuple[str, float]]:
    """The lines of a paragraph whose first one begins at `first`.

    What the first line has no room for begins below it, rather than be broken within a word.
    """
    if width_of(said.partition(" ")[0], face) > width - first:
        return [("", face.pixelSize() * 1.3), *lines_of(said, face, width)]
    [(line, height), *rest] = lines_of(said, face, width - first)
    if not rest:
        return [(line, height)]
    return [(line, height), *lines_of(said[len(line) :].strip(), face, width)]


def _boxes(written: WrittenExercise, style: Style, width: float, days: int) -> Strip:
    is_narrow = style.pictures is not None and (style.is_tight or written.times > 2)
    down = min(ceil(written.times / 2) if is_narrow else written.times, MOST_BOXES_DOWN)
    row = ("", written.times, ceil(written.times / down), written.days)
    return boxes_strip([row], style.small, width, days)


ExerciseRow = tuple[str, int, int, frozenset[int]]
"""What stands before it, how many boxes a day has, how many of them across, and the days with some.
"""


def boxes_strip(rows: Sequence[ExerciseRow], size: int, width: float, days: int) -> Strip:
    """Boxes to tick or to write in, for each day of one week or of two, from Monday."""
    face = font(size)
    names = weekdays_short()
    first = max((width_of(one[0], face) + GAP for one in rows if one[0]), default=0.0)
    if days > 7 and (width - first) / days < max(width_of(name, face) for name in names) * 1.2:
        week = boxes_strip(rows, size, width, 7)
        return stacked([week] * (days // 7))
    wide = (width - first) / days
    tall = size * 1.35
    head = size * 1.5
    heights = [
        ceil(times / across) * (tall + 2 * POINT) + 3 * POINT
        for _name, times, across, _days in rows
    ]

    def paint(painter: QPainter) -> None:
        for day in range(days):
            write_centred(painter, names[day % 7], first + (day + 0.5) * wide, 0, face)
        y = head
        for (name, times, across, asked), height in zip(rows, heights, strict=True):
            write(painter, name, QPointF(0, y + tall * 0.1), face)
            for day in range(days):
                box = QRectF(first + day * wide, y, wide, tall)
                if day % 7 in asked:
                    _day_boxes(painter, box, times, across)
                else:
                    _no_box(painter, box)
            y += height

    return Strip(head + sum(heights) + 2 * POINT, paint)


def _day_boxes(painter: QPainter, place: QRectF, times: int, across: int) -> None:
    painter.setPen(QPen(INK, HAIR * 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    each = min((place.width() - 4 * POINT) / across, place.height() * 2.2)
    left = place.center().x() - each * across / 2
    for number in range(times):
        row, column = divmod(number, across)
        x, y = left + column * each, place.top() + row * (place.height() + 2 * POINT)
        painter.drawRect(QRectF(x + POINT / 2, y, each - POINT, place.height()))


def _no_box(painter: QPainter, place: QRectF) -> None:
    """A dash where a day asks for nothing."""
    painter.setPen(QPen(GREY, HAIR))
    middle = place.center()
    painter.drawLine(middle - QPointF(3 * POINT, 0), middle + QPointF(3 * POINT, 0))


def framed(strips: Sequence[Strip], width: float) -> Strip:
    """Strips in a frame; they are `width` less two gaps wide."""
    whole = stacked(strips)

    def paint(painter: QPainter) -> None:
        painter.setPen(QPen(INK, HAIR * 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(0, 0, width, whole.height + 1.4 * GAP), 40, 40)
        painter.save()
        painter.translate(GAP, 0.7 * GAP)
        whole.paint(painter)
        painter.restore()

    return Strip(whole.height + 1.4 * GAP + 6 * POINT, paint)


def bands_strip(bands: Sequence[Fact], size: int, width: float, *, in_columns: bool) -> Strip:
    """The traffic light of pain: an empty, a half full and a full disc, each with its words."""
    each = (width - 2 * GAP) / 3 if in_columns else width
    disc = size * 1.1
    parts = []
    for number, one in enumerate(bands):
        name = text(one.name, each, size=size, weight=BOLD, indent=disc + 4 * POINT)
        said = text(one.words, each, size=size, indent=disc + 4 * POINT)
        parts.append(_with_disc(stacked([*name, *said, space(3 * POINT)]), number, disc))
    if not in_columns:
        return stacked(parts)

    def paint(painter: QPainter) -> None:
        painter.save()
        for part in parts:
            part.paint(painter)
            painter.translate(each + GAP, 0)
        painter.restore()

    return Strip(max(part.height for part in parts), paint)


def _with_disc(strip: Strip, number: int, disc: float) -> Strip:
    colour = (GREEN, AMBER, RED)[number]

    def paint(painter: QPainter) -> None:
        place = QRectF(0, disc * 0.12, disc, disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if number == 1:
            painter.drawChord(place, 180 * 16, 180 * 16)
        elif number == 2:
            painter.drawEllipse(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, HAIR * 3))
        painter.drawEllipse(place)
        strip.paint(painter)

    return Strip(strip.height, paint)
