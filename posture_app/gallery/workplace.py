"""The check of a workplace: its beginning, a question, and what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.journal.workplace import ITEMS, Answers, WorkplaceKey
from posture_app.ui.workplace.sheet import WorkplaceFacts, WorkplaceSheet

_MONTH_AGO: Final = date(1970, 2, 2)
_WRONG: Final = frozenset({"height", "mouse", "change", "window", "phone"})
_WRONG_BEFORE: Final = frozenset({"height", "feet", "change", "phone"})


def _answers(wrong: frozenset[str]) -> Answers:
    return {item.key: item.key not in wrong for item in ITEMS if item.key != "laptop"}


def _sheet(
    context: DrawingContext,
    begun: Mapping[WorkplaceKey, bool | None] | None = None,
    last: tuple[date, Answers] | None = None,
) -> WorkplaceSheet:
    facts = WorkplaceFacts(last=last, begun=begun or {}, sources=context.library.sources)
    return context.make(WorkplaceSheet, facts)


def _begin(context: DrawingContext) -> QWidget:
    return _sheet(context)


def _begin_again(context: DrawingContext) -> QWidget:
    return _sheet(context, last=(_MONTH_AGO, _answers(_WRONG_BEFORE)), begun={"feet": True})


def _question(context: DrawingContext) -> QWidget:
    sheet = _sheet(context)
    sheet.show_question(10)
    return sheet


def _question_above(context: DrawingContext) -> QWidget:
    sheet = _sheet(context, begun={"mouse": False})
    sheet.show_question(8)
    return sheet


def _result(context: DrawingContext) -> QWidget:
    sheet = _sheet(context, _answers(_WRONG), (_MONTH_AGO, _answers(_WRONG_BEFORE)))
    sheet.show_result()
    return sheet


def _result_good(context: DrawingContext) -> QWidget:
    sheet = _sheet(context, begun=_answers(frozenset()))
    sheet.show_result()
    sheet.show_failure("The log is locked by another program.")
    return sheet


WORKPLACE_SCREENS: Final = (
    Screen("workplace-begin", _begin),
    Screen("workplace-begin-again", _begin_again),
    Screen("workplace-question", _question),
    Screen("workplace-question-above", _question_above),
    Screen("workplace-result", _result),
    Screen("workplace-result-good", _result_good),
)
