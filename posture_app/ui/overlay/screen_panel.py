"""A break that fills a screen: a large figure in the middle, and one line of ways out below."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.overlay.care import MOST_LINES
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.overlay.panel import BreakPanel, Shares
from posture_app.ui.overlay.ring import CountLine, FigureRing
from posture_app.ui.overlay.snapshots import BreakSnapshot
from posture_app.ui.player.snapshot import BETWEEN
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fitted_label import FittedLabel
from posture_app.ui.widgets.layouts import NO_LIMIT_PX

_LANDSCAPE: Final = 1.2
"""Where a screen is so many times as wide as high, words stand on both sides of the figure."""
_LOW_PX: Final = 780
"""Below this height, at a text size of 100 per cent, all lies closer together."""
_LOWEST_PX: Final = 310
"""Below this height what to take care of has a single line, too."""
_LEAST_COLUMN_PX: Final = 165
"""Words beside the figure have at least this width: for a count of minutes with its unit."""
_MOST_COLUMN_PX: Final = 300
"""They take no more, so that words and figure are one group in the middle."""
_USUAL_FIGURE: Final = 0.45
"""A name is only written in the largest type where the figure takes as much of the height."""
_USUAL_BESIDE: Final = 0.57
"""With words on both sides the name is smaller and the hint left out before the figure is."""
_HINT_FIGURE: Final = 0.35
"""The hint is left out in any case before the figure takes less of the height."""
_LEAST_FIGURE: Final = 0.27
"""Names get smaller still and prompts are shortened before the figure takes less of it."""
_NAME_LINES: Final = 2
_PROMPT_ROLES: Final[tuple[Role, ...]] = ("lead", "body", "small")
"""Prompts are written in the first that the longest has room in."""
_WIDE_PX: Final = 860
"""No line of words gets longer, so that they stay together below the figure."""
_INSET_PX: Final = 72
"""A sentence is kept so much shorter on both sides."""
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter


class ScreenPanel(BreakPanel):
    """The figure in the middle; the words beside it or, where there is little width, around it."""

    def __init__(self, make: WidgetFactory, figure: BreakFigure | None = None) -> None:
        super().__init__(make, figure, compact=False)
        make = self._make
        self.ring: FigureRing = make(FigureRing, self.figure)
        self._name: FittedLabel = make(FittedLabel, "", "display")
        self._name.setObjectName("break_exercise")
        self._name.limit(_NAME_LINES)
        self._count = make(CountLine)
        self._beside: bool | None = None
        self._low = False
        self._head = QWidget()
        head = self._head_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addStretch(1)
        head.addWidget(self._break_name)
        head.addWidget(self._left)
        head.addStretch(1)
        self._counted = QWidget()
        counted = self._counted_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._counted)
        counted.setContentsMargins(0, 0, 0, 0)
        counted.addStretch(1)
        counted.addWidget(self._heading)
        counted.addWidget(self._count)
        counted.addStretch(1)
        keeps = self._care.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # or the figure would grow when the exercise is done
        self._care.setSizePolicy(keeps)
        legend = self.figure.legend
        self._legend = legend if legend is not None else QWidget()
        for label in (self._name, self._where, self._prompt, self._heading):
            label.setAlignment(_MIDDLE | Qt.AlignmentFlag.AlignTop)
        for one in (self._break_name, self._left):
            one.setAlignment(_MIDDLE)
        self._before, self._before_box = _column()
        self._after, self._after_box = _column()
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for part in (self._before, self.ring, self._after):
            self._body.addWidget(part)
        self._about = QVBoxLayout()
        self._about.setSpacing(tokens.SPACE_XS)
        self._about.addWidget(self._care)
        box = self._box = QVBoxLayout(self._stage)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._body, 1)
        box.addLayout(self._about)
        box.addWidget(self.controls)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._stage, 1)
        self.reading.connect(self._place_head)
        self._arrange()

    def show_break(self, shown: BreakSnapshot) -> None:
        """Begin with a break, or with another exercise in it."""
        super().show_break(shown)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is width, the words stand beside the figure."""
        super().resizeEvent(event)
        self._arrange()

    def fit(self) -> None:
        """The text has another size."""
        self._beside = None
        self._arrange()

    def _frame_picture_of(self, exercise: Exercise | None) -> None:
        self.ring.show_picture_of(exercise)

    def _show_count(self, number: str, unit: str, shares: Shares, *, waiting: bool) -> None:
        # The ring is the whole break's: one that runs round with every breath is no rest.
        self.ring.show_count(number, unit, shares.whole, waiting=waiting)
        self._count.show_count(number, unit)

    def _places(self, where: str) -> str:
        # A line that breaks by itself leaves a number alone.
        widest = QFontMetrics(self._where.font()).horizontalAdvance(where)
        return where.replace(BETWEEN, "\n") if widest > self._words_px() else where

    def event(self, event: QEvent) -> bool:
        """Fit the words anew when others are said, or what is below takes another height."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def _prompt_room_px(self) -> int:
        margins = self._prompt.contentsMargins()
        return max(self._theme.px(150), self._words_px() - margins.left() - margins.right())

    def _reading_room_px(self) -> int:
        return self._room_px()

    def _room_px(self) -> int:
        """The width for all together."""
        return self.width() - 2 * self._side_px()

    def _words_px(self) -> int:
        """The width of the words: below one another, or of a column beside the figure."""
        return self._column_px() if self._beside else self._room_px()

    def _figure_px(self, height: int) -> int:
        """How large the figure is between two columns, with a height for all three."""
        columns = 2 * (self._theme.px(_LEAST_COLUMN_PX) + self._body.spacing())
        return min(height, self._room_px() - columns)

    def _column_px(self) -> int:
        """The width of the words on each side of the figure."""
        room = self._room_px() - self._figure_px(self._body_px()) - 2 * self._body.spacing()
        return max(0, min(room // 2, self._theme.px(_MOST_COLUMN_PX)))

    def _side_px(self) -> int:
        px = self._theme.px
        if self._beside:
            return px(tokens.SPACE_L)
        return max(px(tokens.SPACE_XXL), (self.width() - px(_WIDE_PX)) // 2)

    def _arrange(self) -> None:
        px = self._theme.px
        beside, low = self.width() >= _LANDSCAPE * self.height(), self.height() < px(_LOW_PX)
        another = (beside, low) != (self._beside, self._low)
        self._beside, self._low = beside, low
        side, above = self._side_px(), px(tokens.SPACE_M if low else tokens.SPACE_XL)
        self._outer.setContentsMargins(side, above, side, above)
        self._care.limit(1 if self.height() < px(_LOWEST_PX) else MOST_LINES)
        inset = 0 if beside else px(_INSET_PX)
        self._prompt.setContentsMargins(inset, 0, inset, 0)
        if another:
            self._place()
        # Nothing beside the figure moves when the first repetition is named, either.
        lines = 2 if beside and self._exercise is not None and not self._resting else 0
        self._where.setMinimumHeight(lines * QFontMetrics(self._where.font()).lineSpacing())
        if beside:
            self._fit_name_above()
            self._show_hint()
            self._share_width()
        else:
            self.controls.show_hint(True)
        self._show_legend()
        self._head.setVisible(not beside or self.is_reading or self._head_fits())
        self.ring.set_smallest(round(_LEAST_FIGURE * self.height()))
        if self._shown is not None:
            self._set(self._where, self._places(self._where.text().replace("\n", BETWEEN)))
            if not beside:
                self._fit_name(self._prompt_px(self._shown, "lead"))
            self._fit_prompt(self._shown)

    def _fit_name(self, prompt_px: int) -> None:
        """Step the name down to what fits above the figure, with the longest prompt below it."""
        room, width = self._body_px(), self._words_px()
        roles: tuple[Role, ...] = ("display", "title", "heading")
        for role in roles:
            lines, name = self._name.lines_in(role, width)
            share = _USUAL_FIGURE if role == "display" else _LEAST_FIGURE
            needed = name + self._beside_prompt_px() + prompt_px + round(share * self.height())
            if role == roles[-1] or (lines <= _NAME_LINES and needed <= room):
                self._name.take_role(role)
                break

    def _fit_name_above(self) -> None:
        """Step the name down to what fits in one line, and leaves the figure and the hint room."""
        width = self._room_px()
        room = self._body_px() + self._name.heightForWidth(width)
        room -= 0 if self.controls.has_hint else self.controls.hint_px
        usual = round(_USUAL_BESIDE * self.height())
        roles: tuple[Role, ...] = ("display", "title", "heading", "lead")
        for role in roles:
            lines, name = self._name.lines_in(role, width)
            if lines == 1 and (role in {"heading", "lead"} or room - name >= usual):
                self._name.take_role(role)
                return
        self._name.take_role("heading")

    def _fit_prompt(self, shown: BreakSnapshot) -> None:
        """Write the prompts smaller or shorten them, and keep the room of the longest."""
        room = self._body_px()
        if not self._beside:
            room -= round(_LEAST_FIGURE * self.height())
            room -= self._name.heightForWidth(self._words_px())
        spare = room - self._beside_prompt_px()
        roles = _PROMPT_ROLES if self._low or not self._beside else ("title", *_PROMPT_ROLES)
        fit = (role for role in roles if self._prompt_px(shown, role) <= spare)
        self._prompt.take_role(next(fit, _PROMPT_ROLES[-1]))
        prompt_px, line = self._prompt_px(shown), QFontMetrics(self._prompt.font()).lineSpacing()
        self._prompt.limit(spare // line)
        self._prompt.setMinimumHeight(min(prompt_px, max(line, spare)))

    def _share_width(self) -> None:
        """Give figure and words their widths: the figure's middle is that of the screen."""
        column, gaps = self._column_px(), 2 * self._body.spacing()
        figure = min(self._figure_px(self._body_px()), self._room_px() - 2 * column - gaps)
        for words in (self._before, self._after):
            words.setFixedWidth(column)
        aside = (self._room_px() - figure - 2 * column - gaps) // 2
        self._body.setContentsMargins(aside, 0, aside, 0)
        aside = (self._room_px() - self._about_width_px()) // 2
        self._about.setContentsMargins(aside, 0, aside, 0)

    def _body_px(self) -> int:
        """The height for figure and words together; words beside leave the name above all."""
        margins, box = self._outer.contentsMargins(), self._box.spacing()
        room = self.height() - margins.top() - margins.bottom()
        if self._beside:
            room -= self._name.heightForWidth(self._room_px()) + box
        else:
            room -= self._head.sizeHint().height() + self._outer.spacing()
        room -= self._about_px(self._about_width_px()) + box
        if not self.controls.isHidden():
            room -= self.controls.heightForWidth(self._room_px()) + box
        return room

    def _about_width_px(self) -> int:
        return min(self._room_px(), self._theme.px(_WIDE_PX))

    def _about_px(self, width: int) -> int:
        """The height of what to take care of, and of the legend where it is above that."""
        layout = self._care.layout()  # asked itself, as the row may be hidden and keeps its room
        care = layout.heightForWidth(width) if layout is not None else 0
        return care if self._beside or self._legend.isHidden() else care + self._legend_px()

    def _legend_px(self) -> int:
        """The height of the legend, or that it would take."""
        height = max(self._legend.sizeHint().height(), self._legend.minimumHeight())
        return height + tokens.SPACE_XS

    def _show_legend(self) -> None:
        """Say what the colours mean: above what to take care of, or below the words beside.

        It keeps its room when the exercise is done, or the figure would grow.
        """
        self.figure.fit_legend(self._words_px())
        least = QFontMetrics(self._theme.font("small")).height() + 2
        self._legend.setMinimumHeight(least)
        fits = True
        if self._beside:
            more = self._legend_px() if self._legend.isHidden() else 0
            # Before it goes, the prompts are written smaller; it goes before they are shortened.
            prompt = (
                self._prompt_px(self._shown, _PROMPT_ROLES[-1]) if self._shown is not None else 0
            )
            fits = self._beside_prompt_px() + prompt + more <= self._body_px()
            fits = fits and not self._legend.sizeHint().isEmpty()
            fits = fits and not self._resting  # nothing of the figure is coloured then
        self._legend.setVisible(self._exercise is not None and fits)

    def _show_hint(self) -> None:
        """Say how every break is left, where the figure is large all the same."""
        room = self._body_px() + (self.controls.hint_px if self.controls.has_hint else 0)
        without, beside = self._figure_px(room), self._figure_px(room - self.controls.hint_px)
        usual, least = (share * self.height() for share in (_USUAL_BESIDE, _HINT_FIGURE))
        # Where the figure is not large in either case, it is not for its sake that it is left out.
        self.controls.show_hint(beside >= usual or (without < usual and beside >= least))

    def _head_fits(self) -> bool:
        """Whether it has room above the count, and is not all that is read beside the figure."""
        counts = not self._resting or self._promises_rest
        needed = self._head.sizeHint().height() + self._counted.sizeHint().height()
        needed += max(self._where.minimumHeight(), self._where.sizeHint().height())
        needed += 2 * self._before_box.spacing()
        return counts and needed <= self._body_px()

    def _beside_prompt_px(self) -> int:
        """The height of the words over and under the prompt but for the name, and between them."""
        if self._beside:
            legend = 0 if self._legend.isHidden() else self._legend_px()
            return legend + self._after_box.spacing()
        where = 0 if self._where.isHidden() else self._where.heightForWidth(self._words_px())
        gaps = 2 * tokens.SPACE_XS + 2 * self._body.spacing()
        return where + self._counted.sizeHint().height() + gaps

    def _place(self) -> None:
        """Put the words above and below the figure, or on both sides of it."""
        px, low, beside = self._theme.px, self._low, bool(self._beside)
        # Only now: a layout that is told its spacing asks to be laid out, whether it is new or not.
        self._outer.setSpacing(px(tokens.SPACE_S if low else tokens.SPACE_M))
        self._box.setSpacing(px(tokens.SPACE_XS if low else tokens.SPACE_L))
        self._body.setSpacing(px(tokens.SPACE_M if low else tokens.SPACE_L))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if beside else down)
        self._counted_line.setDirection(down if beside else across)
        self._set_count_line()
        before, after, about = self._before_box, self._after_box, self._about
        self._place_head()
        for part in (self._name, self._where, self._counted, self._prompt, self._legend):
            for layout in (before, after, about, self._box):
                layout.removeWidget(part)
        for box in (before, after):
            box.setSpacing(px(tokens.SPACE_M) if beside else tokens.SPACE_XS)
        if beside:
            self._box.insertWidget(0, self._name)
            before.addWidget(self._counted)
            before.addWidget(self._where)
            after.addWidget(self._prompt)
            after.addWidget(self._legend, 0, _MIDDLE)
        else:
            before.addWidget(self._name)
            before.addWidget(self._where)
            after.addWidget(self._counted)
            after.addWidget(self._prompt)
            about.insertWidget(0, self._legend, 0, _MIDDLE)
        for words in (self._before, self._after):
            middle = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
            self._body.setAlignment(words, middle)
            if not beside:
                words.setMinimumWidth(0)
                words.setMaximumWidth(NO_LIMIT_PX)
        if not beside:
            self._body.setContentsMargins(0, 0, 0, 0)
            self._about.setContentsMargins(0, 0, 0, 0)

    @Slot()
    def _place_head(self) -> None:
        """What break it is and what is left of it: beside the figure, or above all that is seen."""
        beside = bool(self._beside) and not self.is_reading
        for layout in (self._outer, self._before_box):
            layout.removeWidget(self._head)
        directions = QBoxLayout.Direction
        self._head_line.setDirection(directions.TopToBottom if beside else directions.LeftToRight)
        self._head_line.setSpacing(self._theme.px(tokens.SPACE_XS if beside else tokens.SPACE_L))
        (self._before_box if beside else self._outer).insertWidget(0, self._head)

    def _set_count_line(self) -> None:
        """Let the heading stand on the line of the number beside it, or above that."""
        beside, line = bool(self._beside), self._counted_line
        below = self._count.descent - QFontMetrics(self._heading.font()).descent()
        aside = self._theme.px(tokens.SPACE_M)
        self._heading.setContentsMargins(
            0, 0, 0 if beside else aside, 0 if beside else max(0, below)
        )
        self._heading.setWordWrap(beside)
        bottom = Qt.AlignmentFlag.AlignBottom
        line.setAlignment(self._heading, Qt.AlignmentFlag(0) if beside else bottom)
        line.setAlignment(self._count, _MIDDLE if beside else bottom)
        self._count.updateGeometry()


def _column() -> tuple[QWidget, QVBoxLayout]:
    """Words that belong together, below one another."""
    column = QWidget()
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(tokens.SPACE_XS)
    return column, box
