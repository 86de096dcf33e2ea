"""What tests know and the type checker does not."""

from typing import TypeVar

_T = TypeVar("_T")


def there(value: _T | None) -> _T:
    """A value that is there; where it is not, the test fails."""
    assert value is not None
    return value
