import queue
import sys
import threading
import wave
from pathlib import Path
from typing import Any

import pytest

from posture_app.desktop import tones
from posture_app.desktop.players import Player, players
from posture_app.desktop.sound import AGAIN_S, HUNG_S, LATE_S, Sound

WAIT_S = 60


class Tape:
    """A player that keeps what it is asked to play until it is told how that ended."""

    def __init__(self, name="tape"):
        self.name = name
        self.started: queue.Queue[Any] = queue.Queue()
        self.refuses = False

    def player(self):
        return Player(self.name, self.play)

    def play(self, path):
        if self.refuses:
            raise OSError("no such program")
        with wave.open(str(path)) as file:
            assert file.getnframes() > 0
        playing = Playing(path)
        self.started.put(playing)
        return playing

    def next(self):
        return self.started.get(timeout=WAIT_S)


class Playing:
    def __init__(self, path):
        self.path = path
        self.cue = path.name.partition("-")[0]
        self.code = None
        self.stopped = threading.Event()
        self.looked_at = threading.Event()

    def is_alive(self):
        self.looked_at.set()
        return self.code is None

    def has_failed(self):
        return (self.code or 0) > 0

    def stop(self):
        self.code = -15
        self.stopped.set()

    def wait(self):
        assert self.code is not None


@pytest.fixture
def tapes():
    return [Tape("first"), Tape("second")]


@pytest.fixture
def make(tmp_path, set_clock, tapes, qapp):
    made = []

    def sound(**given):
        given = {"find_players": lambda: [tape.player() for tape in tapes], **given}
        made.append(Sound(tmp_path / "sounds", set_clock, **given))
        return made[-1]

    yield sound
    for one in made:
        one.close()


def test_a_cue_is_played_by_the_first_player(make, tapes):
    make().play("start")
    assert tapes[0].next().cue == "start"
    assert tapes[1].started.empty()


def test_nothing_is_touched_before_the_first_cue(make, tmp_path):
    make(find_players=lambda: pytest.fail("looked for players"))
    assert not (tmp_path / "sounds").exists()


def test_muted_or_at_no_volume_nothing_is_played(make, tapes):
    quiet = make(muted=True)
    quiet.play("start")
    quiet.set_volume(0, muted=False)
    quiet.play("hold")
    quiet.set_volume(50, muted=False)
    quiet.play("rest")
    assert tapes[0].next().cue == "rest"


def test_the_volume_chooses_the_file(make, tapes):
    sound = make(volume=100)
    sound.play("start")
    loud = tapes[0].next().path
    sound.set_volume(10, muted=False)
    sound.play("start")
    soft = tapes[0].next().path
    assert peak(soft) < peak(loud) / 50


def peak(path):
    with wave.open(str(path)) as file:
        frames = file.readframes(file.getnframes())
    return max(abs(value) for value in memoryview(frames).cast("h"))


def test_files_of_another_volume_or_recipe_are_cleared_away(make, tapes, tmp_path, qtbot):
    old = tmp_path / "sounds" / "start-0-70.wav"
    old.parent.mkdir()
    old.write_bytes(b"")
    make(volume=70).play("tick")
    tapes[0].next()
    qtbot.wait_until(lambda: not old.exists())
    made = {path.name.partition("-")[0] for path in old.parent.iterdir()}
    assert made == set(tones.CUES)


def test_the_first_cue_waits_for_no_other_file(make, tapes, tmp_path, monkeypatch):
    made, asked = [], threading.Event()

    def wave_file(name, volume):
        made.append(name)
        assert asked.wait(WAIT_S)
        return wave_file_of(name, volume)

    wave_file_of = tones.wave_file
    monkeypatch.setattr(tones, "wave_file", wave_file)
    make().play("done")
    asked.set()
    assert tapes[0].next().cue == "done"
    assert "done" in made[:2]  # the thread may have begun with the shortest


def test_a_new_cue_takes_the_place_of_the_old_one(make, tapes):
    sound = make()
    sound.play("hold")
    first = tapes[0].next()
    sound.play("tick")
    assert first.stopped.wait(WAIT_S)
    assert tapes[0].next().cue == "tick"


def test_a_late_cue_is_left_out_and_the_next_one_is_not(make, tapes, set_clock, qtbot):
    """Here the players take their time to be found, as in the first session after a start."""
    found = threading.Event()

    def slowly():
        assert found.wait(WAIT_S)
        return [tapes[0].player()]

    sound = make(find_players=slowly)
    sound.play("tick")
    set_clock.s += LATE_S + 0.01
    found.set()
    qtbot.wait_until(sound._worker._asked.empty)
    sound.play("start")
    assert tapes[0].next().cue == "start"


def test_what_only_announces_may_be_a_little_late(make, tapes, set_clock):
    """So the first cue of a new installation is heard, whose players and files are not ready."""
    found = threading.Event()

    def slowly():
        assert found.wait(WAIT_S)
        return [tapes[0].player()]

    sound = make(find_players=slowly)
    sound.play("get_ready")
    set_clock.s += LATE_S + 0.5
    found.set()
    assert tapes[0].next().cue == "get_ready"


def test_no_more_players_are_looked_for_than_are_needed(make, tapes):
    def find():
        yield tapes[0].player()
        pytest.fail("looked for another player")

    make(find_players=find).play("start")
    assert tapes[0].next().cue == "start"


def test_after_a_minute_it_is_tried_again(make, tapes, set_clock, qtbot):
    tapes[0].refuses = tapes[1].refuses = True
    sound = make()
    with qtbot.waitSignal(sound.failed):
        sound.play("start")
    qtbot.wait_until(lambda: not sound._worker.is_alive())
    tapes[0].refuses = False
    set_clock.s += AGAIN_S - 1
    sound.play("start")
    assert not sound._worker.is_alive()
    set_clock.s += 1
    sound.play("start")
    assert tapes[0].next().cue == "start"
    assert sound.problem is None


def test_cues_never_queue_up(make, tapes):
    found = threading.Event()

    def slowly():
        assert found.wait(WAIT_S)
        return [tapes[0].player()]

    sound = make(find_players=slowly)
    for name in ("get_ready", "tick", "start"):
        sound.play(name)
    found.set()
    assert tapes[0].next().cue == "start"
    assert tapes[0].started.empty()


@pytest.mark.parametrize("how", ["refuses to start", "ends with an error"])
def test_another_player_takes_over_at_once(make, tapes, how):
    tapes[0].refuses = how == "refuses to start"
    sound = make()
    sound.play("start")
    if not tapes[0].refuses:
        tapes[0].next().code = 1
    assert tapes[1].next().cue == "start"
    sound.play("tick")
    assert tapes[1].next().cue == "tick"
    assert sound.problem is None


def test_a_player_that_hangs_is_given_up(make, tapes, set_clock):
    sound = make()
    sound.play("tick")
    hung = tapes[0].next()
    set_clock.s += HUNG_S + 1
    assert hung.stopped.wait(WAIT_S)
    sound.play("start")
    assert tapes[1].next().cue == "start"


def test_where_nothing_can_play_it_is_told_once(make, tapes, qtbot):
    sound = make(find_players=list)
    told: list[Any] = []
    sound.failed.connect(told.append)
    with qtbot.waitSignal(sound.failed):
        sound.play("start")
    assert "no program that plays sound" in str(sound.problem)
    for _ in range(3):
        sound.play("tick")
        sound.prepare()
    sound.close()
    qtbot.wait_until(lambda: bool(sound.problem))
    assert told == [sound.problem]


def test_where_every_player_fails_it_is_told(make, tapes, qtbot):
    for tape in tapes:
        tape.refuses = True
    sound = make()
    with qtbot.waitSignal(sound.failed) as told:
        sound.play("start")
    assert "sound system does not answer" in str(told.args[0])


def test_the_next_session_tries_again(make, tapes, qtbot):
    for tape in tapes:
        tape.refuses = True
    sound = make()
    with qtbot.waitSignal(sound.failed):
        sound.play("start")
    tapes[0].refuses = False
    qtbot.wait_until(lambda: not sound._worker.is_alive())
    sound.prepare()
    sound.play("start")
    assert tapes[0].next().cue == "start"
    assert sound.problem is None


@pytest.mark.warns_in_diagnostics
def test_where_the_files_cannot_be_written_it_is_told(make, tmp_path, qtbot):
    (tmp_path / "sounds").write_text("a file in the folder's place")
    sound = make()
    with qtbot.waitSignal(sound.failed) as told:
        sound.play("start")
    assert "the sound files cannot be written (" in str(told.args[0])


def test_closing_ends_what_plays_and_the_thread(make, tapes):
    sound = make()
    sound.play("done")
    playing = tapes[0].next()
    sound.close()
    assert playing.stopped.is_set()
    assert not sound._worker.is_alive()


def test_closing_before_anything_was_played_is_nothing(make):
    make().close()


# With real programs.


def program(folder, name, script):
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport os, sys, signal\n{script}\n")
    path.chmod(0o755)
    return path


def children():
    """The number of child processes, living or not yet cleared away."""
    tasks = Path("/proc/self/task").glob("*/children")
    return sum(len(task.read_text().split()) for task in tasks)


@pytest.fixture
def programs(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_the_systems_players_are_found(programs):
    assert [one.name for one in players() if one.name in {"pw-play", "aplay"}] == []
    program(programs, "pw-play", "")
    program(programs, "aplay", "")
    names = [one.name for one in players()]
    assert names[0] == "pw-play"
    assert names[-1] == "aplay"


def test_a_program_is_started_with_the_file_and_leaves_no_child(
    programs, tmp_path, set_clock, qtbot, monkeypatch
):
    heard = tmp_path / "heard"
    program(programs, "pw-play", f"open({str(heard)!r}, 'w').write(sys.argv[1]); signal.pause()")
    before = children()
    sound = Sound(tmp_path / "sounds", set_clock)
    sound.play("done")
    qtbot.wait_until(lambda: heard.exists() and bool(heard.read_text()), timeout=WAIT_S * 1000)
    assert children() == before + 1
    sound.close()
    assert children() == before
    assert heard.read_text() == str(tmp_path / "sounds" / "done-1-70.wav")


def test_a_program_that_fails_counts_as_failed(programs, tmp_path, set_clock, qtbot, monkeypatch):
    monkeypatch.setattr(tones, "CUES", {"tick": tones.CUES["tick"]})
    program(programs, "pw-play", "sys.exit(1)")
    sound = Sound(
        tmp_path / "sounds",
        set_clock,
        find_players=lambda: [one for one in players() if one.name == "pw-play"],
    )
    with qtbot.waitSignal(sound.failed, timeout=WAIT_S * 1000) as told:
        sound.play("tick")
    assert "does not answer" in str(told.args[0])
    sound.close()
