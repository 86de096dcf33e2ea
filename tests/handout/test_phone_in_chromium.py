"""The page for the telephone in a real Chromium: a session is played, and what it says is read.

Only Linux with Debian's `chromium` and `chromium-driver` has what this needs.
"""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import pytest

from posture_app.coach.pain_rule import Condition
from posture_app.exchange.adherence_code import read_code
from posture_app.handout.phone_page import phone_page
from posture_app.library.files import load
from posture_app.library.model import Dose
from posture_app.plans.files import plan_file, read_adherence
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, Practice

pytestmark = pytest.mark.slow

BEGUN = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
NOTE = "Better <b>than</b> last week."
_CLOCK = "window.fakeMs = {begun}; window.pageClock = () => window.fakeMs;"
# Lets time pass in steps that the page's own timer sees, until the words that it shows are there.
_UNTIL = """
const [wanted, done] = arguments;
const step = () => {
  if (document.querySelector(wanted)) { done(true); return; }
  window.fakeMs += 2000;
  setTimeout(step, 60);
};
step();
"""
_AXE = """
const done = arguments[0];
const told = (one) => [one.id, one.impact, one.nodes.map((node) => node.html)];
axe.run({resultTypes: ["violations"]}).then(
  (found) => done(found.violations.map(told)),
  (fault) => done([String(fault)]));
"""
_TOO_SMALL = """
return [...document.querySelectorAll("button, a, select, textarea, summary, input")]
  .map((one) => [one.closest("label") || one, one])
  .filter(([place]) => place.offsetParent && (place.offsetHeight < 24 || place.offsetWidth < 24))
  .map(([, one]) => one.outerHTML);
"""


def missing() -> list[str]:
    if sys.platform != "linux":
        return ["Linux"]
    return [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]


@pytest.fixture(scope="module")
def needed() -> None:
    absent = missing()
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")


@pytest.fixture(scope="module")
def handed_over():
    """The plan's file that a patient has."""
    short = Dose(model="reps_with_hold", sets=2, reps=2, hold_s=3, rest_s=5, relax_s=1)
    items = (
        PlanItem(exercise="bridge", dose=short, note="<img src=x onerror=alert(1)>"),
        PlanItem(exercise="levator-scap-stretch", dose=Dose(model="timed_hold", hold_s=4)),
    )
    phases = (
        PlanPhase(id="first", name="First", weeks=1, items=items),
        PlanPhase(id="then", name="Then", weeks=1, items=items[:1]),
    )
    practice = Practice(name="Practice & Sons", phone="030 / 12 34")
    plan = Plan(
        id="9f1c",
        revision=3,
        name="Back",
        patient="A. B.",
        practice=practice,
        phases=phases,
        precautions=(Condition.SPINE_OPERATION,),
        pages=("when-to-see-somebody", "pacing"),
    )
    return plan_file(plan, load().library)


@pytest.fixture(scope="module")
def before(handed_over):
    """The file that the patient had before."""
    plan = handed_over.plan
    first = replace(plan.phases[0], items=plan.phases[0].items[1:])
    return plan_file(replace(plan, revision=2, phases=(first, *plan.phases[1:])), load().library)


class Page:
    """The page as somebody uses it."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver, self.folder = driver, folder

    def press(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def answer(self, scale: str, value: int) -> None:
        self.press(f'input[name="{scale}"][value="{value}"]')

    def until(self, selector: str) -> None:
        assert self.driver.execute_async_script(_UNTIL, selector)

    def text(self) -> str:
        return str(self.driver.find_element("id", "page").text)

    def faults(self) -> list[Any]:
        """What axe-core finds."""
        if not self.driver.execute_script("return 'axe' in window"):
            axe = package_files("axe_core_python") / "axe.min.js"
            self.driver.execute_script(axe.read_text("utf-8"))
        return list(self.driver.execute_async_script(_AXE))

    def too_small(self) -> list[str]:
        """What is to be pressed and smaller than 24 pixels (WCAG 2.2, 2.5.8)."""
        return list(self.driver.execute_script(_TOO_SMALL))

    def media(self, **features: str) -> None:
        named = [{"name": key.replace("_", "-"), "value": one} for key, one in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": named})

    def code(self) -> str:
        self.press(".show-code")
        return str(self.driver.execute_script("return document.getElementById('code').value"))

    def saved(self) -> Path:
        """Saves the file, and waits for it: Chromium first keeps its name with an empty one."""
        from selenium.webdriver.support.wait import WebDriverWait

        def whole() -> list[Path]:
            return [one for one in self.folder.glob("*.json") if one.stat().st_size]

        self.press(".save-file")
        WebDriverWait(self.driver, 20, poll_frequency=0.05).until(lambda _: whole())
        return whole()[0]


@pytest.fixture(scope="module")
def browser(needed) -> Iterator[Any]:
    """One Chromium, as it takes longer to start than what is done in it."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    # The sandbox needs what a container and root do not have; the page is ours.
    for one in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--mute-audio"):
        options.add_argument(one)
    options.binary_location = shutil.which("chromium") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.set_script_timeout(60)
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def page(browser, qapp, handed_over, before, tmp_path):
    """The page in a tab of its own, which leaves nothing in the browser."""
    file = tmp_path / "page.html"
    file.write_bytes(phone_page(handed_over, load().library, before=before))
    driver, downloads, first = browser, tmp_path / "downloads", browser.current_window_handle
    driver.get_log("browser")  # what another page has said is known
    driver.switch_to.new_window("tab")
    saves = {"behavior": "allow", "downloadPath": str(downloads)}
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", saves)
    metrics = {"width": 320, "height": 700, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": "UTC"})
    clock = _CLOCK.format(begun=int(BEGUN.timestamp() * 1000))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": clock})
    driver.get(file.as_uri())
    try:
        yield Page(driver, downloads)
        # Neither a fault nor anything that the page's policy has refused, nor anything asked for.
        assert driver.get_log("browser") == []
        asked = "return performance.getEntriesByType('resource').map((one) => one.name)"
        assert [one for one in driver.execute_script(asked) if not one.startswith("blob:")] == []
    finally:
        driver.execute_script("localStorage.clear()")
        driver.close()
        driver.switch_to.window(first)


def test_a_session_is_played_answered_saved_and_read_back(page, handed_over):
    page.press(".start")
    page.answer("before", 3)
    page.press(".begin")
    assert "Exercise 1 of 2" in page.text()
    assert page.driver.find_elements("css selector", "#page svg path")
    page.until('input[name="after"]')  # all of it was played
    page.answer("after", 2)
    page.answer("effort", 4)
    page.driver.find_element("id", "note").send_keys(NOTE)
    code = page.code()

    adherence = read_adherence(page.saved())
    assert (adherence.plan, adherence.patient, adherence.made_by) == ("9f1c", "A. B.", "page")
    (session,) = adherence.sessions
    assert session.items == (
        ItemDone(
            exercise="bridge",
            asked_sets=2,
            done_sets=2,
            asked_reps=4,
            done_reps=4,
            asked_hold_s=12,
            done_hold_s=12,
        ),
        ItemDone(
            exercise="levator-scap-stretch",
            asked_sets=1,
            done_sets=1,
            asked_hold_s=8,
            done_hold_s=8,
        ),
    )
    assert (session.id, session.day, session.at) == ("page-2026-03-02-07:30", "2026-03-02", "07:30")
    assert (session.phase, session.revision, session.stopped) == ("first", 3, None)
    assert (session.pain_before, session.pain_after, session.effort) == (3, 2, 4)
    assert session.note == NOTE

    (told,) = read_code(code, handed_over).sessions
    assert (told.id, told.pain_before, told.pain_after, told.effort) == (session.id, 3, 2, 4)
    assert [one.done_sets for one in told.items] == [2, 1]


def test_pain_stops_an_exercise_and_is_told(page, handed_over):
    page.press(".start")
    page.press(".begin")
    page.press(".next")
    page.press(".hurts")
    page.answer("hurt", 3)
    assert page.driver.find_elements("css selector", ".leave-out")
    page.answer("hurt", 7)
    assert not page.driver.find_elements("css selector", ".leave-out")
    assert "Stop for today" in page.text()
    assert (
        page.driver.find_element("css selector", ".danger + a").get_attribute("href")
        == "tel:0301234"
    )
    page.press(".stop-today")
    assert "Stopping was right" in page.text()
    code = page.code()
    (session,) = read_adherence(page.saved()).sessions
    assert session.stopped == "pain"
    assert (session.items[0].hurt, session.items[0].pain, session.items[0].done_sets) == (
        True,
        7,
        0,
    )
    assert not session.items[1].hurt
    (told,) = read_code(code, handed_over).sessions
    assert (told.stopped, told.items[0].hurt, told.items[0].pain) == ("pain", True, 7)


def test_what_hurt_a_little_is_told_though_one_went_on_and_closed_the_page(page):
    page.press(".start")
    page.press(".begin")
    page.press(".hurts")
    page.answer("hurt", 4)
    page.press(".go-on")
    page.until("#playing")
    page.driver.refresh()
    (session,) = read_adherence(page.saved()).sessions
    assert session.stopped == "other"
    assert (session.items[0].hurt, session.items[0].pain) == (True, 4)


def test_ticks_are_kept_when_the_page_is_opened_again(page, handed_over):
    page.press("article .tick input")
    page.driver.refresh()
    assert page.driver.find_element("css selector", "article .tick input").is_selected()
    (tick,) = read_code(page.code(), handed_over).sessions
    (saved,) = read_adherence(page.saved()).sessions
    assert tick == saved
    page.press("article .tick input")
    page.driver.refresh()
    assert not page.driver.find_element("css selector", "article .tick input").is_selected()


def test_a_telephone_that_slept_has_done_nothing_meanwhile(page):
    page.press(".start")
    page.press(".begin")
    page.driver.execute_script("window.fakeMs += 600000")
    page.until("#playing")
    from selenium.webdriver.support.wait import WebDriverWait

    wait = WebDriverWait(page.driver, 20, poll_frequency=0.05)
    wait.until(lambda _: "Paused" in page.text())
    assert "Exercise 1 of 2" in page.text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_used_by_everybody_at_320_pixels(page, scheme):
    page.media(prefers_color_scheme=scheme)

    def sound():
        assert page.faults() == []
        assert page.too_small() == []
        width = page.driver.execute_script("return document.documentElement.scrollWidth")
        assert width <= 320
        # Focus is where reading begins.
        assert page.driver.switch_to.active_element.tag_name == "h1"

    sound()
    for summary in page.driver.find_elements("css selector", "summary"):
        page.driver.execute_script("arguments[0].parentElement.open = true", summary)
    sound()
    page.press(".start")
    sound()
    page.press(".begin")
    sound()
    page.press(".hurts")
    sound()
    page.press(".stop-today")
    sound()


def test_who_it_is_from_and_how_to_reach_them_stands_above_all(page):
    top = page.driver.find_element("css selector", "#page > :first-child")
    assert top.text.split("\n") == ["Practice & Sons", "030 / 12 34"]
    heading = page.driver.find_element("tag name", "h1")
    assert top.rect["y"] + top.rect["height"] <= heading.rect["y"]
    link = top.find_element("tag name", "a")
    assert link.get_attribute("href") == "tel:0301234"
    assert link.rect["height"] >= 44
    page.press(".start")
    assert not page.driver.find_elements("css selector", ".practice")


def test_what_the_muscles_mean_stands_above_the_first_figure(page):
    [legend] = page.driver.find_elements("css selector", ".legend")
    assert legend.text.split("\n")[:2] == ["Works", "Stretches"]
    told = "return [...document.querySelectorAll('.stills > :last-child path')].map(%s)"
    lines = page.driver.execute_script(
        told % "(one) => [one.getAttribute('vector-effect'), one.getAttribute('stroke-width')]"
    )
    # The arrow is 3 px wide, however large the still is.
    assert [float(px) for how, px in lines if how == "non-scaling-stroke"].count(3.0) == 2
    swatches = legend.find_elements("css selector", "svg")
    assert all(one.rect["width"] == 26 for one in swatches)
    figure = page.driver.find_element("css selector", ".figure")
    assert legend.rect["y"] < figure.rect["y"]


def test_what_was_changed_and_what_is_to_be_read_is_there(page):
    assert "Changed since version 2" in page.text()
    marked = page.driver.find_element("css selector", "article .mark")
    assert marked.text == "New"
    assert "What was considered for you" in page.text()
    assert "Do not drive yourself" not in page.text()
    page.press(".reading summary")
    assert "Call 112 now. Do not drive yourself" in page.text()
    headings = page.driver.find_elements("css selector", ".reading[open] h3")
    assert "If an arm or a leg grows weaker" in [one.text for one in headings]
    assert not page.driver.find_elements("css selector", ".reading a")


def test_with_reduced_motion_two_stills_are_all(page):
    page.media(prefers_reduced_motion="reduce")
    page.driver.refresh()
    assert len(page.driver.find_elements("css selector", "article:first-of-type svg")) == 2
    assert "Show the movement" not in page.text()
