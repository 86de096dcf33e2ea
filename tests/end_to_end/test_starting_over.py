"""With its window closed the program becomes one that only waits, in the same process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# The window closes itself as soon as all is loaded; without it the program is left alone.
PROGRAM = """
import sys
from posture_app.program import program
program.UNUSED_MS = 0
start = program.Program.start
def start_and_close(self, *words, **more):
    self.window.ready.connect(lambda: self.window.main.close())
    start(self, *words, **more)
program.Program.start = start_and_close
from posture_app.cli import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_program_whose_window_was_closed_starts_over_and_still_answers(tmp_path):
    folder = str(tmp_path / "data")
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, "--data-dir", folder])
    try:

        def ask(*verb):
            asked = [sys.executable, "-m", "posture_app", *verb, "--data-dir", folder]
            return subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)

        while ask("status").returncode == 3:
            pass  # it has not begun yet
        words = []
        while "--hidden" not in words:  # a verb that comes between two lives waits for the second
            told = ask("status", "--json", "--explain")
            assert told.returncode == 0, told.stderr
            words = Path(f"/proc/{process.pid}/cmdline").read_bytes().decode().split("\0")
        assert words[-4:-1] == ["--data-dir", folder, "--hidden"]
        told = ask("status", "--json", "--explain")
        assert json.loads(told.stdout)["breaks"]
        assert "started again" not in ask("status", "--explain").stdout
        assert ask("quit").returncode == 0
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
