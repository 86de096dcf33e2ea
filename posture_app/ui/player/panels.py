"""What the player asks: before, after, when something hurt, and when leaving."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.player.scale import EFFORT_WORDS, PAIN_WORDS, AnswerScale

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

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area)
        page = QWidget()
        area.setWidget(page)
        centred = QHBoxLayout(page)
        centred.setContentsMargins(24, 24, 24, 24)
        column = QWidget()
        column.setMaximumWidth(680)
        centred.addStretch(1)
        centred.addWidget(column, 8)
        centred.addStretch(1)
        self.column = QVBoxLayout(column)
        self.column.setSpacing(20)
        self.column.addStretch(1)
        self.column.addWidget(_text("title", title))
        self.text = _text("body", text)
        self.text.setVisible(bool(text))
        self.column.addWidget(self.text)

    def end(self, *buttons: QPushButton) -> None:
        """Put the buttons at the foot, the main one last."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addStretch(2)


class BeforePanel(Panel):
    """Pain now, before the first exercise.

    Signals:
        ready: The pain from 0 to 10, or None.
        cancelled: Do not play after all.
    """

    ready = Signal(object)
    cancelled = Signal()

    def __init__(self, routine_name: str, facts: str, parent: QWidget | None = None) -> None:
        super().__init__(routine_name, facts, parent)
        self.pain = AnswerScale("How much pain do you have now?", PAIN_WORDS)
        self.column.addWidget(self.pain)
        self.column.addWidget(
            _text("caption", "You can leave this open. It shows you later what helped.")
        )
        self.column.addWidget(_text("notice", STOP_TEXT))
        cancel = button("Not now", "player_cancel", "plain")
        self.start = button("Start", "player_start", "primary", "Start the routine (Enter)")
        cancel.clicked.connect(self.cancelled)
        self.start.clicked.connect(self._start)
        self.end(cancel, self.start)

    @Slot()
    def _start(self) -> None:
        self.ready.emit(self.pain.answer)


class AfterPanel(Panel):
    """Effort, pain and a note at the end; all of it can be left open.

    Signals:
        done: The `AfterAnswers`.
    """

    done = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Well done", " ", parent)
        self.effort = AnswerScale(
            "How hard was it?", ("No effort at all", "All I had"), EFFORT_WORDS
        )
        self.pain = AnswerScale("How much pain do you have now?", PAIN_WORDS)
        self.note = QLineEdit()
        self.note.setPlaceholderText("A note for yourself")
        self.note.setAccessibleName("Note")
        self.note.setMaxLength(2000)
        self.note.setObjectName("player_note")
        for widget in (self.effort, self.pain, self.note):
            self.column.addWidget(widget)
        finish = button("Done", "player_done", "primary", "Back to the program (Enter)")
        finish.clicked.connect(self._finish)
        self.note.returnPressed.connect(self._finish)
        self.end(finish)

    def show_end(self, title: str, text: str) -> None:
        """How the session ended, in words."""
        heading = self.findChild(QLabel, "panel_title")
        if isinstance(heading, QLabel):
            heading.setText(title)
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("That hurt", " ", parent)
        self._places = QButtonGroup(self)
        self.column.addWidget(_text("subheading", "Where?"))
        self.column.addLayout(self._place_grid())
        self.pain = AnswerScale("How much?", PAIN_WORDS)
        self.column.addWidget(self.pain)
        self.column.addWidget(_text("notice", STOP_TEXT))
        self.easier = button("Try the easier one", "hurt_easier", "primary")
        self.skip = button("Leave this exercise out", "hurt_skip", "plain")
        self.stop = button("Stop for today", "hurt_stop", "danger")
        self.easier.clicked.connect(self._easier)
        self.skip.clicked.connect(self._skip)
        self.stop.clicked.connect(self._stop)
        self.end(self.stop, self.skip, self.easier)

    def ask(self, exercise_name: str, easier_name: str | None) -> None:
        """Begin anew, for this exercise; `easier_name` is None where there is no easier one."""
        self.text.setText(f"{exercise_name} is stopped. Take your time.")
        self.pain.set_answer(None)
        self._places.setExclusive(False)
        for place in self._places.buttons():
            place.setChecked(False)
        self._places.setExclusive(True)
        self.easier.setVisible(easier_name is not None)
        self.easier.setText(f"Try the easier one: {easier_name}")
        self.easier.setAccessibleName(self.easier.text())

    def _place_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for index, place in enumerate(PLACES):
            chip = QPushButton(place)
            chip.setCheckable(True)
            chip.setProperty("variant", "chip")
            chip.setAccessibleName(f"It hurt here: {place}")
            chip.setToolTip(chip.accessibleName())
            self._places.addButton(chip, index)
            grid.addWidget(chip, index // 5, index % 5)
        return grid

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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "End here?", "What you have done so far is in your log and stays there.", parent
        )
        end = button("End here", "leave_end", "plain", "End the routine and keep what was done")
        self.go_on = button("Go on", "leave_stay", "primary", "Back to the routine (Esc)")
        end.clicked.connect(self.leave)
        self.go_on.clicked.connect(self.stay)
        self.end(end, self.go_on)


def button(text: str, name: str, variant: str, tip: str = "") -> QPushButton:
    """A push button that can be found by its name and is read out by its text."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setProperty("variant", variant)
    made.setAccessibleName(text)
    made.setToolTip(tip or text)
    made.setAutoDefault(True)
    return made


def _text(role: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    if role == "title":
        label.setObjectName("panel_title")
    return label
