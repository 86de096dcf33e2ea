"""The words of the page that a patient has on the telephone, handed to its script as values.

The page has no words of its own. Places in braces are filled by the page.
"""

from collections.abc import Mapping
from typing import Final

from posture_app.coach.timeline import PhaseKind
from posture_app.words.catalogue import N_, _
from posture_app.words.sessions import EFFORT, PAIN

_PHASES: Final[Mapping[PhaseKind, str]] = {
    "prepare": N_("Get ready"),
    "move": N_("Move"),
    "hold": N_("Hold"),
    "return": N_("Come back"),
    "relax": N_("Let go"),
    "rest": N_("Rest a moment"),
    "change_side": N_("Change sides"),
    "change_position": N_("Change your position"),
}
_WORDS: Final[Mapping[str, str]] = {
    "phase": N_("Phase of the plan"),
    "lastDays": N_("Your last seven days"),
    "dayDone": N_("{day}: {done} of {asked} done"),
    "start": N_("Start the exercises"),
    "showMovement": N_("Show the movement"),
    "stopMovement": N_("Stop the movement"),
    "howTo": N_("How to do it"),
    "watchFor": N_("Watch for"),
    "stopIf": N_("Stop if"),
    "fromPractice": N_("From your practice: {note}"),
    "tick": N_("Done without the timer"),
    "tickNumber": N_("Done without the timer, time {number} of {times}"),
    "doneToday": N_("{done} of {asked} done today"),
    "painBefore": N_("How much does it hurt now, before you begin?"),
    "painMorning": N_("How much did it hurt this morning, after the last exercises?"),
    "painEnds": N_("0 is no pain, 10 the worst you can imagine. You need not answer."),
    "begin": N_("Begin"),
    "back": N_("Back to the plan"),
    "exerciseOf": N_("Exercise {number} of {count}"),
    "setOf": N_("Set {number} of {count}"),
    "repetitionOf": N_("Repetition {number} of {count}"),
    "left": N_("left side"),
    "right": N_("right side"),
    "withSide": N_("{phase}, {side}"),
    "secondsLeft": N_("{seconds} seconds left"),
    "pause": N_("Pause"),
    "resume": N_("Go on"),
    "paused": N_("Paused"),
    "next": N_("Next step"),
    "skip": N_("Skip this exercise"),
    "hurts": N_("That hurt"),
    "end": N_("End"),
    "soundOn": N_("Sounds on"),
    "hurtTitle": N_("That hurt"),
    "hurtCalm": N_("It is paused. Take a breath; you have all the time you need."),
    "hurtHow": N_("How much does it hurt?"),
    "hurtSigns": N_("Is there any of this? Tick what is."),
    "leaveOut": N_("Leave this exercise out and go on"),
    "stopToday": N_("Stop for today"),
    "call": N_("Call {practice}"),
    "callPractice": N_("Call the practice"),
    "whyEnd": N_("Why do you end?"),
    "endTime": N_("No more time"),
    "endTired": N_("Too tired"),
    "endOther": N_("Something else"),
    "doneTitle": N_("Done. Well done."),
    "stoppedTitle": N_("Enough for today."),
    "stoppedCalm": N_("Stopping was right. What you did so far counts."),
    "painAfter": N_("How much does it hurt now?"),
    "effort": N_("How hard was it?"),
    "effortEnds": N_("0 is no effort, 10 your limit. You need not answer."),
    "note": N_("Something you want to tell the practice"),
    "keep": N_("Keep it"),
    "kept": N_("It is kept on this telephone."),
    "notKept": N_(
        "This browser keeps nothing for this page. Save the file before you close the page."
    ),
    "sendTitle": N_("For the practice"),
    "sendWhat": N_(
        "What you did stays on this telephone until you send it yourself: as a file, or as a code "
        "that you copy or read out."
    ),
    "nothingYet": N_("There is nothing to send yet."),
    "saveFile": N_("Save the file"),
    "showCode": N_("Show the code"),
    "copyCode": N_("Copy the code"),
    "copied": N_("The code is copied."),
    "code": N_("Code of the last seven days"),
    "codeWithout": N_("Notes are not in the code, only in the file."),
    "whenItHurts": N_("When it hurts"),
    "whenToCall": N_("When to call"),
    "toRead": N_("To read"),
    "forget": N_("Delete what is kept here"),
    "forgetSure": N_("Delete everything that you did and ticked on this telephone?"),
    "yesDelete": N_("Yes, delete it"),
    "noKeep": N_("No, keep it"),
}


def page_words() -> dict[str, object]:
    """All that the page says by itself, in the chosen language."""
    return {
        **{key: _(text) for key, text in _WORDS.items()},
        "phases": {key: _(text) for key, text in _PHASES.items()},
        "pain": [_(text) for text in PAIN],
        "effortWords": [_(text) for text in EFFORT],
    }


def figure_words(name: str) -> str:
    """What a picture of an exercise is called for people who cannot see it."""
    return _("Figure doing the exercise {name}").format(name=name)


def needs_script() -> str:
    """What stands on the page where scripts are switched off."""
    return _("This page needs JavaScript, which is switched off in this browser.")


def revision_words(revision: int, day: str) -> str:
    """Which version of the plan this is; `day` is empty where it is not known."""
    if day:
        return _("Version {number} of {day}").format(number=revision, day=day)
    return _("Version {number}").format(number=revision)
