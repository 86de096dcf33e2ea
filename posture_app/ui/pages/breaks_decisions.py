"""The Breaks page's lists of decisions: the latest ones, and on request all of them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from posture_app.ui.pages.breaks_snapshots import Decision
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.item_model import Index, ItemModel
from posture_app.ui.widgets.page_list import PageList
from posture_app.ui.widgets.paint import focus_ring
from posture_app.words import formats
from posture_app.words.catalogue import _

SHOWN: Final = 5
INSET: Final = tokens.SPACE_S
"""A row's words are so far in: its focus ring goes around them."""
_TIME: Final = Qt.ItemDataRole.UserRole + 3
_WRAPPED: Final = Qt.TextFlag.TextWordWrap
_TALLEST_PX: Final = 10_000


class DecisionModel(ItemModel[Decision]):
    """The decisions that are shown now; with more than one day among them each names its own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.has_days = False

    def show_decisions(self, decisions: Sequence[Decision], *, has_days: bool) -> None:
        """Show other decisions."""
        self.has_days = has_days
        self.show_items(decisions)

    def told(self, item: Decision) -> Mapping[int, object]:
        """A decision's sentence, its time, and both for a screen reader."""
        when = formats.time_of_day(item.at)
        if self.has_days:
            day = formats.weekdays_short()[item.at.weekday()]
            # Translators: a day of the week, shortened, and a time.
            when = _("{day} {time}").format(day=day, time=when)
        spoken = _("{time}. {decision}").format(time=when, decision=item.words)
        return {
            Qt.ItemDataRole.DisplayRole: item.words,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
            _TIME: when,
        }


class DecisionDelegate(QStyledItemDelegate):
    """Draws a time and beside it a sentence in as many lines as it needs."""

    def __init__(self, theme: Theme, rows: PageList, model: DecisionModel) -> None:
        super().__init__(rows)
        self._theme = theme
        self._list = rows
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """As high as the sentence."""
        width = self._list.viewport().width()
        room = QRect(0, 0, max(1, width - self._words_left() - INSET), _TALLEST_PX)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        metrics = QFontMetrics(self._theme.font("small"))
        height = metrics.boundingRect(room, _WRAPPED, words).height()
        return QSize(width, height + tokens.SPACE_M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw both."""
        theme, area = self._theme, _area(option)
        painter.save()
        place = QRectF(area.rect)
        if area.state & QStyle.StateFlag.State_HasFocus and self._list.shows_focus:
            focus_ring(painter, place, tokens.RADIUS_S, theme.colour("focus"))
        half = tokens.SPACE_M / 2
        inner = place.adjusted(INSET, half, -INSET, -half)
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, str(index.data(_TIME)))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink"))
        inner.setLeft(place.left() + self._words_left())
        painter.drawText(inner, _WRAPPED, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()

    def _words_left(self) -> int:
        return INSET + self._theme.px(84 if self._model.has_days else 48) + tokens.SPACE_M


class DecisionsView(QWidget):
    """The latest decisions, with a button for all of them, or a sentence where there are none."""

    def __init__(self, make: WidgetFactory, name: str, title: str, none: str) -> None:
        super().__init__()
        self._decisions: Sequence[Decision] = ()
        self._shows_all = False
        self._model = DecisionModel(self)
        self._none = make.label(none, "body", "muted")
        self._list = make(PageList, name=f"{name}-list", title=title)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.show_rows(self._model, DecisionDelegate(make.theme, self._list, self._model))
        self._more = make.button("", "quiet", name=f"{name}-more", flush=True)
        self._more.clicked.connect(self._turn)
        box = column(tokens.SPACE_S)
        self.setLayout(box)
        for one in (self._none, self._list, self._more):
            line = row()
            if one is not self._list:
                line.setContentsMargins(INSET, 0, INSET, 0)
            line.addWidget(one)
            if one is self._more:
                line.addStretch(1)
            box.addLayout(line)
        self._show()

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """Show these, the first of them first."""
        if decisions != self._decisions:
            self._decisions = tuple(decisions)
            self._show()

    @Slot()
    def _turn(self) -> None:
        self._shows_all = not self._shows_all
        self._show()

    def _show(self) -> None:
        every = self._decisions
        shown = every if self._shows_all else every[:SHOWN]
        days = {one.at.date() for one in every}
        self._model.show_decisions(shown, has_days=len(days) > 1)
        self._none.setVisible(not every)
        self._list.setVisible(bool(every))
        self._more.setVisible(len(every) > SHOWN)
        self._more.set_text(
            _("Show fewer") if self._shows_all else _("Show all {count}").format(count=len(every))
        )


def _area(option: QStyleOptionViewItem) -> Any:  # noqa: ANN401 - its fields are unknown to mypy
    return option
