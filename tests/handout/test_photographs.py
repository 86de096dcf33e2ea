"""An exercise that is shown by photographs: on a card, on paper and on the telephone's page."""

from base64 import b64encode
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.handout.document import pdf_of
from posture_app.handout.phone_page import phone_page
from posture_app.handout.photographs import PHONE_PX, photographs_as_text
from posture_app.handout.plan_sheet import SheetChoice, laid_out_plan
from posture_app.handout.strips import DPI
from posture_app.library.files import load
from posture_app.library.model import Library, Pictures
from posture_app.library.pictures import picture_content, picture_size
from posture_app.plans.files import plan_file
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.ui.figure.widget import FigureStill, FigureWidget
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from tests.there import there

pytestmark = pytest.mark.usefixtures("qapp")

RED = QColor(200, 30, 30)
PLAN = Plan(
    id="p",
    name="Plan",
    phases=(PlanPhase(id="one", name="One", items=(PlanItem(exercise="mine"),)),),
)


def picture(width: int, height: int) -> str:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub wants bytes
    return f"data:image/png;base64,{b64encode(bytes(buffer.data().data())).decode()}"


@pytest.fixture(scope="module")
def library() -> Library:
    found = load().library
    pictures = Pictures(start=picture(1000, 600), end=picture(600, 1000))
    mine = replace(found.exercises["wall-angel"], id="mine", motion=None, pictures=pictures)
    return replace(found, exercises={**found.exercises, "mine": mine})


def reds(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).red() > 150 and image.pixelColor(x, y).green() < 90
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


@pytest.mark.parametrize("kind", [FigureStill, FigureWidget])
def test_a_card_and_the_player_show_them(kind, library, qapp, qtbot) -> None:
    widget = WidgetFactory(Theme(qapp))(kind, library.exercises["mine"])
    qtbot.addWidget(widget)
    widget.resize(QSize(400, 300))
    assert reds(widget.grab().toImage()) > 1000
    assert widget.accessibleName().startswith("Picture")


def test_the_sheet_shows_them(library) -> None:
    choice = SheetChoice(today=date(2026, 3, 2), emergency_number="112")
    sheet = laid_out_plan(plan_file(PLAN, library), library, choice)
    image = QImage(600, 850, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.scale(72 / DPI, 72 / DPI)
    try:
        sheet.pages[0].paint(painter)
    finally:
        painter.end()
    assert reds(image) > 100
    assert pdf_of(sheet).startswith(b"%PDF")


def test_the_telephones_page_has_them_small(library) -> None:
    page = phone_page(plan_file(PLAN, library), library)
    texts = photographs_as_text(library.exercises["mine"])
    assert [there(picture_size(there(picture_content(one)))) for one in texts] == [
        (PHONE_PX, 264),
        (264, PHONE_PX),
    ]
    assert all(one in page.decode() for one in texts)


def test_where_they_are_gone_the_figure_stands(library, qapp, qtbot) -> None:
    gone = replace(library.exercises["mine"], pictures=Pictures(start="/nowhere/a.jpg"))
    widget = WidgetFactory(Theme(qapp))(FigureStill, gone)
    qtbot.addWidget(widget)
    assert widget.accessibleName().startswith("Picture of")
    assert photographs_as_text(gone) == []
