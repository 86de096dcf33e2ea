"""Ids that a thing keeps in every file that it goes out in, so that another import replaces it."""

from typing import Final
from uuid import UUID, uuid5

NAMESPACE: Final = UUID("3aa826b5-0341-46f9-84c6-b53530de5d54")


def stable_id(*parts: str) -> str:
    """The id of what is named by these parts: a UUID by name (RFC 9562, version 5).

    Args:
        parts: From the kind of the thing down to what makes it differ from its like.
    """
    # The length of each part keeps ("a", "b/c") and ("a/b", "c") apart.
    return str(uuid5(NAMESPACE, "".join(f"{len(part)}:{part}" for part in parts)))
