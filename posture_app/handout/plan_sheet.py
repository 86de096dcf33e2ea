"""The sheet of exercises that a patient is handed: a plan, or a phase of it, laid out in pages."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date
from math import ceil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPen

from posture_app.dataclass import dataclass
from posture_app.errors import FailedError, sentence
from posture_app.exchange.plan_code import plan_code
from posture_app.handout.code_strip import code_strip
from posture_app.handout.document import LaidOut, page_size
from posture_app.handout.exercise_fitting import LARGE, Blocks, Fitting
from posture_app.handout.muscle_legend import entries_of, legend_strip, legend_strips, legend_width
from posture_app.handout.page_room import shares, with_widest_pictures
from posture_app.handout.plan_blocks import (
    BOLD,
    GAP,
    NORMAL,
    Block,
    Style,
    bands_strip,
    boxes_strip,
    fact_strip,
    framed,
)
from posture_app.handout.strips import (
    GREY,
    HAIR,
    POINT,
    Strip,
    beside,
    font,
    space,
    stacked,
    text,
    width_of,
    write,
)
from posture_app.journal.report import Paper
from posture_app.library.model import Library
from posture_app.plans.files import carried_library, check_sum
from posture_app.plans.hand_over import BoxDays, PerPage
from posture_app.plans.model import Language, Plan, PlanFile, PlanPhase
from posture_app.preferences import USUAL_FIGURE, FigureAppearance
from posture_app.words import plan_sheet as words
from posture_app.words.catalogue import speaking
from posture_app.words.formats import enumerated
from posture_app.words.plan_sheet import WrittenExercise, WrittenPhase, WrittenSheet

SIDE: Final = 38 * POINT
TOP: Final = 32 * POINT
LOGO_HEIGHT: Final = 42 * POINT
LOGO_WIDTH: Final = 130 * POINT
MOST_LOGO_BYTES: Final = 10_000_000
_MANY: Final = 10_000
SHORT_GOAL: Final = 6
"""So many lines of the goal stand beside the QR code at most."""
CODE: Final = {True: 118 * POINT, False: 62 * POINT}
"""How wide the QR code is with the whole plan in it, and with its check sum: 4 cm, and 2 cm."""
SMALL_SIZES: Final = {1: 10, 2: 9, 4: 8, 6: 8}


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """How a sheet is made.

    Attributes:
        today: The day that stands on it.
        emergency_number: What to call where the patient is.
        language: Of the program's words and the library's; the plan's own where it is None.
        paper: Its size.
        per_page: So many exercises a page has at most; in large print one or two.
        large_print: Whether nothing is smaller than 16 points.
        days: For how many days there are boxes, 7 or 14.
        phase: The id of the only phase that is handed out; None for all.
        logo: The practice's picture; None for none.
        before: The version that the patient has, if what was changed is told.
        figure: Whom the figures show.
    """

    today: date
    emergency_number: str
    language: Language | None = None
    paper: Paper = Paper.A4
    per_page: PerPage = 4
    large_print: bool = False
    days: BoxDays = 7
    phase: str | None = None
    logo: QImage | None = None
    before: PlanFile | None = None
    figure: FigureAppearance = USUAL_FIGURE


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page; what is on it stands at its height, each with the height it is stretched by."""

    width: float
    height: float
    parts: tuple[tuple[float, Strip | Block, float], ...]
    foot: Strip
    number: str
    small: int

    def paint(self, painter: QPainter) -> None:
        """Draw it; a unit of the painter is 1/`DPI` inch, its origin the paper's corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for y, part, more in self.parts:
            painter.save()
            painter.translate(SIDE, y)
            if isinstance(part, Block):
                part.paint(painter, more)
            else:
                part.paint(painter)
            painter.restore()
        y = self.height - self.foot.height
        painter.setPen(QPen(GREY, HAIR))
        painter.drawLine(QPointF(SIDE, y), QPointF(self.width - SIDE, y))
        painter.save()
        painter.translate(SIDE, y + 4 * POINT)
        self.foot.paint(painter)
        painter.restore()
        face = font(self.small)
        right = self.width - SIDE - width_of(self.number, face)
        write(painter, self.number, QPointF(right, y + 4 * POINT), face)


@dataclass(frozen=True, slots=True)
class _Group:
    """What stays together on a page: strips, and the exercise that they stand above."""

    parts: tuple[Strip | Block, ...]
    begins_page: bool = False
    bookmark: str = ""

    @property
    def height(self) -> float:
        return sum(one.height for one in self.parts)

    @property
    def blocks(self) -> int:
        return sum(isinstance(one, Block) for one in self.parts)


_Filled = tuple[list[list[Strip | Block]], list[tuple[str, int]]]
"""What is on each page, and the bookmarks with their pages, counted from 0."""


def read_logo(path: Path) -> QImage:
    """The practice's picture from a file.

    Raises:
        FailedError: It is none that can be read, or too large.
    """
    image = QImage()
    if path.is_file() and path.stat().st_size <= MOST_LOGO_BYTES:
        image = QImage(str(path))
    if image.isNull():
        raise FailedError(sentence("{path} is no picture that can be read", path=path))
    return image


def laid_out_plan(plan_file: PlanFile, library: Library, choice: SheetChoice) -> LaidOut:
    """Lay a plan out as a sheet; needs a QGuiApplication.

    Args:
        plan_file: The plan with what it carries.
        library: The library, in the sheet's language.
        choice: How it is made.

    Raises:
        FailedError: The plan has no such phase.
    """
    layout = PlanLayout(plan_file, library, choice)
    while layout.document is None:
        layout.go_on(_MANY)
    return layout.document


class PlanLayout:
    """A sheet that is laid out little by little, so that nobody waits for a long one.

    Attributes:
        document: The sheet; None while it is not done.
        share: How much is done, from 0 to 1.
    """

    def __init__(self, plan_file: PlanFile, library: Library, choice: SheetChoice) -> None:
        """Begin; the arguments and what is raised are those of `laid_out_plan`."""
        plan = plan_file.plan
        phases = [one for one in plan.phases if choice.phase in {None, one.id}]
        if not phases:
            what = sentence(
                'the plan has no phase "{id}"; it has {known}',
                id=choice.phase,
                known=enumerated([one.id for one in plan.phases]),
            )
            raise FailedError(what)
        whole = carried_library(plan_file, library)
        if choice.before is not None:
            whole = carried_library(choice.before, whole)
        self.document: LaidOut | None = None
        self.share = 0.0
        self._language = choice.language or plan.language
        self._steps = _steps(plan, phases, whole, choice, self._language)

    def go_on(self, most: int) -> None:
        """Do so many steps more; one is an exercise at one size of the text, or less."""
        with speaking(self._language):  # the whole process does, so that it ends with the steps
            for _step in range(most):
                try:
                    self.share = next(self._steps)
                except StopIteration as end:
                    self.document, self.share = end.value, 1.0
                    return


def _steps(
    plan: Plan, phases: Sequence[PlanPhase], library: Library, choice: SheetChoice, language: str
) -> Generator[float, None, LaidOut]:
    before = None if choice.before is None else choice.before.plan
    writing = words.sheet_steps(
        plan, phases, library, choice.today, choice.emergency_number, before
    )
    told = yield from writing
    return (yield from _Sheet(plan, told, library, choice).steps(language))


class _Sheet:
    """A sheet that is being laid out, in the language that is spoken."""

    def __init__(
        self, plan: Plan, told: WrittenSheet, library: Library, choice: SheetChoice
    ) -> None:
        self._plan, self._library, self._choice = plan, library, choice
        self._page = page_size(choice.paper)
        self._width = self._page[0] - 2 * SIDE
        self._told = told
        self._longest = max(len(one.exercises) for one in self._told.phases)
        most: int = 2 if choice.large_print else 6
        if self._longest <= 4:  # room for the layout of four, where the steps stand in a list
            most = min(most, 4)
        self._per_page = min(choice.per_page, most)
        self._text = LARGE if choice.large_print else (12 if self._per_page == 1 else 10) * POINT
        self._small = LARGE if choice.large_print else SMALL_SIZES[self._per_page] * POINT
        self._code = plan_code(plan)
        self._foot = self._footer()

    def steps(self, language: str) -> Generator[float, None, LaidOut]:
        """The sheet's pages; yields how much is done, from 0 to 1."""
        told = self._told
        heads = [[*self._header(), *self._top(told.phases[0])]]
        for phase in told.phases[1:]:
            yield 0.0
            heads.append(self._phase_head(phase))
        written = [one for phase in told.phases for one in phase.exercises]
        fitting = Fitting(
            library=self._library,
            per_page=self._per_page,
            longest=self._longest,
            days=self._choice.days,
            large_print=self._choice.large_print,
            small=self._small,
            figure=self._choice.figure,
            width=self._width,
            room=self._full - TOP,
        )
        above = sum(one.height for one in heads[0])
        style, blocks = yield from fitting.steps(written, above)
        filled, bookmarks = self._paged(list(self._groups(heads, style, blocks)))
        pages = []
        for parts in filled:
            yield 1.0
            pages.append(self._placed(parts))
        count = len(pages)
        made = tuple(
            SheetPage(
                *self._page, tuple(parts), self._foot, words.page_number(at, count), self._small
            )
            for at, parts in enumerate(pages, 1)
        )
        return LaidOut(self._told.title, language, self._choice.paper, made, tuple(bookmarks))

    @property
    def _full(self) -> float:
        return self._page[1] - self._foot.height - 6 * POINT

    def _groups(
        self, heads: Sequence[Sequence[Strip]], style: Style, blocks: Blocks
    ) -> Iterator[_Group]:
        told = self._told
        for number, (phase, head) in enumerate(zip(told.phases, heads, strict=True)):
            own = [blocks[one] for one in phase.exercises]
            yield _Group((*head, *own[:1]), begins_page=number > 0, bookmark=phase.title)
            for one, block in zip(phase.exercises[1:], own[1:], strict=True):
                yield _Group((block,), bookmark=_numbered(one))
            yield _Group(tuple(self._diary(style)))
        for title, lines in told.notes:
            said = [part for line in lines for part in text(line, self._width, size=self._text)]
            yield _Group((self._heading(title), *said))
        about_code = words.code_words(self._code[1], check_sum(self._plan))
        yield _Group((space(4 * POINT), *text(about_code, self._width, size=self._small)))

    def _header(self) -> Iterator[Strip]:
        """Practice and patient, the plan's name and its goal; the QR code on the right."""
        content, whole = self._code
        code = code_strip(content, CODE[whole], is_whole=whole)
        room = self._width - CODE[whole] - GAP
        size = 24 if self._choice.large_print else 18
        parts = [self._letterhead(room)]
        parts += text(self._told.title, room, size=size * POINT, weight=BOLD)
        goal = text(self._told.goal, room, size=self._text) if self._told.goal else []
        if len(goal) <= SHORT_GOAL:
            parts += goal
            goal = []
        yield beside(stacked(parts), code, self._width - CODE[whole])
        if goal:  # a long one goes on over the page
            yield from text(self._told.goal, self._width, size=self._text)
        yield space(5 * POINT)

    def _letterhead(self, width: float) -> Strip:
        """The practice with its picture on the left, for whom it is and when on the right."""
        size = LARGE if self._choice.large_print else 9 * POINT
        half = width * 0.55
        logo = self._choice.logo
        place = QRectF() if logo is None else _fitting(logo)
        indent = place.width() + 8 * POINT if logo is not None else 0.0
        practice = [
            line
            for number, one in enumerate(self._told.practice)
            for line in text(one, half - indent, size=size, weight=NORMAL if number else BOLD)
        ]
        left = stacked(practice)
        right = stacked(
            [line for one in self._told.about for line in text(one, width - half, size=size)]
        )

        def paint(painter: QPainter) -> None:
            painter.save()
            if logo is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(place, logo)
            painter.translate(indent, 0)
            left.paint(painter)
            painter.translate(half - indent + GAP, 0)
            right.paint(painter)
            painter.restore()

        return Strip(max(left.height, right.height, place.height()) + 8 * POINT, paint)

    def _top(self, phase: WrittenPhase) -> Iterator[Strip]:
        """What is seen at one glance: how often, how long, with what, and what pain says."""
        inner = self._width - 2 * GAP
        size = self._text
        parts = [fact_strip(one, size, inner) for one in phase.facts]
        parts.append(space(4 * POINT))
        in_columns = not self._choice.large_print
        parts.append(bands_strip(self._told.bands, size, inner, in_columns=in_columns))
        yield from self._phase_lines(phase)
        yield framed(parts, self._width)
        if self._told.changes:
            before = self._choice.before
            if before is not None:
                yield self._heading(words.changes_title(before.plan))
            for one in self._told.changes:
                yield from text(one, self._width, size=size)
            yield space(6 * POINT)

    def _phase_head(self, phase: WrittenPhase) -> list[Strip]:
        inner = self._width - 2 * GAP
        facts = framed([fact_strip(one, self._text, inner) for one in phase.facts], self._width)
        return [*self._phase_lines(phase), facts]

    def _phase_lines(self, phase: WrittenPhase) -> Iterator[Strip]:
        size = round(self._text * 1.3)
        yield stacked(text(phase.title, self._width, size=size, weight=BOLD))
        for one in phase.lines:
            yield from text(one, self._width, size=self._text)
        yield space(4 * POINT)

    def _diary(self, style: Style) -> Iterator[Strip]:
        yield self._heading(words.diary_title())
        every = frozenset(range(7))
        rows = [(name, 1, 1, every) for name in words.pain_rows()]
        yield boxes_strip(rows, max(style.small, self._small), self._width, self._choice.days)

    def _heading(self, said: str) -> Strip:
        size = round(self._text * 1.1)
        return stacked([space(5 * POINT), *text(said, self._width, size=size, weight=BOLD)])

    def _footer(self) -> Strip:
        """Which sheet it is, beside the page's number, what the muscles mean, and how to use it."""
        name, advice = self._told.footer
        size = self._small
        room = self._width - width_of(words.page_number(88, 88), font(size)) - GAP
        shown = {one.id for phase in self._told.phases for one in phase.exercises}
        entries = entries_of(self._library.exercises[one] for one in sorted(shown))
        figure = self._choice.figure
        start = room - legend_width(entries, size) - GAP
        if not entries:
            lines = text(name, room, size=size)
        elif width_of(name, font(size)) + GAP <= start:
            legend = legend_strip(entries, size, figure)
            lines = [beside(text(name, start, size=size)[0], legend, start)]
        else:
            below = legend_strips(entries, size, figure, self._width)
            lines = [*text(name, room, size=size), *below]
        whole = stacked([*lines, *text(advice, self._width, size=size)])
        return Strip(whole.height + 22 * POINT, whole.paint)

    def _paged(self, groups: Sequence[_Group]) -> _Filled:
        """The groups on pages, and the pages of the bookmarks."""
        pages: list[list[Strip | Block]] = []
        bookmarks: list[tuple[str, int]] = []
        for chapter in _chapters(groups):
            own, marks = self._evenly(chapter)
            bookmarks += [(title, at + len(pages)) for title, at in marks]
            pages += own
        return pages, bookmarks

    def _evenly(self, chapter: Sequence[_Group]) -> _Filled:
        """A phase on as few pages as it takes, with no exercise alone while others are crowded."""
        full = self._filled(chapter, self._per_page)
        used = sum(any(isinstance(one, Block) for one in page) for page in full[0])
        if used < 2:
            return full
        even = self._filled(chapter, ceil(sum(one.blocks for one in chapter) / used))
        return even if len(even[0]) <= len(full[0]) else full

    def _filled(self, chapter: Sequence[_Group], most: int) -> _Filled:
        """Groups on pages, each filled before the next, with so many exercises on one at most."""
        pages: list[list[Strip | Block]] = [[]]
        bookmarks = []
        y, blocks = float(TOP), 0
        for group in chapter:
            is_over = y + group.height > self._full or blocks + group.blocks > most
            if pages[-1] and is_over:
                pages.append([])
                y, blocks = float(TOP), 0
            for part in group.parts:
                if pages[-1] and y + part.height > self._full:  # one that is higher than a page
                    pages.append([])
                    y, blocks = float(TOP), 0
                pages[-1].append(part)
                y += part.height
            blocks += group.blocks
            if group.bookmark:
                bookmarks.append((group.bookmark, len(pages) - 1))
        return pages, bookmarks

    def _placed(self, parts: Sequence[Strip | Block]) -> list[tuple[float, Strip | Block, float]]:
        """The parts of a page at their places; the pictures share the room that is left."""
        room = self._full - TOP
        chosen = with_widest_pictures(parts, room)
        more = iter(shares(chosen, room))
        y, placed = float(TOP), []
        for part in chosen:
            added = next(more) if isinstance(part, Block) else 0.0
            placed.append((y, part, added))
            y += part.height + added
        return placed


def _chapters(groups: Sequence[_Group]) -> Iterator[list[_Group]]:
    """The groups of each phase, which begins a page; what follows the last one is with it."""
    chapter: list[_Group] = []
    for group in groups:
        if group.begins_page and chapter:
            yield chapter
            chapter = []
        chapter.append(group)
    yield chapter


def _numbered(written: WrittenExercise) -> str:
    return f"{written.number}. {written.name}"


def _fitting(logo: QImage) -> QRectF:
    """A picture's place: as large as the letterhead has room for."""
    scale = min(LOGO_HEIGHT / logo.height(), LOGO_WIDTH / logo.width())
    return QRectF(0, 0, logo.width() * scale, logo.height() * scale)
