"""What this computer remembers comes back, and damage costs no more than the damaged setting."""

import logging
from pathlib import Path

import pytest

from buurtteam.log import start_log
from buurtteam.settings import Language, Look, Settings


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURTTEAM_HOME", str(tmp_path))


def test_settings_come_back_as_they_were_left() -> None:
    Settings(language=Language.ENGLISH, theme=Look.DARK, text_scale=150).keep()
    assert Settings.load() == Settings(language=Language.ENGLISH, theme=Look.DARK, text_scale=150)


def test_a_damaged_file_gives_the_defaults(tmp_path: Path) -> None:
    Settings(text_scale=150).keep()
    for file in tmp_path.rglob("settings.toml"):
        file.write_text("this is = not [toml", encoding="utf-8")
    assert Settings.load() == Settings()


def test_one_impossible_setting_leaves_the_others(tmp_path: Path) -> None:
    Settings(theme=Look.DARK).keep()
    for file in tmp_path.rglob("settings.toml"):
        file.write_text('theme = "dark"\ntext_scale = 9000\nunknown = 1\n', encoding="utf-8")
    assert Settings.load() == Settings(theme=Look.DARK)


def test_the_log_names_where_a_fault_arose_and_not_what_was_typed() -> None:
    target = start_log()
    log = logging.getLogger("buurtteam.test")
    typed = "Samira, 999990019"
    try:
        int(typed)
    except ValueError:
        log.exception("a deed failed")
    for handler in list(logging.getLogger("buurtteam").handlers):
        handler.close()
        logging.getLogger("buurtteam").removeHandler(handler)
    written = target.read_text(encoding="utf-8")
    assert "a deed failed" in written
    assert "ValueError" in written
    assert "test_settings" in written
    assert "Samira" not in written
    assert "999990019" not in written
