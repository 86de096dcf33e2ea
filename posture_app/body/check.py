"""placeholder"""

from posture_app.library.motion import Motion
from posture_app.library.problems import Problem


def motion_problems(motion: Motion, place: str) -> list[Problem]:
    """X"""
    return []
