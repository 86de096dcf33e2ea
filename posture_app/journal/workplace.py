"""The check of a workplace: what is asked, what helps first, what has changed since the last time.

It counts how many things are as they should be, and no more: there is no score, as none was tested
for people who look at their own workplace. A better workplace makes work more comfortable; that it
keeps pain away was not shown (de Campos and others, 2018), so nothing here says it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, Literal

from posture_app.dataclass import dataclass
from posture_app.journal.entries import WORKPLACE, QuestionnaireResponse

KEY: Final = WORKPLACE
"""What the journal keeps a check by, as a questionnaire's key."""
AGAIN_AFTER: Final = timedelta(days=30)
OFFERED_FOR: Final = timedelta(days=14)
"""So long a further check is offered; who does not want it is left alone."""

Area = Literal["chair", "desk", "keys", "screen", "light", "between"]
WorkplaceKey = Literal[
    "feet",
    "knees",
    "back",
    "leg_room",
    "elbows",
    "arm_rests",
    "keyboard",
    "mouse",
    "distance",
    "height",
    "middle",
    "laptop",
    "papers",
    "window",
    "lamp",
    "glasses",
    "calls",
    "phone",
    "change",
    "away",
]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is looked at.

    Attributes:
        key: What the journal keeps its answer by; never changes its meaning.
        area: The part of the workplace that it belongs to.
        effect: Its place in the order in which advice is given, from 1: first what changes most of
            a working day. The order is a judgement; the trials there are speak above all of
            changing posture and of active breaks.
        source: The id of what it rests on in the guide's sources; empty for common practice.
    """

    key: WorkplaceKey
    area: Area
    effect: int
    source: str = ""


ITEMS: Final = (
    Item("feet", "chair", 7, "yale-ergonomics"),
    Item("knees", "chair", 14, "yale-ergonomics"),
    Item("back", "chair", 9, "yale-ergonomics"),
    Item("leg_room", "desk", 15, "case-western-ergonomics"),
    Item("elbows", "desk", 8, "cal-osha-ergonomics"),
    Item("arm_rests", "desk", 12, "yale-ergonomics"),
    Item("keyboard", "keys", 10, "case-western-ergonomics"),
    Item("mouse", "keys", 11, "cal-osha-ergonomics"),
    Item("distance", "screen", 6, "osha-etool-secondary"),
    Item("height", "screen", 5, "osha-etool-secondary"),
    Item("middle", "screen", 4, "osha-etool-secondary"),
    Item("laptop", "screen", 3, "berkeley-laptop"),
    Item("papers", "screen", 18),
    Item("window", "light", 16, "osha-etool-secondary"),
    Item("lamp", "light", 19),
    Item("glasses", "light", 20),
    Item("calls", "between", 13, "osha-etool-secondary"),
    Item("phone", "between", 17),
    Item("change", "between", 1, "waongenngarm-2021"),
    Item("away", "between", 2, "hse-breaks"),
)
"""In the order of asking: from the chair upwards, and then what happens in between."""

Answers = Mapping[WorkplaceKey, bool]
"""Whether each thing is as it should be; what does not apply is not among them."""


@dataclass(frozen=True, slots=True)
class WorkplaceScore:
    """How many of the things that apply are as they should be."""

    good: int
    of: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is otherwise than the last time, of what was answered both times."""

    better: tuple[WorkplaceKey, ...] = ()
    worse: tuple[WorkplaceKey, ...] = ()


def response_of(
    answers: Answers, response_id: str, at: datetime, time_zone: str
) -> QuestionnaireResponse:
    """A check as the journal keeps it.

    Args:
        answers: What was answered.
        response_id: A new id.
        at: When, aware.
        time_zone: Where the person is.
    """
    return QuestionnaireResponse(
        id=response_id,
        questionnaire=KEY,
        at=at,
        time_zone=time_zone,
        edited_at=at,
        answers=tuple(
            (item.key, 1.0 if answers[item.key] else 0.0) for item in ITEMS if item.key in answers
        ),
    )


def answers_of(response: QuestionnaireResponse) -> Answers:
    """What was answered; what is not asked any more is left out."""
    kept = dict(response.answers)
    return {item.key: kept[item.key] >= 0.5 for item in ITEMS if item.key in kept}


def newest(responses: Iterable[QuestionnaireResponse]) -> QuestionnaireResponse | None:
    """The last check among filled-in questionnaires of all kinds; None where there is none."""
    checks = [one for one in responses if one.questionnaire == KEY]
    return max(checks, key=lambda one: one.at, default=None)


def count(answers: Answers) -> WorkplaceScore:
    """How many are as they should be, of those that apply."""
    return WorkplaceScore(sum(answers.values()), len(answers))


def to_improve(answers: Answers) -> tuple[Item, ...]:
    """What is not as it should be, what helps first before the rest."""
    wrong = [item for item in ITEMS if answers.get(item.key) is False]
    return tuple(sorted(wrong, key=lambda item: item.effect))


def changes(before: Answers, now: Answers) -> Changes:
    """What is otherwise now than before."""
    both = [item.key for item in ITEMS if item.key in before and item.key in now]
    return Changes(
        better=tuple(key for key in both if now[key] and not before[key]),
        worse=tuple(key for key in both if before[key] and not now[key]),
    )


def is_offered(last: date | None, today: date) -> bool:
    """Whether a further check is offered: a month after the last one, and for two weeks.

    Args:
        last: The day of the last check; None where there was none, which nobody is reminded of.
        today: The person's day.
    """
    return last is not None and AGAIN_AFTER <= today - last < AGAIN_AFTER + OFFERED_FOR
