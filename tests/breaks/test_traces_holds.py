"""Rules 5, 9 and 10 as traces: holds, pauses and meetings, and settings that change.

Rows are as in the traces of absences: the person is active where nothing else is said.
"""

import pytest

from tests.breaks.trace import ONE, ONLY_LONG, TWO, changed, lines, play

AT_1800 = "1780 notice micro; 1800 break_starts micro;"
TWO_MICROS = (
    AT_1800
    + "1860 break_ends micro interrupted 0; 3640 notice micro; 3660 break_starts micro;"
    + "3720 break_ends micro interrupted 0;"
)
"""An hour of TWO; both kinds are due at 5520 then, as 2 x 60 s were breaks."""

HOLDS = [
    (
        f"held from {starts} to {ends}",
        ONE,
        f"1700 {starts}; 2000 {ends}",
        2030,
        f"1800 withheld micro {reason}; 2010 released micro {reason}; 2010 notice micro;"
        "2030 break_starts micro",
    )
    for starts, ends, reason in (
        ("call_starts", "call_ends", "call"),
        ("fullscreen_starts", "fullscreen_ends", "fullscreen"),
        ("dnd_starts", "dnd_ends", "dnd"),
        ("sharing_starts", "sharing_ends", "call"),
        ("pause null", "unpause", "paused"),
        ("pause", "unpause", "paused"),
        ("pause 300", "input_resumes", "paused"),
        ("pause 9000", "unpause", "paused"),
        ("meeting_starts 300", "input_resumes", "call"),
        ("meeting_starts 3600", "meeting_ends", "call"),
    )
] + [
    (
        "a meeting takes longer",
        ONE,
        "1700 meeting_starts 300; 1900 meeting_extends 300",
        2330,
        "1800 withheld micro call; 2310 released micro call; 2310 notice micro;"
        "2330 break_starts micro",
    ),
    (
        "a pause takes the place of the one before",
        ONE,
        "1700 pause 3000; 1750 pause 250",
        2030,
        "1800 withheld micro paused; 2010 released micro paused; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    ("over in time", ONE, "1700 call_starts; 1750 call_ends", 1800, AT_1800),
    ("counts go on in a call", ONE, "100 call_starts; 1700 call_ends", 1800, AT_1800),
    (
        "a moment in the notice: told again, in full",
        ONE,
        "1781 call_starts; 1783 call_ends",
        1813,
        "1780 notice micro; 1793 notice micro; 1813 break_starts micro",
    ),
    (
        "a moment before it is due: withheld until it has settled",
        ONE,
        "1790 call_starts; 1792 call_ends",
        1822,
        "1780 notice micro; 1800 withheld micro call; 1802 released micro call; 1802 notice micro;"
        "1822 break_starts micro",
    ),
    (
        "two reasons: the older one is told, and the last one releases",
        ONE,
        "1700 call_starts; 1750 dnd_starts; 1900 call_ends; 2500 dnd_ends",
        2530,
        "1800 withheld micro call; 2510 released micro dnd; 2510 notice micro;"
        "2530 break_starts micro",
    ),
    (
        "gone for just under the settling time",
        ONE,
        "1700 call_starts; 1850 call_ends; 1859 call_starts; 2000 call_ends",
        2030,
        "1800 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "gone for longer: released, and withheld again",
        ONE,
        "1700 call_starts; 1850 call_ends; 1861 call_starts; 2000 call_ends",
        2030,
        "1800 withheld micro call; 1860 released micro call; 1860 notice micro;"
        "1861 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "nothing to settle",
        {**ONE, "settle_s": 0},
        "1700 call_starts; 2000 call_ends",
        2020,
        "1800 withheld micro call; 2000 released micro call; 2000 notice micro;"
        "2020 break_starts micro",
    ),
    (
        "rested in a call: nothing is owed",
        ONE,
        "1700 call_starts; 1900 input_stops; 2000 input_resumes; 2500 call_ends",
        3800,
        "1800 withheld micro call; 1960 reset micro idle; 3780 notice micro;"
        "3800 break_starts micro",
    ),
    (
        "one nudge",
        {**ONE, "max_hold_s": 600},
        "1700 call_starts; 4000 call_ends",
        4030,
        "1800 withheld micro call; 2400 nudge micro; 4010 released micro call; 4010 notice micro;"
        "4030 break_starts micro",
    ),
    (
        "a nudge for each hold",
        {**ONE, "max_hold_s": 600},
        "1700 call_starts; 2500 call_ends; 2515 call_starts; 3500 call_ends",
        3510,
        "1800 withheld micro call; 2400 nudge micro; 2510 released micro call; 2510 notice micro;"
        "2515 withheld micro call; 3115 nudge micro; 3510 released micro call; 3510 notice micro",
    ),
    (
        "merging goes on in a hold",
        TWO,
        "5400 call_starts; 5600 call_ends",
        5630,
        TWO_MICROS
        + "5500 merged micro long; 5520 withheld long call; 5610 released long call;"
        + "5610 notice long; 5630 break_starts long",
    ),
    (
        "released shortly before a longer one is due: that one",
        TWO,
        "1700 call_starts; 5200 call_ends",
        5400,
        "1800 withheld micro call; 5210 released micro call; 5210 merged micro long;"
        "5380 notice long; 5400 break_starts long",
    ),
    (
        "a break that is on goes on",
        ONE,
        "1810 call_starts",
        1860,
        AT_1800 + "1860 break_ends micro interrupted 0",
    ),
    (
        "locked in the notice: told again, in full",
        ONE,
        "1785 lock; 1790 unlock",
        1820,
        "1780 notice micro; 1800 notice micro; 1820 break_starts micro",
    ),
    (
        "what is held back cannot be put off or skipped",
        ONE,
        "1700 call_starts; 1850 snooze; 1850 skip",
        1900,
        "1800 withheld micro call; 1850 refused snooze; 1850 refused skip",
    ),
    (
        "asked for in a call",
        ONE,
        "1700 call_starts; 1850 break_now micro",
        2000,
        "1800 withheld micro call; 1850 break_starts micro; 1910 break_ends micro interrupted 0",
    ),
    (
        "asleep when the pause ends",
        ONLY_LONG,
        "5300 pause 200; 5450 suspend; 5600 resume",
        5620,
        "5400 withheld long paused; 5600 released long paused; 5600 notice long;"
        "5620 break_starts long",
    ),
]


def settings_at(at_s, settings):
    return {"at_s": at_s, "event": "settings", "settings": settings}


def every(every_s, **more):
    return changed(ONE, micro={"every_s": every_s}, **more)


CALL = [{"at_s": 1700, "event": "call_starts"}, {"at_s": 2000, "event": "call_ends"}]
SETTINGS = [
    (
        "a shorter interval that is over: a notice at once",
        ONE,
        [settings_at(600, every(500))],
        620,
        "600 notice micro; 620 break_starts micro",
    ),
    (
        "a shorter one that is not",
        ONE,
        [settings_at(600, every(900))],
        900,
        "880 notice micro; 900 break_starts micro",
    ),
    (
        "a longer one moves it",
        ONE,
        [settings_at(600, every(3600))],
        3600,
        "3580 notice micro; 3600 break_starts micro",
    ),
    (
        "a longer one in the notice",
        ONE,
        [settings_at(1790, every(3600))],
        3600,
        "1780 notice micro; 3580 notice micro; 3600 break_starts micro",
    ),
    (
        "the same settings change nothing, in the notice",
        ONE,
        [settings_at(1790, ONE)],
        1800,
        AT_1800,
    ),
    (
        "nor in the break",
        ONE,
        [settings_at(1810, changed(ONE, micro={"length_s": 600}))],
        1860,
        AT_1800 + "1860 break_ends micro interrupted 0",
    ),
    (
        "a longer one while it is held: no longer owed",
        ONE,
        [CALL[0], settings_at(1900, every(3600)), CALL[1]],
        3600,
        "1800 withheld micro call; 3580 notice micro; 3600 break_starts micro",
    ),
    (
        "a shorter one while it is held: still owed",
        ONE,
        [CALL[0], settings_at(1900, every(900)), CALL[1]],
        2030,
        "1800 withheld micro call; 2010 released micro call; 2010 notice micro;"
        "2030 break_starts micro",
    ),
    (
        "a kind is added: from nothing",
        ONE,
        [settings_at(600, changed(TWO, long={"every_s": 900}))],
        1500,
        "1480 notice long; 1500 break_starts long",
    ),
    (
        "a kind is taken out in its notice",
        ONE,
        [settings_at(1790, ONLY_LONG)],
        1900,
        "1780 notice micro",
    ),
    (
        "a kind is turned off in its break",
        ONE,
        [settings_at(1810, changed(ONE, micro={"on": False}))],
        9000,
        AT_1800 + "1860 break_ends micro interrupted 0",
    ),
    (
        "fewer snoozes than were used",
        ONE,
        [
            {"at_s": 1800, "event": "snooze"},
            settings_at(1900, changed(ONE, micro={"max_snoozes": 1})),
            {"at_s": 2100, "event": "snooze"},
        ],
        2100,
        AT_1800
        + "1800 break_ends micro snoozed 0; 2080 notice micro; 2100 break_starts micro;"
        + "2100 refused micro snooze",
    ),
    (
        "nothing merges any more",
        changed(TWO, long={"every_s": 5410}),
        [settings_at(600, {**changed(TWO, long={"every_s": 5410}), "merge_s": 0})],
        5500,
        TWO_MICROS + "5500 notice micro",
    ),
    (
        "idle sooner",
        ONE,
        [{"at_s": 600, "event": "input_stops"}, settings_at(650, {**ONE, "idle_after_s": 30})],
        700,
        "660 reset micro idle",
    ),
    (
        "no more work today",
        ONE,
        [settings_at(600, {**ONE, "work": {}})],
        9000,
        "600 work_ends",
    ),
]


@pytest.mark.parametrize(
    ("settings", "happens", "until_s", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in [*HOLDS, *SETTINGS]],
)
def test_trace(settings, happens, until_s, expected):
    assert play(settings, happens, until_s) == lines(expected)
