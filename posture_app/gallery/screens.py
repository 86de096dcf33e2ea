"""All screens that are drawn for development and looked at by the tests."""

from typing import Final

from posture_app.gallery.builder import BUILDER_SCREENS
from posture_app.gallery.drawing import Screen
from posture_app.gallery.entries import ENTRY_SCREENS
from posture_app.gallery.guide import GUIDE_SCREENS
from posture_app.gallery.own_library import EXERCISE_FORM_SCREENS
from posture_app.gallery.pages import SCREENS as PAGE_SCREENS
from posture_app.gallery.patient_plans import PATIENT_PLAN_SCREENS
from posture_app.gallery.patients import PATIENT_SCREENS
from posture_app.gallery.plans import PLAN_SCREENS
from posture_app.gallery.pose import POSE_SCREENS
from posture_app.gallery.programmes import PROGRAMME_SCREENS
from posture_app.gallery.progress import PROGRESS_SCREENS
from posture_app.gallery.today import TODAY_SCREENS
from posture_app.gallery.welcome import WELCOME_SCREENS
from posture_app.gallery.workplace import WORKPLACE_SCREENS

WINDOW_SCREENS: Final[tuple[Screen, ...]] = (
    *PAGE_SCREENS,
    *PROGRAMME_SCREENS,
    *PLAN_SCREENS,
    *PATIENT_SCREENS,
    *BUILDER_SCREENS,
    *PATIENT_PLAN_SCREENS,
    *GUIDE_SCREENS,
    *TODAY_SCREENS,
    *PROGRESS_SCREENS,
    *WELCOME_SCREENS,
    *WORKPLACE_SCREENS,
    *ENTRY_SCREENS,
    *EXERCISE_FORM_SCREENS,
    *POSE_SCREENS,
)
"""Those of the window, without the player and the breaks."""
