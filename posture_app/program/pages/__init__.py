"""One controller for each page of the window: fills it, and carries out what the person wants."""
