"""Fonts, and what they can show: text that the fonts lack is never printed wrong.

Letters of a script that the fonts lack become a line to write them on by hand; other signs (emoji) become a box.
Screen readers still get the true text.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pydantic import BaseModel
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from buurtteam import paths

REGULAR, SEMIBOLD, BOLD, ITALIC = "SourceSans3", "SourceSans3-SemiBold", "SourceSans3-Bold", "SourceSans3-Italic"
ICONS = "Tabler"

BOX = "\u25a1"
_WRITE_IN = "\u2026"
_FILES = {
    REGULAR: "SourceSans3_400Regular.ttf",
    ITALIC: "SourceSans3_400Regular_Italic.ttf",
    SEMIBOLD: "SourceSans3_600SemiBold.ttf",
    BOLD: "SourceSans3_700Bold.ttf",
}
# Signs that only steer how their neighbours look; without them nothing is missing.
_SILENT = {"\u200c", "\u200d", "\u2060", "\u00ad", "\ufe0e", "\ufe0f", "\u200b", "\ufeff", "\u200e", "\u200f"}


@cache
def load_fonts() -> None:
    """Register the fonts once per run."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(paths.resource("fonts", file))))
    pdfmetrics.registerFont(TTFont(ICONS, str(paths.resource("icons", "tabler-icons.ttf"))))


@cache
def _shown(font: str) -> frozenset[int]:
    load_fonts()
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


def _fits(char: str, font: str = REGULAR) -> bool:
    return char in "\n\t" or (ord(char) in _shown(font) and unicodedata.category(char)[0] != "C")


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces that can be shown (True) and clusters that cannot (False)."""
    pieces: list[tuple[str, bool]] = []
    for char in unicodedata.normalize("NFC", text):
        if _fits(char):
            pieces.append((char, True))
            continue
        if char in _SILENT or unicodedata.category(char) in ("Cc", "Cs", "Cf"):
            continue
        plain = unicodedata.normalize("NFKC", char)
        if plain != char and all(_fits(c) for c in plain):
            pieces.append((plain, True))
        else:
            pieces.append((char, False))
    return tuple(pieces)


def showable(text: str) -> str:
    """The text as the fonts can show it."""
    if text.isascii() and (text.isprintable() or not any(ord(c) < 32 and c not in "\n\t" for c in text)):
        return text
    shown: list[str] = []
    for piece, fits in _pieces(text):
        if fits:
            shown.append(piece)
        elif unicodedata.category(piece)[0] in "LMN":
            # One line for the whole name, long enough to write on.
            if shown and shown[-1].startswith(_WRITE_IN):
                shown[-1] += _WRITE_IN
            else:
                shown.append(_WRITE_IN * 6)
        elif not unicodedata.category(piece).startswith(("M", "Sk")) and (not shown or shown[-1] != BOX):
            shown.append(BOX)
    return "".join(shown)


def spoken(text: str) -> str:
    """The text as a screen reader gets it: all its words, without what steers terminals."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs"))
    return " ".join(text.split())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for part in value:
            yield from _texts(part)


def missing_glyphs(content: BaseModel) -> tuple[str, ...]:
    """The signs in a paper's content that cannot be printed and must be written on it by hand, each once, in order."""
    missing: dict[str, None] = {}
    for text in _texts(content):
        for piece, fits in _pieces(text):
            if not fits:
                missing[piece] = None
    return tuple(missing)
