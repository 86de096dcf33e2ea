"""What stands above the day's routine when something needs the person's attention."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.library.problems import BrokenFileError
from posture_app.ui.pages.notice import Notice
from posture_app.ui.pages.snapshots import TodaySnapshot, Unfinished
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Mood, Panel, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.words import formats
from posture_app.words.catalogue import _, ngettext, said
from posture_app.words.problems import file_problem

MOST_PROBLEMS: Final = 30
"""More than these are counted, not listed; `posture-app check` lists them all."""


def has_banners(snapshot: TodaySnapshot) -> bool:
    """Whether there is anything to tell."""
    return bool(snapshot.unfinished or snapshot.broken or snapshot.notices)


class BannerArea(QWidget):
    """What needs attention: one thing as it is, several behind one quiet line that opens them.

    The day's routine stays in sight below it.

    Signals:
        turned: Whether the things are open now, when the person has changed that.
        resume_requested, close_unfinished_requested: What to do with the unfinished session.
        notice_action_requested, notice_dismissed: A notice's key.
    """

    turned = Signal(bool)
    resume_requested = Signal()
    close_unfinished_requested = Signal()
    notice_action_requested = Signal(object)
    notice_dismissed = Signal(object)

    def __init__(
        self, make: WidgetFactory, snapshot: TodaySnapshot, *, is_open: bool = False
    ) -> None:
        super().__init__()
        self._make = make
        layout = column(tokens.SPACE_M)
        self.setLayout(layout)
        self._panels = panels = self._all_panels(snapshot)
        self._at_once: list[Button] = []
        self._line: Button | None = None
        if len(panels) > 1:
            layout.addWidget(self._quiet_line(snapshot))
        for panel in panels:
            layout.addWidget(panel)
        self._show(is_open=is_open)

    def _all_panels(self, snapshot: TodaySnapshot) -> list[Panel]:
        panels: list[Panel] = []
        if snapshot.unfinished is not None:
            panels.append(self._unfinished(snapshot.unfinished, snapshot.now.date()))
        if snapshot.broken:
            panels.append(self._make(BrokenFiles, snapshot.broken))
        panels += [self._notice(notice) for notice in snapshot.notices]
        return panels

    def _quiet_line(self, snapshot: TodaySnapshot) -> Flow:
        make, line = self._make, Flow(tokens.SPACE_L)
        grave = bool(snapshot.broken) or any(one.mood == "caution" for one in snapshot.notices)
        self._line = make.button(
            "", "quiet", icon="caution" if grave else "info", flush=True, name="troubles"
        )
        self._line.clicked.connect(self._turn)
        line.add(self._line)  # first, as what follows goes while the things are open
        if snapshot.unfinished is not None and snapshot.unfinished.can_resume:
            resume = make.button(
                _("Go on where you stopped"),
                icon="play",
                tip=snapshot.unfinished.routine_name,
                name="resume-at-once",
            )
            resume.setAccessibleName(
                _("Go on with {routine}").format(routine=snapshot.unfinished.routine_name)
            )
            resume.clicked.connect(self.resume_requested)
            self._at_once.append(resume)
        self._at_once += [self._short(one) for one in snapshot.notices if one.short]
        for button in self._at_once:
            line.add(button)
        return line

    def _show(self, *, is_open: bool) -> None:
        count, line = len(self._panels), self._line
        if line is None:
            return
        for panel in self._panels:
            panel.setVisible(is_open)
        for button in self._at_once:
            button.setVisible(not is_open)
        words = (
            ngettext("Hide {count} thing", "Hide {count} things", count)
            if is_open
            else ngettext("{count} thing to look at", "{count} things to look at", count)
        )
        line.set_text(words.format(count=count))

    @Slot()
    def _turn(self) -> None:
        is_open = self._panels[0].isHidden()
        self._show(is_open=is_open)
        self.turned.emit(is_open)

    def _unfinished(self, session: Unfinished, today: date) -> Panel:
        make = self._make
        heading = _("{routine} is not finished").format(routine=session.routine_name)
        panel = make.panel("accent", "clock", heading)
        panel.setObjectName("unfinished")
        panel.body.addWidget(make.label(unfinished_words(session, today)))
        flow = Flow()
        if session.can_resume:
            resume = make.button(_("Go on"), "primary", icon="play", name="resume")
            resume.clicked.connect(self.resume_requested)
            flow.add(resume)
        close = make.button(
            _("Close it as it is"), name="close-unfinished", tip=_("Keep in the log what was done")
        )
        close.clicked.connect(self.close_unfinished_requested)
        flow.add(close)
        panel.body.addWidget(flow)
        return panel

    def _short(self, notice: Notice) -> Button:
        """What a notice offers, beside the line that it is folded into."""
        name = f"notice-short-{notice.key}"
        button = self._make.button(said(notice.short), tip=said(notice.text), name=name)
        actions = ValueButtonGroup(button)
        actions.add(button, notice.key)
        actions.chosen.connect(self.notice_action_requested)
        return button

    def _notice(self, notice: Notice) -> Panel:
        make = self._make
        mood: Mood = "caution" if notice.mood == "caution" else "plain"
        panel = make.panel(mood, "caution" if mood == "caution" else "info", "")
        panel.setObjectName(f"notice-{notice.key}")
        panel.body.addWidget(make.label(said(notice.text)))
        if notice.action:
            action = make(NoticeButton, said(notice.action), f"notice-action-{notice.key}")
            actions = ValueButtonGroup(action)
            actions.add(action, notice.key)
            actions.chosen.connect(self.notice_action_requested)
            panel.body.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        if notice.dismissable:
            dismiss = make(NoticeButton, "", f"notice-hide-{notice.key}")
            hides = ValueButtonGroup(dismiss)
            hides.add(dismiss, notice.key)
            hides.chosen.connect(self.notice_dismissed)
            panel.outer.addWidget(dismiss, 0, Qt.AlignmentFlag.AlignTop)
        panel.body.addStretch(1)
        return panel


class NoticeButton(Button):
    """A button of a notice; without words it hides it."""

    def __init__(self, make: WidgetFactory, words: str, name: str) -> None:
        if words:
            super().__init__(make.theme, words, name=name)
        else:
            super().__init__(make.theme, "", "quiet", icon="close", tip=_("Hide this"), name=name)


class BrokenFiles(Panel):
    """Personal library files that were left out, with what is wrong with them on demand."""

    def __init__(self, make: WidgetFactory, broken: Sequence[BrokenFileError]) -> None:
        heading = ngettext(
            "{count} library file could not be used",
            "{count} library files could not be used",
            len(broken),
        ).format(count=len(broken))
        super().__init__(make.theme, "caution", "file", heading, name="broken-files")
        names = formats.listed([error.path.name for error in broken])
        self.body.addWidget(
            make.label(_("{names}. Everything else is loaded.").format(names=names))
        )
        self._problems = make.text(problem_lines(broken), "small")
        self._problems.setObjectName("problems")
        self._problems.hide()
        self.body.addWidget(self._problems)
        self._toggle = make.button(_("Show what is wrong"), name="show-problems")
        self._toggle.clicked.connect(self._turn)
        flow = Flow()
        flow.add(self._toggle)
        self.body.addWidget(flow)

    @Slot()
    def _turn(self) -> None:
        hidden = self._problems.isHidden()
        self._problems.setVisible(hidden)
        self._toggle.set_text(_("Hide what is wrong") if hidden else _("Show what is wrong"))


def unfinished_words(session: Unfinished, today: date) -> str:
    """When and where a session was cut off."""
    if not session.exercise_name:
        pattern = _("{day}, {time}: you stopped before the end.")
    elif session.sets == 1:
        pattern = _("{day}, {time}: you stopped in {exercise}.")
    else:
        pattern = _("{day}, {time}: you stopped in set {set} of {sets} of {exercise}.")
    return pattern.format(
        day=formats.relative_date(session.stopped_at.date(), today),
        time=formats.time_of_day(session.stopped_at),
        exercise=session.exercise_name,
        set=session.set_number,
        sets=session.sets,
    )


def problem_lines(broken: Sequence[BrokenFileError]) -> str:
    """The problems, one a line, the files in their order."""
    lines = [
        file_problem(error.path.name, problem) for error in broken for problem in error.problems
    ]
    if len(lines) > MOST_PROBLEMS:
        more = len(lines) - MOST_PROBLEMS
        lines = [
            *lines[:MOST_PROBLEMS],
            ngettext("and {count} more problem", "and {count} more problems", more).format(
                count=more
            ),
        ]
    return "\n".join(lines)
