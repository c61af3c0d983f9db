"""What this computer remembers about the look and the place of things; each setting stands once, kept as TOML."""

# No record of Pydantic: the settings are read before the first frame, and Pydantic costs a third of a bare window.
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Self

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


SMALLEST_TEXT, LARGEST_TEXT = 80, 200
SHORTEST_IDLE, LONGEST_IDLE = 1, 120


@dataclass(frozen=True)
class Settings:
    """The settings of one person on one computer; nothing about residents.

    `text_scale` is in percent; after `idle_minutes` without typing the window locks.
    Raises ValueError for a setting that cannot be.
    """

    language: Language = Language.DUTCH
    theme: Look = Look.SYSTEM
    text_scale: int = 100
    idle_minutes: int = 10
    backup_folder: str = ""
    window: str = ""

    def __post_init__(self) -> None:
        # A file brings the bare text of a choice.
        object.__setattr__(self, "language", Language(self.language))
        object.__setattr__(self, "theme", Look(self.theme))
        whole = (self.text_scale, self.idle_minutes)
        if any(type(number) is not int for number in whole):
            raise ValueError("whole numbers")
        if not SMALLEST_TEXT <= self.text_scale <= LARGEST_TEXT:
            raise ValueError("text_scale")
        if not SHORTEST_IDLE <= self.idle_minutes <= LONGEST_IDLE:
            raise ValueError("idle_minutes")
        if not (isinstance(self.backup_folder, str) and isinstance(self.window, str)):
            raise ValueError("text")  # noqa: TRY004 - one kind of error for whatever a file may hold

    def changed(self, **settings: Any) -> Self:  # noqa: ANN401 - any of the settings
        """The same settings with some replaced."""
        return replace(self, **settings)

    @classmethod
    def load(cls) -> Self:
        """The settings as they were left; a missing or damaged file gives the defaults, field by field."""
        try:
            found = tomllib.loads(_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        settings = cls()
        for name in [each.name for each in fields(cls) if each.name in found]:
            try:
                settings = settings.changed(**{name: found[name]})
            except ValueError:
                continue
        return settings

    def keep(self) -> None:
        """Write the settings down, whole or not at all.

        Raises OSError when the disk does not take them.
        """
        import tomli_w

        target = _file()
        fresh = target.with_suffix(".new")
        plain = {name: str(value) if isinstance(value, Choice) else value for name, value in asdict(self).items()}
        fresh.write_text(tomli_w.dumps(plain), encoding="utf-8")
        fresh.replace(target)


def _file() -> Path:
    return config_folder() / "settings.toml"
