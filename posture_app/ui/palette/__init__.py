"""The palette on Ctrl+K: one line that finds every page, exercise, routine and command."""
