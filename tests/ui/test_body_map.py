"""The body map: every zone by mouse and by keyboard, values in and out, and where each leads."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from posture_app.body.trigger_points import PATTERNS, patterns, referring_to
from posture_app.body.zones import zones, zones_by_id
from posture_app.gallery import drawing
from posture_app.gallery.clipping import clipped
from posture_app.gallery.pages import show_library
from posture_app.library.files import load
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.figure.palette import figure_palette
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.body_map import exercises_for, exercises_near
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.words.trigger_points import doctor_lines
from tests.ui.colours import colours_of
from tests.ui.content import LIBRARY

ZONES = zones()
BUILTIN = load().library


@pytest.fixture
def body_map(make, qtbot):
    body_map = make(BodyMap)
    qtbot.addWidget(body_map)
    drawing.show_off_screen(body_map, QSize(560, 540))
    return body_map


@pytest.fixture
def several(make, qtbot):
    body_map = make(BodyMap, several=True)
    qtbot.addWidget(body_map)
    drawing.show_off_screen(body_map, QSize(560, 540))
    return body_map


@pytest.fixture
def page(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    drawing.show_off_screen(window, QSize(1180, 800))
    show_library(window, LIBRARY)
    window.open_page("body")
    yield window.page("body")  # the window must live as long as its page
    theme.choose("system", 1.0)


def click(body_map, zone_id):
    QTest.mouseClick(body_map, Qt.MouseButton.LeftButton, pos=body_map.zone_centre(zone_id))


def chips(page):
    found = page.findChildren(QAbstractButton)
    return [one for one in found if one.objectName().startswith("muscle-") and not one.isHidden()]


def test_every_zone_can_be_clicked(body_map, qtbot):
    for zone in ZONES:
        body_map.set_zones(())
        with qtbot.waitSignal(body_map.zone_chosen) as caught:
            click(body_map, zone.id)
        assert caught.args == [zone.id]
        assert body_map.zones == (zone.id,)


def test_every_zone_is_reached_with_the_right_arrow_and_chosen_with_space(several):
    several.set_zones(())
    QTest.keyClick(several, Qt.Key.Key_Home)
    for _ in ZONES:
        QTest.keyClick(several, Qt.Key.Key_Space)
        QTest.keyClick(several, Qt.Key.Key_Right)
    # The last one is where the arrow ends, and nothing is passed twice.
    assert sorted(several.zones) == sorted(zone.id for zone in ZONES)


def test_down_and_up_stay_on_a_face_and_go_to_the_other_row(body_map):
    QTest.keyClick(body_map, Qt.Key.Key_Home)
    heights = []
    for _ in range(40):
        QTest.keyClick(body_map, Qt.Key.Key_Return)
        (chosen,) = body_map.zones or ("",)
        if not chosen:
            break
        heights.append(zones_by_id()[chosen].centre[1])
        assert zones_by_id()[chosen].face == "front"
        QTest.keyClick(body_map, Qt.Key.Key_Down)
    assert len(heights) >= 8
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < 0.1


def test_one_choice_takes_the_place_of_the_other_and_is_taken_back(body_map):
    click(body_map, "low_back_left")
    click(body_map, "low_back_right")
    assert body_map.zones == ("low_back_right",)
    click(body_map, "low_back_right")
    assert body_map.zones == ()


def test_several_are_kept_in_the_order_of_choosing(several):
    for zone_id in ("shin_left", "crown", "flank_right", "crown"):
        click(several, zone_id)
    assert several.zones == ("shin_left", "flank_right")


def test_a_value_comes_in_without_a_signal_and_without_what_is_not_known(several, qtbot):
    with qtbot.assertNotEmitted(several.zone_chosen):
        several.set_zones(("crown", "tail", "heel_left", "crown"))
    assert several.zones == ("crown", "heel_left")


def test_a_click_beside_the_body_chooses_nothing(body_map, qtbot):
    with qtbot.assertNotEmitted(body_map.zone_chosen):
        QTest.mouseClick(body_map, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert body_map.zones == ()


def test_what_is_chosen_is_told_to_those_who_do_not_see_it(body_map):
    assert "nothing chosen" in body_map.accessibleName()
    click(body_map, "low_back_left")
    assert "Low back, left" in body_map.accessibleName()
    assert "back view" in body_map.accessibleDescription()


def picture(widget):
    return widget.grab().toImage()


def test_choosing_and_referral_change_the_picture_where_they_are(body_map):
    bare = picture(body_map)
    body_map.set_zones(("heel_left",))
    spot = body_map.zone_centre("heel_left")
    assert picture(body_map).pixelColor(spot) != bare.pixelColor(spot)
    body_map.set_zones(())
    body_map.show_referral(patterns()["piriformis"], ("left",))
    left, right = body_map.zone_centre("buttock_left"), body_map.zone_centre("buttock_right")
    shown = picture(body_map)
    assert shown.pixelColor(left) != bare.pixelColor(left)
    assert shown.pixelColor(right) == bare.pixelColor(right)
    body_map.show_referral(None)
    assert picture(body_map) == bare


def test_a_muscle_is_drawn_on_its_side(body_map, theme):
    def drawn():
        colour = QColor(figure_palette(theme.palette).strength).getRgb()
        _rows, columns = (colours_of(picture(body_map)) == colour).all(axis=2).nonzero()
        return columns.tolist()

    assert drawn() == []
    body_map.show_referral(patterns()["gluteus-medius"], ("right",))
    middles = [body_map._laid_out().centre_x(face) for face in ("front", "back")]
    # The right side is on the left of the front view and on the right of the back view.
    assert drawn()
    assert all(x < middles[0] or x > middles[1] for x in drawn())


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.id)
def test_every_zone_leads_to_something(zone):
    assert exercises_near(zone, BUILTIN.exercises.values())
    assert doctor_lines(zone)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_every_muscle_leads_to_exercises(pattern):
    found = exercises_for(pattern, BUILTIN.exercises.values())
    assert found
    assert len({one.id for one in found}) == len(found)
    assert [one.id for one in found[: len(pattern.exercises)]] == list(pattern.exercises)


def test_the_page_begins_with_what_trigger_points_are(page):
    assert chips(page) == []
    assert page.findChild(QWidget, "about-trigger-points") is not None


def test_a_place_leads_to_its_muscles_and_a_muscle_to_its_pattern(page):
    click(page.map, "buttock_left")
    drawing.settle()
    wanted = {f"muscle-{one.id}" for one in referring_to("buttock_left")}
    assert {one.objectName() for one in chips(page)} == wanted
    next(one for one in chips(page) if one.objectName() == "muscle-piriformis").click()
    drawing.settle()
    assert page.findChild(QWidget, "muscle-details") is not None
    assert [one.objectName() for one in chips(page) if one.isChecked()] == ["muscle-piriformis"]


def test_going_back_leaves_the_muscle_and_then_the_place(page):
    page.show_place("buttock_left")
    chips(page)[0].click()
    drawing.settle()
    assert page.go_back()
    assert page.map.zones == ("buttock_left",)
    assert page.go_back()
    assert page.map.zones == ()
    assert not page.go_back()


def test_an_exercise_is_opened(page, qtbot):
    page.show_place("low_back_right")
    drawing.settle()
    line = page.findChild(QAbstractButton, "exercise-bridge")
    assert line is not None
    assert line.hasHeightForWidth()  # its name is read whole
    line.click()
    assert page.window().open_page_key == "move"
    assert page.window().page("move").exercise_detail.exercise_id == "bridge"


def test_pain_in_the_chest_first_tells_to_get_help(page):
    page.show_place("lower_chest_left")
    drawing.settle()
    assert "emergency number" in doctor_lines(zones_by_id()["lower_chest_left"])[0]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_clipped(page, theme, scale):
    theme.choose("light", scale)
    for zone in ZONES[:: max(1, len(ZONES) // 12)]:
        page.show_place(zone.id)
        for chip in chips(page)[:1]:
            chip.click()
        drawing.settle()
        assert page.map.zones == (zone.id,)
        assert clipped(page.window()) == [], zone.id


def scroll_bar(page):
    return page.findChild(ScrollPage, "body-map-page").verticalScrollBar()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [QSize(1180, 800), QSize(940, 520)], ids=["usual", "small"])
def test_after_a_choice_its_words_are_in_the_window(page, theme, size, scale):
    theme.choose("light", scale)
    drawing.show_off_screen(page.window(), size)
    for zone_id in ("low_back_left", "crown"):
        scroll_bar(page).setValue(0)
        click(page.map, zone_id)
        drawing.settle()
        title = page.findChild(QWidget, "zone-title")
        top = title.mapTo(page.window(), QPoint(0, 0)).y()
        assert 0 <= top <= page.window().height() - title.height()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_map_and_words_stand_side_by_side_at_any_text_size(page, theme, scale):
    theme.choose("light", scale)
    page.show_snapshot(BUILTIN)
    click(page.map, "low_back_left")
    drawing.settle()
    title = page.findChild(QWidget, "zone-title")
    assert title.mapTo(page, QPoint(0, 0)).x() > page.map.mapTo(page, QPoint(0, 0)).x() + 200
    assert page.findChild(QWidget, "to-the-map").isHidden()
    scroll_bar(page).setValue(scroll_bar(page).maximum())
    drawing.settle()
    assert page.map.mapTo(page.window(), QPoint(0, 0)).y() >= 0


def test_where_the_words_stand_below_a_button_brings_the_map_back(page, theme):
    theme.choose("light", 2.0)
    drawing.show_off_screen(page.window(), QSize(800, 520))
    click(page.map, "low_back_left")
    drawing.settle()
    assert scroll_bar(page).value() > 0
    button = page.findChild(QAbstractButton, "to-the-map")
    assert not button.isHidden()
    button.click()
    drawing.settle()
    top = page.map.mapTo(page.window(), QPoint(0, 0)).y()
    assert 0 <= top < 60


def test_the_figures_stay_in_the_window_while_the_words_scroll(page):
    page.show_snapshot(BUILTIN)
    click(page.map, "low_back_left")
    drawing.settle()
    bar = scroll_bar(page)
    assert bar.maximum() > 300
    for value in (bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        drawing.settle()
        top = page.map.mapTo(page.window(), QPoint(0, 0)).y()
        assert top >= 0
        assert top + page.map.height() <= page.window().height()


def test_the_keyboard_brings_what_it_reaches_into_the_window(page, theme, qtbot):
    theme.choose("light", 2.0)
    drawing.show_off_screen(page.window(), QSize(940, 520))
    qtbot.keyClick(page.map, Qt.Key.Key_End)
    drawing.settle()
    assert scroll_bar(page).value() > 0
    spot = page.map.mapTo(page.window(), page.map.zone_centre(page.map._here))
    assert 0 <= spot.y() <= page.window().height()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_first_show_where_the_keyboard_is(body_map, qtbot, key):
    body_map._go_to("")
    qtbot.keyClick(body_map, key)
    assert body_map.zones == ()
    qtbot.keyClick(body_map, key)
    assert len(body_map.zones) == 1


def test_zones_can_be_seen_before_one_is_chosen(body_map):
    shown = picture(body_map)
    at = body_map.zone_centre("low_back_left")
    spine = round(body_map._laid_out().centre_x("back"))  # two zones meet there
    near = {shown.pixelColor(x, at.y()).name() for x in range(spine - 1, spine + 2)}
    assert near != {shown.pixelColor(at).name()}
