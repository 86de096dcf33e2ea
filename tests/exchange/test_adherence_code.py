"""The text code of the telephone: what is not whole or not of this plan is refused."""

import random

import pytest

from posture_app.exchange.adherence_code import LETTERS, BrokenCodeError, read_code
from posture_app.library.files import load
from posture_app.plans.files import plan_file
from posture_app.plans.model import ItemDone, Plan, PlanItem, PlanPhase, SessionDone

# Written by the page in Chromium (tests/handout/test_phone_in_chromium.py plays the same).
SESSION = SessionDone(
    id="page-2026-03-02-07:30",
    day="2026-03-02",
    at="07:30",
    phase="first",
    revision=3,
    items=(
        ItemDone(exercise="bridge", asked_sets=2, done_sets=1, pain=4, hurt=True),
        ItemDone(exercise="chin-tuck-seated", asked_sets=1, done_sets=0, skipped=True),
    ),
    pain_before=3,
    pain_after=5,
    effort=4,
    stopped="pain",
    red_flags=("breathless",),
)
BITS = (
    (1, 4), (3, 17), (2, 8),
    (2252, 15), (450, 11), (0, 5), (3, 4), (5, 4), (15, 4), (4, 4), (1, 3), (1, 5), (1, 5), (2, 7),
    (0, 9), (2, 5), (1, 5), (4, 4), (1, 1), (0, 1),
    (1, 9), (1, 5), (0, 5), (15, 4), (0, 1), (1, 1),
    (2253, 15), (2047, 11), (0, 5), (15, 4), (15, 4), (15, 4), (15, 4), (0, 3), (0, 5), (1, 7),
    (0, 9), (2, 5), (2, 5), (15, 4), (0, 1), (0, 1),
)  # fmt: skip


@pytest.fixture(scope="module")
def plan():
    items = (PlanItem(exercise="bridge"), PlanItem(exercise="chin-tuck-seated"))
    phase = PlanPhase(id="first", name="First", weeks=1, items=items)
    return plan_file(Plan(id="9f1c", revision=3, name="Back", phases=(phase,)), load().library)


def code_of(numbers):
    """By the description in docs/plans.md."""
    bits = "".join(f"{number:0{count}b}" for number, count in numbers)
    check = 0xFFFF
    for bit in bits:
        check = (check << 1) ^ (0x1021 if (check >> 15) ^ int(bit) else 0)
        check &= 0xFFFF
    bits += f"{check:016b}"
    bits += "0" * (-len(bits) % 5)
    return "".join(LETTERS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))


def test_a_code_is_read_as_it_is_described(plan):
    found = read_code(code_of(BITS), plan)
    tick = SessionDone(
        id="page-2026-03-03-bridge-1",
        day="2026-03-03",
        phase="first",
        revision=3,
        items=(ItemDone(exercise="bridge", asked_sets=2, done_sets=2),),
    )
    assert found.sessions == (SESSION, tick)
    assert (found.plan, found.made_by) == ("9f1c", "code")
    assert (found.first_day, found.last_day) == ("2026-03-02", "2026-03-03")


def test_how_it_is_written_does_not_matter(plan):
    code = code_of(BITS)
    typed = " ".join(code[at : at + 4] for at in range(0, len(code), 4)).lower()
    assert read_code(typed.replace("0", "o").replace("1", "l"), plan) == read_code(code, plan)


def test_every_mistyped_letter_is_noticed(plan):
    code = code_of(BITS)
    for at, letter in enumerate(code[:-1]):
        other = LETTERS[(LETTERS.index(letter) + 7) % 32]
        with pytest.raises(BrokenCodeError):
            read_code(code[:at] + other + code[at + 1 :], plan)


@pytest.mark.parametrize("code", ["", "U", "é", "0" * 300_000, "2000G-24XS6"])
def test_what_is_no_code_is_refused(code, plan):
    with pytest.raises(BrokenCodeError, match="not whole"):
        read_code(code, plan)


def test_made_up_codes_are_read_or_refused_but_never_more(plan):
    chance = random.Random(1)
    for _ in range(300):
        numbers = [
            (chance.getrandbits(count) if chance.random() < 0.1 else number, count)
            for number, count in BITS
        ]
        try:
            read_code(code_of(numbers), plan)
        except BrokenCodeError:
            continue


def test_another_version_of_the_plan_is_told(plan):
    numbers = [(1, 4), (4, 17), *BITS[2:]]
    with pytest.raises(BrokenCodeError, match="version 4 of the plan, not to version 3"):
        read_code(code_of(numbers), plan)
    with pytest.raises(BrokenCodeError, match="newer version of the program"):
        read_code(code_of([(2, 4), *BITS[1:]]), plan)
    with pytest.raises(BrokenCodeError, match="no session"):
        read_code(code_of([(1, 4), (3, 17), (0, 8)]), plan)
