"""How large a sheet opens."""

from PySide6.QtWidgets import QWidget

from posture_app.ui.theme.theme import Theme


def open_at_size(sheet: QWidget, theme: Theme, size: tuple[int, int]) -> None:
    """Make a sheet so large, but no larger than its window, or than the screen without one.

    Args:
        sheet: The sheet.
        theme: How large the person wants everything.
        size: Width and height in px at 100 %.
    """
    window = sheet.parentWidget()
    room = sheet.screen().availableSize() if window is None else window.size()
    sheet.resize(min(theme.px(size[0]), room.width()), min(theme.px(size[1]), room.height()))
