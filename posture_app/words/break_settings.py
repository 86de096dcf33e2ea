"""What a person reads where breaks are set: the kinds, how firm and how often they come."""

from collections.abc import Callable, Mapping
from typing import Final, assert_never

from posture_app.breaks.settings import BreakKind, OfferKind, Strictness
from posture_app.words.catalogue import N_, _, ngettext, pgettext
from posture_app.words.formats import duration

_STRICTNESS: Final[Mapping[Strictness, tuple[str, str]]] = {
    "notification": (N_("Message"), N_("A message of the system. Nothing covers what you do.")),
    "card": (
        N_("Card in the corner"),
        N_("A small card that leaves the keyboard where it is."),
    ),
    "overlay": (
        N_("All screens"),
        N_("Every screen is covered. Later and skip take one click."),
    ),
    "strict": (
        N_("All screens, strict"),
        N_(
            "Every screen is covered, and skipping takes three seconds of holding. "
            "Holding Esc always leads out."
        ),
    ),
}
_OFFERS: Final[Mapping[OfferKind, str]] = {
    "exercise": N_("An exercise that fits"),
    "routine": N_("From today's routine"),
    "posture": N_("A change of posture"),
    "eyes": N_("Looking far away"),
    "rest": N_("Nothing, just rest"),
}


def strictness_options() -> Mapping[Strictness, str]:
    """How firm a break can be, by what it is called."""
    return {key: _(name) for key, (name, _about) in _STRICTNESS.items()}


def strictness_about(strictness: Strictness) -> str:
    """What that comes to, in a sentence."""
    return _(_STRICTNESS[strictness][1])


def offer_options() -> Mapping[OfferKind, str]:
    """What a break can offer."""
    return {key: _(name) for key, name in _OFFERS.items()}


def kind_line(kind: BreakKind) -> str:
    """A kind of break in one line: how often, how long, how firm, and whether it is off."""
    line = _line_pattern(kind.strictness).format(
        every=duration(kind.every_s), length=duration(kind.length_s)
    )
    return line if kind.on else _("Off. {line}").format(line=line)


def _line_pattern(strictness: Strictness) -> str:
    match strictness:
        case "notification":
            return _("Every {every} of activity, {length} long, as a message")
        case "card":
            return _("Every {every} of activity, {length} long, as a card in the corner")
        case "overlay":
            return _("Every {every} of activity, {length} long, on all screens")
        case "strict":
            return _("Every {every} of activity, {length} long, on all screens, strict")
        case _:
            assert_never(strictness)


def own_name(number: int) -> str:
    """What a kind of the person's own is called until they name it."""
    return _("My break") if number == 1 else _("My break {number}").format(number=number)


def notice(seconds: float) -> str:
    """How long before a break it is announced."""
    return duration(seconds) if seconds else pgettext("notice before a break", "None")


def snoozes(times: float) -> str:
    """How often a break can be put off."""
    known = {
        0: pgettext("can be put off", "Never"),
        1: pgettext("can be put off", "Once"),
        2: pgettext("can be put off", "Twice"),
    }
    count = round(times)
    return known.get(count) or ngettext("{count} time", "{count} times", count).format(count=count)


Row = tuple[str, str, Callable[[float], str]]
ROWS: Final[Mapping[str, Row]] = {
    "every_s": (N_("After"), N_("Of activity. Being away does not count."), duration),
    "length_s": (N_("Length"), N_("Being away as long counts as this break."), duration),
    "notice_s": (N_("Notice before"), N_("A small card counts down."), notice),
    "snooze_s": (N_("Later means"), "", duration),
    "max_snoozes": (N_("Can be put off"), "", snoozes),
}
"""What can be stepped through: a title, what it means, and how a value is told."""
