"""Make `assets/fonts/espace-fine.woff2`: one glyph, the narrow no-break space that Public Sans lacks.

Without it each machine borrows the space of another typeface, and « 4 440 » may read « 4440 ».  The result is tracked;
making it again needs `fonttools[woff]`, which nothing else uses: `uv run --with "fonttools[woff]" tools/fine_space.py`.
"""

import sys
from pathlib import Path
from typing import Final

UNITS_PER_EM: Final = 2000
# A fifth of an em: seen at a distance, still narrower than the font’s own space (520).
ADVANCE: Final = 400
TARGET: Final = Path(__file__).resolve().parent.parent / "assets" / "fonts" / "espace-fine.woff2"


def main() -> int:
    """Write the font."""
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415  only who makes the font has it
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    # Browsers refuse a font without any outline: the glyph that nothing asks for holds one.
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, ADVANCE), (ADVANCE, ADVANCE), (ADVANCE, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "fine"])
    builder.setupCharacterMap({0x202F: "fine"})
    builder.setupGlyf({".notdef": pen.glyph(), "fine": TTGlyphPen(None).glyph()})
    builder.setupHorizontalMetrics({".notdef": (ADVANCE, 0), "fine": (ADVANCE, 0)})
    builder.setupHorizontalHeader(ascent=1900, descent=-450)
    builder.setupNameTable({"familyName": "Vigie espace fine", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1900, sTypoDescender=-450, usWinAscent=1900, usWinDescent=450)
    builder.setupPost()
    builder.font.flavor = "woff2"
    builder.save(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
