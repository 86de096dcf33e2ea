"""A patient's plan as the practice sees it, and how it is handed over."""

from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.gallery.drawing import Screen, Stage
from posture_app.gallery.plans import TODAY, sample_plan
from posture_app.handout.hand_over import sheet_choice
from posture_app.handout.plan_sheet import laid_out_plan
from posture_app.plans.files import plan_file
from posture_app.plans.hand_over import HandOverChoice
from posture_app.ui.therapist.hand_over_sheet import HandOverFacts, HandOverSheet
from posture_app.words.hand_over import (
    about_handing_over,
    file_stem,
    handed_over,
    still_missing,
)


def _sheet(stage: Stage) -> HandOverSheet:
    plan = sample_plan(stage.library)
    facts = HandOverFacts(
        plan=plan.name,
        about=about_handing_over(plan, is_handed_over=False),
        stem=file_stem(plan),
        missing=still_missing(plan, stage.library),
        phases=tuple((one.id, one.name) for one in plan.phases),
        before=1,
    )
    choice = HandOverChoice(language=plan.language, emergency_number="112")
    sheet = HandOverSheet(stage.theme, facts, choice)
    paper = sheet_choice(choice, TODAY, None, None)
    document = laid_out_plan(plan_file(plan, stage.library), stage.library, paper)
    sheet.show_pages(document.pages)
    return sheet


def _handed_over(stage: Stage) -> QWidget:
    sheet = _sheet(stage)
    plan = sample_plan(stage.library)
    sheet.tell(handed_over(plan), can_take_back=True)
    sheet.tell_about(about_handing_over(plan, is_handed_over=True))
    return sheet


def _busy(stage: Stage) -> QWidget:
    sheet = _sheet(stage)
    sheet.show_progress(0.4)
    return sheet


PATIENT_PLAN_SCREENS: Final = (
    Screen("hand-over", _sheet),
    Screen("hand-over-done", _handed_over),
    Screen("hand-over-busy", _busy),
)
