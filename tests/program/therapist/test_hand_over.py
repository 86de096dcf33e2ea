"""A plan is handed over: shown as it will be, saved, printed, and kept as what the patient has."""

import json
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit

from posture_app.desktop.practice_settings import keep_logo, read_practice
from posture_app.handout.hand_over import free_stem
from posture_app.journal.report import Paper
from posture_app.library.files import load
from posture_app.plans.files import read_plan
from posture_app.plans.hand_over import HandOverChoice
from posture_app.plans.model import PlanItem, PlanPhase, Practice
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.plans.practice import PracticeSettings
from posture_app.plans.templates import begun, template
from posture_app.preferences import FigureAppearance
from posture_app.program.records import Records
from posture_app.program.therapist import hand_over as hand_over_program
from posture_app.program.therapist.hand_over import HandOver
from posture_app.program.therapist.practice import PracticeData
from posture_app.program.therapist.practice_settings import CurrentPractice
from posture_app.store.errors import ChangedElsewhereError
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.main_window import MainWindow
from posture_app.ui.therapist.hand_over_sheet import HandOverFacts, HandOverSheet
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import language
from tests.handout.page_figures import unpacked
from tests.pdf import read_pdf
from tests.there import there
from tests.ui.acting import click
from tests.ui.colours import colours_of as pixels_of

ID = "3f2f1c1e-0000-4000-8000-000000000001"


@pytest.fixture
def records(shared, tmp_path, qtbot):
    one = Records(tmp_path / "data", shared.local_time, shared.notices)
    with qtbot.waitSignal(one.ready):
        one.open()
    yield one
    one.close_journal()
    one.close()


@pytest.fixture
def practice(shared):
    one = PracticeData(shared.data_folder, shared.local_time)
    one.open()
    yield one
    one.close()


@pytest.fixture
def patients(practice):
    return there(practice.patients)


@pytest.fixture
def plan():
    library = load().library
    made = begun(template("acute-low-back", "en", library), ID, "A. B.", date(2026, 3, 2))
    [first, *_others] = made.phases
    items = (PlanItem(exercise="bridge", note="Breathe out."), PlanItem(exercise="cat-cow"))
    return replace(
        made,
        phases=(replace(first, items=items, routines=()),),
        practice=Practice(name="Practice by the Park", phone="030 12"),
    )


@pytest.fixture
def draft(patients, plan):
    patient = patients.add(Patient(id="", code="A. B."))
    return patients.save_plan(KeptPlan(patient_id=patient.id, plan=plan))


@pytest.fixture
def window(shared, qtbot):
    window = MainWindow(shared.theme)
    qtbot.addWidget(window)
    window.resize(1280, 860)
    return window


@pytest.fixture
def handing(shared, records, practice, window):
    settings = CurrentPractice(shared, window)
    one = HandOver(shared, records, practice, settings, window, window)
    yield one
    one.close()


class Desk:
    """The sheet as somebody uses it."""

    def __init__(self, handing, qtbot, monkeypatch):
        self.handing, self.qtbot, self._monkeypatch = handing, qtbot, monkeypatch

    @property
    def sheet(self):
        return there(self.handing.sheet)

    def open(self, kept, before=None):
        self.handing.open(kept, before)
        self.qtbot.waitUntil(lambda: bool(self.sheet.preview.pages))

    def says(self, text):
        return any(
            text in one.text() and one.isVisibleTo(self.sheet)
            for one in self.sheet.findChildren(QLabel)
        )

    def save(self, name, path):
        """Saves one file, or all into a folder, and waits until it is told what became of it."""
        monkeypatch = self._monkeypatch
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(path))
        click(self.sheet, name)
        told = there(self.sheet.findChild(QLabel, "hand-over-told"))
        problem = there(self.sheet.findChild(QLabel, "hand-over-problem"))
        self.qtbot.waitUntil(lambda: bool(told.text() or problem.text()))


@pytest.fixture
def desk(handing, qtbot, monkeypatch):
    return Desk(handing, qtbot, monkeypatch)


def text_of(path):
    pages = read_pdf(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_is_saved_counts_as_handed_over_and_stays(desk, draft, patients, tmp_path):
    desk.open(draft)
    assert desk.says("version 1 stays as it is then")
    desk.save("hand-over-pdf", tmp_path / "sheet.pdf")
    assert "Breathe out." in text_of(tmp_path / "sheet.pdf")
    assert desk.says("Saved as sheet.pdf in")
    assert desk.says("Version 1 counts as handed over now.")
    [kept] = patients.plans(draft.patient_id)
    assert kept.handed_over_at is not None
    with pytest.raises(ChangedElsewhereError):
        patients.save_plan(kept)


def test_it_can_be_taken_back_at_once(desk, draft, patients, tmp_path):
    desk.open(draft)
    desk.save("hand-over-pdf", tmp_path / "sheet.pdf")
    click(desk.sheet, "hand-over-take-back")
    assert desk.says("does not count as handed over any more")
    [kept] = patients.plans(draft.patient_id)
    assert kept.handed_over_at is None
    assert patients.save_plan(kept).plan == kept.plan


def test_all_three_go_into_a_folder_and_replace_nothing(desk, draft, tmp_path):
    desk.open(draft)
    (tmp_path / "A-B-Acute-low-back-pain-1.pdf").write_text("mine")
    desk.save("hand-over-all", tmp_path)
    assert (tmp_path / "A-B-Acute-low-back-pain-1.pdf").read_text() == "mine"
    stem = "A-B-Acute-low-back-pain-1-2"
    assert "Breathe out." in text_of(tmp_path / f"{stem}.pdf")
    assert b"Breathe out." in (tmp_path / f"{stem}.html").read_bytes()
    read = read_plan(tmp_path / f"{stem}.postureplan", load().library)
    assert (read.plan, len(read.exercises)) == (draft.plan, 2)
    assert free_stem(tmp_path, stem) == f"{stem}-2"


def test_it_is_in_the_patients_language_and_not_in_the_programs(desk, draft, patients, tmp_path):
    desk.open(draft)
    [german] = [
        one
        for one in desk.sheet.findChildren(QAbstractButton)
        if one.accessibleName().endswith(": Deutsch")
    ]
    german.click()
    desk.save("hand-over-pdf", tmp_path / "sheet.pdf")
    assert "Telefon: 030 12" in text_of(tmp_path / "sheet.pdf")
    desk.save("hand-over-page", tmp_path / "page.html")
    assert '<html lang="de">' in (tmp_path / "page.html").read_text("utf-8")
    [kept] = patients.plans(draft.patient_id)
    assert (kept.plan.language, language()) == ("de", "en")
    assert desk.says("For the patient")


def test_what_the_patient_has_is_told_as_changed(desk, draft, patients, tmp_path, plan):
    first = patients.hand_over(draft, there(desk.handing)._shared.local_time.now())
    phase = replace(plan.phases[0], items=(*plan.phases[0].items, PlanItem(exercise="bird-dog")))
    newer = replace(plan, revision=2, phases=(phase,))
    second = patients.save_plan(KeptPlan(patient_id=first.patient_id, plan=newer))
    desk.open(second, first.plan)
    desk.save("hand-over-pdf", tmp_path / "sheet.pdf")
    assert "Changed since version 1" in text_of(tmp_path / "sheet.pdf")
    desk.save("hand-over-page", tmp_path / "page.html")
    assert "Changed since version 1" in (tmp_path / "page.html").read_text("utf-8")
    click(desk.sheet, "hand-over-changes")
    desk.save("hand-over-page", tmp_path / "other.html")
    assert "Changed since version 1" not in (tmp_path / "other.html").read_text("utf-8")


def test_the_number_for_emergencies_is_the_one_that_was_typed(desk, draft, tmp_path):
    desk.open(draft)
    field = there(desk.sheet.findChild(QLineEdit, "hand-over-number"))
    field.setText("144")
    field.editingFinished.emit()
    desk.save("hand-over-page", tmp_path / "page.html")
    assert "Call 144 now" in (tmp_path / "page.html").read_text("utf-8")


def test_what_cannot_be_written_is_said_and_does_not_count(desk, draft, patients, tmp_path):
    desk.open(draft)
    path = tmp_path / "nowhere" / "sheet.pdf"
    desk.save("hand-over-pdf", path)
    assert desk.says(f"{path} cannot be written (no such file")
    [kept] = patients.plans(draft.patient_id)
    assert kept.handed_over_at is None


def test_a_full_disk_is_said_with_what_was_saved(desk, draft, patients, tmp_path, monkeypatch):
    from posture_app.handout import hand_over

    write = hand_over.write

    def full(path, content):
        if path.suffix == ".html":
            raise OSError(28, "No space left on device", str(path))
        write(path, content)

    monkeypatch.setattr(hand_over, "write", full)
    desk.open(draft)
    desk.save("hand-over-all", tmp_path)
    assert desk.says("cannot be written (no space left on device)")
    assert desk.says(".pdf and A-B")
    [kept] = patients.plans(draft.patient_id)
    assert kept.handed_over_at is None


def test_what_takes_long_can_be_cancelled(desk, draft, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "a"), ""))
    desk.open(draft)
    monkeypatch.setattr(
        "posture_app.handout.hand_over.draw_figures",
        lambda _file, _library, _figure, progress: [progress(0.5) for _ in iter(int, 1)],
    )
    click(desk.sheet, "hand-over-page")
    pdf = there(desk.sheet.findChild(QAbstractButton, "hand-over-pdf"))
    assert not pdf.isEnabled()
    click(desk.sheet, "hand-over-cancel")
    qtbot.waitUntil(pdf.isEnabled)
    assert list(tmp_path.glob("*.html")) == []


def test_a_long_plan_is_laid_out_while_keys_and_clicks_are_heard(
    desk, draft, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr(hand_over_program, "STEPS_AT_FIRST", 1)
    monkeypatch.setattr(hand_over_program, "STEPS_AT_ONCE", 1)
    path = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path), ""))
    told: list[float] = []
    meanwhile: list[bool] = []

    # What is wanted meanwhile waits for the pages, and another choice begins anew.
    def want(sheet: HandOverSheet) -> None:
        meanwhile.append(bool(sheet.preview.pages))
        click(sheet, "hand-over-pdf")
        click(sheet, "hand-over-large")
        meanwhile.append(path.exists())

    def tell(sheet: HandOverSheet, share: float) -> None:
        told.append(share)
        if len(told) == 1:
            QTimer.singleShot(0, sheet, lambda: want(sheet))

    monkeypatch.setattr(HandOverSheet, "show_laying_out", tell)
    desk.handing.open(draft)
    qtbot.waitUntil(path.exists)
    assert meanwhile == [False, False]
    assert len(told) > 2
    assert desk.sheet.preview.pages
    assert "Breathe out." in text_of(path)


def test_closing_the_sheet_ends_the_laying_out(desk, draft, monkeypatch, qtbot):
    monkeypatch.setattr(hand_over_program, "STEPS_AT_FIRST", 1)
    monkeypatch.setattr(hand_over_program, "STEPS_AT_ONCE", 1)
    told: list[float] = []

    def tell(sheet: HandOverSheet, share: float) -> None:
        told.append(share)
        sheet.reject()

    monkeypatch.setattr(HandOverSheet, "show_laying_out", tell)
    desk.handing.open(draft)
    qtbot.waitUntil(lambda: bool(told))
    QApplication.processEvents()
    QApplication.processEvents()
    assert len(told) == 1


def test_it_is_said_how_much_is_laid_out(shared, qtbot):
    facts = HandOverFacts(plan="Neck", about="", stem="neck")
    sheet = HandOverSheet(
        WidgetFactory(shared.theme), facts, HandOverChoice(language="en", emergency_number="112")
    )
    qtbot.addWidget(sheet)
    sheet.show_laying_out(0.45)
    assert any("laid out: 45%" in one.text() for one in sheet.findChildren(QLabel))
    sheet.show_pages([])
    assert not any("laid out" in one.text() for one in sheet.findChildren(QLabel))


def test_what_is_missing_is_said_and_stops_nobody(desk, patients, plan, tmp_path):
    empty = PlanPhase(id="then", name="Then")
    bare = replace(plan, phases=(*plan.phases, empty), practice=Practice(), patient="")
    patient = patients.add(Patient(id="", code="A. B."))
    desk.open(patients.save_plan(KeptPlan(patient_id=patient.id, plan=bare)))
    for line in (
        "“Then” has no exercise yet.",
        "no telephone number",
        "from which practice",
        "for whom it is",
    ):
        assert desk.says(line), line
    desk.save("hand-over-pdf", tmp_path / "sheet.pdf")
    assert desk.says("counts as handed over now")


def test_an_exercise_that_is_gone_is_said(handing, patients, plan, qtbot):
    gone = replace(plan, phases=(replace(plan.phases[0], items=(PlanItem(exercise="gone"),)),))
    patient = patients.add(Patient(id="", code="A. B."))
    handing.open(patients.save_plan(KeptPlan(patient_id=patient.id, plan=gone)))
    problem = there(there(handing.sheet).findChild(QLabel, "hand-over-problem"))
    qtbot.waitUntil(lambda: "“gone”" in problem.text())


def test_it_is_printed_as_it_is_shown(desk, draft, patients, tmp_path):
    desk.open(draft)
    click(desk.sheet, "hand-over-print")
    dialog = there(desk.sheet.findChild(QPrintDialog))
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert "Breathe out." in text_of(tmp_path / "printed.pdf")
    [kept] = patients.plans(draft.patient_id)
    assert kept.handed_over_at is not None


def test_it_remembers_what_was_chosen(desk, draft):
    desk.open(draft)
    click(desk.sheet, "hand-over-large")
    desk.sheet.reject()
    desk.open(draft)
    assert desk.sheet.choice.large_print
    assert CurrentPractice(desk.handing._shared).value.large_print


def colours_of(page):
    """The colours of a page as it is shown."""
    every = pixels_of(page.grab().toImage())[..., :3].reshape(-1, 3).tolist()
    return {QColor(*one).name() for one in set(map(tuple, every))}


def test_the_therapist_chooses_whom_the_figures_show(desk, draft, tmp_path, shared):
    shared.preferences.change(figure_body="broad")
    desk.open(draft)
    sheet = desk.sheet
    assert sheet.choice.figure == FigureAppearance("broad", "light")
    click(sheet, "segment-body-narrow")
    click(sheet, "segment-skin-dark")
    chosen = FigureAppearance("narrow", "dark")
    assert sheet.choice.figure == chosen
    skin = LIGHT.of(chosen).skin
    desk.qtbot.waitUntil(lambda: skin in colours_of(sheet.preview.pages[0]))
    desk.save("hand-over-all", tmp_path)
    [page] = tmp_path.glob("*.html")
    values = json.loads(page.read_text("utf-8").split('id="values">')[1].split("</script>")[0])
    figure = unpacked(values["exercises"]["bridge"]["figure"])
    assert skin in {style[0] for style in figure["styles"]}
    assert LIGHT.skin not in {style[0] for style in figure["styles"]}
    sheet.reject()
    desk.open(draft)
    assert desk.sheet.choice.figure == chosen
    read, problem = read_practice(shared.data_folder, date(2026, 3, 2))
    assert problem is None
    assert (read.figure_body, read.figure_skin) == ("narrow", "dark")


def test_the_figure_stays_the_programs_own_where_none_was_chosen(desk, draft, shared):
    desk.open(draft)
    click(desk.sheet, "segment-2")
    desk.sheet.reject()
    shared.preferences.change(figure_skin="brown")
    desk.open(draft)
    assert desk.sheet.choice.figure == FigureAppearance("narrow", "brown")


def test_what_is_set_for_the_practice_is_on_the_paper(desk, patients, plan, shared, tmp_path):
    set_up = PracticeSettings(
        name="Practice at the Lake", phone="0123", paper="letter", per_page=2, large_print=True
    )
    desk.handing._settings.take(set_up)
    picture = QImage(60, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    picture.save(str(tmp_path / "logo.png"))
    keep_logo(shared.data_folder, tmp_path / "logo.png")
    patient = patients.add(Patient(id="", code="A. B."))
    bare = replace(plan, practice=Practice())
    desk.open(patients.save_plan(KeptPlan(patient_id=patient.id, plan=bare)))
    choice = desk.sheet.choice
    assert (choice.paper, choice.per_page, choice.large_print) == (Paper.LETTER, 2, True)
    assert not desk.says("from which practice")
    page = desk.sheet.preview.pages[0]
    page.resize(612, page.heightForWidth(612))
    assert page.grab().toImage().pixelColor(38 + 20, 32 + 10).name() == "#ff0000"
    desk.save("hand-over-pdf", tmp_path / "sheet.pdf")
    assert "Practice at the Lake" in text_of(tmp_path / "sheet.pdf")
    [kept] = patients.plans(patient.id)
    assert kept.plan.practice.phone == "0123"


def test_it_closes_with_the_patients_data(desk, draft, practice, qtbot):
    desk.open(draft)
    with qtbot.waitSignal(desk.sheet.finished):
        practice.close()


def test_grey_pages_have_no_colour(desk, draft):
    desk.open(draft)
    click(desk.sheet, "hand-over-grey")
    page = desk.sheet.preview.pages[0]
    page.resize(300, page.heightForWidth(300))
    inside = pixels_of(page.grab().toImage())[2:-2, 2:-2, :3]
    assert inside.size
    assert (inside.max(axis=2) == inside.min(axis=2)).all()


def test_what_was_changed_by_somebody_else_meanwhile_does_not_count(desk, draft, patients):
    desk.open(draft)
    theirs = patients.save_plan(replace(draft, plan=replace(draft.plan, name="Theirs")))
    desk.handing._count("Saved.")
    assert desk.says("Saved.")
    assert desk.says("was changed by somebody else")
    assert patients.revisions(draft.plan.id) == [theirs]


def test_handing_over_is_not_taken_back_once_the_patient_has_a_later_version(desk, draft, patients):
    desk.open(draft)
    desk.handing._count()
    later = replace(draft, plan=replace(draft.plan, revision=2), writes=0)
    patients.save_plan(later)
    desk.handing._take_back()
    assert desk.says("was changed by somebody else")
    assert patients.revisions(draft.plan.id)[0].handed_over_at is not None
