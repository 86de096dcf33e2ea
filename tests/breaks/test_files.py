"""Settings and timelines as files: defaults, every fault with its place, and no stack trace."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from posture_app.breaks.faults import FaultsError
from posture_app.breaks.hours import Calendar, HoursRange, local_time, unix_ms, zone_called
from posture_app.breaks.settings import DEFAULT_KINDS, BreakSettings, read_settings, settings_json
from posture_app.breaks.simulator import read_timeline, run, simulate
from tests.breaks.trace import MICRO

DAY = {"start": "2026-03-02T09:00:00", "time_zone": "Europe/Berlin", "until_s": 3600, "events": []}


def faults_of(read, raw):
    with pytest.raises(FaultsError) as caught:
        read(raw)
    return [str(fault) for fault in caught.value.faults]


def test_defaults():
    settings = read_settings({})
    assert settings == BreakSettings()
    assert [(kind.id, kind.on) for kind in settings.kinds] == [
        ("micro", True),
        ("movement", True),
        ("posture", False),
        ("eyes", False),
    ]
    limits = settings.idle_after_s, settings.merge_s, settings.settle_s, settings.max_hold_s
    assert limits == (60, 300, 10, 3600)
    assert settings.work is None


def test_the_default_lengths_lie_in_the_ranges_of_their_sources():
    """Micro 20-30 min and 20-60 s, movement 50-60 min and 3-5 min."""
    micro, movement = DEFAULT_KINDS[:2]
    assert 20 * 60 <= micro.every_s <= 30 * 60
    assert 20 <= micro.length_s <= 60
    assert 50 * 60 <= movement.every_s <= 60 * 60
    assert 180 <= movement.length_s <= 300


def test_what_is_left_out_of_a_known_kind_is_its_default():
    (kind,) = read_settings({"breaks": [{"id": "movement", "length_s": 240}]}).kinds
    assert (kind.every_s, kind.length_s, kind.strictness) == (3600, 240, "overlay")


def test_a_kind_that_is_off_by_default_is_on_where_it_is_written_down():
    (kind,) = read_settings({"breaks": [{"id": "eyes"}]}).kinds
    assert kind.on


def test_work_hours_past_midnight():
    work = read_settings({"work": {"fri": [["22:00", "06:00"], ["09:00", "24:00"]]}}).work
    assert work is not None
    assert work[4] == (HoursRange(1320, 1800), HoursRange(540, 1440))
    assert work[0] == ()


def test_settings_come_back_from_their_json_form():
    raw = {
        "breaks": [{**MICRO, "on": False, "strictness": "strict", "offers": "eyes"}],
        "settle_s": 2.5,
        "work": {"mon": [["22:00", "06:00"], ["08:00", "24:00"]], "sun": [["00:00", "09:30"]]},
    }
    settings = read_settings(raw)
    assert read_settings(json.loads(json.dumps(settings_json(settings)))) == settings


SETTINGS_FAULTS: list[tuple[Any, str]] = [
    ([], ": expected an object with settings, got a list"),
    (None, ": expected an object with settings, got null"),
    ({"idle_s": 5}, "idle_s: unknown field"),
    ({"idle_after_s": "60"}, 'idle_after_s: expected seconds as a number of at least 1, got "60"'),
    ({"idle_after_s": True}, "idle_after_s: expected seconds"),
    ({"idle_after_s": 0}, "idle_after_s: expected seconds"),
    ({"merge_s": -1}, "merge_s: expected seconds as a number of at least 0, got -1"),
    ({"settle_s": None}, "settle_s: expected seconds as a number of at least 0, got null"),
    ({"max_hold_s": float("nan")}, "max_hold_s: expected"),
    ({"max_hold_s": float("inf")}, "max_hold_s: expected"),
    ({"max_hold_s": 10**400}, "max_hold_s: expected"),
    ({"breaks": {}}, "breaks: expected a list of kinds of breaks, got an object"),
    ({"breaks": [5]}, "breaks[0]: expected an object with a kind of break, got 5"),
    ({"breaks": [{"every_s": 5, "length_s": 5}]}, "breaks[0].id: expected a text, got nothing"),
    ({"breaks": [{"id": ""}]}, 'breaks[0].id: expected a text, got ""'),
    (
        {"breaks": [MICRO, MICRO]},
        'breaks[1].id: expected an id that no other kind has, got "micro"',
    ),
    ({"breaks": [{"id": "own", "length_s": 5}]}, "breaks[0].every_s: expected seconds"),
    ({"breaks": [{"id": "own", "every_s": 5}]}, "breaks[0].length_s: expected seconds"),
    ({"breaks": [MICRO, {**MICRO, "id": "b", "every_s": 0}]}, "breaks[1].every_s: expected"),
    ({"breaks": [{**MICRO, "length_s": []}]}, "breaks[0].length_s: expected seconds"),
    ({"breaks": [{**MICRO, "notice_s": -1}]}, "breaks[0].notice_s: expected"),
    ({"breaks": [{**MICRO, "snooze_s": 0}]}, "breaks[0].snooze_s: expected"),
    ({"breaks": [{**MICRO, "max_snoozes": 1.5}]}, "breaks[0].max_snoozes: expected a whole number"),
    ({"breaks": [{**MICRO, "max_snoozes": -1}]}, "breaks[0].max_snoozes: expected a whole number"),
    ({"breaks": [{**MICRO, "on": 1}]}, "breaks[0].on: expected true or false, got 1"),
    ({"breaks": [{**MICRO, "strictness": "hard"}]}, "breaks[0].strictness: expected one of"),
    ({"breaks": [{**MICRO, "offers": []}]}, "breaks[0].offers: expected one of"),
    ({"breaks": [{**MICRO, "name": 5}]}, "breaks[0].name: expected a text, got 5"),
    ({"breaks": [{**MICRO, "evry_s": 5}]}, "breaks[0].evry_s: unknown field"),
    ({"idle_after_s": 1e6}, "idle_after_s: expected seconds as a number of at most 86400, got"),
    ({"max_hold_s": 1e9}, "max_hold_s: expected seconds as a number of at most 3.16224e+07"),
    ({"breaks": [{**MICRO, "every_s": 1e9}]}, "breaks[0].every_s: expected seconds as a number of"),
    ({"breaks": [{**MICRO, "length_s": 25 * 86400}]}, "breaks[0].length_s: expected seconds as a"),
    ({"breaks": [{**MICRO, "snooze_s": 10**12}]}, "breaks[0].snooze_s: expected seconds as a"),
    ({"breaks": [{**MICRO, "snooze_s": 1e11}]}, "breaks[0].snooze_s: expected seconds as a"),
    ({"breaks": [{**MICRO, "max_snoozes": 10**400}]}, "breaks[0].max_snoozes: expected a whole"),
    ({"breaks": [{**MICRO, "name": "a\ud800"}]}, "breaks[0].name: expected a text of one line"),
    ({"breaks": [{**MICRO, "id": "\x1b]0;x"}]}, "breaks[0].id: expected a text of one line"),
    ({"breaks": [{**MICRO, "name": "x" * 101}]}, "breaks[0].name: expected a text of one line"),
    ({"breaks": [{**MICRO, "id": f"{at}"} for at in range(51)]}, "breaks: expected at most 50"),
    (
        {"breaks": [{**MICRO, "every_s": 60, "notice_s": 60}]},
        "breaks[0].notice_s: expected fewer seconds than every_s, got 60",
    ),
    ({"work": []}, "work: expected an object of days, or null, got a list"),
    ({"work": {"monday": []}}, "work.monday: unknown field"),
    ({"work": {"mon": ["09:00"]}}, "work.mon[0]: expected a range"),
    ({"work": {"mon": "09:00-18:00"}}, "work.mon: expected a list of ranges"),
    ({"work": {"mon": [["09:00", "18:00", "19:00"]]}}, "work.mon[0]: expected a range"),
    ({"work": {"tue": [["09:00", "25:00"]]}}, 'work.tue[0][1]: expected a time such as "18:00"'),
    ({"work": {"tue": [["9:00", "18:00"]]}}, 'work.tue[0][0]: expected a time such as "09:00"'),
    ({"work": {"tue": [[9, 18]]}}, "work.tue[0][0]: expected a time"),
    ({"work": {"tue": [["24:00", "18:00"]]}}, "work.tue[0][0]: expected a time before 24:00"),
    ({"work": {"tue": [["09:00", "09:00"]]}}, "work.tue[0][1]: expected an end that differs"),
]


@pytest.mark.parametrize(("raw", "fault"), SETTINGS_FAULTS)
def test_faults_of_settings(raw, fault):
    assert any(
        found.startswith(fault.removeprefix(": ")) for found in faults_of(read_settings, raw)
    )


def test_a_notice_that_nobody_wrote_down_is_shorter_than_the_interval():
    (kind,) = read_settings({"breaks": [{"id": "own", "every_s": 15, "length_s": 5}]}).kinds
    assert kind.notice_s == 7.5


def test_every_fault_at_once():
    raw = {
        "merge_s": "x",
        "breaks": [{"id": "micro", "every_s": 0, "color": 1}],
        "work": {"mon": 1},
    }
    places = [fault.split(":")[0] for fault in faults_of(read_settings, raw)]
    assert sorted(places) == ["breaks[0].color", "breaks[0].every_s", "merge_s", "work.mon"]


TIMELINE_FAULTS = [
    ([], "expected an object with a timeline, got a list"),
    ({**DAY, "stop_s": 5}, "stop_s: unknown field"),
    ({**DAY, "start": "2026-03-02"}, "start: expected a local date and time"),
    ({**DAY, "start": "2026-03-02T08:55:00+01:00"}, "start: expected a local date and time"),
    ({**DAY, "start": "2026-02-30T08:55:00"}, "start: expected a local date and time"),
    ({**DAY, "start": 5}, "start: expected a local date and time"),
    ({**DAY, "time_zone": "Europe/Atlantis"}, "time_zone: expected a time zone"),
    ({**DAY, "time_zone": "../../etc/passwd"}, "time_zone: expected a time zone"),
    ({**DAY, "time_zone": "/etc/localtime"}, "time_zone: expected a time zone"),
    ({**DAY, "time_zone": "a\0b"}, "time_zone: expected a time zone"),
    ({**DAY, "time_zone": None}, "time_zone: expected a time zone"),
    ({**DAY, "until_s": -1}, "until_s: expected seconds as a number from 0"),
    ({**DAY, "until_s": 1e300}, "until_s: expected seconds"),
    ({"events": []}, "until_s: expected seconds"),
    ({**DAY, "events": {}}, "events: expected a list of events, got an object"),
]
EVENT_FAULTS = [
    (5, "events[0]: expected an object with an event, got 5"),
    ({"event": "lock"}, "events[0].at_s: expected seconds as a number from 0"),
    ({"at_s": -1, "event": "lock"}, "events[0].at_s: expected seconds"),
    ({"at_s": True, "event": "lock"}, "events[0].at_s: expected seconds"),
    ({"at_s": float("nan"), "event": "lock"}, "events[0].at_s: expected seconds"),
    ({"at_s": "5", "event": "lock"}, "events[0].at_s: expected seconds"),
    ({"at_s": 5}, "events[0].event: expected one of break_now, call_ends"),
    ({"at_s": 5, "event": "killed"}, "events[0].event: expected one of"),
    ({"at_s": 5, "event": ["lock"]}, "events[0].event: expected one of"),
    ({"at_s": 5, "event": "lock", "by": "me"}, "events[0].by: unknown field"),
    ({"at_s": 5, "event": "break_now"}, 'events[0].break: expected a kind of break ("eyes"'),
    ({"at_s": 5, "event": "break_now", "break": "nap"}, "events[0].break: expected a kind"),
    ({"at_s": 5, "event": "break_now", "break": 5}, "events[0].break: expected a kind"),
    ({"at_s": 5, "event": "pause", "for_s": 0}, "events[0].for_s: expected seconds"),
    ({"at_s": 5, "event": "pause", "for_s": "long"}, "events[0].for_s: expected seconds"),
    ({"at_s": 5, "event": "pause", "for_s": 1e11}, "events[0].for_s: expected seconds"),
    ({"at_s": 5, "event": "stall"}, "events[0].for_s: expected seconds"),
    ({"at_s": 5, "event": "stall", "for_s": -5}, "events[0].for_s: expected seconds"),
    ({"at_s": 5, "event": "restart"}, "events[0].down_s: expected seconds"),
    ({"at_s": 5, "event": "meeting_starts"}, "events[0].for_s: expected seconds"),
    ({"at_s": 5, "event": "clock_set"}, "events[0].to: expected a local date and time"),
    ({"at_s": 5, "event": "clock_set", "to": "noon"}, "events[0].to: expected a local date"),
    ({"at_s": 5, "event": "zone_set", "time_zone": "Moon"}, "events[0].time_zone: expected"),
    ({"at_s": 5, "event": "settings"}, "events[0].settings: expected an object with settings"),
    (
        {"at_s": 5, "event": "settings", "settings": {"breaks": [{"id": "micro", "every_s": "x"}]}},
        "events[0].settings.breaks[0].every_s: expected seconds",
    ),
]


def read_day(raw):
    return read_timeline(raw, BreakSettings())


@pytest.mark.parametrize(
    ("raw", "fault"),
    [*TIMELINE_FAULTS, *(({**DAY, "events": [event]}, fault) for event, fault in EVENT_FAULTS)],
)
def test_faults_of_timelines(raw, fault):
    assert any(found.startswith(fault) for found in faults_of(read_day, raw))


def test_events_out_of_order_are_a_fault():
    events = [{"at_s": 600, "event": "lock"}, {"at_s": 500, "event": "unlock"}]
    assert faults_of(read_day, {**DAY, "events": events}) == [
        "events[1].at_s: expected 600 or later, as events come in order of time, got 500"
    ]


def test_new_settings_change_which_kinds_there_are():
    change = {"at_s": 5, "event": "settings", "settings": {"breaks": [{**MICRO, "id": "own"}]}}
    own = {"at_s": 6, "event": "break_now", "break": "own"}
    assert faults_of(read_day, {**DAY, "events": [{**own, "at_s": 1}, change]})[0].startswith(
        "events[0].break"
    )
    read_day({**DAY, "events": [change, own]})


def ran(tmp_path, settings, timeline):
    paths = tmp_path / "settings.json", tmp_path / "timeline.json"
    for path, content in zip(paths, (settings, timeline), strict=True):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        path.write_bytes(data)
    out = io.StringIO()
    return run(str(paths[0]), str(paths[1]), out), out.getvalue()


def test_run_prints_an_object_a_line(tmp_path):
    """The example of the format: 29:40 after 08:55 is 09:24:40, in winter time."""
    day = {**DAY, "start": "2026-03-02T08:55:00", "until_s": 1780}
    code, printed = ran(tmp_path, {"breaks": [MICRO]}, day)
    assert code == 0
    assert printed.endswith("\n")
    assert [json.loads(line) for line in printed.splitlines()] == [
        {"at_s": 1780.0, "wall": "2026-03-02T09:24:40+01:00", "event": "notice", "break": "micro"}
    ]


def test_run_prints_each_field_by_its_name(tmp_path):
    events = [
        {"at_s": 10, "event": "break_now", "break": "long"},
        {"at_s": 10, "event": "input_stops"},
        {"at_s": 320, "event": "input_resumes"},
        {"at_s": 330, "event": "skip"},
    ]
    long = {**MICRO, "id": "long", "length_s": 300}
    code, printed = ran(tmp_path, {"breaks": [MICRO, long]}, {**DAY, "events": events})
    found = [json.loads(line) for line in printed.splitlines()][:4]
    wall = "2026-03-02T09:0"
    assert code == 0
    assert found == [
        {"at_s": 10.0, "wall": wall + "0:10+01:00", "event": "break_starts", "break": "long"},
        {
            "at_s": 310.0,
            "wall": wall + "5:10+01:00",
            "event": "break_ends",
            "break": "long",
            "result": "taken",
            "rested_s": 300.0,
        },
        {
            "at_s": 310.0,
            "wall": wall + "5:10+01:00",
            "event": "reset",
            "break": "micro",
            "reason": "longer_break",
        },
        {
            "at_s": 330.0,
            "wall": wall + "5:30+01:00",
            "event": "refused",
            "what": "skip",
            "reason": "no_break",
        },
    ]


def test_run_shows_the_offset_of_the_moment(tmp_path):
    """The clock jumps from 02:00 to 03:00 between start and notice; then it is set to noon."""
    events = [{"at_s": 1790, "event": "clock_set", "to": "2026-03-29T12:00:00"}]
    day = {**DAY, "start": "2026-03-29T01:45:00", "until_s": 1800, "events": events}
    _, printed = ran(tmp_path, {"breaks": [MICRO]}, day)
    walls = [json.loads(line)["wall"] for line in printed.splitlines()]
    assert walls == ["2026-03-29T03:14:40+02:00", "2026-03-29T12:00:10+02:00"]


BAD_FILES = [
    (b"{", "line 1, column 2"),
    (b"", "line 1, column 1"),
    (b"\xff\xfe{\x00}\x00", "expected UTF-8 text"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"merge_s": ' + b"9" * 5000 + b"}", "integer"),
    (b'{"breaks": [{"id": "\\ud800"}]}', "breaks[0].every_s"),
    (b"null", "expected an object"),
]


@pytest.mark.parametrize(("data", "fault"), BAD_FILES)
def test_run_names_what_is_wrong_with_a_file(tmp_path, capsys, data, fault):
    code, printed = ran(tmp_path, data, DAY)
    told = capsys.readouterr().err
    assert (code, printed) == (1, "")
    assert f"settings.json: {fault.split(':')[0]}" in told or fault in told
    assert "Traceback" not in told


def test_run_names_the_faults_of_both_files(tmp_path, capsys):
    code, _ = ran(tmp_path, {"merge_s": -1}, {**DAY, "until_s": -1, "start": ""})
    told = capsys.readouterr().err.splitlines()
    assert code == 1
    assert [re.sub(r".*/", "", line).split(": ")[:2] for line in told] == [
        ["settings.json", "merge_s"],
        ["timeline.json", "start"],
        ["timeline.json", "until_s"],
    ]


def test_run_says_when_a_file_is_missing_or_a_folder(tmp_path, capsys):
    assert run(str(tmp_path / "none.json"), str(tmp_path), io.StringIO()) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "none.json: the file can't be read" in told[0]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    assert ran(tmp_path, b"\xef\xbb\xbf{}", DAY)[0] == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["breaks", "work", "idle_after_s", "start", "time_zone", "until_s", "events", "merge_s"]
)


@given(st.dictionaries(FIELDS, JSON) | JSON)
def test_anything_is_read_or_refused_with_places(raw):
    for read in (read_settings, read_day):
        try:
            read(raw)
        except FaultsError as error:
            assert error.faults


def test_the_documentation_is_true():
    """Its settings and timelines are read, and its example comes out line by line."""
    text = (Path(__file__).parents[2] / "docs" / "breaks.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    read_settings(json.loads(blocks[0]))
    read_timeline(json.loads(blocks[1]))
    settings = read_settings(json.loads(blocks[2]))
    expected = [json.loads(line) for line in blocks[4].splitlines()]
    assert list(simulate(settings, read_timeline(json.loads(blocks[3]), settings))) == expected


def test_what_fell_before_the_clock_was_set_has_the_time_of_before():
    """A break ends in the sleep, then the clock is set in the same sleep."""
    events = [
        {"at_s": 10, "event": "break_now", "break": "micro"},
        {"at_s": 20, "event": "suspend"},
        {"at_s": 80, "event": "clock_set", "to": "2026-03-02T00:30:00"},
    ]
    raw = {**DAY, "until_s": 100, "events": events}
    settings = read_settings({"breaks": [MICRO]})
    (_, ended) = simulate(settings, read_timeline(raw, settings))
    assert (ended["at_s"], ended["wall"]) == (70.0, "2026-03-02T09:01:10+01:00")


ZONES = ("Europe/Berlin", "America/Havana", "Africa/Cairo", "Asia/Kolkata", "Pacific/Apia", "UTC")
NO_MIDNIGHT = "America/Sao_Paulo"
QUARTERS = [quarter * 900_000 for quarter in range(300)]


@given(
    st.sampled_from([*ZONES, NO_MIDNIGHT]),
    st.integers(-2_208_988_800_000, 4_102_444_800_000),
    st.lists(st.integers(0, 5 * 86_400_000), min_size=1, max_size=20),
)
@example("Europe/Berlin", unix_ms(datetime(2026, 10, 24, tzinfo=UTC)), QUARTERS)
@example("America/Havana", unix_ms(datetime(2026, 10, 31, tzinfo=UTC)), QUARTERS)
@example(NO_MIDNIGHT, unix_ms(datetime(2018, 11, 3, tzinfo=UTC)), QUARTERS)
@example("Pacific/Apia", unix_ms(datetime(2011, 12, 29, tzinfo=UTC)), QUARTERS)
def test_the_calendar_writes_what_the_zone_says(name, first_ms, later_ms):
    zone = zone_called(name)
    calendar = Calendar(zone)
    for later in later_ms:
        assert calendar.iso(first_ms + later) == local_time(first_ms + later, zone).isoformat()
