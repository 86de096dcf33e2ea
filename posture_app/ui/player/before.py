"""The page before a session: what comes, what it needs, who takes care, and whether to start."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.coach.pain_rule import Advice, Judgement
from posture_app.library.model import Exercise, Library, Routine
from posture_app.ui.player.figure_place import FigurePlace
from posture_app.ui.player.panels import PlayerPanel
from posture_app.ui.player.session_layout import FigureGround
from posture_app.ui.player.signs import SignChips, signs_to_ask
from posture_app.ui.routine_facts import RoutineFacts, item_lines, routine_facts
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import PAIN_ENDS
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.rows import PressRow, RowWords, row_lines_px
from posture_app.words import formats
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import _, ngettext
from posture_app.words.library import equipment_words
from posture_app.words.sessions import PAIN

_FIRST: Final = 3
"""So many exercises are told at once, all others when that is asked for."""


_NAME_FROM_PX: Final = 260
_ROW_PX: Final = 48


class _Preview(QWidget):
    """The figure on its ground, at the first exercise or at one that was pressed."""

    def __init__(self, make: WidgetFactory, figure: FigurePlace) -> None:
        super().__init__()
        self._theme, self._figure = make.theme, figure
        self._ground = ground = make(FigureGround, figure)
        self._name = make.label("", "strong", "muted")
        self._name.setObjectName("previewed")
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        within = ground.layout()
        if isinstance(within, QVBoxLayout):
            within.insertWidget(0, self._name)
            within.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(ground)
        self.stand_alone(alone=True)

    def stand_alone(self, *, alone: bool) -> None:
        """Whether it fills a side of the page, or stands in a column, as wide as that is."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*(tokens.SPACE_M if alone else 0,) * 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the figure stands alone."""
        super().resizeEvent(event)
        self._name.setVisible(self.height() >= self._theme.px(_NAME_FROM_PX))

    def let_see(self, *, seen: bool) -> None:
        """Show the figure, or leave its place empty."""
        self._ground.setVisible(seen)

    def show_exercise(self, exercise: Exercise) -> None:
        """Let the figure do an exercise, again and again."""
        self._name.setText(exercise.name)
        self._figure.play_alone(exercise)


class _ComingRow(PressRow):
    """An exercise that comes and its dose, no higher than these words need."""

    def __init__(self, make: WidgetFactory, exercise: Exercise, dose: str, name: str) -> None:
        words = RowWords(exercise.name, dose, is_whole=True)
        super().__init__(make, words, exercise.id, chevron=False, wraps=True, name=name)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(super().sizeHint().width(), self._theme.px(_ROW_PX))

    def heightForWidth(self, width: int, /) -> int:
        """More lines, where there is less width."""
        room = width - 2 * tokens.SPACE_M
        lines = row_lines_px(self._theme, self._words, width=room, detail_width=room)
        return max(self._theme.px(_ROW_PX), lines + tokens.SPACE_S)


class BeforePanel(PlayerPanel):
    """What comes, cautions in short and in full, pain now, and what the rule says to it.

    What concerns this person stands with the rule above the buttons: nobody starts unread.

    Signals:
        ready: The pain from 0 to 10, or None.
        cancelled: Do not play after all.
        gentler_wanted: The id of the routine to play instead.
    """

    ready = Signal(object)
    cancelled = Signal()
    gentler_wanted = Signal(object)
    foot_is_needed = True

    def __init__(
        self,
        make: WidgetFactory,
        routine: Routine,
        library: Library,
        safety: Safety,
        figure: FigurePlace,
    ) -> None:
        """Ask before a routine.

        Args:
            make: Makes the widgets.
            routine: What is to be played.
            library: Where its exercises are.
            safety: What is known of the person's health.
            figure: Shows the exercises by themselves.
        """
        facts = routine_facts(routine, library)
        count = len(routine.items)
        told = ngettext(
            "{count} exercise, {time} in all.", "{count} exercises, {time} in all.", count
        ).format(count=count, time=formats.rounded_duration(facts.total_s))
        self._rows: list[_ComingRow] = []
        self._preview = make(_Preview, figure)
        beside = None if safety.nothing_fits else self._preview
        super().__init__(make, routine.name, told, beside)
        if beside is None:  # of what is not to be done nothing is shown
            self._preview.setParent(self)
            self._preview.hide()
        self.column.setSpacing(tokens.SPACE_M)
        self._safety = safety
        self._library = library
        if not safety.nothing_fits:
            self._add_what_comes(facts, item_lines(routine, library))
        self._add_cautions(safety.in_short(routine, library), safety.in_full(routine, library))
        self.pain = self.ask_for(_("How much pain do you have now?"), PAIN_ENDS, PAIN)
        open_text = _("You can leave this open. Answered, it shows you how your pain changes.")
        self._open_text = self.make.label(open_text, "small", "muted")
        self.column.addWidget(self._open_text)
        self.signs = self.make(
            SignChips, _("Do you also have one of these?"), signs_to_ask(safety.profile.conditions)
        )
        self.column.addWidget(self.signs)
        self._stop_text = safety_words.stop_text(safety.number)
        self.warning = self.warn(safety_words.stop_in_short(), self._stop_text)
        self.warning.say_always(safety.for_the_person(library))
        self._add_buttons()
        self.pain.answered.connect(self._judge)
        self.signs.changed.connect(self._judge)
        self._judge()

    def _arranged(self, *, spread: bool) -> None:
        """The figure fills its side, or is in line with the questions."""
        self._preview.stand_alone(alone=spread)

    @property
    def judgement(self) -> Judgement:
        """What the rule says to what is answered by now."""
        return self._safety.judge_start(self.pain.answer, self.signs.chosen)

    def _add_what_comes(
        self, facts: RoutineFacts, lines: Sequence[tuple[Exercise, str, float]]
    ) -> None:
        """A row for each exercise, which shows it when it is pressed; then the things it needs."""
        make, box = self.make, column(0)
        for number, (exercise, dose, _length_s) in enumerate(lines, 1):
            row = make(_ComingRow, exercise, dose, f"coming_{number}")
            row.opened.connect(self._look_at)
            row.setVisible(number <= _FIRST or len(lines) == _FIRST + 1)
            self._rows.append(row)
            box.addWidget(row)
        self._all = make.button(
            _("Show all exercises"),
            "quiet",
            flush=True,
            tip=_("Show all exercises"),
            name="player_all",
        )
        self._all.clicked.connect(self._show_all)
        self._all.setVisible(len(lines) > _FIRST + 1)
        in_line = QVBoxLayout()
        in_line.setContentsMargins(tokens.SPACE_M, 0, 0, 0)  # with the words of the rows
        in_line.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(in_line)
        self.column.addLayout(box)
        if facts.equipment:
            needed = equipment_words(facts.equipment)
            self.things = make.label(_("You need: {things}").format(things=needed), "strong")
            self.column.addWidget(self.things)
        self._preview.show_exercise(lines[0][0])

    def _add_cautions(self, short: tuple[str, ...], full: tuple[str, ...]) -> None:
        make, box = self.make, QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(tokens.SPACE_S)
        for line in short:
            lines.addWidget(make.label(line, "small"))
        self._more = make.button(
            _("Read all cautions"),
            "quiet",
            tip=_("Who takes care with this, and how"),
            flush=True,
            name="player_cautions",
        )
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_full)
        self._more.setVisible(bool(full))
        lines.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._full: list[Label] = []
        for line in full:
            label = make.label(line, "small")
            label.hide()
            self._full.append(label)
            lines.addWidget(label)
        self.column.addWidget(box)

    def _add_buttons(self) -> None:
        button = self.make.button
        self.start = button(
            _("Start"),
            "primary",
            icon="play",
            large=True,
            tip=_("Start the routine (Enter)"),
            name="player_start",
        )
        self.not_today = button(
            _("Not today"),
            "primary",
            large=True,
            tip=_("Back without playing (Enter)"),
            name="player_rest",
        )
        self.gentler = button(
            _("Something gentler"),
            large=True,
            tip=_("A routine for a bad day"),
            name="player_gentler",
        )
        self.anyway = button(
            _("Start all the same"),
            large=True,
            tip=_("Start the routine"),
            name="player_start_anyway",
        )
        cancel = button(
            _("Not now"),
            "quiet",
            large=True,
            tip=_("Back without playing (Esc)"),
            name="player_cancel",
        )
        self._cancel = cancel
        for one in (self.start, self.anyway):
            one.clicked.connect(self._start)
        for one in (self.not_today, cancel):
            one.clicked.connect(self.cancelled)
        self.gentler.clicked.connect(self._go_gentler)
        self.end(self.start, self.not_today, self.gentler, self.anyway, cancel)

    @Slot()
    def _judge(self) -> None:
        """Ask for signs where the pain is not mild, and offer first what the rule says."""
        advice = self.judgement.advice
        not_mild = (self.pain.answer or 0) >= self._safety.bands.middle_from
        nothing, stop = self._safety.nothing_fits, advice >= Advice.STOP
        waits = bool(self._safety.profile.signs)  # for a doctor: there is nothing more to ask
        self.pain.setVisible(not waits)
        self._open_text.setVisible(self.pain.answer is None and not waits)
        self.signs.setVisible(not_mild or bool(self.signs.chosen))
        self.start.setVisible(not stop and not nothing)
        self.not_today.setVisible(stop or nothing)
        self.gentler.setVisible(bool(self._safety.gentler) and (advice is Advice.STOP or nothing))
        self.anyway.setVisible(stop and not nothing and advice is not Advice.EMERGENCY)
        self._cancel.setVisible(not stop and not nothing)
        # Nobody is shown how to exercise over an emergency.
        self._preview.let_see(seen=advice is not Advice.EMERGENCY)
        self.main = self.not_today if stop or nothing else self.start
        answered = self.pain.answer is not None or bool(self.signs.chosen)
        if answered and advice >= Advice.HOLD:
            self.warning.say(
                safety_words.judgement(self.judgement, self._safety.number), grave=stop
            )
        elif self._safety.profile.signs:
            self.warning.say(safety_words.advice(advice, self._safety.number), grave=True)
        else:
            self.warning.say(safety_words.stop_in_short(), full=self._stop_text)

    @Slot(object)
    def _look_at(self, exercise_id: str) -> None:
        self._preview.show_exercise(self._library.exercises[exercise_id])

    @Slot()
    def _show_all(self) -> None:
        self._all.hide()
        for row in self._rows:
            row.show()

    @Slot(bool)
    def _show_full(self, shown: bool) -> None:
        for label in self._full:
            label.setVisible(shown)
        self._more.set_text(_("Show fewer cautions") if shown else _("Read all cautions"))

    @Slot()
    def _start(self) -> None:
        self.ready.emit(self.pain.answer)

    @Slot()
    def _go_gentler(self) -> None:
        self.gentler_wanted.emit(self._safety.gentler)
