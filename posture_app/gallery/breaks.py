"""What breaks show outside of the window: over the screen, in its corner, and in the panel."""

from dataclasses import replace
from functools import partial
from typing import Final, cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from posture_app.breaks.settings import Strictness
from posture_app.coach import break_exercises
from posture_app.coach import session as coach
from posture_app.coach.break_exercises import Choice, Situation
from posture_app.coach.suitability import Profile, fit
from posture_app.gallery import samples
from posture_app.gallery.drawing import (
    DrawingContext,
    Screen,
    settle,
    show_off_screen,
    still_clock,
)
from posture_app.gallery.panel_icon import PanelIcons
from posture_app.reminders.exercise_selection import care_of_anybody, rest_picture
from posture_app.ui.overlay.monitors import Monitor
from posture_app.ui.overlay.moving_figure import MovingBreakFigure
from posture_app.ui.overlay.notice import NoticeCard
from posture_app.ui.overlay.panel import BreakMoment, BreakPanel
from posture_app.ui.overlay.snapshots import BreakSnapshot, NoticeSnapshot
from posture_app.ui.overlay.windows import BreakCard, BreakWindow, CornerWindow
from posture_app.ui.player.snapshot import snapshot
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _
from posture_app.words.safety import for_a_break

_LENGTH_S: Final = 60.0
_AT_S: Final = 12.0
"""In the middle of the first repetition or hold, after getting ready."""


def _figure(make: WidgetFactory) -> MovingBreakFigure:
    return make(MovingBreakFigure, reduced_motion=False, read_ms=still_clock)


def _overlay(
    context: DrawingContext, shown: BreakSnapshot | None = None, at_s: float = _AT_S
) -> BreakWindow:
    window = BreakWindow(context.theme, _figure)
    _fill(window.panel, shown or _with_exercise(context, "overlay"), at_s)
    window.lead(True)
    return window


def _overlay_long(context: DrawingContext) -> QWidget:
    return _overlay(context, _long(context, "overlay"))


def _overlay_strict(context: DrawingContext) -> QWidget:
    return _overlay(context, _with_exercise(context, "strict"))


def _overlay_rest(context: DrawingContext) -> QWidget:
    """The exercise is done, and the rest of the break is free."""
    choice = _choice(context)
    return _overlay(context, at_s=choice.seconds if choice else _AT_S)


def _overlay_without_exercise(context: DrawingContext) -> QWidget:
    return _overlay(context, _without_exercise(context, "overlay"))


def _overlay_reasons(context: DrawingContext) -> QWidget:
    return _asked_why(_overlay(context))


def _overlay_care(context: DrawingContext) -> QWidget:
    window = _overlay(context)
    window.panel.read()
    return window


def _overlay_care_long(context: DrawingContext) -> QWidget:
    """Read for so long that the break has gone on."""
    window = _overlay(context)
    window.panel.read()
    window.panel.show_moment(_moment(_with_exercise(context, "overlay"), _AT_S))
    return window


def _card_rest(context: DrawingContext) -> QWidget:
    """The exercise is done, and the rest of the break is free."""
    choice = _choice(context)
    card = _card(context)
    _fill(card.panel, _with_exercise(context, "card"), choice.seconds if choice else _AT_S)
    return card


def _overlay_follower(context: DrawingContext) -> QWidget:
    """On another screen than the one with the controls."""
    window = _overlay(context)
    window.lead(False)
    return window


def _card(context: DrawingContext, shown: BreakSnapshot | None = None) -> BreakCard:
    card = BreakCard(context.theme, _figure)
    _fill(card.panel, shown or _with_exercise(context, "card"), _AT_S)
    return card


def _card_long(context: DrawingContext) -> QWidget:
    return _card(context, _long(context, "card"))


def _card_without_exercise(context: DrawingContext) -> QWidget:
    return _card(context, _without_exercise(context, "card"))


def _card_reasons(context: DrawingContext) -> QWidget:
    return _asked_why(_card(context))


def _notice(context: DrawingContext, shown: NoticeSnapshot | None = None) -> NoticeCard:
    card = NoticeCard(context.theme)
    card.show_notice(shown or _notice_of(_("Micro-break")))
    return card


def _notice_long(context: DrawingContext) -> QWidget:
    return _notice(context, _notice_of(samples.LONG))


def _notice_strict(context: DrawingContext) -> QWidget:
    shown = _notice_of(_("Movement break"))
    return _notice(context, replace(shown, strictness="strict", snoozes_left=0))


def _notice_waiting(context: DrawingContext) -> QWidget:
    card = _notice(context)
    card.show_waiting()
    return card


def _fill(panel: BreakPanel, shown: BreakSnapshot, at_s: float) -> None:
    panel.show_break(shown)
    panel.controls.accept(True)
    panel.show_moment(_moment(shown, at_s))


def _moment(shown: BreakSnapshot, at_s: float) -> BreakMoment:
    left_s = shown.length_s - at_s
    if shown.choice is not None:
        session, _effects = break_exercises.begin(shown.choice, 0.0)
        session, _effects = coach.advance(session, at_s)
        if session.status != "finished":
            return BreakMoment(left_s, snapshot(session, at_s), session, at_s)
    return BreakMoment(left_s)


def _with_exercise(context: DrawingContext, strictness: Strictness) -> BreakSnapshot:
    choice = _choice(context)
    care = None if choice is None else care_of_anybody(choice.exercise)
    return replace(_without_exercise(context, strictness), choice=choice, care=care)


def _without_exercise(context: DrawingContext, strictness: Strictness) -> BreakSnapshot:
    return BreakSnapshot(
        rest=rest_picture(context.library, "rest", Profile()),
        kind="micro",
        name=_("Micro-break"),
        strictness=strictness,
        length_s=_LENGTH_S,
        left_s=_LENGTH_S,
        snoozes_left=2,
    )


def _long(context: DrawingContext, strictness: Strictness) -> BreakSnapshot:
    long = replace(context, library=samples.long_texts(context.library))
    return replace(_with_exercise(long, strictness), name=samples.LONG)


def _choice(context: DrawingContext) -> Choice | None:
    found = break_exercises.choices(context.library, Situation(seconds=_LENGTH_S), now=samples.NOW)
    if not found:
        return None
    exercise = found[0].exercise
    return replace(found[0], exercise=for_a_break(exercise, fit(exercise, Profile())))


def _notice_of(name: str) -> NoticeSnapshot:
    return NoticeSnapshot(kind="micro", name=name, starts_in_s=20, snooze_s=300, snoozes_left=2)


def _asked_why(surface: QWidget) -> QWidget:
    """With the reasons for skipping in the place of the buttons."""
    for button in surface.findChildren(QAbstractButton, "break_skip"):
        button.click()
    return surface


def _cover(window: QWidget, size: QSize) -> None:
    """Lay an overlay out over a whole screen of a size."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    cast("BreakWindow", window).fill(_screen_of(size))
    window.setWindowState(Qt.WindowState.WindowNoState)  # Qt's own screen has another size
    show_off_screen(window, size)


def _put_in_the_corner(card: QWidget, size: QSize) -> None:
    """Lay a card out on a screen of a size."""
    card.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    cast("CornerWindow", card).show_on(_screen_of(size))
    settle()


def _read_in_the_corner(card: QWidget, size: QSize) -> None:
    """With all that is to be taken care of, as high as the screen allows."""
    _put_in_the_corner(card, size)
    panel = cast("BreakCard", card).panel
    panel.stop_reading()
    panel.read()
    settle()


def _screen_of(size: QSize) -> Monitor:
    whole = QRect(QPoint(), size)
    return Monitor("sample", whole, whole)


def _at_its_own_size(widget: QWidget, _size: QSize) -> None:
    show_off_screen(widget, widget.sizeHint())


_overlay_screen: Final = partial(Screen, lay_out=_cover)
_card_screen: Final = partial(Screen, lay_out=_put_in_the_corner)

BREAK_SCREENS: Final = (
    _overlay_screen("overlay", _overlay),
    _overlay_screen("overlay-long", _overlay_long),
    _overlay_screen("overlay-strict", _overlay_strict),
    _overlay_screen("overlay-rest", _overlay_rest),
    _overlay_screen("overlay-without-exercise", _overlay_without_exercise),
    _overlay_screen("overlay-reasons", _overlay_reasons),
    _overlay_screen("overlay-care", _overlay_care),
    _overlay_screen("overlay-care-long", _overlay_care_long),
    _overlay_screen("overlay-follower", _overlay_follower),
    _card_screen("card", _card),
    _card_screen("card-long", _card_long),
    _card_screen("card-without-exercise", _card_without_exercise),
    _card_screen("card-reasons", _card_reasons),
    Screen("card-care", _card, _read_in_the_corner),
    _card_screen("card-rest", _card_rest),
    _card_screen("notice", _notice),
    _card_screen("notice-long", _notice_long),
    _card_screen("notice-strict", _notice_strict),
    _card_screen("notice-waiting", _notice_waiting),
    Screen("tray", PanelIcons, _at_its_own_size),
)
"""What a break shows, and the icon in the panel with its menu."""
