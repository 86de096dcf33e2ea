"""Today: one routine to do now, and quietly what has been."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.model import SessionRecord, WeekSummary
from posture_app.ui.pages.banners import BannerArea, has_banners
from posture_app.ui.pages.base import Page
from posture_app.ui.pages.notice import Notice
from posture_app.ui.pages.programme_card import ProgrammeCard
from posture_app.ui.pages.snapshots import (
    AddedExercise,
    CheckInQuestion,
    FollowUpQuestion,
    Starter,
    TodaysCheckIn,
    TodaySnapshot,
    TodaysSpasm,
)
from posture_app.ui.pages.today_added import AddedToDay
from posture_app.ui.pages.today_entries import (
    CheckInLine,
    CheckInStrip,
    FollowUpCard,
    SpasmPanel,
    WorkplaceLine,
)
from posture_app.ui.programme_facts import FollowedFacts
from posture_app.ui.routine_facts import Offer
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.bars import WeekBars
from posture_app.ui.widgets.cards import Card, Panel, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.hero import Hero, StillStrip
from posture_app.ui.widgets.outline import STACK_BELOW_PX
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.sections import Sections
from posture_app.ui.widgets.state_card import StateCard, StatePicture
from posture_app.ui.widgets.still import StillCache
from posture_app.words import formats
from posture_app.words import sessions as session_words
from posture_app.words.catalogue import N_, _

WELCOME: Final = N_(
    "Choose what fits today; every routine shows you what to do, second by second. "
    "A mild ache that stays the same or eases is fine; sharp or growing pain is not. You can stop "
    "whenever you like."
)
FIRST_CAUTION: Final = N_(
    "After an accident, an operation or an injection, or with numbness, weakness, dizziness or "
    "fever, talk to a doctor or physiotherapist first."
)


class TodayPage(Page):
    """The first page.

    Signals:
        play_routine_requested: A routine's id.
        show_routine_requested: A routine's id: its details, before playing.
        show_programme_requested: A programme's id: its phases.
        direction_chosen: The `Direction` in which the person goes on with their programme.
        resume_requested, close_unfinished_requested: What to do with the unfinished session.
        session_details_requested: A session's id.
        notice_action_requested, notice_dismissed: A notice's key.
        routines_requested: To all routines; there is none to offer.
        signs_settled: A doctor has looked at what exercise waits for.
        check_in_given: The pain now, from 0 to 10.
        check_in_wanted: The sheet for a check-in.
        entry_wanted: The entry of the journal that the person wants to change.
        spasm_over: The `Spasm` that is over now.
        pain_after_given, soreness_given: What is asked after a treatment, from 0 to 10.
        play_exercise_requested: The id of an exercise that was added to the day.
        play_added_requested: The ids of those that are to be done one after another.
        added_removed: The id of one that is to be taken out of it.
        guide_page_requested: The id of a page of the guide that the plan wants to be read.
        step_decided: A `StepChoice`: a proposed exercise of the plan is accepted or declined.
        adherence_requested: What was done of the plan is to be saved for who made it.
        follow_up_put_off: Nothing is to be asked after a treatment now.
    """

    play_routine_requested = Signal(object)
    show_routine_requested = Signal(object)
    show_programme_requested = Signal(object)
    direction_chosen = Signal(object)
    resume_requested = Signal()
    close_unfinished_requested = Signal()
    session_details_requested = Signal(object)
    notice_action_requested = Signal(object)
    notice_dismissed = Signal(object)
    routines_requested = Signal()
    signs_settled = Signal()
    check_in_given = Signal(object)
    check_in_wanted = Signal()
    entry_wanted = Signal(object)
    spasm_over = Signal(object)
    pain_after_given = Signal(object)
    soreness_given = Signal(object)
    follow_up_put_off = Signal()
    workplace_requested = Signal()
    adherence_requested = Signal(object)
    step_decided = Signal(object)
    guide_page_requested = Signal(object)
    play_exercise_requested = Signal(object)
    play_added_requested = Signal(object)
    added_removed = Signal(object)

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__(make)
        self._stills = stills
        self._snapshot: TodaySnapshot | None = None
        self._troubles_are_open = False
        self._scroll = make.scroll_page()
        self.views.addWidget(self._scroll)
        self._sections = Sections(self._scroll)
        self._head = self._sections.add(tokens.SPACE_XS)
        self._banners = self._sections.add()
        self._spasm = self._sections.add()
        self._choice = self._sections.add()
        self._check_in = self._sections.add()  # never between a person and the start
        self._follow_up = self._sections.add()
        self._added = self._sections.add()
        self._others = self._sections.add(tokens.SPACE_XL)
        self._programme = self._sections.add()
        self._past = self._sections.add()
        self._workplace = self._sections.add()
        self._scroll.column.addStretch(1)

    def show_snapshot(self, snapshot: TodaySnapshot) -> None:
        """Draw what is another than before."""
        self._snapshot = snapshot
        day = snapshot.now.replace(hour=0, minute=0, second=0, microsecond=0)
        greeting, is_first = session_words.greeting(snapshot.now), bool(snapshot.starters)
        banners = TodaySnapshot(
            now=day,
            unfinished=snapshot.unfinished,
            broken=snapshot.broken,
            notices=snapshot.notices,
        )
        choice = TodaySnapshot(
            now=day,
            offer=snapshot.offer,
            starters=snapshot.starters,
            before_exercise=snapshot.before_exercise,
        )
        has_offer = snapshot.offer is not None and not snapshot.before_exercise and not is_first
        others = TodaySnapshot(now=day, alternatives=snapshot.alternatives if has_offer else ())
        past = TodaySnapshot(
            now=day,
            week=None if is_first else snapshot.week,
            last_session=snapshot.last_session,
        )
        with self._sections.drawing():
            self._head.show_value((day.date(), greeting, is_first), self._draw_head)
            self._banners.show_value(banners, self._draw_banners)
            self._spasm.show_value(snapshot.entries.spasm, self._draw_spasm)
            self._choice.show_value(choice, self._draw_choice)
            self._check_in.show_value(snapshot.entries.check_in, self._draw_check_in)
            self._follow_up.show_value(snapshot.entries.follow_up, self._draw_follow_up)
            self._added.show_value(tuple(snapshot.added), self._draw_added)
            self._others.show_value(others, self._draw_others)
            self._programme.show_value(snapshot.followed, self._draw_programme)
            self._past.show_value(past, self._draw_past)
            self._workplace.show_value(snapshot.entries.workplace, self._draw_workplace)
        self.views.setCurrentWidget(self._scroll)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Draw others on the page as it is; before it shows a day they come with the day."""
        if self._snapshot is not None:
            self.show_snapshot(replace(self._snapshot, notices=notices))

    def _draw_head(self, head: QVBoxLayout, value: tuple[date, str, bool]) -> None:
        today, greeting, welcome = value
        head.addWidget(self.make.label(formats.long_date(today), "body", "muted"))
        head.addWidget(self.make.label(greeting, "display"))
        if welcome:
            head.addSpacing(tokens.SPACE_S)
            head.addWidget(self.make.label(_(WELCOME), "lead", "muted"))

    def _draw_banners(self, body: QVBoxLayout, snapshot: TodaySnapshot) -> None:
        if not has_banners(snapshot):
            return
        area = self.make(BannerArea, snapshot, is_open=self._troubles_are_open)
        area.turned.connect(self._note_turned)
        area.resume_requested.connect(self.resume_requested)
        area.close_unfinished_requested.connect(self.close_unfinished_requested)
        area.notice_action_requested.connect(self.notice_action_requested)
        area.notice_dismissed.connect(self.notice_dismissed)
        body.addWidget(area)

    def _draw_spasm(self, body: QVBoxLayout, told: TodaysSpasm | None) -> None:
        if told is None:
            return
        panel = self.make(SpasmPanel, told)
        panel.over.connect(self.spasm_over)
        panel.change_wanted.connect(self.entry_wanted)
        body.addWidget(panel)

    def _draw_check_in(
        self, body: QVBoxLayout, check_in: CheckInQuestion | TodaysCheckIn | None
    ) -> None:
        match check_in:
            case CheckInQuestion():
                strip = self.make(CheckInStrip, check_in)
                strip.given.connect(self.check_in_given)
                strip.more_wanted.connect(self.check_in_wanted)
                body.addWidget(strip)
            case TodaysCheckIn():
                line = self.make(CheckInLine, check_in)
                line.change_wanted.connect(self.entry_wanted)
                body.addWidget(line)

    def _draw_follow_up(self, body: QVBoxLayout, asked: FollowUpQuestion | None) -> None:
        if asked is None:
            return
        card = self.make(FollowUpCard, asked)
        card.pain_given.connect(self.pain_after_given)
        card.soreness_given.connect(self.soreness_given)
        card.put_off.connect(self.follow_up_put_off)
        body.addWidget(card)

    def _draw_workplace(self, body: QVBoxLayout, offer: str) -> None:
        if not offer:
            return
        line = self.make(WorkplaceLine, offer)
        line.wanted.connect(self.workplace_requested)
        body.addWidget(line)

    def _draw_added(self, body: QVBoxLayout, added: tuple[AddedExercise, ...]) -> None:
        if not added:
            return
        part = self.make(AddedToDay, self._stills, added)
        part.play_requested.connect(self.play_exercise_requested)
        part.all_requested.connect(self.play_added_requested)
        part.removed.connect(self.added_removed)
        body.addWidget(part)

    def _draw_choice(self, body: QVBoxLayout, snapshot: TodaySnapshot) -> None:
        if snapshot.before_exercise:
            body.addWidget(self._before_exercise(snapshot.before_exercise))
        elif snapshot.starters:
            body.addLayout(self._starters(snapshot.starters))
        elif snapshot.offer is not None:
            body.addWidget(self._hero(snapshot.offer, snapshot))
        else:
            body.addWidget(self._nothing())

    def _draw_others(self, body: QVBoxLayout, snapshot: TodaySnapshot) -> None:
        if snapshot.alternatives:
            body.addLayout(self._alternatives(snapshot))

    def _nothing(self) -> StateCard:
        """What stands in the place of an exercise where none can be offered."""
        choose = self.make.button(_("Look at all routines"), "primary", name="choose-routine")
        choose.clicked.connect(self.routines_requested)
        title = _("Nothing to offer today")
        words = _(
            "The library has no routine that fits what you told about your health. On the page "
            "Move each one says why it is left out."
        )
        return self.make(StateCard, "looking", title, [words], choose, name="nothing-today")

    def _draw_programme(self, body: QVBoxLayout, followed: FollowedFacts | None) -> None:
        if followed is None:
            return
        card = self.make(ProgrammeCard, self._stills, followed)
        card.routine_requested.connect(self.show_routine_requested)
        card.programme_requested.connect(self.show_programme_requested)
        card.direction_chosen.connect(self.direction_chosen)
        card.adherence_requested.connect(self.adherence_requested)
        card.step_decided.connect(self.step_decided)
        card.page_requested.connect(self.guide_page_requested)
        body.addWidget(card)

    def _before_exercise(self, lines: Sequence[str]) -> Panel:
        """What stands in the place of an exercise while a doctor is needed first."""
        make = self.make
        panel = make.panel("danger", "stop", _("Before you exercise"), name="before-exercise")
        words = column(tokens.SPACE_S)
        for place, line in enumerate(lines):
            words.addWidget(make.label(line, "body" if place else "strong"))
        settled = make.button(
            _("A doctor has looked at it"),
            name="signs-settled",
            tip=_("Offer exercises again"),
        )
        settled.clicked.connect(self.signs_settled)
        words.addWidget(settled, 0, Qt.AlignmentFlag.AlignLeft)
        # What to do comes first, and has the whole width where there is little.
        across = make.columns(STACK_BELOW_PX, tokens.SPACE_XL)
        across.box.addLayout(words, 1)
        across.box.addWidget(make(StatePicture, "sitting", 120), 0, Qt.AlignmentFlag.AlignTop)
        panel.body.addWidget(across)
        return panel

    def _hero(self, offer: Offer, snapshot: TodaySnapshot) -> QWidget:
        make, facts = self.make, offer.facts
        hero = make(Hero, "hero")
        why = offer.why(snapshot.now.date())
        hero.body.addWidget(make.label(why, "body", "hero_muted"))
        hero.body.addWidget(make.label(facts.routine.name, "display", "hero"))
        hero.body.addWidget(make.label(facts.routine.goal, "lead", "hero_muted"))
        hero.body.addSpacing(tokens.SPACE_M)
        hero.body.addWidget(make(StillStrip, self._stills, facts.exercises))
        hero.body.addSpacing(tokens.SPACE_M)
        foot = make.columns(460, tokens.SPACE_L)
        start = make.button(
            _("Start, {length}").format(length=formats.rounded_duration(facts.total_s)),
            "hero",
            icon="play",
            large=True,
            tip=_("Start {routine}").format(routine=facts.routine.name),
            key="Ctrl+Return",
            name="start",
        )
        start.setDefault(True)
        start.clicked.connect(self._start)
        foot.box.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        look = make.button(
            _("Look at it first"),
            "hero_quiet",
            flush=True,
            name="look-first",
            tip=_("Show the exercises"),
        )
        look.clicked.connect(self._look_first)
        foot.box.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        about = f"{facts.count_words} · {facts.place}"
        foot.box.addWidget(make.label(about, "body", "hero_muted"), 1)
        hero.body.addWidget(foot)
        return hero

    def _alternatives(self, snapshot: TodaySnapshot) -> QVBoxLayout:
        box = column(tokens.SPACE_M)
        box.addWidget(self.make.label(_("Not that one?"), "heading"))
        columns = self.make.columns(560, tokens.SPACE_L)
        for offer in snapshot.alternatives:
            why = offer.why(snapshot.now.date())
            words = RowWords(
                offer.facts.routine.name, f"{formats.rounded_duration(offer.facts.total_s)} · {why}"
            )
            columns.box.addWidget(self._routine_row(words, offer), 1)
        box.addWidget(columns)
        return box

    def _routine_row(self, words: RowWords, offer: Offer) -> PressRow:
        row = self.make(
            PressRow,
            words,
            offer.facts.routine.id,
            exercise=offer.facts.exercises[0],
            stills=self._stills,
            card=True,
            tile=True,
            wraps=True,
            name=f"alternative-{offer.facts.routine.id}",
        )
        row.opened.connect(self.show_routine_requested)
        return row

    def _starters(self, starters: Sequence[Starter]) -> QVBoxLayout:
        box = column(tokens.SPACE_M)
        for starter in starters:
            facts = starter.facts
            row = self.make(
                PressRow,
                RowWords(starter.need, f"{facts.routine.name} · {facts.line}", is_whole=True),
                facts.routine.id,
                exercise=facts.exercises[0],
                stills=self._stills,
                card=True,
                large=True,
                tile=True,
                name=f"starter-{facts.routine.id}",
            )
            row.opened.connect(self.play_routine_requested)
            box.addWidget(row)
        box.addSpacing(tokens.SPACE_S)
        box.addWidget(self.make.label(_(FIRST_CAUTION), "small", "muted"))
        return box

    def _draw_past(self, body: QVBoxLayout, snapshot: TodaySnapshot) -> None:
        week = snapshot.week
        if week is None:
            return
        columns = self.make.columns(560, tokens.SPACE_L)
        columns.box.addWidget(week_card(self.make, week, snapshot.now.weekday()), 1)
        if snapshot.last_session is not None:
            columns.box.addWidget(self._last_card(snapshot.last_session, snapshot), 1)
        body.addWidget(columns)

    def _last_card(self, session: SessionRecord, snapshot: TodaySnapshot) -> Card:
        make = self.make
        card = make.card(name="last-session-card")
        started = session.local_start
        day = formats.relative_date(started.date(), snapshot.now.date())
        card.body.addWidget(make.label(_("Last session"), "small_strong", "muted"))
        card.body.addWidget(make.label(session.routine_name, "heading"))
        when = _("{day}, {time}").format(day=day, time=formats.time_of_day(started))
        card.body.addWidget(
            make.label(f"{when} · {session_words.session_line(session)}", "body", "muted")
        )
        card.body.addStretch(1)
        details = make.button(_("Show in the log"), "quiet", name="last-session", flush=True)
        details.clicked.connect(self._last_details)
        card.body.addWidget(details, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    @Slot(bool)
    def _note_turned(self, is_open: bool) -> None:
        self._troubles_are_open = is_open

    @Slot()
    def _start(self) -> None:
        if self._snapshot is not None and self._snapshot.offer is not None:
            self.play_routine_requested.emit(self._snapshot.offer.facts.routine.id)

    @Slot()
    def _look_first(self) -> None:
        if self._snapshot is not None and self._snapshot.offer is not None:
            self.show_routine_requested.emit(self._snapshot.offer.facts.routine.id)

    @Slot()
    def _last_details(self) -> None:
        if self._snapshot is not None and self._snapshot.last_session is not None:
            self.session_details_requested.emit(self._snapshot.last_session.id)


def week_card(make: WidgetFactory, week: WeekSummary, today: int) -> Card:
    """This week's bars with the minutes and the streak in words."""
    card = make.card(name="week-card")
    card.body.addWidget(make.label(_("This week"), "small_strong", "muted"))
    sides = make.columns(344, tokens.SPACE_XL)
    words = column(tokens.SPACE_XS)
    words.addWidget(make.label(session_words.week_minutes(week.seconds, week.sessions), "title"))
    if week.sessions:
        words.addWidget(make.label(session_words.sessions_counted(week.sessions), "body", "muted"))
    words.addWidget(make.label(session_words.streak(week.streak_days), "body", "muted"))
    words.addStretch(1)
    bars = make(WeekBars)
    bars.show_week(week.seconds_by_day, today)
    sides.box.addLayout(words, 1)
    sides.box.addWidget(bars, 0, Qt.AlignmentFlag.AlignLeft)
    card.body.addWidget(sides)
    return card
