"""The report as a PDF: read again by another program's reader, and looked at as a picture."""

import re
from dataclasses import replace
from datetime import timedelta
from unittest.mock import MagicMock

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.handout.document import pdf_of, write_pdf
from posture_app.handout.pain_chart import LEGEND, PLOT, pain_chart
from posture_app.handout.pdf_file import with_language, with_spaces
from posture_app.handout.report import MOST_PAGES, laid_out
from posture_app.handout.strips import DPI, POINT
from posture_app.journal.report import Paper, ReportChoice, ReportPart, ReportRecords, report_of
from posture_app.words.catalogue import language
from tests.handout.made_up import (
    DAYS,
    FIRST,
    LAST,
    check_in,
    day,
    empty,
    note,
    records,
    report,
    response,
    session,
    set_that_hurt,
    spasm,
    treatment,
)
from tests.pdf import read_pdf

CHOICE = ReportChoice(first_day=FIRST, last_day=LAST)
LONG = "Slept badly, then the neck was stiff until noon and eased with heat. " * 58

pytestmark = pytest.mark.usefixtures("qapp")


def read(told, choice=CHOICE):
    return read_pdf(pdf_of(laid_out(told, choice)))


def text_of(told, choice=CHOICE):
    """All that is written, in one line."""
    return " ".join(" ".join(page.extract_text() for page in read(told, choice).pages).split())


def test_all_of_it_can_be_read_again():
    text = text_of(report())
    for words in (
        "Pain, treatments and exercise",
        "1 Mar 2026 to 30 May 2026",
        f"Days with an entry: {DAYS - 6} of {DAYS}, without one: 6.",
        "Numbness, tingling or weakness that is new or spreads into arm or leg: 30 Apr 2026",
        "Back of the neck, left",
        "3 spasms, on 3 days, usual strength 6 of 10, 6 at most, usual length 40 min",
        "Trigger point injection · Lidocaine · Back of the neck, left · Dr. Weiß",
        "Sessions on 46 of 91 days, 51%",
        "Breaks from sitting: 364 of 455 breaks taken, 80%",
        "Side plank left 1 6 Neck 13 Mar 2026",
        "Ibuprofen 400 mg 20 Apr 2026, 21 Apr 2026",
        "42 (4 Mar 2026); 30 (3 Apr 2026)",
        "11 Mar 2026: A new pillow <b>since</b> Monday & better sleep",
        "Recorded by the person themselves",
        "Page 1 of 2",
        "Page 2 of 2",
    ):
        assert words in text


def test_words_are_parted_by_spaces_as_they_are_copied():
    first, second = (page.extract_text() for page in read(report()).pages)
    assert "\t" not in first + second
    assert "Numbness, tingling or weakness that is new or spreads into arm or leg" in first
    assert "Page 2 of 2" in second


def test_a_file_that_is_made_otherwise_stays_as_it_is():
    assert with_language(b"%PDF-1.4\nsomething else", "de") == b"%PDF-1.4\nsomething else"
    assert with_spaces(b"<0009>") == b"<0009>"


def test_the_report_has_its_own_language():
    text = text_of(report(), replace(CHOICE, language="de"))
    for words in (
        "Schmerz, Behandlungen und Übungen",
        "01.03.2026 bis 30.05.2026",
        "Stärkster Schmerz des Tages",
        "Triggerpunkt-Injektion",
        "Geübt an 46 von 91 Tagen",
        "Seite 1 von 2",
        "Selbst aufgezeichnet",
    ):
        assert words in text
    assert language() == "en"
    assert not re.search(r"\b(Pain|Spasms|Treatments|Sessions|the)\b", text)


def test_letters_that_a_font_would_join_stay_apart():
    words = "The official difficult flight of fluffy coffee"
    assert words in text_of(report(notes=[note(1, words)]))


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_it_is_on_the_paper_that_was_chosen(paper, size):
    box = read(report(), replace(CHOICE, paper=paper)).pages[0].mediabox
    assert (box.width, box.height) == pytest.approx(size, abs=1)


def test_the_file_says_what_it_is_and_brings_its_fonts():
    reader = read(report(), replace(CHOICE, language="de"))
    information = reader.metadata
    assert information is not None
    assert information.title == "Schmerz, Behandlungen und Übungen"
    meta = reader.xmp_metadata
    assert meta is not None
    assert meta.dc_language == ["de"]
    assert reader.root_object["/Lang"] == "de"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    fonts = {
        (font["/BaseFont"], "/FontFile2" in one["/FontDescriptor"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
        for one in (each.get_object() for each in font["/DescendantFonts"])
    }
    assert {name.partition("+")[2] or name for name, _ in fonts} == {
        "/Lato-Regular",
        "/Lato-Bold",
    }
    assert all(is_in_it for _, is_in_it in fonts)


def test_the_drawing_is_of_lines_and_without_colours():
    for page in read(report()).pages:
        assert not page.images
        contents = page.get_contents()
        assert contents is not None
        for colour in re.findall(
            rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", contents.get_data()
        ):
            assert len(set(colour)) == 1


@pytest.mark.parametrize("part", ReportPart)
def test_each_part_can_be_taken_out(part):
    with_it, without = (
        text_of(report()),
        text_of(report(), replace(CHOICE, without=frozenset({part}))),
    )
    assert len(without) < len(with_it)
    every = text_of(report(), replace(CHOICE, without=frozenset(ReportPart)))
    assert "Recorded by the person themselves" in every
    assert "Page 1 of 1" in every


def test_a_note_can_be_taken_out():
    told = report(notes=[note(1, "for the doctor"), note(2, "only mine")])
    text = text_of(told, replace(CHOICE, notes_left_out=frozenset({"n2"})))
    assert "for the doctor" in text
    assert "only mine" not in text


def test_a_questionnaire_is_called_by_its_name_and_tells_what_was_named():
    filled_in = [
        replace(
            response(number, value),
            questionnaire="activities",
            answers=(("activity-1", value),),
            texts=(("activity-1", "Carrying the shopping"),),
        )
        for number, value in ((3, 2), (33, 6))
    ]
    text = text_of(report(responses=filled_in))
    assert "My activities 2 of 10 (4 Mar 2026); 6 of 10 (3 Apr 2026)" in text
    assert "Carrying the shopping: 2, 6" in text


def test_a_check_of_the_workplace_is_told_as_a_count():
    answers = (("feet", 1.0), ("back", 0.0), ("mouse", 1.0))
    check = replace(response(3, None), questionnaire="workplace", answers=answers)
    text = text_of(report(responses=[check]))
    assert "Check of the workplace 2 of 3 are as they should be (4 Mar 2026)" in text


def test_of_an_empty_journal_it_says_so_and_is_one_page():
    reader = read(empty())
    assert len(reader.pages) == 1
    text = text_of(empty())
    assert f"Days with an entry: 0 of {DAYS}, without one: {DAYS}." in text
    assert "No pain was answered in this period." in text
    assert "No session was done in this period." in text


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("paper", Paper)
def test_however_much_there_is_it_stays_on_two_pages(language, paper):
    much = report(
        spasms=[spasm(number, note=LONG) for number in range(DAYS)],
        treatments=[treatment(number, note=LONG, what=LONG) for number in range(DAYS)],
        notes=[note(number, LONG) for number in range(DAYS)],
        sessions=[
            session(number, [set_that_hurt(f"An exercise with a long name, number {number}")])
            for number in range(DAYS)
        ],
    )
    choice = replace(CHOICE, language=language, paper=paper)
    assert len(read(much, choice).pages) <= MOST_PAGES
    if language == "en":
        assert re.search(r"And \d+ more in the program\.", text_of(much, choice))


def test_ten_years_are_drawn_by_weeks():
    first = FIRST - timedelta(days=3652)
    told = report_of(
        ReportRecords(check_ins=[check_in(number, number % 11) for number in range(-3600, 90)]),
        first,
        LAST,
        LAST,
    )
    text = text_of(told, replace(CHOICE, first_day=first))
    assert "Pain, median of the week" in text


@pytest.mark.parametrize(
    ("days", "lines"), [((0, 1, 2), 2), ((0, 2), 0), ((0, 1, 3, 4), 2), ((3,), 0)]
)
def test_a_line_goes_to_the_next_day_only_and_where_nothing_was_answered_is_a_gap(days, lines):
    told = report_of(
        ReportRecords(check_ins=[check_in(number, 5) for number in days]), day(0), day(5), day(5)
    )
    painter = MagicMock()
    pain_chart(told.course, {}, 5000).paint(painter)
    height = LEGEND + 6 * POINT + PLOT / 2  # of a pain of 5, on which there is no line of the grid
    drawn = [call.args for call in painter.drawLine.call_args_list]
    assert sum(start.y() == end.y() == height for start, end in drawn) == lines
    dots = [call.args[0] for call in painter.drawEllipse.call_args_list]
    assert sum(dot.y() == height for dot in dots) == len(days)


def test_a_page_on_the_screen_has_ink_only_where_the_paper_has():
    [page, _] = laid_out(report(), CHOICE).pages
    scale = 72 / DPI
    picture = QImage(595, 842, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    painter.scale(scale, scale)
    page.paint(painter)
    painter.end()
    seen = [QColor(picture.pixel(x, y)) for x in range(595) for y in range(842)]
    inked = sum(one.lightness() < 128 for one in seen)
    assert 5_000 < inked < 60_000
    assert all(one.red() == one.green() == one.blue() for one in seen)


def test_the_file_is_there_wholly_or_not_at_all(tmp_path):
    document = laid_out(report(), CHOICE)
    path = tmp_path / "report.pdf"
    write_pdf(document, path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(OSError, match="report"):
        write_pdf(document, tmp_path / "nowhere" / "report.pdf")
    assert records().check_ins
