"""A running copy whose clock is set by hand."""

import json
from datetime import datetime
from typing import cast

from posture_app.breaks import scheduler
from posture_app.breaks.hours import unix_ms
from posture_app.breaks.settings import BreakSettings
from posture_app.breaks.view import view
from posture_app.desktop.instance import Instance
from posture_app.errors import WrongUseError
from posture_app.remote.verbs import BreaksLike, answer

START = datetime.fromisoformat("2026-03-02T09:00:00+01:00")
BOOT_S = 1000.0


class HandReminders:
    """The scheduler with a person who is active, without windows or sensors."""

    def __init__(self, settings=None):
        self.now_s = BOOT_S
        self.state = scheduler.start(
            settings or BreakSettings(), BOOT_S, unix_ms(START), "Europe/Berlin"
        )

    @property
    def settings(self):
        return self.state.settings

    def view(self):
        return view(self.state, self.now_s)

    def look(self):
        self.state, _ = scheduler.advance(self.state, self.now_s)

    def tell(self, event):
        self.state, effects = scheduler.apply(self.state, event, self.now_s)
        return effects

    def go(self, seconds):
        self.now_s += seconds
        self.look()


class HandInstance:
    def __init__(self):
        self.verbs = {}


class HandProgram:
    def __init__(self):
        self.done = []

    def show(self, play=""):
        self.done.append(f"shown {play}")
        if play not in {"", "desk-reset-60"}:
            raise WrongUseError(f'"{play}" cannot be played now')

    def open_plan(self, path):
        self.done.append(f"opened {path}")

    def quit(self):
        self.done.append("quit")

    def note_log_change(self):
        self.done.append("log changed")


class HandBreaks:
    def __init__(self):
        self.ready = True
        self.failed = ""
        self.reminders = HandReminders()


class Copy:
    """A running copy that is asked in this process."""

    def __init__(self):
        self.instance, self.program, self.breaks = HandInstance(), HandProgram(), HandBreaks()
        instance, breaks = cast("Instance", self.instance), cast("BreaksLike", self.breaks)
        answer(instance, self.program, breaks)

    def ask(self, verb, **arguments):
        # As over the wire: only what JSON can write goes in and comes out.
        given = json.loads(json.dumps(arguments))
        return json.loads(json.dumps(self.instance.verbs[verb](given)))

    def said(self, verb, **arguments):
        return self.ask(verb, **arguments)["said"]

    def status(self, **arguments):
        return self.ask("status", **arguments)["status"]

    def lines(self):
        return self.ask("status")["lines"]

    @property
    def reminders(self):
        return self.breaks.reminders

    def go(self, seconds):
        self.reminders.go(seconds)
