"""The page after a session: what it did, and what the person wants to keep of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posture_app.coach.pain_rule import Advice, Judgement, Sign
from posture_app.coach.session import Ended
from posture_app.journal.model import WeekSummary
from posture_app.ui.player.pain_path import PainPath
from posture_app.ui.player.panels import PlayerPanel
from posture_app.ui.player.week import WeekDays
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.answer_scale import EFFORT_ENDS, GAP_PX, PAIN_ENDS
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.hero import Hero
from posture_app.ui.widgets.labels import Label
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.sessions import EFFORT, PAIN, pain_since, streak

PAUSE_MS: Final = 400
"""What is typed is kept when nothing was typed for this long."""
_RESULT_PX: Final = 620
_ENDINGS: Final[Mapping[Ended, tuple[str, str]]] = {
    "completed": (N_("Well done"), N_("You did {done} of {planned}. It is in your log.")),
    "stopped": (
        N_("Ended early"),
        N_("You did {done} of {planned}. It is in your log and it counts."),
    ),
    "stopped_for_pain": (
        N_("Stopped"),
        N_(
            "You did {done} of {planned}. If the pain does not settle by tomorrow, take a smaller "
            "step next time or ask a physiotherapist."
        ),
    ),
}


_ALL_DONE: Final = N_("You did all of it, {planned}. It is in your log.")
_PREVIEWED: Final = N_("{done} of {planned} were played. Nothing of this preview is kept.")


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


class _Result(QWidget):
    """What the session has brought, on the deep ground that Today has for what is to be done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        make = WidgetFactory(theme)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(*(tokens.SPACE_M,) * 4)
        hero = make(Hero, "after-result")
        hero.setMaximumWidth(theme.px(_RESULT_PX))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(hero, 100)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        body = self._body = hero.body
        self._week_words = make.label("", "body", "hero_muted")
        self._week = make(WeekDays)
        self._tomorrow_title = make.label(_("Tomorrow"), "small_strong", "hero_muted")
        self._tomorrow = make.label("", "heading", "hero")
        self._tomorrow.setObjectName("tomorrow")
        for part in (self._week, self._week_words, self._tomorrow_title, self._tomorrow):
            part.hide()
            if part in {self._week, self._tomorrow_title}:
                body.addSpacing(tokens.SPACE_XL)
            body.addWidget(part)

    def take(self, title: Label, text: Label) -> None:
        """Put the title and the sentence below it first."""
        title.set_role("display")
        title.set_tone("hero")
        text.set_tone("hero_muted")
        self._body.insertWidget(0, title)
        self._body.insertWidget(1, text)

    def show_day(self, week: WeekSummary, today: int, tomorrow: str) -> None:
        """Draw the week, and name tomorrow's step."""
        self._week.show_week([seconds > 0 for seconds in week.seconds_by_day], today)
        self._week_words.setText(streak(week.streak_days))
        self._tomorrow.setText(tomorrow)
        for part in (self._week, self._week_words):
            part.show()

    def offer_tomorrow(self, offered: bool) -> None:
        """Whether anything is to be done tomorrow, as far as one can say now."""
        for part in (self._tomorrow_title, self._tomorrow):
            part.setVisible(offered and bool(self._tomorrow.text()))

    def height_at(self, width: int) -> int:
        """What all of it needs at a width."""
        return self._layout.totalHeightForWidth(width)


class AfterPanel(PlayerPanel):
    """Effort, pain and a note at the end; all of it can be left open.

    Attributes:
        is_preview: Whether nothing of it is kept.

    Signals:
        done: The `AfterAnswers`.
        edited: The `AfterAnswers` so far: an answer was given, or nothing was typed for a moment.
    """

    done = Signal(object)
    edited = Signal(object)

    def __init__(self, theme: Theme, safety: Safety) -> None:
        self._result = result = _Result(theme)
        super().__init__(theme, _("Well done"), " ", result)
        result.take(self.title, self.text)
        self._safety = safety
        self._told = PainTold()
        self.is_preview = False
        self.column.addWidget(self.make.label(_("How was it?"), "title"))
        self.effort = self.ask_for(_("How hard was it?"), EFFORT_ENDS, EFFORT)
        self.pain = self.ask_for(_("How much pain do you have now?"), PAIN_ENDS, PAIN)
        self._path = self.make(PainPath, GAP_PX)
        self.pain.put_over_numbers(self._path)
        self.change = self.make.label("", "strong", "accent")
        self.change.setObjectName("pain_change")
        self.pain.put_below(self.change)
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

    def show_end(self, ended: Ended, done: str, planned: str, told: PainTold) -> None:
        """How the session ended, with how much of what was planned, and what was told of pain."""
        title, text = _ENDINGS[ended]
        if self.is_preview:
            text = _PREVIEWED
        elif done == planned:
            text = _ALL_DONE
        self.title.setText(_(title))
        self.text.setText(_(text).format(done=done, planned=planned))
        self._told = told
        self._judge()

    def show_day(self, week: WeekSummary, today: int, tomorrow: str) -> None:
        """The week with this session in it, and what comes tomorrow.

        Args:
            week: The sessions of this week.
            today: The day, counted from Monday, 0.
            tomorrow: What is offered tomorrow, in words; empty where nothing is.
        """
        self._result.show_day(week, today, tomorrow)
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

        self._result.offer_tomorrow(judged.advice < Advice.STOP)
        change = pain_since(self._told.before, self.pain.answer)
        self._path.show_change(self._told.before, self.pain.answer)
        self.change.setText(change)
        self.change.setVisible(bool(change))

    def _fit_above(self, picture: QWidget) -> None:
        """As high as its words need."""
        picture.setFixedHeight(max(1, self._result.height_at(self.width())))

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
