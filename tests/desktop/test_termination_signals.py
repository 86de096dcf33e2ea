"""Ctrl+C and a log-out end the program as its own Quit does."""

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from posture_app.desktop.termination_signals import TerminationSignals
app = QCoreApplication([])
endings = TerminationSignals()
endings.wanted.connect(lambda: (print("kept what there was", flush=True), app.quit()))
QTimer.singleShot(0, lambda: print("runs", flush=True))
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_program_in_its_own_way(number):
    program = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "runs\n"
    os.kill(program.pid, getattr(signal, number))
    said, _ = program.communicate(timeout=30)
    assert (said, program.returncode) == ("kept what there was\n", 0)
