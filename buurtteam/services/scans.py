"""A file on its way in: what it really is, whether it can be kept, and a photograph without what a camera writes into it.

A file is known by its first bytes, never by its name. Nothing of it is run, and a picture is drawn anew before it is kept.
"""

import errno
import os
import stat
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from buurtteam.domain.evidence import MediaType
from buurtteam.domain.kinds import clean, one_line
from buurtteam.domain.problem import Problem
from buurtteam.domain.words import N_

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 15_000_000
"""The most bytes that one file may have."""
MOST_PIXELS = 50_000_000
"""The most points of a picture that is opened: a sheet at 600 dots per inch has 35 million."""
LONGEST_SIDE = 2400
"""Of a picture as it is kept, in points: an A4 sheet is then well read and well printed."""
_THUMBNAIL = (240, 320)
_LARGEST_PNG = 1_500_000
_PAGES_COUNTED = 10_000


@dataclass(frozen=True)
class PdfLook:
    """What a PDF is: how many pages, and a small picture (JPEG or PNG) of the first; or that it is locked or damaged."""

    state: Literal["good", "locked", "damaged"] = "good"
    pages: int = 1
    thumbnail: bytes = b""


PdfReader = Callable[[bytes], PdfLook]
"""Looks into a PDF; the window brings one that also draws its first page."""


@dataclass(frozen=True)
class Scan:
    """A file as it can be kept."""

    name: str
    media: MediaType
    content: bytes
    thumbnail: bytes
    pages: int = 1


def read_file(path: Path) -> bytes:
    """The bytes of a file, of which not more is read than may be kept.

    Raises Problem when it is a folder, a shortcut, empty, too large, or not there any more.
    """
    try:
        if path.is_symlink():
            raise Problem("is_shortcut", N_("This is a shortcut to a file. Choose the file itself."))
        if path.is_dir():
            raise Problem("is_folder", N_("This is a folder. Open it, and choose the files inside."))
        # Without waiting: what only looks like a file may never answer.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(number, "rb") as file:
            known = os.fstat(number)
            if not stat.S_ISREG(known.st_mode):
                raise _unreadable()
            if known.st_size > LARGEST_FILE:
                raise _too_large()
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        if error.errno == errno.EISDIR:
            raise Problem("is_folder", N_("This is a folder. Open it, and choose the files inside.")) from error
        raise _unreadable() from error
    return content


def scan(content: bytes, name: str, pdf: PdfReader | None = None) -> Scan:
    """The file as it can be kept: a picture drawn anew, upright and without place or time; a PDF as it is.

    Raises Problem with what is wrong with it and what to do.
    """
    if not content:
        raise Problem("empty_file", N_("This file is empty. Scan or photograph the paper again."))
    if len(content) > LARGEST_FILE:
        raise _too_large()
    match _kind_of(content):
        case "pdf":
            look = (pdf or plain_look)(content)
            if look.state == "locked":
                raise Problem(
                    "locked_pdf",
                    N_("This PDF is locked with a password. Open it, print it to a new PDF, and add that one."),
                )
            if look.state == "damaged":
                raise Problem("damaged_pdf", N_("This PDF is damaged. Scan the paper again."))
            pages = max(1, min(look.pages, _PAGES_COUNTED))
            return Scan(named(name, MediaType.PDF), MediaType.PDF, content, look.thumbnail, pages)
        case "picture":
            return _picture(content, name)
        case "program":
            raise Problem(
                "is_program",
                N_("This is a program or a script, whatever its name says. Such files never come into the team file."),
            )
        case "office":
            raise Problem("is_office", N_("This is a Word, Excel or zip file. Save it as PDF, and add that."))
        case "heic":
            raise Problem(
                "is_heic",
                N_("This is a photograph in the form of an iPhone (HEIC). Send it as JPEG, or scan the paper as PDF."),
            )
        case _:
            raise Problem(
                "unknown_file",
                N_("Only PDF files and photographs (JPEG, PNG, WebP) can be added. Make a PDF or a photograph of it."),
            )


def named(name: str, media: MediaType) -> str:
    """A name for a file that says what it really is."""
    stem = one_line(clean(name).replace("/", " ").replace("\\", " "))
    for known in (".pdf", ".jpeg", ".jpg", ".png", ".webp"):
        if stem.casefold().endswith(known):
            stem = stem[: -len(known)]
    return f"{stem.strip(' .')[:150] or 'scan'}{_SUFFIX[media]}"


_SUFFIX = {MediaType.PDF: ".pdf", MediaType.JPEG: ".jpg", MediaType.PNG: ".png"}

_PICTURES = ("JPEG", "PNG", "WEBP")
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_SCRIPTS = (b"<script", b"<html", b"<!doctype html", b"<hta:", b"<?php", b"@echo")
_BLANK = b"\xef\xbb\xbf \t\r\n\0"
_OFFICE = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def _kind_of(content: bytes) -> Literal["pdf", "picture", "program", "office", "heic", "unknown"]:
    """What a file is, by its first bytes."""
    start = content[:1024]
    bare = start.lstrip(_BLANK)
    if start.startswith(_PROGRAMS) or bare.lower().startswith(_SCRIPTS):
        return "program"
    if start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        return "picture"
    if start.startswith(_OFFICE):
        return "office"
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        return "heic"
    # What stands before a PDF may be a page or a script of its own to another program.
    return "pdf" if bare.startswith(b"%PDF-") else "unknown"


_STARTS = {MediaType.PDF: b"%PDF-", MediaType.JPEG: b"\xff\xd8\xff", MediaType.PNG: b"\x89PNG\r\n\x1a\n"}
_LARGEST_THUMBNAIL = 300_000


def is_of_kind(content: bytes, media: MediaType) -> bool:
    """Whether a file that was kept elsewhere is what it says, by its first bytes."""
    if media is MediaType.PDF:
        return _kind_of(content) == "pdf"
    return content.startswith(_STARTS[media])


def is_thumbnail(content: bytes) -> bool:
    """Whether these bytes can be the small picture of a file, or are none."""
    starts = (_STARTS[MediaType.JPEG], _STARTS[MediaType.PNG])
    return not content or (content.startswith(starts) and len(content) <= _LARGEST_THUMBNAIL)


def plain_look(content: bytes) -> PdfLook:
    """A look into a PDF without a program that draws it: whether it is whole and open, and its pages as far as they show."""
    if b"startxref" not in content[-2048:]:
        return PdfLook("damaged")
    if b"/Encrypt" in content:
        return PdfLook("locked")
    pages = content.replace(b"/Type/", b"/Type /").count(b"/Type /Page") - content.replace(b"/Type/", b"/Type /").count(
        b"/Type /Pages"
    )
    return PdfLook("good", max(1, pages))


# ---------------------------------------------------------------------------------------------- pictures


def _picture(content: bytes, name: str) -> Scan:
    """A picture, drawn anew."""
    from PIL import Image, ImageOps

    # Pillow only warns at twice the points of a large sheet; here that is too many already.
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=_PICTURES) as opened:
                _must_be_small(opened)
                is_png = opened.format == "PNG"
                # A photograph is read at once at about the size that is kept: four times less memory.
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                opened.load()
                ImageOps.exif_transpose(opened, in_place=True)
                image = _in_plain_colors(opened)
                image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        except Problem:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_many_points() from error
        except Exception as error:
            # Whatever a decoder stumbles over, the file is not a picture that can be shown.
            raise Problem("damaged_picture", N_("This picture is damaged. Take it or scan it again.")) from error
    small = image.convert("RGB")
    small.thumbnail(_THUMBNAIL)
    media, kept = _written(image, is_png=is_png)
    return Scan(named(name, media), media, kept, _jpeg(small, 78))


def _must_be_small(image: "Image") -> None:
    wide, high = image.size
    if wide * high > MOST_PIXELS:
        raise _too_many_points()


def _in_plain_colors(image: "Image") -> "Image":
    """Grey or red, green and blue; what was transparent becomes white paper. Nothing else comes along."""
    from PIL import Image

    if image.mode in ("RGB", "L") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I") or image.mode == "F":
        # Sixteen bits of grey: the upper eight are what is seen.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        shown = image.convert("RGBA")
        paper = Image.new("RGB", shown.size, "white")
        paper.paste(shown, mask=shown.getchannel("A"))
        return paper
    return image.convert("RGB")


def _written(image: "Image", *, is_png: bool) -> tuple[MediaType, bytes]:
    """The picture as a file; what came sharp stays sharp unless it would be large."""
    if is_png:
        into = BytesIO()
        _bare(image).save(into, "PNG", optimize=True)
        if into.tell() <= _LARGEST_PNG:
            return MediaType.PNG, into.getvalue()
    return MediaType.JPEG, _jpeg(image, 85)


def _jpeg(image: "Image", quality: int) -> bytes:
    into = BytesIO()
    _bare(image).save(into, "JPEG", quality=quality, optimize=True, progressive=False)
    return into.getvalue()


def _bare(image: "Image") -> "Image":
    """The points alone, without what came along with them: place, time, camera, remarks."""
    bare = image.copy()
    bare.info = {}
    return bare


# ---------------------------------------------------------------------------------------------- sentences


def _unreadable() -> Problem:
    return Problem(
        "file_gone", N_("It is not there any more, or it cannot be read. Look where it is now, and choose it again.")
    )


def _too_large() -> Problem:
    return Problem(
        "file_too_large",
        N_("This file is larger than {most} MB. Scan it again at a lower quality, or in parts."),
        most=LARGEST_FILE // 1_000_000,
    )


def _too_many_points() -> Problem:
    return Problem(
        "too_many_points", N_("This picture is too large to be opened safely. Make it smaller, or take it again.")
    )
