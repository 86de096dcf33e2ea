"""Damped least squares: the least changes by which something comes nearer to where it shall be.

Wampler 1986, Nakamura and Hanafusa 1986.
"""

from collections.abc import Mapping, Sequence


def least_changes(
    rows: Sequence[float],
    moved: Mapping[str, Sequence[float]],
    weights: Mapping[str, float],
    damping: float,
) -> dict[str, float]:
    """The least changes that go the way: W Jt (J W Jt + damping)^-1 rows.

    Args:
        rows: How far there is still to go, in each direction.
        moved: For each of the things that can change, how far a unit of it goes in each direction.
        weights: How readily each of them changes; those that are left out do not.
        damping: Added to the diagonal, so that no change is large for a small gain.
    """
    squares = {name: weight * weight for name, weight in weights.items()}
    size = len(rows)
    square = [
        [
            sum(squares[name] * moved[name][i] * moved[name][j] for name in squares)
            + (damping if i == j else 0.0)
            for j in range(size)
        ]
        for i in range(size)
    ]
    shares = solution(square, list(rows))
    return {
        name: squares[name] * sum(moved[name][i] * shares[i] for i in range(size))
        for name in squares
    }


def solution(square: list[list[float]], right: list[float]) -> list[float]:
    """What solves a positive definite system, by Gaussian elimination; both are used up."""
    size = len(right)
    for i in range(size):
        for j in range(i + 1, size):
            factor = square[j][i] / square[i][i]
            for k in range(i, size):
                square[j][k] -= factor * square[i][k]
            right[j] -= factor * right[i]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = right[i] - sum(square[i][k] * found[k] for k in range(i + 1, size))
        found[i] = rest / square[i][i]
    return found
