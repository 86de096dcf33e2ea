"""The handout of a phase as pictures, drawn by a process of its own while a plan is being written.

Laying a page out and drawing its figures takes a tenth of a second, which nobody who types is to
wait for, and a thread of the same process would hold up every key that is pressed meanwhile.
"""

import os
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import suppress
from datetime import date
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from posture_app.dataclass import dataclass
from posture_app.errors import FailedError
from posture_app.journal.report import Paper
from posture_app.plans.hand_over import per_page
from posture_app.plans.model import Language, Plan
from posture_app.plans.practice import PracticeSettings
from posture_app.preferences import USUAL_FIGURE, FigureAppearance

if TYPE_CHECKING:
    from posture_app.library.model import Library

_application: Final[list[object]] = []
"""Of the process that draws: it must not be forgotten while there are fonts."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What is to be drawn.

    Attributes:
        data_folder: Where the person's own libraries are.
        plan: The plan.
        phase: Which of its phases.
        width: Of a page, in pixels.
        today: The day that stands on it.
        emergency_number: What to call where the patient is.
        settings: The paper, and how much stands on it.
        logo: The file of the practice's picture; None for none.
        figure: The program's own figure, which the practice may have set another one for.
    """

    data_folder: Path
    plan: Plan
    phase: str
    width: int
    today: date
    emergency_number: str
    settings: PracticeSettings
    logo: Path | None = None
    figure: FigureAppearance = USUAL_FIGURE


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page: its size in pixels, and these in 32 bits each, row by row."""

    width: int
    height: int
    pixels: bytes


def begin_process() -> Executor:
    """Begin a process to draw in; what is submitted to it comes back in its order."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)


def draw(order: RenderRequest) -> tuple[RenderedPage, ...]:
    """The pages of a phase; none where an exercise of the plan is not in the library any more.

    It needs an application of Qt, which the process of `begin_process` has.
    """
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - only where it is drawn

    from posture_app.handout.plan_sheet import (  # noqa: PLC0415 - as above
        SheetChoice,
        laid_out_plan,
        read_logo,
    )
    from posture_app.plans.files import plan_file  # noqa: PLC0415 - as above

    library = _library(order.data_folder, order.plan.language)
    try:
        file = plan_file(order.plan, library)
    except KeyError:
        return ()
    settings, logo = order.settings, None
    if order.logo is not None:
        with suppress(FailedError):  # it was removed meanwhile, or cannot be read
            logo = read_logo(order.logo)
    choice = SheetChoice(
        today=order.today,
        emergency_number=order.emergency_number,
        paper=Paper(settings.paper),
        per_page=per_page(settings.per_page),
        large_print=settings.large_print,
        phase=order.phase,
        logo=logo,
        figure=settings.figure(order.figure),
    )
    pictures = []
    for page in laid_out_plan(file, library, choice).pages:
        scale = order.width / page.width
        image = QImage(order.width, round(page.height * scale), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.scale(scale, scale)
        page.paint(painter)
        painter.end()
        pictures.append(RenderedPage(image.width(), image.height(), bytes(image.constBits())))
    return tuple(pictures)


def _begin() -> None:
    """Let this process draw without a screen, leave the processor to others first, and not stay."""
    Thread(target=_end_with_parent, daemon=True).start()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if hasattr(os, "nice"):
        os.nice(5)
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - as above

    _application.append(QGuiApplication([]))


def _end_with_parent() -> None:
    """Where the program was killed, nobody else tells this process to end."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


@cache
def _library(data_folder: Path, language: Language) -> "Library":
    from posture_app.library.files import load, personal_paths  # noqa: PLC0415 - as above

    return load(personal_paths(data_folder), language=language).library
