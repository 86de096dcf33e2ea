"""A process of its own that enters a check-in and a note, until somebody ends it."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from posture_app.program.program import Program
from posture_app.program.start import build
from posture_app.ui.entries.check_in import CheckInSheet
from tests.there import there


def say(word: str) -> None:
    """Tell whoever has started this process."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def enter(program: Program) -> None:
    """Save one check-in, then write into a note and say when the pause after it is over."""
    entries = there(program.window.entries)
    entries.open("check_in")
    sheet = there(entries.sheet)
    assert isinstance(sheet, CheckInSheet)
    there(sheet.findChild(QPushButton, "answer_0")).click()
    sheet.save.click()
    say("saved")
    entries.open("note")
    field = there(there(entries.sheet).findChild(QPlainTextEdit, "entry-text"))
    field.setPlainText("Half a sent")
    QTimer.singleShot(1500, partial(say, "written"))


def run(folder: Path) -> None:
    """Run until killed."""
    program = build(folder)
    program.shared.saved_state.keep_said("welcomed")
    program.window.ready.connect(partial(enter, program))
    program.start()
    QCoreApplication.exec()


if __name__ == "__main__":
    run(Path(sys.argv[1]))
