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


def lightness_of(image: QImage) -> np.ndarray:
    """How light each pixel is, 0 to 255, rows and columns: half of its greatest and least part."""
    colours = colours_of(image)[..., :3]
    found: np.ndarray = (colours.max(axis=2) + colours.min(axis=2)) // 2
    return found


def _linear() -> np.ndarray:
    """How bright each of the 256 shares of a colour is (WCAG 2.2)."""
    share = np.arange(256) / 255
    found: np.ndarray = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return found


_LINEAR = _linear()


def luminances(colours: np.ndarray) -> np.ndarray:
    """Relative luminance of colours as `colours_of` has them (WCAG 2.2, as `tokens.contrast`)."""
    found: np.ndarray = _LINEAR[colours[..., :3]] @ (0.2126, 0.7152, 0.0722)
    return found
