"""How well one colour is told from another by light alone, as WCAG 2.2 measures it: "#rrggbb" in, 1.0 to 21.0 out."""

from __future__ import annotations

TEXT, GRAPHICS = 4.5, 3.0
"""1.4.3 asks 4.5 to 1 of text, 1.4.11 asks 3 to 1 of what one has to see to read a picture or find a field."""


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
