"""Drawings as PNG images."""

import struct

from evidence.show.png import as_png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15">Llŷn</text></svg>'


def test_a_drawing_becomes_an_image_as_large_as_asked_for():
    for scale in (1.0, 2.0):
        image = as_png(SVG, scale)
        assert image.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", image[16:24]) == (40 * scale, 20 * scale)
