"""The room that a page has left, shared out among its parts."""

from posture_app.handout.page_room import shares
from posture_app.handout.plan_blocks import Block


def test_the_room_is_shared_but_for_what_needs_no_more():
    def nothing(*_room):
        return 1.0

    parts = [Block(10, spare, nothing, nothing) for spare in (50, 2, 9)]
    assert shares(parts, 60) == [19, 2, 9]
    assert shares(parts, 39) == [3.5, 2, 3.5]
    assert shares(parts, 20) == [0, 0, 0]
