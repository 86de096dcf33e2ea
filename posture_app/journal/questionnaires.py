"""Questionnaires that anybody may use, how they are scored, and what change is more than chance.

Only those whose owners ask for no licence: the person's own activities (the Patient-Specific
Functional Scale), and how things are on the whole. Others need a licence for their items; what came
of them elsewhere can be typed in as a total, as a clinic has told it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from posture_app.dataclass import dataclass
from posture_app.journal.entries import QuestionnaireResponse

QuestionnaireKey = Literal["activities", "whole", "ndi", "odi", "rmdq"]
Better = Literal["more", "less"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One questionnaire.

    Attributes:
        key: What the journal keeps it by.
        least, most: The ends of the scale of an item, and of the score.
        items: The most items that it has; 1 where only a total is typed in.
        named: Whether the person names each item: an activity.
        better: In which direction it is better.
        change: The least change of the score that is more than chance; None where none is known.
        item_change: The same for one item alone.
        source: Where the scoring, and the changes where they are known, were published.
    """

    key: QuestionnaireKey
    least: float
    most: float
    items: int = 1
    named: bool = False
    better: Better
    change: float | None = None
    item_change: float | None = None
    source: str = ""


QUESTIONNAIRES: Final[Mapping[QuestionnaireKey, Questionnaire]] = {
    one.key: one
    for one in (
        Questionnaire(
            key="activities",
            least=0,
            most=10,
            items=5,
            named=True,
            better="more",
            change=2,  # both with a confidence of 90 %
            item_change=3,
            source="Stratford P, Gill C, Westaway M, Binkley J. Assessing disability and change on"
            " individual patients: a report of a patient specific measure. Physiotherapy Canada"
            " 1995;47:258-263.",
        ),
        Questionnaire(key="whole", least=-3, most=3, better="more"),
        Questionnaire(
            key="ndi",
            least=0,
            most=50,
            better="less",
            source="Vernon H, Mior S. The Neck Disability Index, 1991.",
        ),
        Questionnaire(
            key="odi",
            least=0,
            most=100,
            better="less",
            source="Fairbank J, Pynsent P. The Oswestry Disability Index.",
        ),
        Questionnaire(
            key="rmdq",
            least=0,
            most=24,
            better="less",
            source="Roland M, Morris R. The Roland-Morris Disability Questionnaire.",
        ),
    )
}
TYPED_IN: Final[tuple[QuestionnaireKey, ...]] = ("ndi", "odi", "rmdq")
"""Those of which only a total is kept: their items need a licence."""
AGAIN_AFTER: Final = timedelta(days=14)
"""How long after one time the next is worth the while: earlier, little can have changed."""
WHOLE_ITEM: Final = "whole"
TOTAL_ITEM: Final = "total"
"""What the only item of a questionnaire is kept by."""


def questionnaire_of(response: QuestionnaireResponse) -> Questionnaire | None:
    """The questionnaire of a response; None where it is none of these, or the answers do not fit.

    A response may come from another version of the program, or from a file.
    """
    found = next(
        (one for one in QUESTIONNAIRES.values() if one.key == response.questionnaire), None
    )
    if found is None:
        return None
    try:
        score(found, response.answers)
    except ValueError:
        return None
    return found


def score(questionnaire: Questionnaire, answers: Sequence[tuple[str, float]]) -> float | None:
    """The score of the answers: their mean, as published for own activities.

    Returns:
        None where nothing was answered.

    Raises:
        ValueError: An answer is beyond the scale, or there are more than the items.
    """
    if not answers:
        return None
    if len(answers) > questionnaire.items:
        raise ValueError(len(answers))
    for _, value in answers:
        if not questionnaire.least <= value <= questionnaire.most:
            raise ValueError(value)
    return sum(value for _, value in answers) / len(answers)


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """How a score went from one time to a later one.

    `is_more_than_chance` is None where it is not known how much chance alone can make.
    """

    before: float
    after: float
    is_better: bool
    is_more_than_chance: bool | None


def course(
    questionnaire: Questionnaire,
    before: QuestionnaireResponse,
    after: QuestionnaireResponse,
) -> ScoreChange | None:
    """The change between two times, over the items that were answered both times.

    Items that the person named count as the same where they are called the same; a score over other
    activities cannot be compared.

    Returns:
        None where nothing was answered both times.
    """
    pairs = _both(questionnaire, before, after)
    if not pairs:
        return None
    first = sum(one for one, _ in pairs) / len(pairs)
    last = sum(one for _, one in pairs) / len(pairs)
    least = questionnaire.item_change if len(pairs) == 1 else questionnaire.change
    better = last > first if questionnaire.better == "more" else last < first
    chance = None if least is None else abs(last - first) >= least
    return ScoreChange(first, last, better, chance)


@dataclass(frozen=True, slots=True)
class Followed:
    """A questionnaire that was filled in, and how it went.

    Attributes:
        questionnaire: Which one.
        responses: All that are known of it, oldest first.
        compared: The first of them that the newest can be compared with.
        course: The change since then; None where the newest can be compared with none.
    """

    questionnaire: Questionnaire
    responses: tuple[QuestionnaireResponse, ...]
    compared: QuestionnaireResponse | None = None
    course: ScoreChange | None = None

    @property
    def newest(self) -> QuestionnaireResponse:
        """The last time."""
        return self.responses[-1]

    @property
    def again_on(self) -> date:
        """The day from which on it is worth the while to fill it in again."""
        return self.newest.day + AGAIN_AFTER


def followed(responses: Iterable[QuestionnaireResponse]) -> tuple[Followed, ...]:
    """The courses of what was filled in, each questionnaire once, in the order of the menu."""
    by_key: dict[QuestionnaireKey, list[QuestionnaireResponse]] = {
        key: [] for key in QUESTIONNAIRES
    }
    for response in sorted(responses, key=lambda one: one.at):
        questionnaire = questionnaire_of(response)
        if questionnaire is not None and response.score is not None:
            by_key[questionnaire.key].append(response)
    return tuple(
        _followed(QUESTIONNAIRES[key], tuple(found)) for key, found in by_key.items() if found
    )


def _followed(
    questionnaire: Questionnaire, responses: tuple[QuestionnaireResponse, ...]
) -> Followed:
    newest = responses[-1]
    # That things are on the whole better since last time is a change already.
    earlier = () if questionnaire.key == "whole" else responses[:-1]
    for response in earlier:
        found = course(questionnaire, response, newest)
        if found is not None:
            return Followed(questionnaire, responses, response, found)
    return Followed(questionnaire, responses)


def _both(
    questionnaire: Questionnaire, before: QuestionnaireResponse, after: QuestionnaireResponse
) -> list[tuple[float, float]]:
    if not questionnaire.named:
        if before.score is None or after.score is None:
            return []
        return [(before.score, after.score)]
    earlier = _by_name(before)
    return [(earlier[name], value) for name, value in _by_name(after).items() if name in earlier]


def _by_name(response: QuestionnaireResponse) -> dict[str, float]:
    names = dict(response.texts)
    return {
        names[key].strip().casefold(): value
        for key, value in response.answers
        if names.get(key, "").strip()
    }
