"""A program that is killed while somebody enters something keeps it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from posture_app.desktop.entry_drafts import read_drafts
from posture_app.desktop.paths import journal_path
from posture_app.journal.entries import CheckIn
from posture_app.journal.forms import NoteForm
from posture_app.store.database import open_database
from posture_app.store.entries import Entries

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_a_note_is_written_nothing_entered_is_lost(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.entering", str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as entering:
        assert entering.stdout is not None
        assert [next(entering.stdout).strip() for _line in range(2)] == ["saved", "written"]
        entering.send_signal(signal.SIGKILL)
    database = open_database(journal_path(tmp_path))
    assert [one.now for one in Entries(database).every(CheckIn)] == [0]
    database.close()
    assert read_drafts(tmp_path)["note"].form == NoteForm(text="Half a sent")
