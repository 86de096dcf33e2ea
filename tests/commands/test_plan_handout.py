"""A sheet of exercises from the command line."""

import json
import re

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor

from posture_app.cli import main
from posture_app.preferences import FigureAppearance, SkinTone
from posture_app.ui.figure.palette import LIGHT
from tests.pdf import read_pdf
from tests.there import there

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def told(tmp_path, capsys):
    """Runs a verb of plan; returns the exit code, the output and the errors."""

    def run(*words):
        code = main(["--data-dir", str(tmp_path / "data"), "plan", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def begun(told, tmp_path):
    """A plan that was begun from a template."""
    path = tmp_path / "a.postureplan"
    words = ("--template", "neck-at-the-desk", "--for", "K. M.", "--out", path, "--language", "de")
    assert told("new", *words)[0] == 0
    return path


def test_a_sheet_is_written_in_the_plans_language(told, begun, tmp_path):
    out = tmp_path / "sheet.pdf"
    code, printed, errors = told("handout", begun, "--out", out, "--phase", "control")
    assert (code, printed, errors) == (0, f"2 pages in {out}\n", "")
    text = "".join(page.extract_text() for page in read_pdf(out).pages)
    assert "Für: K. M." in text
    assert "Dehnung des Schulterblatthebers" in text


def test_paper_language_and_layout_are_chosen(told, begun, tmp_path):
    out = tmp_path / "sheet.pdf"
    chosen = ("--paper", "letter", "--language", "en", "--per-page", "1", "--large-print")
    code, printed, _ = told(
        "handout", begun, "--out", out, *chosen, "--days", "14", "--before", begun, "--json"
    )
    reader = read_pdf(out)
    assert code == 0
    assert json.loads(printed) == {
        "path": str(out),
        "pages": len(reader.pages),
        "language": "en",
        "paper": "letter",
    }
    assert round(float(reader.pages[0].mediabox.width)) == 612
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "Levator scapulae stretch" in text
    assert "Nothing was changed." in text


def test_what_cannot_be_is_told(told, begun, tmp_path):
    out = tmp_path / "sheet.pdf"
    code, _, errors = told("handout", begun, "--out", out, "--phase", "never")
    assert code == 1
    assert "control" in errors
    assert not out.exists()
    code, _, errors = told("handout", begun, "--out", tmp_path / "no" / "sheet.pdf")
    assert code == 1
    assert "cannot be written" in errors
    begun.write_text("{}")
    assert told("handout", begun, "--out", out)[0] == 1
    assert not out.exists()


def test_whom_the_figures_show_is_chosen(told, begun, tmp_path):
    fills = {}
    skins: tuple[SkinTone, ...] = ("light", "dark")
    for skin in skins:
        out = tmp_path / f"{skin}.pdf"
        chosen = ("--body", "broad", "--skin", skin, "--phase", "control")
        assert told("handout", begun, "--out", out, *chosen)[0] == 0
        drawn = b"".join(there(page.get_contents()).get_data() for page in PdfReader(out).pages)
        numbers = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) scn", drawn)
        fills[skin] = {QColor.fromRgbF(*map(float, one)).name() for one in numbers}
    for skin in skins:
        colour = LIGHT.of(FigureAppearance("broad", skin)).skin
        assert [one for one in fills if colour in fills[one]] == [skin]
