"""The key of a file, locked away in slots: one opened by the passphrase, one by the recovery code.

The data itself is encrypted with one random key. A slot holds that key, locked with what a person knows,
so that another passphrase changes the slots and not a byte of the data.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.words import N_

KEY_BYTES = 32
_FORMAT = 1
# Without 0 and O, 1 and I: nobody need guess what was printed.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LENGTH = 28
_GROUP = 4
# A prime above 32 * 28: every single wrong letter and every swap of neighbours changes the remainder.
_PRIME = 1021


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of the kind, not a passphrase
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Cost:
    """What one try at a passphrase costs (Argon2id, RFC 9106)."""

    time: int = 3
    memory_kib: int = 256 * 1024
    lanes: int = 4

    def at_least(self, floor: "Cost") -> bool:
        """Whether this is no cheaper than the floor."""
        return self.time >= floor.time and self.memory_kib >= floor.memory_kib


FLOOR = Cost(time=1, memory_kib=64 * 1024, lanes=1)
# A slot that asks for more is damaged: it would take the memory of the machine before anybody knew.
_CEILING = Cost(time=64, memory_kib=4 * 1024 * 1024, lanes=64)


def slots_path(file: Path) -> Path:
    """Where the slots of a file lie: beside it."""
    return file.with_name(file.name + ".sleutels")


def previous_slots_path(file: Path) -> Path:
    """Where the slots lie that the last change replaced, until somebody has opened the file with the new ones."""
    return file.with_name(file.name + ".sleutels.vorige")


def new_data_key() -> bytes:
    """A fresh random key for a file."""
    return secrets.token_bytes(KEY_BYTES)


def make_slots(file: Path, data_key: bytes, passphrase: str, cost: Cost) -> str:
    """Write the slots of a new file; returns the recovery code, which is kept nowhere.

    Raises Trouble when they cannot be written.
    """
    code = _new_code()
    file_id = secrets.token_hex(16)
    slots = [
        _slot(file_id, SlotKind.PASSPHRASE, passphrase, data_key, cost),
        _slot(file_id, SlotKind.RECOVERY, _plain_code(code), data_key, cost),
    ]
    _write(file, _sealed(file_id, slots, data_key))
    return code


def open_slots(file: Path, secret: str, floor: Cost = FLOOR) -> bytes:
    """The data key of a file, for who knows its passphrase or its recovery code.

    Raises Trouble when the secret does not open it or the slots are missing or damaged (one sentence for all
    of these, so that it tells an intruder nothing), Problem when a recovery code was mistyped.
    """
    slots = _read(file)
    as_code = _plain_code(secret)
    if is_recovery_code(secret):
        tries = [(SlotKind.RECOVERY, as_code), (SlotKind.PASSPHRASE, secret)]
    else:
        tries = [(SlotKind.PASSPHRASE, secret)]
    for kind, text in tries:
        for slot in slots.get("slots", ()):
            if slot.get("kind") == kind and (data_key := _unlocked(slots, slot, text, floor)):
                # Whoever opens with these no longer needs the ones they replaced.
                with suppress(OSError):
                    previous_slots_path(file).unlink(missing_ok=True)
                return data_key
    if _looks_like_code(secret) and not is_recovery_code(secret):
        raise Problem(
            "recovery_code_mistyped",
            N_("There is a typing error in the recovery code. Compare it with the sheet, group by group."),
        )
    raise _not_opened()


def are_whole(file: Path, data_key: bytes) -> bool:
    """Whether the slots of a file stand beside it as they were sealed with this key."""
    try:
        slots = _read(file)
        return hmac.compare_digest(_seal(slots["file"], slots["slots"], data_key).encode(), str(slots["seal"]).encode())
    except (Trouble, KeyError):
        return False


def change_passphrase(file: Path, data_key: bytes, passphrase: str, cost: Cost) -> None:
    """Put another passphrase in place of the old one; the recovery code stays, the data is not touched.

    Raises Trouble when the slots cannot be read or written.
    """
    slots = _read(file)
    kept_slots = [slot for slot in slots["slots"] if slot["kind"] != SlotKind.PASSPHRASE]
    fresh = _slot(slots["file"], SlotKind.PASSPHRASE, passphrase, data_key, cost)
    _write(file, _sealed(slots["file"], [fresh, *kept_slots], data_key))


def change_recovery_code(file: Path, data_key: bytes, cost: Cost) -> str:
    """Put another recovery code in place of the old one and return it; the old sheet opens nothing any more.

    Raises Trouble when the slots cannot be read or written.
    """
    code = _new_code()
    slots = _read(file)
    kept_slots = [slot for slot in slots["slots"] if slot["kind"] != SlotKind.RECOVERY]
    fresh = _slot(slots["file"], SlotKind.RECOVERY, _plain_code(code), data_key, cost)
    _write(file, _sealed(slots["file"], [*kept_slots, fresh], data_key))
    return code


def derived_key(data_key: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which the data key cannot be found."""
    return hmac.digest(data_key, f"buurtteam {purpose}".encode(), hashlib.sha256)


def is_recovery_code(text: str) -> bool:
    """Whether this is a recovery code without a typing error."""
    plain = _plain_code(text)
    return len(plain) == _CODE_LENGTH and set(plain) <= set(_LETTERS) and _check(plain[:-2]) == plain[-2:]


def _looks_like_code(text: str) -> bool:
    plain = _plain_code(text)
    return text.count("-") >= 3 and abs(len(plain) - _CODE_LENGTH) <= 2 and plain.isalnum()


def _plain_code(text: str) -> str:
    return "".join(text.upper().replace("-", "").split())


def _new_code() -> str:
    body = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH - 2))
    plain = body + _check(body)
    return "-".join(plain[at : at + _GROUP] for at in range(0, _CODE_LENGTH, _GROUP))


def _check(body: str) -> str:
    total = sum((place + 1) * _LETTERS.index(letter) for place, letter in enumerate(body)) % _PRIME
    return _LETTERS[total // len(_LETTERS)] + _LETTERS[total % len(_LETTERS)]


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _lock_key(secret: str, salt: bytes, cost: Cost) -> bytes:
    text = unicodedata.normalize("NFC", secret).encode()
    return hash_secret_raw(text, salt, cost.time, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _header(file_id: str, slot: Mapping[str, Any]) -> bytes:
    """All that stands in the slot beside the locked key; it is sealed along with it."""
    bare = {name: value for name, value in slot.items() if name not in ("nonce", "locked")}
    return _canonical({"format": _FORMAT, "file": file_id, **bare})


def _slot(file_id: str, kind: SlotKind, secret: str, data_key: bytes, cost: Cost) -> dict[str, Any]:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    slot: dict[str, Any] = {
        "id": secrets.token_hex(8),
        "kind": str(kind),
        "kdf": "argon2id",
        "cost": asdict(cost),
        "salt": _text(salt),
    }
    locked = AESGCM(_lock_key(secret, salt, cost)).encrypt(nonce, data_key, _header(file_id, slot))
    return {**slot, "nonce": _text(nonce), "locked": _text(locked)}


def _unlocked(slots: Mapping[str, Any], slot: Mapping[str, Any], secret: str, floor: Cost) -> bytes | None:
    try:
        cost = Cost(**slot["cost"])
        if not cost.at_least(floor) or not _CEILING.at_least(cost) or slot["kdf"] != "argon2id":
            return None
        lock = AESGCM(_lock_key(secret, _bytes(slot["salt"]), cost))
        data_key = lock.decrypt(_bytes(slot["nonce"]), _bytes(slot["locked"]), _header(slots["file"], slot))
        seal = _seal(slots["file"], slots["slots"], data_key)
        is_whole = hmac.compare_digest(seal.encode(), str(slots["seal"]).encode())
    except (InvalidTag, HashingError, KeyError, TypeError, ValueError, OverflowError):
        return None
    return data_key if is_whole else None


def _seal(file_id: str, slots: object, data_key: bytes) -> str:
    """Over all slots together: a slot that was damaged is noticed on the day that another one is used."""
    text = _canonical({"format": _FORMAT, "file": file_id, "slots": slots})
    return hmac.new(derived_key(data_key, "slots"), text, hashlib.sha256).hexdigest()


def _sealed(file_id: str, slots: list[dict[str, Any]], data_key: bytes) -> bytes:
    seal = _seal(file_id, slots, data_key)
    return _canonical({"format": _FORMAT, "file": file_id, "slots": slots, "seal": seal})


def _read(file: Path) -> dict[str, Any]:
    path = slots_path(file)
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise Trouble(
            "keys_missing",
            N_(
                "The keys of this file are missing: {name} must stand beside it. "
                "Nothing has been changed. You find a copy of it with each backup."
            ),
            name=path.name,
        ) from error
    except OSError as error:
        raise _unreadable(path) from error
    try:
        slots = json.loads(raw)
        is_ours = isinstance(slots, dict) and slots["format"] == _FORMAT and _canonical(slots) == raw
        is_ours = is_ours and all(isinstance(slot, dict) for slot in slots["slots"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _not_opened() from error
    if not is_ours:
        raise _not_opened()
    return dict(slots)


def _write(file: Path, content: bytes) -> None:
    path = slots_path(file)
    try:
        if path.exists():
            write_safely(previous_slots_path(file), path.read_bytes())
        write_safely(path, content)
    except OSError as error:
        raise Trouble(
            "keys_not_written",
            N_("The keys could not be written to {folder}. The old passphrase is still valid. Check the disk."),
            folder=str(path.parent),
        ) from error


def write_safely(path: Path, content: bytes) -> None:
    """Write a small file so that after a power cut either the old or the new one is there, whole."""
    fresh = path.with_name(path.name + ".tmp")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _not_opened() -> Trouble:
    return Trouble(
        "not_opened",
        N_(
            "This passphrase does not open the file. Look at capitals and Caps Lock and try again. "
            "Nothing has been changed. Are you sure of it? Then use the recovery sheet or go back to a backup."
        ),
    )


def _unreadable(path: Path) -> Trouble:
    return Trouble(
        "file_unreadable",
        N_("The file {name} cannot be read. Nothing has been changed. Check whether the disk is connected."),
        name=path.name,
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
