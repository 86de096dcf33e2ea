"""What the player asks: before, after, when something hurt, and when leaving."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
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
from posture_app.ui.widgets.acts import Acts
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.sessions import EFFORT, PAIN

PLACES: Final = (
    N_("Neck"),
    N_("Shoulder"),
    N_("Upper back"),
    N_("Low back"),
    N_("Chest"),
    N_("Arm or hand"),
    N_("Hip"),
    N_("Leg or foot"),
    N_("Head"),
    N_("Elsewhere"),
)
"""Where it hurt, as the journal keeps it; shown in the person's language."""
STOP_TEXT: Final = N_(
    "Stop for today and get medical help if you have chest pain, trouble breathing, faintness, "
    "dizziness, changed sight or speech, new numbness, tingling or weakness, or new trouble with "
    "bladder or bowel."
)
PINNED_SHARE: Final = 0.6
"""WarningBox and buttons stay in sight while the questions scroll, up to this share of the height;
where they need more, they scroll with the questions."""

HowOn = Literal["easier", "skip", "stop"]


@dataclass(frozen=True, slots=True)
class HurtAnswer:
    """How to go on after "that hurt", and what was said of it; None is not answered."""

    choice: HowOn
    pain: int | None
    where: str | None


@dataclass(frozen=True, slots=True)
class AfterAnswers:
    """What was answered at the end; None is not answered."""

    pain: int | None
    effort: int | None
    note: str | None


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

    def warn(self, text: str) -> None:
        """Put a warning above the buttons."""
        self._foot_column.insertWidget(0, self.make(WarningBox, text))

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
            # In line with the questions, which leave room for their scroll bar.
            bar = self.area.verticalScrollBar()
            self._foot.setContentsMargins(0, 0, bar.width() if bar.isVisible() else 0, 0)
        return super().event(event)

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
        self.pain = self.ask_for(_("How much pain do you have now?"), PAIN_ENDS, PAIN)
        open_text = _("You can leave this open. It shows you later what helped.")
        self.column.addWidget(self.make.label(open_text, "small", "muted"))
        self.warn(_(STOP_TEXT))
        cancel = self.make.button(
            _("Not now"), tip=_("Back without playing (Esc)"), name="player_cancel"
        )
        self.main = self.start = self.make.button(
            _("Start"),
            "primary",
            icon="play",
            tip=_("Start the routine (Enter)"),
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
        super().__init__(theme, _("Well done"), " ")
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
        self.main.clicked.connect(self._finish)
        self.end(self.main)

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
        super().__init__(theme, _("That hurt"), " ")
        self._places = QButtonGroup(self)
        self.column.addWidget(self.make.label(_("Where?"), "strong"))
        self.column.addWidget(self._place_flow())
        self.pain = self.ask_for(pgettext("pain", "How much?"), PAIN_ENDS, PAIN)
        self.warn(_(STOP_TEXT))
        button = self.make.button
        self.easier = button(_("Try the easier one"), "primary", name="hurt_easier")
        self.skip = button(_("Leave this exercise out"), name="hurt_skip")
        self.stop = button(_("Stop for today"), "danger", name="hurt_stop")
        acts = Acts(self)
        ways: tuple[tuple[Button, HowOn], ...] = (
            (self.easier, "easier"),
            (self.skip, "skip"),
            (self.stop, "stop"),
        )
        for one, how in ways:
            acts.add(one, how)
        acts.chosen.connect(self._answer)
        self.end(self.easier, self.skip, self.stop)

    def ask(self, exercise_name: str, easier_name: str | None) -> None:
        """Begin anew, for this exercise; `easier_name` is None where there is no easier one."""
        self.text.setText(
            _("{exercise} is stopped. Take your time.").format(exercise=exercise_name)
        )
        self.pain.set_answer(None)
        self._places.setExclusive(False)
        for place in self._places.buttons():
            place.setChecked(False)
        self._places.setExclusive(True)
        self.easier.setVisible(easier_name is not None)
        easier = _("Try the easier one: {exercise}")
        self.easier.set_text(easier.format(exercise=easier_name))

    def _place_flow(self) -> Flow:
        flow = Flow()
        for index, place in enumerate(PLACES):
            chip = self.make(PlaceChip, _(place))
            chip.setAccessibleName(_("It hurt here: {place}").format(place=_(place)))
            chip.setToolTip(chip.accessibleName())
            self._places.addButton(chip, index)
            flow.add(chip)
        return flow

    @Slot(object)
    def _answer(self, choice: HowOn) -> None:
        place = self._places.checkedId()
        where = PLACES[place] if place >= 0 else None
        self.answered.emit(HurtAnswer(choice, self.pain.answer, where))


class LeavePanel(Panel):
    """Go on, or end here.

    Signals:
        stay: Go on with the routine.
        leave: End here and keep what was done.
    """

    stay = Signal()
    leave = Signal()

    def __init__(self, theme: Theme) -> None:
        text = _("What you have done so far is in your log and stays there.")
        super().__init__(theme, _("End here?"), text)
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


class WarningBox(QWidget):
    """A calm box for what must not be overlooked."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(WidgetFactory(theme).label(text, "small", "ink"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the soft ground."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_M, self._theme.colour("caution_soft"))
