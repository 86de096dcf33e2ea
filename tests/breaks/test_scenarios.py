"""The four days that must come out, with their variants, each reckoned by hand."""

from tests.breaks.trace import TWO, changed, lines, play

MICRO_AT_1800 = "1780 notice micro; 1800 break_starts micro;"


def test_s1_asleep_for_three_hours_in_a_break():
    """30:25 to 3:30:25 asleep, told twice; micro-breaks only after 30 min of new activity."""
    trace = play(TWO, "1825 suspend; 12625 resume; 12625 resume", 14485)
    assert trace == lines(
        MICRO_AT_1800
        + """
        1860 break_ends micro away 60
        12625 reset long suspend
        14405 notice micro
        14425 break_starts micro
        14485 break_ends micro interrupted 0
        """
    )


def test_s1_all_counts_are_nothing_after_the_sleep():
    """The long break comes after 90 min of new activity: micro-breaks take 2 x 60 s of it.

    The third micro-break is due together with it and goes into it.
    """
    trace = play(TWO, "1825 suspend; 12625 resume", 12625 + 5400 + 120)
    assert trace[-3:] == lines(
        "18125 merged micro long; 18125 notice long; 18145 break_starts long"
    )


def test_s1_asleep_for_20_seconds_leaves_15():
    trace = play(TWO, "1800 input_stops; 1825 suspend; 1845 resume", 1861)
    assert trace == lines(MICRO_AT_1800 + "1860 break_ends micro taken 60")


def test_s1_asleep_for_20_seconds_while_typing_on():
    trace = play(TWO, "1825 suspend; 1845 resume", 1861)
    assert trace == lines(MICRO_AT_1800 + "1860 break_ends micro interrupted 20")


def test_s2_blips_reset_nothing():
    """9 s away (4 asleep, 5 locked), and 90 s in which only the process stood still."""
    trace = play(TWO, "600 stall 90; 1440 suspend; 1444 resume; 1620 lock; 1625 unlock", 1809)
    assert trace == lines("1789 notice micro; 1809 break_starts micro")


def test_s2_a_stall_without_input_is_an_absence():
    trace = play(TWO, "600 stall 90; 600 input_stops; 690 input_resumes", 2490)
    assert trace == lines("660 reset micro idle; 2470 notice micro; 2490 break_starts micro")


def test_s4_idle_shorter_and_longer_than_a_break():
    """40 s are activity; 61 s are a micro-break; 5:01 with one isolated input are a long one.

    Active from 45:01 on: the next micro-break is due at 4501 s.
    """
    trace = play(
        TWO,
        """
        1200 input_stops; 1240 input_resumes
        1540 input_stops; 1601 input_resumes
        2400 input_stops; 2690 input_resumes; 2690 input_stops; 2701 input_resumes
        """,
        4501,
    )
    assert trace == lines(
        """
        1600 reset micro idle
        2460 reset micro idle
        2700 reset long idle
        4481 notice micro
        4501 break_starts micro
        """
    )


def test_s4_two_inputs_within_five_seconds_end_the_absence():
    """It was 4:50 long, so the long break keeps what was counted.

    Active 0-1540, 1601-2400 and from 2690 on: 2339 s at 2690, due at 2690 + 5400 - 2339 = 5751.
    The micro-break is due at 2690 + 1800 = 4490 and lasts 60 s, so the long one comes at 5811.
    """
    trace = play(
        TWO,
        """
        1540 input_stops; 1601 input_resumes
        2400 input_stops; 2690 input_resumes; 2690 input_stops; 2694 input_resumes
        """,
        5811,
    )
    assert trace == lines(
        """
        1600 reset micro idle
        2460 reset micro idle
        4470 notice micro
        4490 break_starts micro
        4550 break_ends micro interrupted 0
        5791 notice long
        5811 break_starts long
        """
    )


def test_s8_a_meeting_starts_ten_seconds_before_a_break():
    """Held from 30:00 to 80:00 (79:50 and 10 s to settle); the flicker at 40:00 is nothing."""
    trace = play(
        changed(TWO, micro={"strictness": "strict"}, long={"strictness": "strict"}),
        "1790 call_starts; 2400 call_ends; 2403 call_starts; 4790 call_ends",
        5460,
    )
    assert trace == lines(
        """
        1780 notice micro
        1800 withheld micro call
        4800 released micro call
        4800 notice micro
        4820 break_starts micro
        4880 break_ends micro interrupted 0
        5440 notice long
        5460 break_starts long
        """
    )


def test_s8_a_meeting_of_70_minutes_nudges_once():
    """An hour after 30:00. By then the long break is due too, and they come as one."""
    trace = play(TWO, "1790 call_starts; 5990 call_ends", 6320)
    assert trace == lines(
        """
        1780 notice micro
        1800 withheld micro call
        5400 withheld long call
        5400 nudge micro
        6000 released long call
        6000 merged micro long
        6000 notice long
        6020 break_starts long
        6320 break_ends long interrupted 0
        """
    )
