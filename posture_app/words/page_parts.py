"""What the parts of the pages are called: on the pages, and where one looks for them."""

from collections.abc import Mapping
from typing import Literal

from posture_app.words.catalogue import _, pgettext

MovePart = Literal["routines", "exercises", "programmes", "guide"]
BreaksPart = Literal["now", "schedule", "why"]
ProgressPart = Literal["overview", "calendar", "body", "diary"]
SettingsSection = Literal[
    "appearance",
    "sound",
    "breaks",
    "health",
    "practice",
    "data",
    "folder",
    "libraries",
    "about",
]


def parts_of_move() -> Mapping[MovePart, str]:
    """Of Move, in their order, by their keys."""
    return {
        "routines": _("Routines"),
        "exercises": _("Exercises"),
        "programmes": pgettext("part of the page Move", "Programmes"),
        "guide": pgettext("pages to read", "Guide"),
    }


def views_of_breaks() -> Mapping[BreaksPart, str]:
    """Of Breaks, in their order, by their keys."""
    return {
        "now": pgettext("view of the breaks", "Now"),
        "schedule": pgettext("view of the breaks", "Schedule"),
        "why": pgettext("view of the breaks", "Why and sensors"),
    }


def views_of_progress() -> Mapping[ProgressPart, str]:
    """Of Progress, in their order, by their keys."""
    return {
        "overview": pgettext("view of the progress", "Overview"),
        "calendar": pgettext("view of the progress", "Calendar"),
        "body": pgettext("view of the progress", "Body"),
        "diary": pgettext("view of the progress", "Log"),
    }


def sections_of_settings() -> Mapping[SettingsSection, str]:
    """Of Settings, in their order, by their keys."""
    return {
        "appearance": _("Appearance"),
        "sound": _("Sound"),
        "breaks": pgettext("title", "Breaks"),
        "health": _("Your health"),
        "practice": pgettext("title", "Practice"),
        "data": _("Your data"),
        "folder": _("Where your data is"),
        "libraries": _("Libraries"),
        "about": _("About"),
    }
