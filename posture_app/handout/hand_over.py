"""Makes what a plan is handed over as: paper, a page for a telephone, a file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from posture_app.desktop.private_files import written_whole
from posture_app.handout.moving_figure import moving_figure
from posture_app.handout.plan_sheet import SheetChoice
from posture_app.library.model import Library
from posture_app.plans.hand_over import HandOverChoice, HandOverFormat
from posture_app.plans.model import Language, PlanFile
from posture_app.preferences import FigureAppearance
from posture_app.ui.widgets.exercise_picture import shows_pictures

MOST_SAME_NAMES: Final = 1000


def sheet_choice(
    choice: HandOverChoice, today: date, logo: QImage | None, before: PlanFile | None
) -> SheetChoice:
    """How the paper is made.

    Args:
        choice: What was chosen.
        today: The day that stands on it.
        logo: The practice's picture.
        before: The version that the patient has; None where there is none.
    """
    return SheetChoice(
        today=today,
        emergency_number=choice.emergency_number,
        language=choice.language,
        paper=choice.paper,
        per_page=choice.per_page,
        large_print=choice.large_print,
        days=choice.days,
        phase=choice.phase,
        logo=logo,
        before=before if choice.tells_changes else None,
        figure=choice.figure,
    )


def in_language(plan_file: PlanFile, language: Language) -> PlanFile:
    """A plan's file whose patient reads this language."""
    return replace(plan_file, plan=replace(plan_file.plan, language=language))


def draw_figures(
    plan_file: PlanFile,
    library: Library,
    figure: FigureAppearance,
    progress: Callable[[float], None],
) -> None:
    """Draw the moving figures of a plan, which are kept for the page that is made next.

    That takes seconds, says no word, and may be done on a thread.

    Args:
        plan_file: The plan.
        library: Has its routines, and what the file does not carry.
        figure: Whom they show.
        progress: Is told how much is done, from 0 to 1; what it raises ends the work.
    """
    carried = {one.id: one for one in plan_file.exercises} | dict(library.exercises)
    used = list(dict.fromkeys(_used(plan_file, library)))
    for number, one in enumerate(used, 1):
        if not shows_pictures(carried[one]):
            moving_figure(carried[one], figure)
        progress(number / len(used))


def _used(plan_file: PlanFile, library: Library) -> Iterator[str]:
    for phase in plan_file.plan.phases:
        yield from (item.exercise for item in phase.items)
        for routine in phase.routines:
            yield from (item.exercise for item in library.routines[routine].items)


def write(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, wholly or not at all.

    Raises:
        OSError: It cannot be written; what was there is as it was.
    """
    with written_whole(path) as file:
        file.write(content)


def free_stem(folder: Path, stem: str) -> str:
    """A name in a folder by which none of the three files is there yet."""
    for number in range(1, MOST_SAME_NAMES):
        name = stem if number == 1 else f"{stem}-{number}"
        if not any((folder / f"{name}{one}").exists() for one in HandOverFormat):
            return name
    return stem
