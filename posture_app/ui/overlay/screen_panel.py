"""A break that fills a screen: a large figure in the middle, and one line of ways out below."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

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
from posture_app.ui.widgets.layouts import below_one_another

_LOW_PX: Final = 620
"""Below this height, at a text size of 100 per cent, the words stand beside the figure."""
_LOWEST_PX: Final = 310
"""Below this height what to take care of has a single line, too."""
_SHARES: Final = (4, 5)
"""How figure and words share the width where they stand side by side."""
_COLUMN_PX: Final = 330
"""Words beside the figure take no more, so that both are one group in the middle."""
_USUAL_FIGURE: Final = 0.45
"""A name is only written in the largest type where the figure takes as much of the height."""
_LEAST_FIGURE: Final = 0.27
"""Names get smaller still and prompts are shortened before the figure takes less of it."""
_HINT_FIGURE: Final = 0.35
"""Where words stand beside the figure, the hint is left out before it takes less of the height."""
_NAME_LINES: Final = 2
_WIDE_PX: Final = 860
"""No line of words gets longer, so that they stay together below the figure."""
_INSET_PX: Final = 72
"""A sentence is kept so much shorter on both sides."""


class ScreenPanel(BreakPanel):
    """Puts everything on one axis; where there is little height, beside the figure."""

    def __init__(self, make: WidgetFactory, figure: BreakFigure | None = None) -> None:
        super().__init__(make, figure, compact=False)
        make = self._make
        self.ring: FigureRing = make(FigureRing, self.figure)
        self._name: FittedLabel = make(FittedLabel, "", "display")
        self._name.setObjectName("break_exercise")
        self._name.limit(_NAME_LINES)
        self._count = make(CountLine)
        self._low: bool | None = None
        self._columns = 0, 0
        self._outer = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_L)
        head.addStretch(1)
        head.addWidget(self._break_name)
        head.addWidget(self._left)
        head.addStretch(1)
        self._outer.addLayout(head)
        self._outer.addWidget(self._stage, 1)
        self._counted = QWidget()
        counted = QHBoxLayout(self._counted)
        counted.setContentsMargins(0, 0, 0, 0)
        counted.addStretch(1)
        counted.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignBottom)
        counted.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        counted.addStretch(1)
        self._heading.setWordWrap(False)
        keeps = self._care.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # or the figure would grow when the exercise is done
        self._care.setSizePolicy(keeps)
        legend = self.figure.legend
        self._legend = legend if legend is not None else QWidget()
        self._about = QVBoxLayout()
        self._about.setSpacing(tokens.SPACE_XS)
        self._about.addWidget(self._care)
        for label in (self._name, self._where, self._prompt):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._above = below_one_another(self._name, self._where)
        self._below = below_one_another(self._counted, self._prompt)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside = QVBoxLayout()
        self._beside.setSpacing(tokens.SPACE_XS)
        self._beside.addStretch(1)
        self._beside.addStretch(1)
        self._body.addLayout(self._beside)
        box = self._box = QVBoxLayout(self._stage)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._body, 1)
        box.addLayout(self._about)
        box.addWidget(self.controls)
        self._arrange()

    def show_break(self, shown: BreakSnapshot) -> None:
        """Begin with a break, or with another exercise in it."""
        super().show_break(shown)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the words stand beside the figure."""
        super().resizeEvent(event)
        self._arrange()

    def fit(self) -> None:
        """The text has another size."""
        self._low = None
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

    @property
    def _says_one_thing(self) -> bool:
        """Whether there is nothing but a heading beside the figure, which is in the middle then."""
        return bool(self._low) and self._resting and not self._promises_rest

    @property
    def _keeps_places(self) -> bool:
        return super()._keeps_places and not self._says_one_thing

    def _prompt_room_px(self) -> int:
        margins = self._prompt.contentsMargins()
        return max(self._theme.px(200), self._words_px() - margins.left() - margins.right())

    def _words_px(self) -> int:
        """The width of the column with the words."""
        room = self.width() - 2 * self._side_px()
        if not self._low:
            return room
        return self._columns_px(room)[1] - 2

    def _columns_px(self, room: int) -> tuple[int, int]:
        """The widths of figure and words side by side: no more than they need, if there is more."""
        figure, words = _SHARES
        room -= self._theme.px(tokens.SPACE_XL)
        beside = min(self._theme.px(_COLUMN_PX), room * words // (figure + words))
        return min(room - beside, self._body_px()), beside

    def _side_px(self) -> int:
        least, px = self._theme.px(tokens.SPACE_XXL), self._theme.px
        return max(least, (self.width() - px(_WIDE_PX)) // 2) if not self._low else least

    def _arrange(self) -> None:
        px = self._theme.px
        low = self.height() < px(_LOW_PX)
        another, self._low = low != self._low, low
        side, above = self._side_px(), px(tokens.SPACE_L if low else tokens.SPACE_XL)
        self._outer.setContentsMargins(side, above, side, above)
        self._care.limit(1 if self.height() < px(_LOWEST_PX) else MOST_LINES)
        inset = 0 if low else px(_INSET_PX)
        self._prompt.setContentsMargins(inset, 0, inset, 0)
        if another:
            self._place()
        self._below.setVisible(not self._says_one_thing)
        self._show_legend()
        self._show_hint()
        self._share_width()
        self.ring.set_smallest(round(_LEAST_FIGURE * self.height()))
        if self._shown is not None:
            self._fit_words(self._prompt_px(self._shown))

    def _share_width(self) -> None:
        """Let figure and words side by side be one group in the middle."""
        room = self.width() - 2 * self._side_px()
        figure, words = self._columns_px(room) if self._low else (1, 0)
        aside = (room - figure - words - self._theme.px(tokens.SPACE_XL)) // 2 if self._low else 0
        self._body.setContentsMargins(aside, 0, aside, 0)
        if (figure, words) != self._columns:  # a layout that is told asks to be laid out
            self._columns = figure, words
            self._body.setStretchFactor(self.ring, figure)
            self._body.setStretchFactor(self._beside, words)

    def _fit_words(self, prompt_px: int) -> None:
        """Step the name down to what fits beside the longest prompt; then shorten the prompt."""
        room, line = self._body_px(), QFontMetrics(self._prompt.font()).lineSpacing()
        least = 0 if self._low else round(_LEAST_FIGURE * self.height())
        self._set(self._where, self._places(self._where.text().replace("\n", BETWEEN)))
        others = self._beside_name_px()
        width = self._words_px()
        roles: tuple[Role, ...] = ("title", "heading")
        for role in roles if self._low else ("display", *roles):
            lines, name = self._name.lines_in(role, width)
            figure = round(_USUAL_FIGURE * self.height()) if role == "display" else least
            needed = name + others + prompt_px + figure
            if role == roles[-1] or (lines <= _NAME_LINES and needed <= room):
                self._name.take_role(role)
                break
        name = self._name.heightForWidth(width)
        spare = room - least - name - others
        self._prompt.limit(spare // line)
        self._prompt.setMinimumHeight(min(prompt_px, max(line, spare)))

    def _body_px(self) -> int:
        """The height for figure and words together."""
        margins, box = self._outer.contentsMargins(), self._box.spacing()
        head = max(self._break_name.sizeHint().height(), self._left.sizeHint().height())
        room = self.height() - margins.top() - margins.bottom() - head - self._outer.spacing()
        width = self.width() - margins.left() - margins.right()
        room -= self._about_px(width) + box
        if not self.controls.isHidden():
            room -= self.controls.heightForWidth(width) + box
        return room

    def _about_px(self, width: int) -> int:
        """The height of what to take care of, and of the legend where it is above that."""
        layout = self._care.layout()  # asked itself, as the row may be hidden and keeps its room
        care = layout.heightForWidth(width) if layout is not None else 0
        return care if self._low or self._legend.isHidden() else care + self._legend_px()

    def _legend_px(self) -> int:
        """The height of the legend, or that it would take."""
        height = max(self._legend.sizeHint().height(), self._legend.minimumHeight())
        return height + tokens.SPACE_XS

    def _show_legend(self) -> None:
        """Say what the colours mean: above what to take care of, or below the words beside.

        It keeps its room when the exercise is done, or the figure would grow.
        """
        self.figure.stack_legend(on=False)
        self.figure.stack_legend(on=self._legend.sizeHint().width() > self._words_px())
        least = QFontMetrics(self._theme.font("small")).height() + 2
        self._legend.setMinimumHeight(least)
        more = self._legend_px() if self._legend.isHidden() else 0
        fits = self._least_words_px() + more <= self._body_px()
        fits = not self._low or (fits and not self._legend.sizeHint().isEmpty())
        at_rest = self._low and self._resting  # nothing of the figure is coloured then
        self._legend.setVisible(self._exercise is not None and fits and not at_rest)

    def _show_hint(self) -> None:
        """Say how every break is left, where figure and words keep their room all the same."""
        room = self._body_px() - (0 if self.controls.has_hint else self.controls.hint_px)
        fits = room >= max(_HINT_FIGURE * self.height(), self._least_words_px())
        self.controls.show_hint(not self._low or fits)

    def _least_words_px(self) -> int:
        """The height of all words side by side with the figure: a small name, a short prompt."""
        _lines, name = self._name.lines_in("heading", self._words_px())
        line = QFontMetrics(self._prompt.font()).lineSpacing()
        return name + line + self._beside_name_px()

    def _beside_name_px(self) -> int:
        """The height of all words but the name and the prompt, and of what is between them."""
        where = 0 if self._where.isHidden() else self._where.heightForWidth(self._words_px())
        gaps = 2 * tokens.SPACE_XS
        if self._low:
            gaps += self._beside.spacing() + (0 if self._legend.isHidden() else self._legend_px())
        else:
            gaps += 2 * self._body.spacing()
        return where + self._counted.sizeHint().height() + gaps

    def _place(self) -> None:
        """Put the words above and below the figure, or all beside it."""
        px, body, low = self._theme.px, self._body, bool(self._low)
        # Only now: a layout that is told its spacing asks to be laid out, whether it is new or not.
        self._outer.setSpacing(px(tokens.SPACE_S if low else tokens.SPACE_M))
        self._box.setSpacing(px(tokens.SPACE_S if low else tokens.SPACE_L))
        self._columns = 0, 0
        self._set_count_line()
        for one in (self._above, self.ring, self._below, self._legend):
            for layout in (body, self._beside, self._about):
                layout.removeWidget(one)
        directions = QBoxLayout.Direction
        body.setDirection(directions.LeftToRight if low else directions.TopToBottom)
        body.insertWidget(0, self.ring)
        if low:
            self._beside.insertWidget(1, self._above)
            self._beside.insertWidget(2, self._below)
            self._beside.insertWidget(3, self._legend, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            body.insertWidget(0, self._above)
            body.insertWidget(2, self._below)
            self._about.insertWidget(0, self._legend, 0, Qt.AlignmentFlag.AlignHCenter)
        body.setSpacing(px(tokens.SPACE_XL if low else tokens.SPACE_L))

    def _set_count_line(self) -> None:
        """Let the heading stand on the line of the number beside it."""
        below = self._count.descent - QFontMetrics(self._heading.font()).descent()
        self._heading.setContentsMargins(0, 0, self._theme.px(tokens.SPACE_M), max(0, below))
        self._count.updateGeometry()
