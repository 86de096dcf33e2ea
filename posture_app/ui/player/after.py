"""The page after a session: what it did, and what the person wants to keep of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posture_app.coach.pain_rule import Advice, AdviceReason, Judgement, Sign
from posture_app.coach.session import SessionEnding
from posture_app.dataclass import dataclass
from posture_app.journal.model import WeekSummary
from posture_app.ui.player.pain_path import PainPath
from posture_app.ui.player.panels import LEAST_QUESTIONS_PX, PlayerPanel
from posture_app.ui.player.week import WeekDays
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.answer_scale import EFFORT_ENDS, GAP_PX, PAIN_ENDS
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.hero import Hero
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import NO_LIMIT_PX
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.ui.widgets.state_poses import StatePose
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.sessions import EFFORT, PAIN, pain_since, streak

PAUSE_MS: Final = 400
"""What is typed is kept when nothing was typed for this long."""
_RESULT_PX: Final = 620
_PICTURE_PX: Final = 116
_PICTURE_FROM_PX: Final = 400
"""Beside the week the figure stands above words that have less, at a text size of 100 per cent."""
_LEAST_PICTURE_PX: Final = 64
"""A figure that is smaller is not seen to do anything: words are left alone then."""
_HEAD_PICTURE_SHARE: Final = 0.15
"""Of the page's height; so high the figure is at most beside a title with the questions below."""
_POSES: Final[Mapping[SessionEnding, StatePose]] = {
    "completed": "reaching",
    "stopped": "sitting",
    "stopped_for_pain": "resting",
}
_SEEN_PX: Final = 60
"""So much of the week has to be seen for it to be in sight."""
_HEADING_FROM_PX: Final = 640
"""From this height on, at a text size of 100 per cent, the questions have a heading."""
_LEAST_RESULT_PX: Final = 268
"""The width of the week, at a text size of 100 per cent; with less it is below the questions."""
_ENDINGS: Final[Mapping[SessionEnding, tuple[str, str]]] = {
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
class PainReport:
    """What was told of pain before and while exercising; None is not answered.

    `where` are names of the body map's zones.
    """

    before: int | None = None
    during: int | None = None
    where: frozenset[str] = frozenset()
    signs: frozenset[Sign] = frozenset()


class _Result(QWidget):
    """What the session has brought, on the deep ground that Today has for what is to be done."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme, self._make = make.theme, make
        layout = self._layout = QVBoxLayout(self)
        hero = self._hero = make(Hero, "after-result")
        across = self._across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(hero, 100)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        body = hero.body
        self._head = QVBoxLayout()
        self._head.setSpacing(tokens.SPACE_S)
        self._head.setContentsMargins(0, 0, 0, tokens.SPACE_XL)
        across_head = self._across_head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        across_head.setSpacing(tokens.SPACE_L)
        across_head.addLayout(self._head, 1)
        body.addLayout(across_head)
        self._picture: StatePicture | None = None
        self._title: Label | None = None
        """The page's title while it stands here."""
        self._look: object = None
        self._week_words = make.label("", "body", "hero_muted")
        self._week = make(WeekDays)
        self._tomorrow_title = make.label(_("Tomorrow"), "small_strong", "hero_muted")
        self._tomorrow = make.label("", "heading", "hero")
        self._tomorrow.setObjectName("tomorrow")
        for part in (self._week, self._week_words, self._tomorrow_title, self._tomorrow):
            part.hide()
            if part is self._tomorrow_title:
                body.addSpacing(tokens.SPACE_XL)
            body.addWidget(part)
        self._tells_day = self._is_alone = False

    def take(self, title: Label, text: Label, picture: StatePicture) -> None:
        """Stand alone beside the questions, with title, sentence and figure first."""
        title.set_role("display")
        title.set_tone("hero")
        text.set_tone("hero_muted")
        self._head.addWidget(title)
        self._head.addWidget(text)
        self._title = title
        self.take_picture(picture)
        self._layout.setContentsMargins(*(tokens.SPACE_M,) * 4)
        self._across.setStretch(0, 1)  # it stands by the questions, not at the window's edge
        self._is_alone = True
        self.take_sizes()

    def give_back(self, title: Label, text: Label, picture: StatePicture) -> None:
        """Stand below the questions, as wide as they are."""
        for label in (title, text):
            self._head.removeWidget(label)
        self._across_head.removeWidget(picture)
        self._title = self._picture = self._look = None
        title.set_role("title")
        title.set_tone("ink")
        text.set_tone("muted")
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._across.setStretch(0, 0)
        self._is_alone = False
        self.take_sizes()

    def take_sizes(self) -> None:
        """Take what grows with the text."""
        self._hero.setMaximumWidth(self._theme.px(_RESULT_PX) if self._is_alone else NO_LIMIT_PX)
        self._show_picture()

    def take_picture(self, picture: StatePicture) -> None:
        """Let this figure stand by the title."""
        self._picture = picture
        self._across_head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._show_picture()

    def event(self, event: QEvent) -> bool:
        """The words come first, and have come to another height."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._show_picture()
        return handled

    def _show_picture(self) -> None:
        """Put the figure beside the title, or above it where the words leave the height for it."""
        picture = self._picture
        if picture is None:
            return
        is_wide = self.width() >= self._theme.px(_PICTURE_FROM_PX)
        look = (is_wide, picture)
        if look != self._look:  # what is set anew asks to be laid out anew, and so on
            self._look = look
            beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
            self._across_head.setDirection(beside if is_wide else above)
            self._across_head.setSpacing(tokens.SPACE_L if is_wide else tokens.SPACE_S)
        role: Role = "display" if is_wide else "title"
        title = self._title
        if title is not None and title.font().pixelSize() != self._theme.font(role).pixelSize():
            title.set_role(role)
        side = picture.sizeHint().height() if is_wide else self._side_above(picture)
        picture.setVisible(side >= _LEAST_PICTURE_PX)
        if picture.width() != side and side >= _LEAST_PICTURE_PX:
            picture.setFixedSize(side, side)

    def _side_above(self, picture: QWidget) -> int:
        """How large a figure can be above the words."""
        needed = self._hero.body.totalHeightForWidth(self._hero.width())
        if not picture.isHidden():
            needed -= picture.height() + self._across_head.spacing()
        margins = self._layout.contentsMargins()
        taken = needed + margins.top() + margins.bottom() + self._across_head.spacing()
        return min(_PICTURE_PX, self.height() - taken)

    @property
    def tells_day(self) -> bool:
        """Whether there is anything but the title and the sentence below it."""
        return self._tells_day

    def show_day(self, week: WeekSummary, today: int, tomorrow: str) -> None:
        """Draw the week, and name tomorrow's step."""
        self._week.show_week([seconds > 0 for seconds in week.seconds_by_day], today)
        self._week_words.setText(streak(week.streak_days))
        self._tomorrow.setText(tomorrow)
        self._tells_day = True
        for part in (self._week, self._week_words):
            part.show()

    def offer_tomorrow(self, offered: bool) -> None:
        """Whether anything is to be done tomorrow, as far as one can say now."""
        for part in (self._tomorrow_title, self._tomorrow):
            part.setVisible(offered and bool(self._tomorrow.text()))


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

    def __init__(self, make: WidgetFactory, safety: Safety) -> None:
        self._result = result = make(_Result)
        super().__init__(make, _("Well done"), " ", result)
        self._picture = make(StatePicture, _POSES["completed"], _PICTURE_PX)
        self._head = QWidget()  # where the questions come first
        self._head_column = QVBoxLayout(self._head)
        self._head_column.setContentsMargins(0, 0, 0, 0)
        self._head_column.setSpacing(tokens.SPACE_S)
        self._head_row = QHBoxLayout()
        self._head_row.setSpacing(tokens.SPACE_L)
        self._head_column.addLayout(self._head_row)
        self._safety = safety
        self._told = PainReport()
        self.is_preview = False
        self._heading = self.make.label(_("How was it?"), "title")
        self.column.addWidget(self._heading)
        self.effort = self.ask_for(_("How hard was it?"), EFFORT_ENDS, EFFORT)
        self.pain = self.ask_for(_("How much pain do you have now?"), PAIN_ENDS, PAIN)
        self._path = self.make(PainPath, GAP_PX)
        self.pain.put_over_numbers(self._path)
        self.change = self.make.label("", "strong", "accent")
        self.change.setObjectName("pain_change")
        self.pain.put_below(self.change)
        self.warning = self.warn("")
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("A note for yourself"))
        self.note.setAccessibleName(_("A note for yourself"))
        self.note.setMaxLength(2000)
        self.note.setObjectName("player_note")
        self.column.addWidget(self.note)
        self.main = self.make.button(
            pgettext("after a routine", "Done"),
            "primary",
            tip=_("Keep the answers and go back (Enter)"),
            name="player_done",
        )
        self.main.clicked.connect(self.finish)
        self._to_week = self.make.button(
            _("Your week"),
            "quiet",
            icon="down",
            tip=_("Further down: your week, and what comes tomorrow"),
            name="player_to_week",
        )
        self._to_week.hide()
        self._to_week.clicked.connect(self._go_to_week)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(self._show_way_to_week)
        bar.valueChanged.connect(self._show_way_to_week)
        self.end(self.main, self._to_week)
        self._take_sizes()
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

    def show_end(self, ended: SessionEnding, done: str, planned: str, told: PainReport) -> None:
        """How the session ended, with how much of what was planned, and what was told of pain."""
        title, text = _ENDINGS[ended]
        if self.is_preview:
            text = _PREVIEWED
        elif done == planned:
            text = _ALL_DONE
        self.title.setText(_(title))
        self.text.setText(_(text).format(done=done, planned=planned))
        self._told = told
        self._picture.deleteLater()
        self._picture = self.make(StatePicture, _POSES[ended], _PICTURE_PX)
        if self._is_spread:
            self._result.take_picture(self._picture)
        else:
            self._head_row.addWidget(self._picture)
            self._fit_head_picture()
        self._judge()

    def show_day(self, week: WeekSummary, today: int, tomorrow: str) -> None:
        """The week with this session in it, and what comes tomorrow.

        Args:
            week: The sessions of this week.
            today: The day, counted from Monday, 0.
            tomorrow: What is offered tomorrow, in words; empty where nothing is.
        """
        self._result.show_day(week, today, tomorrow)
        self._place_beside()
        self._judge()

    def _week_top(self) -> int:
        """How far down the week begins in what scrolls."""
        return self._result.mapTo(self._content, QPoint()).y()

    @Slot()
    def _show_way_to_week(self) -> None:
        """Lead to the week while it begins below what is in sight."""
        is_below = False
        if self._result.tells_day and not self._is_spread:
            bar = self.area.verticalScrollBar()
            is_below = self._week_top() + _SEEN_PX > bar.value() + self.area.viewport().height()
        self._to_week.setVisible(is_below)

    @Slot()
    def _go_to_week(self) -> None:
        self.area.verticalScrollBar().setValue(self._week_top() - tokens.SPACE_M)

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
        self.warning.setVisible(self._is_said(judged))
        self.warning.say(
            safety_words.judgement(judged, self._safety.number), grave=judged.advice >= Advice.STOP
        )

        self._result.offer_tomorrow(judged.advice < Advice.STOP)
        change = pain_since(self._told.before, self.pain.answer)
        self._path.show_change(self._told.before, self.pain.answer)
        self.change.setText(change)
        self.change.setVisible(bool(change))

    def _is_said(self, judged: Judgement) -> bool:
        """Whether the person is to read what the rule says.

        To the pain before the session it has said so already: the page is about what came of it.
        Where the pain has eased, one in the middle band that was there before is not told again.
        """
        told = self._told
        if self.pain.answer is None and replace(told, before=None) == PainReport():
            return False
        since = self._safety.judge(
            during=told.during, after=self.pain.answer, where=told.where, signs=told.signs
        )
        is_new = since.advice >= Advice.HOLD or AdviceReason.PAIN_ROSE in judged.reasons
        return judged.advice >= (Advice.HOLD if is_new else Advice.STOP)

    def _picture_share(self) -> float:
        """Beside the questions there is room for the week only where both can be read."""
        share = super()._picture_share()
        if not share:
            return 0.0
        px, width = self.make.theme.px, self.width()
        least = px(_LEAST_RESULT_PX)
        is_room = width - least >= px(LEAST_QUESTIONS_PX)
        return max(share, least / width) if is_room else 0.0

    def _take_sizes(self) -> None:
        super()._take_sizes()
        self._result.take_sizes()
        self.note.setMinimumHeight(self.make.theme.px(40))
        self.note.setFont(self.make.theme.font("body"))

    def _put_into_column(self, picture: QWidget) -> None:
        """The questions come first, and then the week."""
        self.column.addWidget(picture)

    def _arranged(self, *, spread: bool) -> None:
        """The title belongs to what the session has brought, or heads the questions."""
        for label in (self.title, self.text):
            self.column.removeWidget(label)
        if spread:
            for part in (self.title, self._picture):
                self._head_row.removeWidget(part)
            self._head_column.removeWidget(self.text)
            self.column.removeWidget(self._head)
            self._head.hide()
            self._result.take(self.title, self.text, self._picture)
        else:
            self._result.give_back(self.title, self.text, self._picture)
            self._head_row.addWidget(self.title, 1)
            self._head_row.addWidget(self._picture)
            self._head_column.addWidget(self.text)
            self.column.insertWidget(0, self._head)
            self._head.show()
            self._fit_head_picture()
        self._show_heading()

    def _fit_head_picture(self) -> None:
        """The figure beside the title is smaller on a low page, so that questions are in sight."""
        if not self._is_spread:
            most = round(_HEAD_PICTURE_SHARE * self.height())
            side = min(self._picture.sizeHint().height(), most)
            if self._picture.width() != side:  # what is set anew asks to be laid out anew
                self._picture.setFixedSize(side, side)
            self._picture.show()

    def _show_heading(self) -> None:
        """Head the questions beside the week, unless they need the room."""
        is_room = self.height() >= self.make.theme.px(_HEADING_FROM_PX)
        self._heading.setVisible(bool(self._is_spread) and is_room)
        gap = tokens.SPACE_XL if is_room else tokens.SPACE_M
        if self.column.spacing() != gap:  # what is set anew asks to be laid out anew
            self.column.setSpacing(gap)

    def event(self, event: QEvent) -> bool:
        """The questions come first, and something has come to another place."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._show_heading()
            self._fit_head_picture()
            self._show_way_to_week()
        return handled

    def _fit_in_column(self, picture: QWidget) -> None:
        """As high as its words need."""
        picture.setVisible(self._result.tells_day)
        picture.setMinimumHeight(0)
        picture.setMaximumHeight(NO_LIMIT_PX)

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
