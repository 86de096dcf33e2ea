"""One case: a file that a seed made wrong, read within its bounds."""

import logging
import shutil
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.fuzz.mutate import mutated
from tests.fuzz.pace import at_a_desk
from tests.fuzz.targets import TARGETS, Target

SECONDS = 2.0
"""Of the processor and at a desk, so that a slow or a busy machine finds nothing."""


def content(seed: int, targets: Sequence[Target] = TARGETS) -> tuple[Target, bytes]:
    """What a seed makes wrong, and how."""
    random = Random(seed)
    target = random.choice(targets)
    return target, mutated(target.sound(), random)


def read(target: Target, raw: bytes, folder: Path) -> float:
    """Let the program read a file as if it were its own; returns the seconds it takes at a desk.

    Raises:
        Exception: Whatever came out, which nothing should.
    """
    shutil.rmtree(folder, ignore_errors=True)
    path = target.place(folder)
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    began = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        logging.disable(logging.WARNING)
        try:
            target.read(folder)
        finally:
            logging.disable(logging.NOTSET)
    taken_s = time.process_time() - began
    return taken_s if taken_s < SECONDS / 2 else at_a_desk(taken_s)
