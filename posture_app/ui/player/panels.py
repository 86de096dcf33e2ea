"""The pages that the player asks on, and those of the end, of leaving and of when to stop."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from posture_app.coach.pain_rule import Advice, Judgement, Sign
from posture_app.ui.player.scale import EFFORT_ENDS, PAIN_ENDS, AnswerScale
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import rounded
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.sessions import EFFORT, PAIN

_KEPT: Final = N_("What you have done so far is in your log and stays there.")
PAUSE_MS: Final = 400
"""What is typed is kept when nothing was typed for this long."""
PINNED_SHARE: Final = 0.6
"""WarningBox and buttons stay in sight while the questions scroll, up to this share of the height;
where they need more, they scroll with the questions."""


@dataclass(frozen=True, slots=True)
class AfterAnswers:
    """What was answered at the end; None is not answered."""

    pain: int | None
    effort: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PainTold:
    """What was told of pain before and while exercising; None is not answered.

    `where` are names of the body map's zones.
    """

    before: int | None = None
    during: int | None = None
    where: frozenset[str] = frozenset()
    signs: frozenset[Sign] = frozenset()


class Panel(QWidget):
    """A calm page in the middle of the player, which scrolls where the window is small.

    A warning stands right above the buttons and goes where they go: whoever can press one can
    read it.
    """

    def __init__(self, theme: Theme, title: str, text: str) -> None:
        super().__init__()
        self.theme = theme
        self.make = make = WidgetFactory(theme)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        area.verticalScrollBar().rangeChanged.connect(self._line_up)
        self._content = QWidget()
        self._content_column = QVBoxLayout(self._content)
        self._content_column.setContentsMargins(0, 0, 0, 0)
        self._content_column.setSpacing(0)
        page, self.column = self._centred()
        self._content_column.addWidget(page)
        area.setWidget(self._content)
        self._foot, self._foot_column = self._centred()
        self._foot_column.setSpacing(tokens.SPACE_M)
        self._pinned = True
        self._outer = outer
        outer.addStretch(2)
        outer.addWidget(area, 100)
        outer.addWidget(self._foot)
        outer.addStretch(3)
        self.scales: list[AnswerScale] = []
        self.main: Button | None = None
        self.title = make.label(title, "title")
        self.text = make.label(text, "lead", "muted")
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)

    def ask_for(self, question: str, ends: tuple[str, str], words: tuple[str, ...]) -> AnswerScale:
        """A scale from 0 to 10 below what is there already."""
        scale = self.make(AnswerScale, question, ends, words)
        self.scales.append(scale)
        self.column.addWidget(scale)
        return scale

    def warn(self, text: str) -> "WarningBox":
        """Put a warning above the buttons."""
        box = self.make(WarningBox, text)
        self._foot_column.insertWidget(0, box)
        return box

    def end(self, *buttons: Button) -> None:
        """Put the buttons at the foot, the main one first."""
        flow = Flow()
        for button in buttons:
            flow.add(button)
        self._foot_column.addWidget(flow)

    def event(self, event: QEvent) -> bool:
        """No more height for the questions than they need at this width."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._pin_foot()
            needed = self._content_column.totalHeightForWidth(self.width())
            self.area.setMaximumHeight(max(1, needed))
        return super().event(event)

    @Slot()
    def _line_up(self) -> None:
        """Keep the foot in line with the questions, which leave room for their scroll bar."""
        bar = self.area.verticalScrollBar()
        self._foot.setContentsMargins(0, 0, bar.sizeHint().width() if bar.maximum() else 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers the first open question; Enter presses the main button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.main is not None:
            self.main.click()
            return
        open_ones = [one for one in self.scales if one.answer is None]
        for scale in (*open_ones, *self.scales):
            if scale.take_digit(event):
                return
        super().keyPressEvent(event)

    def _pin_foot(self) -> None:
        """Keep the foot in sight, or let it scroll where it would leave no room for the rest."""
        layout = self._foot.layout()
        if layout is None:
            return
        pinned = layout.totalHeightForWidth(self.width()) <= PINNED_SHARE * self.height()
        if pinned == self._pinned:
            return
        self._pinned = pinned
        if pinned:
            self._outer.insertWidget(2, self._foot)
        else:
            self._content_column.addWidget(self._foot)

    def _centred(self) -> tuple[QWidget, QVBoxLayout]:
        """A widget with a column in its middle, as wide as is good to read."""
        around = QWidget()
        across = QHBoxLayout(around)
        across.setContentsMargins(24, 12, 24, 20)
        column = QWidget()
        column.setObjectName("column")
        column.setMaximumWidth(self.theme.px(680))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_XL)
        across.addStretch(1)
        across.addWidget(column, 12)
        across.addStretch(1)
        return around, layout


class AfterPanel(Panel):
    """Effort, pain and a note at the end; all of it can be left open.

    Signals:
        done: The `AfterAnswers`.
        edited: The `AfterAnswers` so far: an answer was given, or nothing was typed for a moment.
    """

    done = Signal(object)
    edited = Signal(object)

    def __init__(self, theme: Theme, safety: Safety) -> None:
        super().__init__(theme, _("Well done"), " ")
        self._safety = safety
        self._told = PainTold()
        self.effort = self.ask_for(_("How hard was it?"), EFFORT_ENDS, EFFORT)
        self.pain = self.ask_for(_("How much pain do you have now?"), PAIN_ENDS, PAIN)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("A note for yourself"))
        self.note.setAccessibleName(_("A note for yourself"))
        self.note.setMaxLength(2000)
        self.note.setMinimumHeight(theme.px(40))
        self.note.setObjectName("player_note")
        self.column.addWidget(self.note)
        self.main = self.make.button(
            pgettext("after a routine", "Done"),
            "primary",
            tip=_("Keep the answers and go back (Enter)"),
            name="player_done",
        )
        self.main.clicked.connect(self.finish)
        self.warning = self.warn("")
        self.end(self.main)
        self.pain.answered.connect(self._judge)
        self._told_last = AfterAnswers(None, None, None)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.pain.answered.connect(self.keep)
        self.effort.answered.connect(self.keep)
        self.note.textEdited.connect(self._typed)
        self._judge()

    @property
    def answers(self) -> AfterAnswers:
        """What is answered now."""
        note = self.note.text().strip() or None
        return AfterAnswers(self.pain.answer, self.effort.answer, note)

    def show_end(self, title: str, text: str, told: "PainTold | None" = None) -> None:
        """How the session ended, in words, and what was told of pain until then."""
        self.title.setText(title)
        self.text.setText(text)
        self._told = told or PainTold()
        self._judge()

    @property
    def judgement(self) -> Judgement:
        """What the rule says to all that was answered before, while and after."""
        told = self._told
        return self._safety.judge(
            before=told.before,
            during=told.during,
            after=self.pain.answer,
            where=told.where,
            signs=told.signs,
        )

    @Slot()
    def _judge(self) -> None:
        judged = self.judgement
        answered = self._told != PainTold() or self.pain.answer is not None
        self.warning.setVisible(answered and judged.advice >= Advice.HOLD)
        self.warning.say(
            safety_words.judgement(judged, self._safety.number), grave=judged.advice >= Advice.STOP
        )

    @Slot()
    def _typed(self) -> None:
        self._pause.start()

    @Slot()
    def keep(self) -> None:
        """Tell what is answered now, if that was not told yet."""
        self._pause.stop()
        if self.answers != self._told_last:
            self._told_last = self.answers
            self.edited.emit(self.answers)

    @Slot()
    def finish(self) -> None:
        """Nothing more is answered."""
        self._pause.stop()
        self.done.emit(self.answers)


class StopsPanel(Panel):
    """What to stop for, and what to do then; the routine stands still meanwhile.

    Signals:
        stay: Go on with the routine.
        leave: End here and keep what was done.
    """

    stay = Signal()
    leave = Signal()

    def __init__(self, theme: Theme, safety: Safety) -> None:
        super().__init__(theme, _("When to stop"), _("A mild ache that stays or eases is fine."))
        for line in safety.stops():
            self.column.addWidget(self.make.label(line, "body"))
        end = self.make.button(
            pgettext("routine", "End here"),
            tip=_("End the routine and keep what was done"),
            name="stops_end",
        )
        self.go_on = self.make.button(
            _("Go on"), "primary", tip=_("Back to the routine (Esc)"), name="stops_stay"
        )
        self.main = self.go_on
        end.clicked.connect(self.leave)
        self.go_on.clicked.connect(self.stay)
        self.end(self.go_on, end)


class LeavePanel(Panel):
    """Go on, or end here.

    Signals:
        stay: Go on with the routine.
        leave: End here and keep what was done.
    """

    stay = Signal()
    leave = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("End here?"), _(_KEPT))
        end = self.make.button(
            pgettext("routine", "End here"),
            tip=_("End the routine and keep what was done"),
            name="leave_end",
        )
        self.go_on = self.make.button(
            _("Go on"), "primary", tip=_("Back to the routine (Esc)"), name="leave_stay"
        )
        end.clicked.connect(self.leave)
        self.go_on.clicked.connect(self.stay)
        self.end(self.go_on, end)

    def show_unwritten(self, problem: str) -> None:
        """Say that what was done is not in the log, and why; "" for when it is there again."""
        unwritten = _("What you have done so far is not in your log yet. {problem}")
        self.text.setText(unwritten.format(problem=problem) if problem else _(_KEPT))


class WarningBox(QWidget):
    """A calm box for what must not be overlooked."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        self._label = WidgetFactory(theme).label(text, "small", "ink")
        self._grave = False
        layout.addWidget(self._label)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, *, grave: bool = False) -> None:
        """Say something else; `grave` is on the ground of what is dangerous."""
        if (text, grave) == (self.text, self._grave):
            return
        self._grave = grave
        self._label.setText(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the soft ground."""
        painter = QPainter(self)
        ground = "danger_soft" if self._grave else "caution_soft"
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_M, self._theme.colour(ground))
