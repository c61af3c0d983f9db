"""The small pictures that stand beside words for who reads with difficulty."""

import tomllib
from functools import cache

from buurtteam.documents.blocks import Glyph
from buurtteam.domain.papers import Pictogram
from buurtteam.paths import resource
from buurtteam.texts import label

_ICONS = {
    Pictogram.HOME: "home",
    Pictogram.MONEY: "coins",
    Pictogram.MAIL: "mail",
    Pictogram.WORK: "briefcase",
    Pictogram.SCHOOL: "school",
    Pictogram.BODY: "heartbeat",
    Pictogram.MIND: "brain",
    Pictogram.HABITS: "beer",
    Pictogram.HOUSEKEEPING: "basket",
    Pictogram.FAMILY: "friends",
    Pictogram.PEOPLE: "users",
    Pictogram.CARE: "heart-handshake",
    Pictogram.SAFE: "shield",
    Pictogram.JOIN_IN: "users-group",
    Pictogram.PHONE: "phone",
    Pictogram.TALK: "messages",
    Pictogram.DOCTOR: "stethoscope",
    Pictogram.FOOD: "soup",
    Pictogram.CALENDAR: "calendar",
    Pictogram.FORM: "clipboard-text",
}


@cache
def _codepoints() -> dict[str, int]:
    with resource("icons", "codepoints.toml").open("rb") as file:
        return dict(tomllib.load(file)["codepoints"])


def pictogram(picture: Pictogram, size: float) -> Glyph:
    """The picture, with what it shows for who cannot see it."""
    return Glyph(chr(_codepoints()[_ICONS[picture]]), label(picture), size)
