"""The handout beside a plan: drawn one after the other, and only the newest of what waits."""

from concurrent.futures import Future
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from posture_app.handout.live import RenderRequest, draw
from posture_app.library.files import load
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.practice import PracticeSettings
from posture_app.plans.templates import template
from posture_app.program.therapist.live_handout import LiveHandout
from posture_app.ui.therapist.builder.picture_page import PicturePage


class Process:
    """Draws when it is told to."""

    def __init__(self):
        self.asked: list[RenderRequest] = []
        self.futures: list[Future[object]] = []
        self.is_ended = False

    def submit(self, _do, order):
        self.asked.append(order)
        self.futures.append(Future())
        return self.futures[-1]

    def shutdown(self, **_how):
        self.is_ended = True


@pytest.fixture
def processes():
    return []


@pytest.fixture
def handout(qapp, processes):
    def begin():
        processes.append(Process())
        return processes[-1]

    return LiveHandout(begin)


def order(phase, plan=None, folder=Path("/nowhere"), settings=None, logo=None):
    return RenderRequest(
        folder,
        plan or Plan(id="p", name="P", phases=(PlanPhase(id="a", name="A"),)),
        phase,
        200,
        date(2026, 3, 2),
        "112",
        settings or PracticeSettings(),
        logo,
    )


def test_what_became_old_while_another_was_drawn_is_left_out(handout, processes, qapp):
    drawn: list[object] = []
    handout.drawn.connect(drawn.append)
    for phase in ("a", "b", "c"):
        handout.draw(order(phase))
    (process,) = processes
    process.futures[0].set_result("first")
    qapp.processEvents()
    process.futures[1].set_result("last")
    qapp.processEvents()
    assert [one.phase for one in process.asked] == ["a", "c"]
    assert drawn == ["first", "last"]


def test_a_process_that_died_is_followed_by_another(handout, processes, qapp):
    handout.draw(order("a"))
    processes[0].futures[0].set_exception(RuntimeError("it died"))
    qapp.processEvents()
    assert processes[0].is_ended
    handout.draw(order("a"))
    assert len(processes) == 2


def test_what_is_drawn_after_the_end_is_not_told(handout, processes, qapp):
    drawn: list[object] = []
    handout.drawn.connect(drawn.append)
    handout.draw(order("a"))
    handout.close()
    processes[0].futures[0].set_result("late")
    qapp.processEvents()
    assert processes[0].is_ended
    assert drawn == []


def test_the_pages_of_a_phase_are_drawn_in_the_patients_language(qapp, tmp_path):
    plan = template("osteoporosis", "de", load(language="de").library)
    pages = draw(order(plan.phases[0].id, plan, tmp_path))
    assert pages
    assert {(one.width, len(one.pixels)) for one in pages} == {(200, 4 * 200 * pages[0].height)}
    assert any(one.pixels.count(b"\xff") < len(one.pixels) for one in pages)  # not a blank sheet
    shown = PicturePage(pages[0].width, pages[0].height, pages[0].pixels)
    assert (shown.width, shown.height) == (200, pages[0].height)


def test_without_its_exercises_nothing_is_drawn(qapp, tmp_path):
    gone = PlanPhase(id="a", name="A", items=(PlanItem(exercise="gone"),))
    assert draw(order("a", Plan(id="p", name="P", phases=(gone,)), tmp_path)) == ()


def test_the_pages_are_those_that_will_be_handed_over(qapp, tmp_path):
    plan = template("osteoporosis", "en", load(language="en").library)
    logo = tmp_path / "logo.png"
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFF12AB34)
    picture.save(str(logo))

    def pages(settings, logo=None):
        return draw(order(plan.phases[0].id, plan, tmp_path, settings, logo))

    usual = pages(PracticeSettings())
    colour = b"\x34\xab\x12\xff"
    assert colour not in usual[0].pixels
    assert colour in pages(PracticeSettings(), logo)[0].pixels
    assert pages(PracticeSettings(), tmp_path / "gone.png") == usual
    assert pages(PracticeSettings(paper="letter"))[0].height < usual[0].height
    assert len(pages(PracticeSettings(per_page=1))) > len(usual)
    assert len(pages(PracticeSettings(large_print=True))) > len(usual)
