"""How the team looks on paper: logo, colour, the sheet that tests the window, and the recovery sheet."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from buurtteam.documents.render import render
from buurtteam.documents.sheet import checked_logo, contrast_on_white, readable_color
from buurtteam.domain.papers import LOGO_BYTES, Letterhead, RecoverySheetPaper
from buurtteam.domain.problem import Problem
from buurtteam.domain.staff import Team
from buurtteam.domain.words import N_
from buurtteam.services import contents
from buurtteam.services.office import Office
from buurtteam.services.paper_home import team_of

# A photo of a camera is no logo; more than this is not read into memory at all.
_FILE_BYTES = 20_000_000


@dataclass(frozen=True)
class ColorOnPaper:
    """How a colour does on white paper: its contrast, and the colour that is printed."""

    contrast: float
    printed: str
    is_darkened: bool


def color_on_paper(color: str) -> ColorOnPaper:
    """What becomes of a colour such as `#0B5E5A` on paper: darkened as far as reading needs."""
    printed = readable_color(color)
    return ColorOnPaper(contrast_on_white(color), printed, printed != color.upper())


def logo_from(path: Path) -> bytes:
    """A picture file as a logo: drawn anew as PNG, small enough, without place or camera.

    Raises Problem when it is no picture or far too large.
    """
    try:
        if path.stat().st_size > _FILE_BYTES:
            raise _too_large()
        logo = checked_logo(path.read_bytes())
    except OSError as error:
        raise Problem("not_a_logo", N_("This file is not a PNG or JPEG picture. Choose another one.")) from error
    if len(logo) > LOGO_BYTES:
        raise _too_large()
    return logo


def window_test(office: Office) -> bytes:
    """The sheet to print and put in an envelope: does the address sit in the window?"""
    with office.reading() as store:
        return render(contents.window_test_paper(team_of(store, office.today(), office.statute)))


def recovery_sheet(code: str, file: Path, team: Team, today: date) -> bytes:
    """The recovery sheet as PDF; the code is kept nowhere but on that sheet."""
    letterhead = Letterhead(team=team.name, organisation=team.municipality, color=team.brand_color)
    return render(RecoverySheetPaper(letterhead=letterhead, code=code, file_name=file.name, made_on=today))


def _too_large() -> Problem:
    return Problem(
        "logo_too_large", N_("This picture is too large for a letterhead. Choose one of at most 500 kB."), ()
    )
