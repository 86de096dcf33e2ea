"""What a person told about their health, once: for their exercises, and kept on their computer."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import Final

from posture_app.coach.factors import USUAL_FACTORS, Factor
from posture_app.coach.pain_rule import Bands, Condition, Sign
from posture_app.coach.suitability import SECOND_WEEK_ENDS, Profile
from posture_app.dataclass import dataclass
from posture_app.library.model import Region

USUAL_NUMBER: Final = "112"
"""It reaches help from mobile telephones nearly everywhere, and in Europe from all of them."""
FIRST_BIRTH_YEAR: Final = 1900
"""Nobody who uses a computer was born before it."""
_NUMBERS: Final[Mapping[str, str]] = {
    "AU": "000",
    "BR": "192",
    "CA": "911",
    "CH": "144",
    "CN": "120",
    "GB": "999",
    "HK": "999",
    "IL": "101",
    "JP": "119",
    "KR": "119",
    "LI": "144",
    "MX": "911",
    "MY": "999",
    "NO": "113",
    "NZ": "111",
    "SG": "995",
    "TW": "119",
    "US": "911",
}
"""The number for an ambulance by territory (ISO 3166), where it is not the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Injected:
    """What is told of an injection or needling: whether there was one, when, and where, sorted."""

    is_known: bool = False
    on: date | None = None
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedTreatment:
    """A treatment of the journal that the profile has been set by.

    Attributes:
        treatment_id: Its id.
        told: What the profile was set to; where it is another by now, the person has changed it.
        before: What it was, and is again when the treatment is no more.
    """

    treatment_id: str
    told: Injected
    before: Injected


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The health profile.

    Attributes:
        answered: Whether the questions were answered; before that nothing is known.
        conditions: What the person has.
        injected_on: The day of the last injection or needling, if it was told.
        injected_regions: Where it was; empty means that it is not known.
        signs: What needs a doctor first and was not looked at yet (`suitability.needs_a_doctor`).
        bothers: Where something bothers the person, for what is offered to them first.
        factors: What is asked for in a check-in.
        bands: Where the bands of pain begin.
        emergency_number: What the person set; empty means the number of the region.
        birth_year: The year of birth, where it was told: no entry is from before it.
        followed: The treatment that the injection is known from; None where the person told it.
    """

    answered: bool = False
    conditions: frozenset[Condition] = frozenset()
    injected_on: date | None = None
    injected_regions: frozenset[Region] = frozenset()
    signs: frozenset[Sign] = frozenset()
    bothers: frozenset[Region] = frozenset()
    factors: frozenset[Factor] = USUAL_FACTORS
    bands: Bands = field(default_factory=Bands)
    emergency_number: str = ""
    birth_year: int | None = None
    followed: FollowedTreatment | None = None

    @property
    def injected(self) -> Injected:
        """What is told of an injection or needling."""
        is_known = Condition.RECENT_INJECTION in self.conditions
        regions = tuple(sorted(self.injected_regions))
        return Injected(is_known=is_known, on=self.injected_on, regions=regions)

    def with_injected(self, told: Injected) -> "Health":
        """The profile with this in the place of what it tells of an injection or needling."""
        conditions = self.conditions - {Condition.RECENT_INJECTION}
        if told.is_known:
            conditions |= {Condition.RECENT_INJECTION}
        regions = frozenset(told.regions)
        return replace(self, conditions=conditions, injected_on=told.on, injected_regions=regions)

    def profile(self, today: date) -> Profile:
        """What counts for exercises on a day; an injection of long ago counts no more."""
        if self.injected_on is None or self.injected_on > today:
            return Profile(self.conditions, None, self.injected_regions, self.signs)
        days = (today - self.injected_on).days
        if days < SECOND_WEEK_ENDS:
            return Profile(self.conditions, days, self.injected_regions, self.signs)
        return Profile(self.conditions - {Condition.RECENT_INJECTION}, signs=self.signs)


def number_of(territory: str) -> str:
    """The number for an ambulance in a territory such as `DE`; the usual one where unsure."""
    return _NUMBERS.get(territory.upper(), USUAL_NUMBER)
