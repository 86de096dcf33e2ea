"""Tooltips that show what they are given."""


def plain_tip(words: str) -> str:
    """A tooltip that shows a text as it is: Qt guesses whether a tooltip is markup."""
    if "<" not in words:
        return words
    import html  # noqa: PLC0415 - seldom needed, and not before the first window

    return f"<qt>{html.escape(words)}</qt>".replace("\n", "<br>")
