"""What the player asks: before, after, when something hurt, and when leaving."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.player.scale import EFFORT_ENDS, PAIN_ENDS, AnswerScale
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.words.sessions import EFFORT, PAIN

PLACES: Final = (
    "Neck",
    "Shoulder",
    "Upper back",
    "Low back",
    "Chest",
    "Arm or hand",
    "Hip",
    "Leg or foot",
    "Head",
    "Elsewhere",
)
STOP_TEXT: Final = (
    "Stop for today and get medical help if you have chest pain, trouble breathing, faintness, "
    "dizziness, changed sight or speech, new numbness, tingling or weakness, or new trouble with "
    "bladder or bowel."
)


@dataclass(frozen=True, slots=True)
class HurtAnswer:
    """How to go on after "that hurt", and what was said of it; None is not answered."""

    choice: Literal["easier", "skip", "stop"]
    pain: int | None
    where: str | None


@dataclass(frozen=True, slots=True)
class AfterAnswers:
    """What was answered at the end; None is not answered."""

    pain: int | None
    effort: int | None
    note: str | None


class Panel(QWidget):
    """A calm page in the middle of the player, which scrolls where the window is small."""

    def __init__(self, theme: Theme, title: str, text: str) -> None:
        super().__init__()
        self.theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self._page, self.column = self._centred()
        area.setWidget(self._page)
        # The buttons follow the questions, and stay in sight where those have to scroll.
        self._foot, self._foot_column = self._centred()
        outer.addStretch(2)
        outer.addWidget(area, 100)
        outer.addWidget(self._foot)
        outer.addStretch(3)
        self.title = Label(theme, title, "title")
        self.text = Label(theme, text, "lead", "muted")
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)

    def end(self, *buttons: Button) -> None:
        """Put the buttons at the foot, the main one first."""
        flow = Flow()
        for button in buttons:
            flow.add(button)
        self._foot_column.addWidget(flow)

    def event(self, event: QEvent) -> bool:
        """No more height for the questions than they need at this width."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            layout = self._page.layout()
            if layout is not None:
                self._area.setMaximumHeight(max(1, layout.totalHeightForWidth(self.width())))
        return super().event(event)

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


class BeforePanel(Panel):
    """Pain now, before the first exercise.

    Signals:
        ready: The pain from 0 to 10, or None.
        cancelled: Do not play after all.
    """

    ready = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, routine_name: str, facts: str) -> None:
        super().__init__(theme, routine_name, facts)
        self.pain = AnswerScale(theme, "How much pain do you have now?", PAIN_ENDS, PAIN)
        self.column.addWidget(self.pain)
        open_text = "You can leave this open. It shows you later what helped."
        self.column.addWidget(Label(theme, open_text, "small", "muted"))
        self.column.addWidget(Notice(theme, STOP_TEXT))
        cancel = Button(theme, "Not now", tip="Back without playing (Esc)", name="player_cancel")
        self.start = Button(
            theme,
            "Start",
            "primary",
            icon="play",
            tip="Start the routine (Enter)",
            name="player_start",
        )
        cancel.clicked.connect(self.cancelled)
        self.start.clicked.connect(self._start)
        self.end(self.start, cancel)

    @Slot()
    def _start(self) -> None:
        self.ready.emit(self.pain.answer)


class AfterPanel(Panel):
    """Effort, pain and a note at the end; all of it can be left open.

    Signals:
        done: The `AfterAnswers`.
    """

    done = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Well done", " ")
        self.effort = AnswerScale(theme, "How hard was it?", EFFORT_ENDS, EFFORT)
        self.pain = AnswerScale(theme, "How much pain do you have now?", PAIN_ENDS, PAIN)
        self.note = QLineEdit()
        self.note.setPlaceholderText("A note for yourself")
        self.note.setAccessibleName("Note")
        self.note.setMaxLength(2000)
        self.note.setObjectName("player_note")
        for widget in (self.effort, self.pain, self.note):
            self.column.addWidget(widget)
        finish = Button(
            theme, "Done", "primary", tip="Keep the answers and go back", name="player_done"
        )
        finish.clicked.connect(self._finish)
        self.note.returnPressed.connect(self._finish)
        self.end(finish)

    def show_end(self, title: str, text: str) -> None:
        """How the session ended, in words."""
        self.title.setText(title)
        self.text.setText(text)

    @Slot()
    def _finish(self) -> None:
        note = self.note.text().strip() or None
        self.done.emit(AfterAnswers(self.pain.answer, self.effort.answer, note))


class HurtPanel(Panel):
    """Where and how much, and how to go on.

    Signals:
        answered: The `HurtAnswer`.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "That hurt", " ")
        self._places = QButtonGroup(self)
        self.column.addWidget(Label(theme, "Where?", "strong"))
        self.column.addWidget(self._place_flow())
        self.pain = AnswerScale(theme, "How much?", PAIN_ENDS, PAIN)
        self.column.addWidget(self.pain)
        self.column.addWidget(Notice(theme, STOP_TEXT))
        self.easier = Button(theme, "Try the easier one", "primary", name="hurt_easier")
        self.skip = Button(theme, "Leave this exercise out", name="hurt_skip")
        self.stop = Button(theme, "Stop for today", "danger", name="hurt_stop")
        self.easier.clicked.connect(self._easier)
        self.skip.clicked.connect(self._skip)
        self.stop.clicked.connect(self._stop)
        self.end(self.easier, self.skip, self.stop)

    def ask(self, exercise_name: str, easier_name: str | None) -> None:
        """Begin anew, for this exercise; `easier_name` is None where there is no easier one."""
        self.text.setText(f"{exercise_name} is stopped. Take your time.")
        self.pain.set_answer(None)
        self._places.setExclusive(False)
        for place in self._places.buttons():
            place.setChecked(False)
        self._places.setExclusive(True)
        self.easier.setVisible(easier_name is not None)
        self.easier.set_text(f"Try the easier one: {easier_name}")

    def _place_flow(self) -> Flow:
        flow = Flow()
        for index, place in enumerate(PLACES):
            chip = PlaceChip(self.theme, place)
            chip.setAccessibleName(f"It hurt here: {place}")
            chip.setToolTip(chip.accessibleName())
            self._places.addButton(chip, index)
            flow.add(chip)
        return flow

    def _answer(self, choice: Literal["easier", "skip", "stop"]) -> None:
        checked = self._places.checkedButton()
        where = checked.text() if checked else None
        self.answered.emit(HurtAnswer(choice, self.pain.answer, where))

    @Slot()
    def _easier(self) -> None:
        self._answer("easier")

    @Slot()
    def _skip(self) -> None:
        self._answer("skip")

    @Slot()
    def _stop(self) -> None:
        self._answer("stop")


class LeavePanel(Panel):
    """Go on, or end here.

    Signals:
        stay: Go on with the routine.
        leave: End here and keep what was done.
    """

    stay = Signal()
    leave = Signal()

    def __init__(self, theme: Theme) -> None:
        text = "What you have done so far is in your log and stays there."
        super().__init__(theme, "End here?", text)
        end = Button(
            theme, "End here", tip="End the routine and keep what was done", name="leave_end"
        )
        self.go_on = Button(
            theme, "Go on", "primary", tip="Back to the routine (Esc)", name="leave_stay"
        )
        end.clicked.connect(self.leave)
        self.go_on.clicked.connect(self.stay)
        self.end(self.go_on, end)


class PlaceChip(QPushButton):
    """A place of the body to choose; at most one at a time."""

    def __init__(self, theme: Theme, place: str) -> None:
        super().__init__(place)
        self._theme = theme
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        width = QFontMetrics(self._theme.font("body")).horizontalAdvance(self.text())
        return QSize(width + self._theme.px(28), self._theme.px(38))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the chip, filled when it is chosen."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        colour = self._theme.colour
        fill, border = ("accent_soft", "accent") if self.isChecked() else ("surface", "edge")
        inner = rect.adjusted(3, 3, -3, -3) if self.hasFocus() else rect
        rounded(painter, inner, inner.height() / 2, colour(fill), colour(border))
        if self.hasFocus():
            focus_ring(painter, rect, rect.height() / 2, colour("focus"))
        painter.setFont(self._theme.font("body"))
        painter.setPen(colour("ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())


class Notice(QWidget):
    """A calm box for what must not be overlooked."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(Label(theme, text, "small", "ink"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the soft ground."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_M, self._theme.colour("caution_soft"))
