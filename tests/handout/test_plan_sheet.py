"""The sheet of exercises: read again by another program's reader, and measured page by page."""

import base64
import zlib
from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, qGray

from posture_app.errors import FailedError
from posture_app.exchange.plan_code import MOST_BYTES, NAMED, WHOLE, plan_code, plan_of_code
from posture_app.handout.document import pdf_of
from posture_app.handout.plan_blocks import Block, Style, _boxes
from posture_app.handout.plan_sheet import SIDE, SheetChoice, laid_out_plan, read_logo
from posture_app.handout.strips import DPI
from posture_app.journal.report import Paper
from posture_app.library.files import load
from posture_app.library.model import Dose
from posture_app.plans.files import check_sum, plan_file, read_plan
from posture_app.plans.model import Plan, PlanItem, PlanPhase, Practice
from posture_app.plans.remarks import session_s
from posture_app.plans.templates import NAMES, template
from posture_app.ui.figure.legend import MuscleEntry, paint_swatch
from posture_app.ui.figure.muscle_look import MuscleRole, line_step
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.scene import scene_of
from posture_app.words.catalogue import language, speaking
from posture_app.words.formats import rounded_duration
from posture_app.words.plan_sheet import written_sheet
from tests.pdf import read_pdf
from tests.there import there
from tests.ui.colours import bytes_of

pytestmark = pytest.mark.usefixtures("qapp")

CHOICE = SheetChoice(today=date(2026, 3, 2), emergency_number="112")
PRACTICE = Practice(
    name="Praxis am Markt", therapist="J. Weiß", phone="030 1234567", address="Markt 3\nBerlin"
)
ITEMS = (
    PlanItem(
        exercise="levator-scap-stretch",
        dose=Dose(model="timed_hold", sets=3, hold_s=30, rest_s=15),
        side="left",
        note="Only as far as it is easy.",
        per_day=2,
    ),
    PlanItem(exercise="chin-tuck-seated", load="no load", days=("monday", "friday")),
)
PHASE = PlanPhase(id="begin", name="Begin", aim="Move a little, often.", weeks=2, items=ITEMS)
PLAN = Plan(
    id="0d5b",
    revision=2,
    name="Neck at work",
    goal="Look over the shoulder.",
    patient="K. M.",
    practice=PRACTICE,
    phases=(PHASE,),
    when_to_call="Call when an arm tingles.",
)


@pytest.fixture(scope="module")
def libraries():
    return {one: load(language=one).library for one in ("en", "de")}


@pytest.fixture
def laid(libraries):
    """Lays a plan out in the sheet's language."""

    def run(plan=PLAN, **chosen):
        choice = replace(CHOICE, **chosen)
        library = libraries[choice.language or plan.language]
        return laid_out_plan(plan_file(plan, library), library, choice)

    return run


def pages_of(document):
    return read_pdf(pdf_of(document)).pages


def text_of(document):
    """All that is written, in one line."""
    return " ".join(" ".join(page.extract_text() for page in pages_of(document)).split())


def blocks_on(page):
    return [part for _y, part, _more in page.parts if isinstance(part, Block)]


def many(libraries, count=12):
    """A plan with so many exercises of every kind."""
    ids = list(libraries["en"].exercises)[::6][:count]
    items = tuple(PlanItem(exercise=one, per_day=1 + at % 3) for at, one in enumerate(ids))
    return replace(PLAN, phases=(replace(PHASE, items=items),))


def test_all_of_it_can_be_read_again(laid, libraries):
    text = text_of(laid())
    stretch = libraries["en"].exercises["levator-scap-stretch"]
    for words in (
        "Praxis am Markt",
        "J. Weiß",
        "Phone: 030 1234567",
        "Berlin",
        "For: K. M.",
        "2 Mar 2026",
        "Version 2",
        "Neck at work",
        "Goal: Look over the shoulder.",
        "Move a little, often.",
        "This phase takes 2 weeks.",
        "You need: Chair.",
        "Green: pain 0 to 3",
        "Amber: pain 4 to 5",
        "Red: pain 6 to 10",
        stretch.name,
        "3 sets, hold 30 seconds, left side only. Rest 15 seconds between sets.",
        "Twice a day, every day.",
        "Once a day, on Monday and Friday.",
        "Load: no load",
        "For you: Only as far as it is easy.",
        f"Feel it here: {stretch.feel}",
        f"Take care: {stretch.mistakes[0]}",
        *stretch.steps,
        "Pain before (0 to 10)",
        "By the next morning the pain should be back to what it was before.",
        "Call when an arm tingles.",
        "Stop and call 112 for chest pain",
        "Neck at work · K. M. · Version 2",
        "Page 1 of ",
    ):
        assert words in text


def test_the_time_is_the_players_own(laid, libraries):
    text = text_of(laid())
    for number, item in enumerate(ITEMS, 1):
        length = rounded_duration(session_s((item,), libraries["en"]))
        assert f"Exercise {number}:" in text
        assert f"It takes {length} at a time." in text


def test_the_language_is_the_plans_and_not_the_programs(laid):
    before = language()
    german = text_of(laid(replace(PLAN, language="de")))
    assert "Grün: Schmerz 0 bis 3" in german
    assert "Zweimal am Tag, jeden Tag." in german
    assert "3 Sätze, 30 Sekunden halten, nur die linke Seite." in german
    assert "Amber" in text_of(laid(replace(PLAN, language="de"), language="en"))
    assert language() == before
    with speaking("de"):
        assert "Green: pain 0 to 3" in text_of(laid())


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("per_page", [1, 2, 4, 6])
@pytest.mark.parametrize("large_print", [False, True])
def test_nothing_is_split_or_leaves_its_page(laid, libraries, paper, per_page, large_print):
    plan = replace(many(libraries), language="de")
    document = laid(plan, paper=paper, per_page=per_page, large_print=large_print, days=14)
    at_most = min(per_page, 2) if large_print else per_page
    exercises = 0
    for page in document.pages:
        exercises += len(blocks_on(page))
        assert len(blocks_on(page)) <= at_most
        ends = [y + part.height + more for y, part, more in page.parts]
        starts = [y for y, _part, _more in page.parts]
        assert all(end <= start + 1e-6 for end, start in zip(ends, starts[1:], strict=False))
        assert ends[-1] <= page.height - page.foot.height
    assert exercises == 12


LONG = "Slowly, and only as far as it is easy today, as we tried it together. " * 14


@pytest.mark.parametrize("large_print", [False, True])
def test_the_longest_texts_are_not_cut_off(laid, large_print):
    items = tuple(replace(one, note=LONG[:1000].strip() + " END.") for one in ITEMS)
    phase = replace(PHASE, items=items, aim=LONG * 4)
    plan = replace(PLAN, phases=(phase,), goal=LONG * 4, when_it_hurts=LONG * 4)
    document = laid(plan, large_print=large_print)
    for page in document.pages:
        for y, part, more in page.parts:
            assert y + part.height + more <= page.height - page.foot.height
    text = text_of(document)
    assert text.count("as we tried it together.") >= 14 * 13
    assert text.count("END.") == 2


def test_a_phase_without_exercises_has_a_sheet_all_the_same(laid):
    text = text_of(laid(replace(PLAN, phases=(replace(PHASE, items=()),))))
    assert "Move a little, often." in text


@pytest.mark.parametrize("name", NAMES)
def test_every_template_has_all_its_exercises_on_its_sheet(laid, libraries, name):
    for key in ("en", "de"):
        plan = template(name, key, libraries[key])
        document = laid(plan)
        asked = sum(len(one.items) for one in plan.phases)
        assert sum(len(blocks_on(page)) for page in document.pages) >= asked
        assert document.language == key


def test_four_short_exercises_stand_on_one_page(laid, libraries):
    plan = template("neck-at-the-desk", "en", libraries["en"])
    counts = [len(blocks_on(page)) for page in laid(many(libraries)).pages]
    assert 4 in counts
    assert [len(blocks_on(one)) for one in laid(plan, phase="control").pages] == [2, 2]


def fonts_of(page):
    fonts = [one.get_object() for one in page["/Resources"]["/Font"].values()]
    return [one["/DescendantFonts"][0]["/FontDescriptor"].get_object() for one in fonts]


def bookmarks_of(reader):
    """The titles of the bookmarks with the text of their pages."""
    for one in reader.outline:
        page = reader.pages[reader.get_destination_page_number(one)]
        yield one.title, " ".join(page.extract_text().split())


def test_the_file_says_its_title_and_language_and_brings_its_fonts(laid):
    reader = read_pdf(pdf_of(laid(replace(PLAN, language="de"))))
    root: Any = reader.root_object
    assert there(reader.metadata).title == "Neck at work"
    assert root["/Lang"] == "de"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    for page in reader.pages:
        assert all("/FontFile2" in one for one in fonts_of(page))
        resources: Any = page["/Resources"]
        assert not resources["/XObject"]  # pictures are lines, not dots


def test_bookmarks_lead_to_the_exercises(laid, libraries):
    reader = read_pdf(pdf_of(laid(many(libraries))))
    found = list(bookmarks_of(reader))
    assert len(found) == 12
    assert found[0][0] == "Begin"
    for title, text in found[1:]:
        number, name = title.split(". ", 1)
        assert number.isdigit()
        assert name in text


def sizes_in(document):
    found = set()

    def visit(text, _matrix, _text_matrix, _font, size):
        if text.strip():
            found.add(round(size, 1))

    for page in pages_of(document):
        page.extract_text(visitor_text=visit)
    return found


def test_large_print_has_nothing_small(laid):
    # The unit of the file's text is that of the page: a tenth of a point.
    assert min(sizes_in(laid(large_print=True))) >= 160
    assert min(sizes_in(laid())) < 160


def test_every_phase_begins_a_page_and_one_can_be_chosen(laid):
    later = replace(PHASE, id="later", name="Later", aim="Hold longer.")
    plan = replace(PLAN, phases=(PHASE, later))
    texts = [" ".join(page.extract_text().split()) for page in pages_of(laid(plan))]
    assert [text.startswith("Phase: Later") for text in texts].count(True) == 1
    alone = text_of(laid(plan, phase="later"))
    assert "Hold longer." in alone
    assert "Move a little, often." not in alone
    with pytest.raises(FailedError, match="begin, later"):
        laid(plan, phase="never")


def test_what_a_routine_asks_for_is_on_the_sheet_too(laid, libraries):
    routine = next(iter(libraries["en"].routines.values()))
    plan = replace(PLAN, phases=(replace(PHASE, items=(), routines=(routine.id,)),))
    text = text_of(laid(plan))
    assert f"Routine “{routine.name}”" in text
    for item in routine.items:
        assert libraries["en"].exercises[item.exercise].name in text


def test_what_was_changed_is_told_and_marked(laid, libraries):
    earlier = replace(
        PLAN, revision=1, phases=(replace(PHASE, items=(replace(ITEMS[0], dose=None),)),)
    )
    before = plan_file(earlier, libraries["en"])
    text = text_of(laid(before=before))
    assert "Changed since version 1" in text
    assert "New in “Begin”" in text
    assert "Changed since" not in text_of(laid())
    told = laid_words(libraries, before)
    assert "“When to call” at the end was changed." not in told.changes
    [phase] = told.phases
    assert [one.mark for one in phase.exercises] == ["Changed", "New"]
    called = replace(PLAN, revision=1, when_to_call="Call any time.", practice=Practice())
    [only] = laid_words(libraries, plan_file(called, libraries["en"])).changes
    assert only == "“When to call” at the end was changed."
    assert "Nothing was changed." in text_of(laid(before=plan_file(PLAN, libraries["en"])))


def test_the_pages_to_read_are_named(laid, libraries):
    guide = libraries["en"].guide
    first, second, *_others = guide
    text = text_of(laid(replace(PLAN, pages=(first, second, "gone-since"))))
    assert f"{guide[first].title} and {guide[second].title}" in text
    assert "To read" in text
    assert "To read" not in text_of(laid())


@pytest.mark.parametrize("times", range(1, 13))
def test_a_day_has_as_many_boxes_as_the_exercise_is_done(times, laid):
    item = PlanItem(exercise="chin-tuck-seated", per_day=times, days=("monday",))
    plan = replace(PLAN, phases=(replace(PHASE, items=(item,)),))
    painter = MagicMock()
    found = written_sheet(plan, plan.phases, load().library, CHOICE.today, "112")
    [written] = found.phases[0].exercises
    for pictures, is_tight in ((None, False), (1600, False), (1600, True)):
        style = Style(90, 80, pictures, 600, 1300, is_tight=is_tight)
        painter.reset_mock()
        _boxes(written, style, 2000, 7).paint(painter)
        assert painter.drawRect.call_count == times


def test_no_exercise_of_a_phase_is_alone_while_others_are_crowded(laid):
    items = [PlanItem(exercise=one) for one in ("bridge", "bird-dog", "cat-cow", "wall-angel")]
    plan = replace(PLAN, phases=(replace(PHASE, aim="Move. " * 60, items=tuple(items)),) * 2)
    counts = [
        sum(isinstance(part, Block) for _y, part, _more in page.parts) for page in laid(plan).pages
    ]
    assert sum(counts) == 8
    assert 1 not in counts


def laid_words(libraries, before):
    return written_sheet(PLAN, PLAN.phases, libraries["en"], date(2026, 3, 2), "112", before.plan)


def drawn(page):
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    page.paint(painter)
    painter.end()
    return image


def test_the_practices_picture_is_drawn_and_a_broken_one_is_refused(laid, tmp_path):
    path = tmp_path / "logo.png"
    logo = QImage(60, 20, QImage.Format.Format_RGB32)
    logo.fill(QColor("#123456"))
    logo.save(str(path))
    image = drawn(laid(logo=read_logo(path)).pages[0])
    corner = image.pixelColor(int(SIDE / 10) + 20, 32 + 10)
    assert corner.name() == "#123456"
    path.write_text("no picture")
    for one in (path, tmp_path / "none.png"):
        with pytest.raises(FailedError, match="no picture"):
            read_logo(one)


def test_a_small_plan_is_whole_in_its_code(libraries, tmp_path):
    small = replace(PLAN, goal="", practice=Practice())
    code, is_whole = plan_code(small)
    assert is_whole
    assert code.startswith(WHOLE)
    read = read_plan(tmp_path / "code", libraries["en"], raw=plan_of_code(code))
    assert read.plan == small


def test_a_large_plan_has_its_check_sum_in_its_code(libraries):
    large = template("neck-at-the-desk", "en", libraries["en"])
    code, is_whole = plan_code(large)
    assert not is_whole
    assert code == f"{NAMED}{large.id}:{large.revision}:{check_sum(large)}"
    with pytest.raises(FailedError, match="no plan"):
        plan_of_code(code)


def packed(raw):
    return WHOLE + base64.b32encode(zlib.compress(raw)).decode().rstrip("=")


@pytest.mark.parametrize(
    "code", [WHOLE + "!!", WHOLE + "MFRGG", WHOLE, packed(b" " * (MOST_BYTES + 1))]
)
def test_a_broken_code_is_refused(code):
    with pytest.raises(FailedError, match="broken"):
        plan_of_code(code)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Works", "Stretches", "Lies deep")),
        ("de", ("Arbeitet", "Wird gedehnt", "Liegt tief")),
    ],
)
def test_what_the_muscles_mean_stands_once_on_each_page(laid, language, words):
    names = ("bridge", "levator-scap-stretch", "chin-tuck-seated", "cat-cow", "band-row")
    items = tuple(PlanItem(exercise=one) for one in names)
    phase = PlanPhase(id="a", name="A", items=items)
    plan = Plan(id="p", name="P", language=language, phases=(phase,))
    document = laid(plan, per_page=2)
    pages = [page.extract_text() for page in read_pdf(pdf_of(document)).pages]
    assert len(pages) > 1
    for page in pages:
        assert [page.count(one) for one in words] == [1, 1, 1]


def test_a_long_legend_in_large_print_takes_more_lines(laid):
    names = ("levator-scap-stretch", "ball-rhomboid", "chin-tuck-seated", "iso-neck-side")
    items = tuple(PlanItem(exercise=one) for one in (*names, "abdominal-brace"))
    phase = PlanPhase(id="a", name="A", items=items)
    plan = Plan(id="p", name="P", language="de", phases=(phase,))
    page, *_ = laid(plan, large_print=True).pages
    assert (bytes_of(drawn(page)).reshape(842, 595, 4)[:, -36:, :3] > 250).all()


def test_a_sheet_whose_figures_show_no_muscles_has_no_legend(laid, libraries):
    scenes = {key: scene_of(one) for key, one in libraries["en"].exercises.items()}
    bare = next(key for key, one in scenes.items() if not one.works and not one.lengthens)
    phase = PlanPhase(id="a", name="A", items=(PlanItem(exercise=bare),))
    text = text_of(laid(Plan(id="p", name="P", language="en", phases=(phase,))))
    assert "Works" not in text
    assert "Stretches" not in text


def test_muscles_are_told_apart_without_colours(qapp):
    """By dark lines along them or pale ones across, not by their tone alone."""
    lines = {}
    roles: tuple[MuscleRole, ...] = ("works", "lengthens")
    for role in roles:
        image = QImage(260, 140, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(10, 10)
        paint_swatch(painter, QRectF(0, 0, 26, 14), MuscleEntry("", role, deep=False), LIGHT)
        painter.end()
        across = [qGray(image.pixel(x, 70)) for x in range(60, 200)]
        down = [qGray(image.pixel(130, y)) for y in range(25, 115)]
        lines[role] = max(across) - min(across), max(down) - min(down)
    assert lines["works"][0] < 10
    assert lines["works"][1] > 25
    assert lines["lengthens"][1] < 10
    assert lines["lengthens"][0] > 100


def widths_mm(document):
    """How wide two metres are in each picture."""
    return [
        2 * part.scale(more) / DPI * 25.4
        for page in document.pages
        for _y, part, more in page.parts
        if isinstance(part, Block)
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_pictures_take_the_room_that_the_text_leaves(laid, language):
    names = (
        "chin-tuck-seated", "levator-scap-stretch", "iso-neck-extension", "scapular-squeeze",
        "prone-w", "thoracic-extension-chair", "bridge", "childs-pose", "band-row",
        "side-plank-knees", "wall-angel", "dead-bug",
    )  # fmt: skip
    phase = PlanPhase(id="a", name="A", items=tuple(PlanItem(exercise=one) for one in names))
    document = laid(Plan(id="p", name="P", language=language, phases=(phase,)), per_page=4)
    widths = dict(zip(names, widths_mm(document), strict=True))
    assert widths["prone-w"] > 40, "who lies on a mat was 25 mm wide in a frame of 60"
    assert widths["bridge"] > 64  # as high as its hips are


@pytest.mark.parametrize("role", ["works", "lengthens"])
def test_on_paper_small_muscles_have_their_lines_too(role):
    """In grey these are all that tells the two apart: with six on a page a metre is 50 pixels."""
    assert line_step(role, 0.02, 50.0) == 0
    assert line_step(role, 0.02, 50.0, on_paper=True) > 0
    assert line_step(role, 0.02, 200.0, on_paper=True) == line_step(role, 0.02, 200.0)
