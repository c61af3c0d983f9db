"""Every place of the real window with the practice neighbourhood: named, reached by Tab, never clipped, in each language.

The window is opened once per language and size of text; on that window each place is visited.
"""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from buurtteam import texts
from buurtteam.services.headless import open_practice
from buurtteam.services.office import Office
from buurtteam.ui.page import Page
from tests.conftest import NOW, Clock
from tests.ui import walk
from tests.ui.sweep import (
    Sweep,
    View,
    double_access_keys,
    every_view,
    faint,
    shown_texts,
    small_targets,
    speak,
    tab_faults,
)

# Dutch at 100 % is looked at more closely, in one round: see `dutch`.
LOOKS = [("nl", 150), ("nl", 200), ("en", 100), ("stretched", 100)]


@pytest.fixture(scope="module")
def neighbourhood(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The practice neighbourhood, made once."""
    folder = tmp_path_factory.mktemp("practice")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUURTTEAM_HOME", str(folder))
        speak("nl")
        office, _made = open_practice(folder, Clock(NOW))
        yield office
        office.close()


@pytest.fixture(scope="module")
def views(neighbourhood: Office) -> list[View]:
    return every_view(neighbourhood)


def fail_with(faults: dict[str, list[str]]) -> None:
    """Fail with the faults by place, one a line."""
    lines = [f"{name}: {each}" for name, found in faults.items() for each in dict.fromkeys(found)]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def does_not_fit(sweep: Sweep, page: Page) -> list[str]:
    """What is without a name, clipped, too wide, too small, or has a key that is taken."""
    found = [
        *(f"without a name: {each}" for each in walk.nameless(page)),
        *(f"clipped: {each}" for each in walk.clipped(page)),
        *(f"scrolls sideways: {each}" for each in walk.wider_than_shown(page)),
        *(f"too small to point at: {each}" for each in small_targets(page)),
    ]
    return [*found, *(f"one key for two: {each}" for each in double_access_keys(sweep, page))]


@pytest.fixture(scope="module")
def dutch(qapp: QApplication, neighbourhood: Office, views: list[View]) -> dict[str, dict[str, list[str]]]:
    """One round in Dutch at 100 %: the faults by kind and by place."""
    known = getattr(texts.catalogue_of("nl").words, "_catalog", {})
    dutch_words = {value for value in known.values() if isinstance(value, str)}
    english = {key for key in known if isinstance(key, str) and key and known[key] != key} - dutch_words
    assert english
    found: dict[str, dict[str, list[str]]] = {"fit": {}, "faint": {}, "tab": {}, "english": {}}
    sweep = Sweep(neighbourhood, "nl", 100)
    for name, page in sweep.visit(views):
        found["fit"][name] = does_not_fit(sweep, page)
        found["faint"][name] = faint(sweep)
        found["english"][name] = sorted(shown_texts(page) & english)
        found["tab"][name] = tab_faults(sweep, page)
    sweep.close()
    return found


def test_every_page_fits_in_dutch(dutch: dict[str, dict[str, list[str]]]) -> None:
    fail_with(dutch["fit"])


def test_all_words_stand_out_in_the_light_theme(dutch: dict[str, dict[str, list[str]]]) -> None:
    fail_with(dutch["faint"])


def test_tab_comes_everywhere_and_back(dutch: dict[str, dict[str, list[str]]]) -> None:
    fail_with(dutch["tab"])


def test_no_english_is_seen_in_dutch(dutch: dict[str, dict[str, list[str]]]) -> None:
    fail_with(dutch["english"])


@pytest.mark.parametrize(("language", "scale"), LOOKS)
def test_every_page_fits_in_another_size_or_language(
    qapp: QApplication, neighbourhood: Office, views: list[View], language: str, scale: int
) -> None:
    sweep = Sweep(neighbourhood, language, scale)
    faults = {name: does_not_fit(sweep, page) for name, page in sweep.visit(views)}
    sweep.close()
    fail_with(faults)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_all_words_stand_out_in_another_theme(
    qapp: QApplication, neighbourhood: Office, views: list[View], theme: str
) -> None:
    sweep = Sweep(neighbourhood, "nl", 100, theme)
    faults = {name: faint(sweep) for name, _page in sweep.visit(views)}
    sweep.close()
    fail_with(faults)
