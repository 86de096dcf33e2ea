"""The welcome of the first start, step by step, as the person goes through it."""

from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.breaks.settings import BreakSettings
from posture_app.coach.pain_rule import Sign
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.ui.pages.breaks_hours import USUAL_WEEK
from posture_app.ui.welcome_sheet import WelcomeSheet
from posture_app.ui.welcome_steps import WelcomeFacts
from posture_app.words.safety import before_exercise


def _sheet(context: DrawingContext, facts: WelcomeFacts, step: int) -> WelcomeSheet:
    sheet = context.make(WelcomeSheet, facts)
    sheet.show_step(step)
    return sheet


def _whom(context: DrawingContext) -> QWidget:
    return _sheet(context, WelcomeFacts(audience="patients", number="112"), 1)


def _where(context: DrawingContext) -> QWidget:
    facts = WelcomeFacts(bothers=frozenset({"neck", "low_back"}), number="112")
    return _sheet(context, facts, 2)


def _breaks(context: DrawingContext) -> QWidget:
    facts = WelcomeFacts(breaks=BreakSettings(work=USUAL_WEEK), number="112")
    return _sheet(context, facts, 3)


def _breaks_off(context: DrawingContext) -> QWidget:
    return _sheet(context, WelcomeFacts(number="112"), 3)


def _move(context: DrawingContext) -> QWidget:
    return _sheet(context, WelcomeFacts(number="112"), 4)


def _signs(context: DrawingContext) -> QWidget:
    signs = frozenset({Sign.FALL})
    facts = WelcomeFacts(signs=signs, number="112", before_exercise=before_exercise(signs, "112"))
    return _sheet(context, facts, 4)


WELCOME_SCREENS: Final = (
    Screen("welcome-whom", _whom),
    Screen("welcome-where", _where),
    Screen("welcome-breaks", _breaks),
    Screen("welcome-breaks-off", _breaks_off),
    Screen("welcome-move", _move),
    Screen("welcome-signs", _signs),
)
