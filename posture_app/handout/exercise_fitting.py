"""The exercises of a sheet, in the largest text that lets as many stand on a page as are wanted."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.handout.exercise_stills import painted_stills
from posture_app.handout.photographs import painted_photographs
from posture_app.handout.plan_blocks import Block, Style, exercise_block
from posture_app.handout.strips import POINT
from posture_app.library.model import Library
from posture_app.plans.hand_over import BoxDays
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.widgets.exercise_picture import exercise_images
from posture_app.words.plan_sheet import WrittenExercise

LARGE: Final = 16 * POINT
SMALLEST: Final = 6 * POINT
"""What is too long for a page becomes as small as this rather than be cut off."""
LOWEST: Final = 70 * POINT
SIZES: Final[dict[int, tuple[float, ...]]] = {
    1: (14, 13, 12, 11),
    2: (11.5, 11, 10.5, 10, 9.5, 9),
    4: (10.5, 10, 9.5, 9, 8.5, 8),
    6: (9, 8.5, 8),
}
"""The sizes of the text, by how many exercises a page has: the largest is taken that lets so many
stand on one; below the smallest, fewer do. With six, what would not fit leaves out what to feel."""
PICTURES: Final[dict[int, tuple[float | None, float, float]]] = {
    1: (None, 150, 560),
    2: (215, 200, 300),
    4: (172, 84, 180),
    6: (160, 62, 130),
}
"""How wide the pictures beside the text are, and their least and greatest height, in points."""
Blocks = dict[WrittenExercise, Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What the exercises are to fit into.

    Attributes:
        library: Has all of them.
        per_page: So many are wanted on a page.
        longest: How many the longest phase has.
        days: For how many days there are boxes.
        large_print: Whether nothing is smaller than 16 points.
        small: The size of the smallest text.
        figure: Whom the figures show.
        width, room: Of a page, without its margins and its foot.
    """

    library: Library
    per_page: int
    longest: int
    days: BoxDays
    large_print: bool
    small: int
    figure: FigureAppearance
    width: float
    room: float

    def steps(
        self, written: Sequence[WrittenExercise], head: float
    ) -> Generator[float, None, tuple[Style, Blocks]]:
        """Fit them, an exercise at a time; yields how much is done, from 0 to 1.

        Args:
            written: The exercises.
            head: How high is what stands above the first one. It comes onto the same page, if only
                the text is small enough.
        """
        share, first_found = self.room / self.per_page, None
        sizes = (LARGE / POINT,) if self.large_print else SIZES[self.per_page]
        for at, size in enumerate(sizes):
            style, is_last = self._style(round(size * POINT)), at + 1 == len(sizes)
            making = self._at_size(written, style, share, in_full=is_last)
            blocks = Blocks()
            for blocks in making:
                yield (at + len(blocks) / len(written)) / len(sizes)
            if all(one.height <= share for one in blocks.values()):
                first_found = first_found or (style, blocks)
                if not written or head + blocks[written[0]].height <= self.room:
                    return style, blocks
        if first_found:
            return first_found
        if style.is_tight and self.longest >= self.per_page:
            for one, block in blocks.items():
                if block.height > share:
                    blocks[one] = self._block(replace(one, feel=None), style)
                    yield 1.0
        return style, blocks

    def _at_size(
        self, written: Sequence[WrittenExercise], style: Style, share: float, *, in_full: bool
    ) -> Iterator[Blocks]:
        """What is made so far, after each; it ends with one that is too high, if not `in_full`."""
        blocks = Blocks()
        for one in dict.fromkeys(written):
            blocks[one] = self._block(one, style)
            yield blocks
            if blocks[one].height > share and not in_full:
                return

    def _block(self, written: WrittenExercise, style: Style) -> Block:
        """An exercise; what is too high for a page gets smaller pictures and then smaller text."""
        exercise = self.library.exercises[written.id]
        images = exercise_images(exercise)
        if images:
            shown = painted_photographs(images, style.small)
        else:
            shown = painted_stills(scene_of(exercise), written.side, style.small, self.figure)
        block = exercise_block(written, shown, style, self.width, self.days)
        size = style.text
        while block.height > self.room and size >= SMALLEST:
            lower = replace(style, text=size, lowest=min(style.lowest, LOWEST))
            block = exercise_block(written, shown, lower, self.width, self.days)
            size -= POINT
        return block

    def _style(self, size: int) -> Style:
        if self.large_print:
            least = (150 if self.per_page == 1 else 110) * POINT
            return Style(size, LARGE, None, least, 300 * POINT)
        width, lowest, highest = PICTURES[self.per_page]
        beside = None if width is None else width * POINT
        columns = 2 if width is None else 1
        return Style(
            size,
            self.small,
            beside,
            lowest * POINT,
            highest * POINT,
            columns,
            is_tight=self.per_page == 6,
        )
