"""Letters to practise with: drawn when the neighbourhood is made, plainly invented, as a flat scan or as a photograph."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from buurtteam.paths import resource
from buurtteam.services.scans import Scan, scan

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_SHEET: Final = (990, 1400)
_MARGIN: Final = 110
_STRIPE: Final = "OEFENBRIEF · deze brief en deze mensen bestaan niet"


@cache
def drawn(name: str, sender: str, lines: tuple[str, ...], *, is_photo: bool) -> Scan:
    """A letter as it is kept; the same words give the same picture.

    A line that begins with "# " is the subject; `is_photo` lays it a little askew on a table.
    """
    from PIL import Image, ImageDraw

    sheet = Image.new("L", _SHEET, 255)
    draw = ImageDraw.Draw(sheet)
    wide = _SHEET[0] - 2 * _MARGIN
    draw.rectangle((0, 0, _SHEET[0], 46), fill=225)
    draw.text((_SHEET[0] / 2, 23), _STRIPE, fill=60, font=_font(22, bold=True), anchor="mm")
    draw.text((_MARGIN, 110), sender, fill=25, font=_font(36, bold=True))
    draw.line((_MARGIN, 165, _MARGIN + wide, 165), fill=120, width=3)
    at = 220.0
    for line in lines:
        is_subject = line.startswith("# ")
        font = _font(27, bold=is_subject)
        for part in _wrapped(line.removeprefix("# "), font, wide):
            draw.text((_MARGIN, at), part, fill=35, font=font)
            at += 40
        at += 14 if line else 0
    into = BytesIO()
    if is_photo:
        table = Image.new("RGB", (_SHEET[0] + 120, _SHEET[1] + 120), (126, 98, 74))
        paper = Image.merge("RGB", (sheet, sheet, sheet.point(lambda light: int(light * 0.94)))).convert("RGBA")
        askew = paper.rotate(1.7, Image.Resampling.BICUBIC, expand=True)
        table.paste(askew, (40, 45), askew)
        table.save(into, "JPEG", quality=85)
    else:
        sheet.save(into, "PNG")
    return scan(into.getvalue(), name)


def _wrapped(line: str, font: "FreeTypeFont", wide: int) -> Iterator[str]:
    written = ""
    for word in line.split(" "):
        longer = f"{written} {word}".strip()
        if written and font.getlength(longer) > wide:
            yield written
            longer = word
        written = longer
    yield written


@cache
def _font(size: int, *, bold: bool) -> "FreeTypeFont":
    from PIL import ImageFont

    name = "SourceSans3_700Bold.ttf" if bold else "SourceSans3_400Regular.ttf"
    return ImageFont.truetype(str(resource("fonts", name)), size)
