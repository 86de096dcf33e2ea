"""The report, written from the command line."""

import json
import os
import subprocess
import sys
from contextlib import closing

import pytest

from posture_app.cli import main
from posture_app.coach.health import Health
from posture_app.coach.pain_rule import Sign
from posture_app.commands.report import PAPERS, PARTS
from posture_app.desktop.health import write_health
from posture_app.journal.report import Paper, ReportPart
from posture_app.store.database import open_database
from posture_app.store.entries import Entries
from posture_app.store.journal import Journal
from tests.handout.made_up import FIRST, LAST, note, records
from tests.pdf import read_pdf

PERIOD = ("--from", FIRST, "--to", LAST)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def ask(tmp_path, capsys):
    """Ask for a report; returns the exit code, what is said and what is wrong."""

    def asked(*words, out="report.pdf"):
        folder = ["--data-dir", str(tmp_path / "data")]
        code = main([*folder, "report", "--out", str(tmp_path / out), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err.replace(str(tmp_path), "")

    return asked


@pytest.fixture
def full(tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    with closing(open_database(tmp_path / "data" / "journal.db")) as database:
        entries, journal, made = Entries(database), Journal(database), records()
        for entry in (*made.check_ins, *made.spasms, *made.treatments, *made.notes):
            entries.save(entry)
        entries.save(note(20, "only mine"))
        for session in made.sessions:
            journal.restore_session(session)
    write_health(tmp_path / "data", Health(answered=True, signs=frozenset({Sign.FALL})))


def text_of(path):
    pages = read_pdf(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.usefixtures("full")
def test_a_report_of_a_period_is_written(ask, tmp_path):
    code, said, wrong = ask(*PERIOD)
    assert (code, wrong) == (0, "")
    assert said == f"2 pages in {tmp_path / 'report.pdf'}\n"
    text = text_of(tmp_path / "report.pdf")
    for words in (
        "1 Mar 2026 to 30 May 2026",
        "3 spasms",
        "Trigger point injection",
        "Side plank",
        "Ibuprofen",
        "A new pillow",
        "A fall, crash or blow not long ago: noted in the health profile. Not looked at yet.",
        "Numbness, tingling or weakness that is new or spreads into arm or leg: 30 Apr 2026",
    ):
        assert words in text


@pytest.mark.usefixtures("full")
def test_its_language_its_paper_and_its_parts_are_chosen(ask, tmp_path):
    code, said, _ = ask(
        *PERIOD, "--language", "de", "--paper", "letter", "--without", "notes", "spasms",
        "--without", "medication", "--json",
    )  # fmt: skip
    assert code == 0
    assert json.loads(said) == {
        "path": str(tmp_path / "report.pdf"),
        "pages": 1,
        "from": "2026-03-01",
        "to": "2026-05-30",
        "language": "de",
        "paper": "letter",
    }
    text = text_of(tmp_path / "report.pdf")
    assert "Schmerz, Behandlungen und Übungen" in text
    for words in ("A new pillow", "Ibuprofen", "Langes Sitzen"):
        assert words not in text


@pytest.mark.usefixtures("full")
def test_a_note_is_taken_out(ask, tmp_path):
    assert ask(*PERIOD, "--without-note", "n20")[0] == 0
    text = text_of(tmp_path / "report.pdf")
    assert "only mine" not in text
    assert "A new pillow" in text


def test_without_a_log_there_is_an_empty_report_and_no_folder(ask, tmp_path):
    code, said, wrong = ask("--to", "2026-05-30")
    assert (code, wrong) == (0, "")
    assert said.startswith("1 page in ")
    assert "1 Mar 2026 to 30 May 2026" in text_of(tmp_path / "report.pdf")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--from", "2026-05-02", "--to", "2026-05-01"), "--from is after --to"),
        (("--from", "yesterday"), '--from: got "yesterday"; expected a day such as 2026-03-02'),
        (("--from", "0001-01-01"), "a report tells of 20 years at most"),
    ],
)
def test_a_period_that_is_none_is_wrong_use(ask, tmp_path, words, wrong):
    code, said, told = ask(*words)
    assert (code, said) == (2, "")
    assert wrong in told
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize("words", [("--without", "pains"), ("--paper", "a5"), ("--language", "fr")])
def test_what_there_is_not_is_wrong_use(ask, capsys, words):
    with pytest.raises(SystemExit) as ended:
        ask(*words)
    assert ended.value.code == 2
    assert words[1] in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(ask):
    code, said, wrong = ask(out="nowhere/report.pdf")
    assert (code, said) == (1, "")
    assert "/nowhere/report.pdf cannot be written (no such file or directory)" in wrong


def test_the_words_are_those_of_the_model():
    assert tuple(part.value for part in ReportPart) == PARTS
    assert tuple(paper.value for paper in Paper) == PAPERS


@pytest.mark.slow
@pytest.mark.usefixtures("full")
def test_it_needs_no_screen(tmp_path):
    """In a process of its own, where nobody has made an application or chosen a platform."""
    environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    out = tmp_path / "report.pdf"
    words = ["--data-dir", str(tmp_path / "data"), "report", "--out", str(out)]
    ended = subprocess.run(
        [sys.executable, "-m", "posture_app", *words, *map(str, PERIOD)],
        env={**environment, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Trigger point injection" in text_of(out)
