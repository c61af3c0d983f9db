"""Everything lies where it is looked for."""

from pathlib import Path

import pytest

from buurtteam import paths


def test_what_comes_with_the_program_is_found() -> None:
    assert paths.resource("fonts", "SourceSans3_400Regular.ttf").is_file()


def test_a_home_of_ones_own_holds_all_that_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    for folder in (paths.config_folder(), paths.data_folder(), paths.log_folder()):
        assert folder.is_dir()
        assert folder.parent == tmp_path
