"""Windows, pages, widgets and theme."""
