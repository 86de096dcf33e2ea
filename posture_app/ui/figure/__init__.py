"""The mannequin on screen and on paper: drawn with QPainter from the geometry of `body`."""
