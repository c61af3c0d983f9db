import json
from pathlib import Path

import pytest

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.storage import keys
from buurtteam.storage.keys import (
    Cost,
    change_passphrase,
    change_recovery_code,
    make_slots,
    new_data_key,
    open_slots,
    previous_slots_path,
    slots_path,
)
from tests.conftest import CHEAP, KEY

PASSPHRASE = "vijf paarden zingen blauw brood"


@pytest.fixture
def code(tmp_path: Path) -> str:
    return make_slots(tmp_path / "wijk", KEY, PASSPHRASE, CHEAP)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "wijk"


def _refused(file: Path, secret: str) -> str:
    with pytest.raises(Trouble) as told:
        open_slots(file, secret, CHEAP)
    return told.value.sentence


def test_passphrase_and_recovery_code_both_open(file: Path, code: str) -> None:
    assert open_slots(file, PASSPHRASE, CHEAP) == KEY
    assert open_slots(file, code, CHEAP) == KEY
    assert open_slots(file, code.lower().replace("-", " "), CHEAP) == KEY


def test_a_wrong_passphrase_and_a_wrong_code_are_refused_alike(file: Path, code: str, tmp_path: Path) -> None:
    other = make_slots(tmp_path / "andere", new_data_key(), PASSPHRASE, CHEAP)
    assert _refused(file, "vijf paarden zingen rood brood") == _refused(file, other)
    assert _refused(file, "") == _refused(file, other)


def test_the_slots_of_another_file_do_not_open_this_one(file: Path, code: str, tmp_path: Path) -> None:
    make_slots(tmp_path / "andere", new_data_key(), PASSPHRASE, CHEAP)
    mixed = json.loads(slots_path(file).read_bytes())
    mixed["slots"] = json.loads(slots_path(tmp_path / "andere").read_bytes())["slots"]
    slots_path(file).write_bytes(keys._canonical(mixed))
    _refused(file, PASSPHRASE)


def test_every_byte_of_the_slots_counts(file: Path, code: str) -> None:
    good = slots_path(file).read_bytes()
    sentences = set()
    for at in range(len(good)):
        slots_path(file).write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        sentences.add(_refused(file, PASSPHRASE))
    assert len(sentences) == 1
    slots_path(file).write_bytes(good)
    assert open_slots(file, PASSPHRASE, CHEAP) == KEY


def test_a_slot_made_cheap_to_guess_is_refused(file: Path, code: str) -> None:
    with pytest.raises(Trouble):
        open_slots(file, PASSPHRASE)
    slots = json.loads(slots_path(file).read_bytes())
    slots["slots"][0]["cost"]["memory_kib"] = 10**12
    slots_path(file).write_bytes(keys._canonical(slots))
    _refused(file, PASSPHRASE)


def test_every_single_typing_error_in_a_code_is_seen(code: str, file: Path) -> None:
    plain = code.replace("-", "")
    for at, letter in enumerate(plain):
        wrong = "2" if letter != "2" else "3"
        assert not keys.is_recovery_code(plain[:at] + wrong + plain[at + 1 :])
        swapped = plain[:at] + plain[at + 1 : at + 2] + letter + plain[at + 2 :]
        assert swapped == plain or not keys.is_recovery_code(swapped)
    with pytest.raises(Problem) as told:
        open_slots(file, code[:-1] + ("2" if code[-1] != "2" else "3"), CHEAP)
    assert told.value.code == "recovery_code_mistyped"


def test_another_passphrase_leaves_the_recovery_sheet_valid(file: Path, code: str) -> None:
    change_passphrase(file, KEY, "zes paarden zwemmen naar huis", CHEAP)
    assert previous_slots_path(file).exists()
    _refused(file, PASSPHRASE)
    assert open_slots(file, "zes paarden zwemmen naar huis", CHEAP) == KEY
    assert open_slots(file, code, CHEAP) == KEY
    # The way in with the old passphrase goes as soon as the new one proved to work.
    assert not previous_slots_path(file).exists()


def test_another_recovery_sheet_ends_the_old_one(file: Path, code: str) -> None:
    fresh = change_recovery_code(file, KEY, CHEAP)
    _refused(file, code)
    assert open_slots(file, fresh, CHEAP) == KEY
    assert open_slots(file, PASSPHRASE, CHEAP) == KEY


def test_missing_keys_have_a_sentence_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as told:
        open_slots(tmp_path / "wijk", PASSPHRASE)
    assert told.value.code == "keys_missing"


def test_the_default_cost_is_not_below_the_floor() -> None:
    assert Cost().at_least(keys.FLOOR)
    assert Cost() == Cost(time=3, memory_kib=262144, lanes=4)
