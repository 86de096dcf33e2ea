"""The settings of the breaks: the kinds, the limits that they share, and their JSON form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, get_args

from posture_app.breaks.faults import MISSING, Checks, W, inside
from posture_app.breaks.hours import WorkHours, hours_json, read_hours
from posture_app.dataclass import dataclass
from posture_app.errors import sentence

Strictness = Literal["notification", "card", "overlay", "strict"]
Firmness = Literal["gentle", "usual", "strict"]
OfferKind = Literal["exercise", "routine", "posture", "eyes", "rest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakKind:
    """One kind of break.

    It comes after `every_s` of activity, lasts `length_s` and is told `notice_s` before (0 is no
    notice). It can be put off by `snooze_s`, `max_snoozes` times. A kind that is not `on` never
    comes by itself.
    """

    id: str
    name: str
    every_s: float
    length_s: float
    on: bool = True
    notice_s: float = 20
    snooze_s: float = 300
    max_snoozes: int = 2
    strictness: Strictness = "card"
    offers: OfferKind = "exercise"

    @property
    def skips_at_once(self) -> bool:
        """Whether a click or a command skips it; a strict one is skipped on the screen, slowly."""
        return self.strictness != "strict"


# Intervals and lengths: content/breaks_and_ergonomics, section 1. The table of defaults there gives
# 20-30 min and 20-60 s for the micro-break (McLean 2001 [103], Nakphet 2014 [108]) and 50-60 min
# and 3-5 min for the active one (HSE: 5-10 min after 50-60 min [123, 124, 125]; Henning 1997 [106]:
# people liked 3 min better than 30 s). Change of posture: 30:30 and 20-8-2 [120, 121]. Eye rest:
# 20-20-20, cheap, with mixed evidence [114, 115], so it is off. Within a range it is judgement.
DEFAULT_KINDS: Final = (
    BreakKind(id="micro", name="Micro-break", every_s=1800, length_s=60),
    BreakKind(
        id="movement", name="Movement break", every_s=3600, length_s=300, strictness="overlay"
    ),
    BreakKind(
        id="posture",
        name="Change of posture",
        every_s=1800,
        length_s=30,
        on=False,
        strictness="notification",
        offers="posture",
    ),
    BreakKind(
        id="eyes",
        name="Eye rest",
        every_s=1200,
        length_s=20,
        on=False,
        strictness="notification",
        offers="eyes",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSettings:
    """All that the scheduler is told by the person; `work` None is always."""

    kinds: tuple[BreakKind, ...] = DEFAULT_KINDS
    idle_after_s: float = 60
    merge_s: float = 300
    settle_s: float = 10
    max_hold_s: float = 3600
    work: WorkHours | None = None

    def kind(self, kind_id: str) -> BreakKind | None:
        """The kind of that id, on or off."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)


FIRMNESS: Final[Mapping[Firmness, Mapping[str, Strictness]]] = {
    "gentle": {"micro": "notification", "movement": "card"},
    "usual": {"micro": "card", "movement": "overlay"},
    "strict": {"micro": "overlay", "movement": "strict"},
}
"""How firm the two kinds that are on from the beginning are, chosen for both at once."""


def with_firmness(settings: BreakSettings, firmness: Firmness) -> BreakSettings:
    """The same settings with the kinds of `FIRMNESS` as firm as that; others stay as they are."""
    firm = FIRMNESS[firmness]
    kinds = tuple(
        replace(one, strictness=firm.get(one.id, one.strictness)) for one in settings.kinds
    )
    return replace(settings, kinds=kinds)


def firmness_of(settings: BreakSettings) -> Firmness | None:
    """How firm the breaks are, or None where the person has set the kinds otherwise."""
    return next((one for one in FIRMNESS if with_firmness(settings, one) == settings), None)


_DEFAULTS: Final = {kind.id: kind for kind in DEFAULT_KINDS}
_KIND_FIELDS: Final = tuple(BreakKind.__dataclass_fields__)
_FIELDS: Final = ("breaks", "idle_after_s", "merge_s", "settle_s", "max_hold_s", "work")
LEAST_S: Final = 1.0
"""Nothing that comes again and again comes faster than this."""
DAY_S: Final = 86_400.0
"""No break lasts longer, waits longer to come again, or is told earlier; timers end at 24 days."""
LONGEST_S: Final = 366 * DAY_S
"""No interval and no hold is longer."""
MOST_KINDS: Final = 50
MOST_SNOOZES: Final = 1000


def read_settings(raw: object) -> BreakSettings:
    """Read settings from their JSON form; FaultsError names every fault with its place."""
    checks = Checks()
    settings = check_settings(checks, "", raw)
    checks.done()
    return settings


def check_settings(checks: Checks, place: str, raw: object) -> BreakSettings:
    """As `read_settings`, with the faults left in `checks`; `place` is where the object stands."""
    if not isinstance(raw, dict):
        checks.expected(place, sentence("an object with settings"), raw)
        return BreakSettings()
    checks.only(place, raw, _FIELDS)
    default = BreakSettings()

    def seconds(name: str, least: float, fallback: float, most: float = DAY_S) -> float:
        value = raw.get(name, MISSING)
        return checks.seconds(inside(place, name), value, (least, most), fallback)

    return BreakSettings(
        kinds=_read_kinds(checks, inside(place, "breaks"), raw.get("breaks", MISSING)),
        idle_after_s=seconds("idle_after_s", LEAST_S, default.idle_after_s),
        merge_s=seconds("merge_s", 0, default.merge_s),
        settle_s=seconds("settle_s", 0, default.settle_s),
        max_hold_s=seconds("max_hold_s", LEAST_S, default.max_hold_s, LONGEST_S),
        work=read_hours(checks, inside(place, "work"), raw.get("work")),
    )


def _read_kinds(checks: Checks, place: str, raw: object) -> tuple[BreakKind, ...]:
    if raw is MISSING:
        return DEFAULT_KINDS
    if not isinstance(raw, list):
        checks.expected(place, sentence("a list of kinds of breaks"), raw)
        return ()
    if len(raw) > MOST_KINDS:
        what = sentence("at most {most} kinds of breaks", most=MOST_KINDS)
        checks.expected(place, what, raw)
        raw = raw[:MOST_KINDS]
    kinds = [_read_kind(checks, f"{place}[{index}]", item) for index, item in enumerate(raw)]
    known: dict[str, BreakKind] = {}
    for index, kind in enumerate(kinds):
        if kind is not None and kind.id in known:
            what = sentence("an id that no other kind has")
            checks.expected(f"{place}[{index}].id", what, kind.id)
        elif kind is not None and kind.id:
            known[kind.id] = kind
    return tuple(known.values())


def _read_kind(checks: Checks, place: str, raw: object) -> BreakKind | None:
    if not isinstance(raw, dict):
        checks.expected(place, sentence("an object with a kind of break"), raw)
        return None
    checks.only(place, raw, _KIND_FIELDS)
    kind_id = checks.text(f"{place}.id", raw.get("id", MISSING), "")
    known = _DEFAULTS.get(kind_id)
    # A kind of the person's own has no interval or length to fall back on.
    base = known or BreakKind(id=kind_id, name=kind_id or "?", every_s=LEAST_S, length_s=LEAST_S)

    def seconds(name: str, least: float, fallback: float | None, most: float = DAY_S) -> float:
        value = raw.get(name, MISSING)
        return checks.seconds(f"{place}.{name}", value, (least, most), fallback)

    def choice(name: str, known: tuple[W, ...], fallback: W) -> W:
        return checks.choice(f"{place}.{name}", raw.get(name, MISSING), known, fallback)

    every_s = seconds("every_s", LEAST_S, known.every_s if known else None, LONGEST_S)
    # One that nobody wrote down must not be longer than what somebody did.
    notice_s = seconds("notice_s", 0, min(base.notice_s, every_s / 2))
    if notice_s and notice_s >= every_s:
        checks.expected(f"{place}.notice_s", sentence("fewer seconds than every_s"), notice_s)
        notice_s = every_s / 2
    return BreakKind(
        id=kind_id,
        name=checks.text(f"{place}.name", raw.get("name", MISSING), base.name),
        every_s=every_s,
        length_s=seconds("length_s", LEAST_S, known.length_s if known else None),
        # Who writes a kind down wants it, also one that is off by default.
        on=checks.flag(f"{place}.on", raw.get("on", MISSING), fallback=True),
        notice_s=notice_s,
        snooze_s=seconds("snooze_s", LEAST_S, base.snooze_s),
        max_snoozes=checks.count(
            f"{place}.max_snoozes", raw.get("max_snoozes", MISSING), base.max_snoozes, MOST_SNOOZES
        ),
        strictness=choice("strictness", get_args(Strictness), base.strictness),
        offers=choice("offers", get_args(OfferKind), base.offers),
    )


def settings_json(settings: BreakSettings) -> Mapping[str, object]:
    """The JSON form of settings, as `read_settings` takes it, with nothing left out."""
    kinds: Sequence[Mapping[str, object]] = [
        {name: getattr(kind, name) for name in _KIND_FIELDS} for kind in settings.kinds
    ]
    return {
        "breaks": kinds,
        "idle_after_s": settings.idle_after_s,
        "merge_s": settings.merge_s,
        "settle_s": settings.settle_s,
        "max_hold_s": settings.max_hold_s,
        "work": hours_json(settings.work),
    }
