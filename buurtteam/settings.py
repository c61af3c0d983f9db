"""What this computer remembers about the look and the place of things; each setting stands once, kept as TOML."""

import tomllib
from pathlib import Path
from typing import Self

import tomli_w
from pydantic import Field, ValidationError

from buurtteam.domain.record import Value
from buurtteam.domain.words import N_, Choice
from buurtteam.paths import config_folder


class Language(Choice):
    """The language of the screens; papers for residents are Dutch."""

    DUTCH = "nl", N_("Nederlands")
    ENGLISH = "en", N_("English")


class Look(Choice):
    """The colours of the screens."""

    SYSTEM = "system", N_("As the computer")
    LIGHT = "light", N_("Light")
    DARK = "dark", N_("Dark")
    CONTRAST = "contrast", N_("High contrast")


class Settings(Value):
    """The settings of one person on one computer; nothing about residents."""

    language: Language = Field(default=Language.DUTCH, title=N_("Language"))
    theme: Look = Field(default=Look.SYSTEM, title=N_("Colours"))
    text_scale: int = Field(default=100, ge=80, le=200, title=N_("Size of the text (%)"))
    idle_minutes: int = Field(default=10, ge=1, le=120, title=N_("Lock after so many minutes without typing"))
    backup_folder: str = Field(default="", title=N_("Where the backups go"))
    window: str = Field(default="", title=N_("Place and size of the window"))

    @classmethod
    def load(cls) -> Self:
        """The settings as they were left; a missing or damaged file gives the defaults, field by field."""
        try:
            found = tomllib.loads(_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        good = {}
        for name in cls.model_fields.keys() & found.keys():
            try:
                cls.model_validate({name: found[name]})
            except ValidationError:
                continue
            good[name] = found[name]
        return cls.model_validate(good)

    def keep(self) -> None:
        """Write the settings down, whole or not at all.

        Raises OSError when the disk does not take them.
        """
        target = _file()
        fresh = target.with_suffix(".new")
        fresh.write_text(tomli_w.dumps(self.model_dump(mode="json")), encoding="utf-8")
        fresh.replace(target)


def _file() -> Path:
    return config_folder() / "settings.toml"
