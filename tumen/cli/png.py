"""A drawing as PNG, for what shows no SVG: a slide, a letter. Drawn by resvg, which is an extra (`tumen[png]`)."""

from __future__ import annotations

from typing import Final

from tumen.errors import ConfigError

SCALE: Final = 2  # pixels for each unit of the drawing, so that it is sharp on paper
_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><text x="1" y="18">{}</text></svg>'


def png(drawing: str) -> bytes:
    """Return an SVG as PNG on white. ConfigError where resvg is not installed or no font is on this machine."""
    try:
        from resvg_py import svg_to_bytes  # an extra, loaded where it is asked for
    except ImportError as e:
        why = "a PNG needs resvg: `make png` in a checkout, else pip install 'tumen[png]'; an SVG needs nothing"
        raise ConfigError("command line", "--chart", why) from e
    if svg_to_bytes(svg_string=_LETTER.format("A")) == svg_to_bytes(svg_string=_LETTER.format("")):
        raise ConfigError("command line", "--chart", "no font on this machine to write with: name an .svg")
    return bytes(svg_to_bytes(svg_string=drawing, zoom=SCALE, background="#ffffff"))
