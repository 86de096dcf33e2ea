"""What the window needs of the operating system, in one place for the composition root to fill."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.desktop.clock import Clock, local_time_zone
from posture_app.desktop.settings import (
    Settings,
    State,
    read_settings,
    read_state,
    write_settings,
    write_state,
)
from posture_app.errors import FailedError

if TYPE_CHECKING:
    from posture_app.desktop.autostart import Autostart
    from posture_app.desktop.keep_awake_base import KeepAwake
    from posture_app.desktop.sound import Sound
    from posture_app.ui.main_window import WindowState
    from posture_app.ui.pages.snapshots import Preferences


class Desk(QObject):
    """Clock, folders, settings, sound and screen of one running program.

    Signals:
        noticed: A key and a sentence for the person.
    """

    noticed = Signal(str, str)

    def __init__(self, data_folder: Path, clock: Clock, speed: float = 1.0) -> None:
        super().__init__()
        self.data_folder = data_folder
        self.clock = clock
        self.speed = speed
        self.settings, self.settings_problem = read_settings(data_folder, self.now().date())
        self.state = read_state(data_folder)
        self._sound: Sound | None = None
        self._screen: KeepAwake | None = None

    @cached_property
    def time_zone(self) -> str:
        """The IANA name of the machine's zone; Qt takes 4 ms to find it, so not at the start."""
        return local_time_zone()

    def now(self) -> datetime:
        """The time of day, aware."""
        return self.clock.read().wall

    def keep_settings(self, preferences: "Preferences") -> str:
        """Take over and keep what the person has set; returns a sentence where that failed."""
        self.settings = replace(
            self.settings,
            appearance=preferences.appearance,
            text_scale=preferences.text_scale,
            volume=preferences.volume,
            muted=preferences.muted,
            reduced_motion=preferences.reduced_motion,
            breaks=preferences.breaks,
            posture=preferences.posture,
            discreet=preferences.discreet,
        )
        if self._sound is not None:
            self._sound.set_volume(preferences.volume, muted=preferences.muted)
        problem = self._kept(self.settings)
        wanted = preferences.autostart
        if wanted is not None and wanted != self.autostart.is_on():
            problem = self.autostart.turn(on=wanted) or problem
        return problem

    @cached_property
    def autostart(self) -> "Autostart":
        """Starting with the computer; the system knows whether that is on."""
        from posture_app.desktop.autostart import autostart_of_this_computer
        from posture_app.desktop.paths import named_folder

        usual = self.data_folder == named_folder(None, {})
        return autostart_of_this_computer(None if usual else self.data_folder)

    def keep_state(self, window: "WindowState") -> None:
        """Keep how the window is; it is no loss where that fails."""
        self.state = replace(self.state, geometry=window.geometry, page=window.page)
        self._kept(self.state)

    def has_said(self, key: str) -> bool:
        """Whether something that is to be told once was told, in this run or an earlier one."""
        return key in self.state.said.split()

    def keep_said(self, key: str) -> None:
        """Remember that something was told; `key` is a word."""
        self.state = replace(self.state, said=f"{self.state.said} {key}".strip())
        self._kept(self.state)

    @property
    def sound_problem(self) -> str:
        """Why no sound can be played; empty where it can, or where nothing was played yet."""
        return "" if self._sound is None else self._sound.problem

    @Slot(str)
    def play_cue(self, name: str) -> None:
        """Sound a cue."""
        self.sound().play(name)

    def sound(self) -> "Sound":
        """The loudspeaker, made when it is first needed."""
        if self._sound is None:
            from posture_app.desktop.sound import Sound

            self._sound = Sound(
                self.data_folder / "sounds",
                self.clock,
                volume=self.settings.volume,
                muted=self.settings.muted,
                parent=self,
            )
            self._sound.failed.connect(self._sound_failed)
        return self._sound

    def prepare_sound(self) -> None:
        """Make the cues ready before the first one is due: it takes a moment the first time."""
        self.sound().prepare()

    def hold(self) -> None:
        """Keep the screen awake: a session begins."""
        if self._screen is None:
            from posture_app.desktop.keep_awake import keep_awake

            self._screen = keep_awake(self)
        self._screen.hold()

    def release(self) -> None:
        """Let the screen sleep."""
        if self._screen is not None:
            self._screen.release()

    def close(self) -> None:
        """Let go of everything."""
        self.release()
        if self._sound is not None:
            self._sound.close()

    @Slot(object)
    def _sound_failed(self, sentence: str) -> None:
        self.noticed.emit("sound", sentence)

    def _kept(self, value: Settings | State) -> str:
        try:
            if isinstance(value, Settings):
                write_settings(self.data_folder, value)
            else:
                write_state(self.data_folder, value)
        except FailedError as error:
            return str(error)
        return ""
