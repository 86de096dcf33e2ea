"""The colours of a picture's pixels, all at once: asked for one by one they take seconds."""

import numpy as np
from PySide6.QtGui import QImage


def colours_of(image: QImage) -> np.ndarray:
    """Red, green, blue and alpha of each pixel, 0 to 255: rows, columns, and these four."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    seen = np.frombuffer(plain.constBits(), np.uint8)
    return seen.reshape(plain.height(), plain.width(), 4).astype(np.int16)


def bytes_of(image: QImage) -> np.ndarray:
    """The bytes of a picture as they are kept, as numbers that can be taken from one another."""
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int16)
