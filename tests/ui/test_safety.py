"""What is known of a person, put together for a session."""

import pytest

from posture_app.coach.pain_rule import Advice, AdviceReason, Sign
from posture_app.ui.safety import Safety


@pytest.mark.parametrize(
    ("yesterday", "now", "advice"),
    [
        (None, 2, Advice.GO_ON),
        (1, 1, Advice.GO_ON),
        (8, 2, Advice.GO_ON),
        (1, 2, Advice.HOLD),
        (1, 3, Advice.HOLD),
        (2, 6, Advice.STOP),
        (1, None, Advice.GO_ON),
    ],
)
def test_the_next_morning_is_looked_at_when_the_next_session_begins(yesterday, now, advice):
    judged = Safety(before_yesterday=yesterday).judge_start(now, ())
    assert judged.advice is advice
    settled = AdviceReason.NOT_SETTLED_BY_MORNING in judged.reasons
    assert settled is (yesterday is not None and now is not None and now > yesterday)


def test_a_sign_outweighs_the_morning():
    judged = Safety(before_yesterday=1).judge_start(2, {Sign.CHEST_PAIN})
    assert judged.advice is Advice.EMERGENCY
