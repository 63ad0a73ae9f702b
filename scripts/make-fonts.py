"""Cut the two faces of Noto Sans that the printed brief needs out of a package of the whole family.

Run with the folder or wheel of the PyPI package fontpkg-noto-sans and with fonttools installed:

    python scripts/make-fonts.py fontpkg_noto_sans-2.15-py3-none-any.whl

Latin and Cyrillic with every letter of Kazakh, Kyrgyz, Tajik, Turkmen and Uzbek are kept. The licence
is the SIL Open Font License 1.1; the family reserves no name, so that a part of it may keep its own.
"""

import io
import sys
import zipfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

INTO = Path(__file__).parent.parent / "regimelab" / "report" / "pdf" / "fonts"
WHOLE = "fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf"
LICENCE = "fontpkg_noto_sans/LICENSE"
FACES = {"Regular": 400, "SemiBold": 600}
KEPT = [
    *range(0x0020, 0x0250),  # Latin, Latin-1, Extended A and B
    *range(0x02B0, 0x0300),  # modifier letters, such as the turned comma of Uzbek
    *range(0x0300, 0x0370),  # combining marks
    *range(0x0400, 0x0530),  # Cyrillic and its supplement
    *range(0x2000, 0x2070),  # dashes, quotation marks, spaces
    *(0x20BD, 0x2116, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
]


def cut(whole: bytes, weight: int, style: str) -> bytes:
    """Fix a weight, keep the letters, and give the file a name of its own within the family."""
    font = instantiateVariableFont(TTFont(io.BytesIO(whole)), {"wght": weight, "wdth": 100})
    options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)
    name = font["name"]
    for identity, text in (
        (1, "Noto Sans"),
        (2, style),
        (4, f"Noto Sans {style}"),
        (16, "Noto Sans"),
        (17, style),
    ):
        name.setName(text, identity, 3, 1, 0x409)
    name.setName(f"NotoSans-{style}", 6, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["head"].modified = font["head"].created  # the same bytes every time
    font.recalcTimestamp = False
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def main(package: str) -> None:
    """Write the faces and their licence."""
    INTO.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(package) as wheel:
        whole, licence = wheel.read(WHOLE), wheel.read(LICENCE)
    for style, weight in FACES.items():
        (INTO / f"NotoSans-{style}.ttf").write_bytes(cut(whole, weight, style))
    (INTO / "OFL.txt").write_bytes(licence)


if __name__ == "__main__":
    main(sys.argv[1])
