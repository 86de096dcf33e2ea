"""The handout of a phase as pictures, drawn by a process of its own while a plan is being written.

Laying a page out and drawing its figures takes a tenth of a second, which nobody who types is to
wait for, and a thread of the same process would hold up every key that is pressed meanwhile.
"""

import os
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from posture_app.plans.model import Language, Plan

if TYPE_CHECKING:
    from posture_app.library.model import Library

_application: Final[list[object]] = []
"""Of the process that draws: it must not be forgotten while there are fonts."""


@dataclass(frozen=True, slots=True)
class DrawOrder:
    """What is to be drawn.

    Attributes:
        data_folder: Where the person's own libraries are.
        plan: The plan.
        phase: Which of its phases.
        width: Of a page, in pixels.
        today: The day that stands on it.
        emergency_number: What to call where the patient is.
    """

    data_folder: Path
    plan: Plan
    phase: str
    width: int
    today: date
    emergency_number: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its size in pixels, and these in 32 bits each, row by row."""

    width: int
    height: int
    pixels: bytes


def begin_process() -> Executor:
    """Begin a process to draw in; what is submitted to it comes back in its order."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)


def draw(order: DrawOrder) -> tuple[Picture, ...]:
    """The pages of a phase; none where an exercise of the plan is not in the library any more.

    It needs an application of Qt, which the process of `begin_process` has.
    """
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - only where it is drawn

    from posture_app.handout.plan_sheet import SheetChoice, laid_out_plan  # noqa: PLC0415 - as above
    from posture_app.plans.files import plan_file  # noqa: PLC0415 - as above

    library = _library(order.data_folder, order.plan.language)
    try:
        file = plan_file(order.plan, library)
    except KeyError:
        return ()
    choice = SheetChoice(order.today, order.emergency_number, phase=order.phase)
    pictures = []
    for page in laid_out_plan(file, library, choice).pages:
        scale = order.width / page.width
        image = QImage(order.width, round(page.height * scale), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.scale(scale, scale)
        page.paint(painter)
        painter.end()
        pictures.append(Picture(image.width(), image.height(), bytes(image.constBits())))
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
