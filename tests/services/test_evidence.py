"""The list of papers, and files on their way into the team file: what is kept is what was seen, and nothing else comes in."""

import json
import os
import struct
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from PIL import Image

from buurtteam.domain.budget import Asset, AssetKind
from buurtteam.domain.debt import Debt
from buurtteam.domain.evidence import Attachment, Evidence, EvidenceKind, EvidenceState, MediaType, SeenHow
from buurtteam.domain.household import Household
from buurtteam.domain.problem import Problem, Trouble
from buurtteam.domain.staff import Deed, Worker, WorkerFunction
from buurtteam.services import dossier, evidence, scans, undo
from buurtteam.services.dossier import FaultyDossier, export_dossier, import_dossier
from buurtteam.services.evidence import Links
from buurtteam.services.office import Office
from buurtteam.services.undo import UndoStack
from buurtteam.storage.database import Database
from tests.conftest import KEY, Clock
from tests.demir import Home, demir


@pytest.fixture
def home(office: Office) -> Home:
    return demir(office)


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 400), *, exif: Image.Exif | None = None) -> bytes:
    """A picture of a letter: white, with a dark corner above on the left."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 3, size[1] // 3))
    into = BytesIO()
    image.save(into, kind, **({"exif": exif} if exif else {}))
    return into.getvalue()


def pdf(pages: int = 2, password: str = "") -> bytes:
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    into = BytesIO()
    lock = pikepdf.Encryption(owner=password, user=password) if password else None
    made.save(into, encryption=lock or False)
    return into.getvalue()


def files(office: Office) -> list[Attachment]:
    with office.reading() as store:
        return store.of(Attachment)


def paper(office: Office, home: Home, kind: EvidenceKind = EvidenceKind.RENT_CONTRACT) -> Evidence:
    return next(each for each in evidence.evidence_of(office, home.household.id) if each.kind is kind)


# ------------------------------------------------------------------------------------------- the list


def test_the_list_is_made_in_one_deed_and_again_without_doubles(office: Office, home: Home) -> None:
    made = evidence.make_list(office, home.household.id)
    assert {each.resident for each in made if each.kind is EvidenceKind.IDENTITY} == {home.samira.id}
    assert len(office.take_changes()) == 2
    assert evidence.make_list(office, home.household.id) == ()
    assert len(evidence.evidence_of(office, home.household.id)) == len(made)


def test_a_fact_that_comes_later_adds_its_paper_and_hides_none(office: Office, home: Home) -> None:
    evidence.make_list(office, home.household.id)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        store.save(Asset(household=home.household.id, kind=AssetKind.HOUSE))
    assert evidence.read_evidence(office, home.household.id).missing == 1
    evidence.make_list(office, home.household.id)
    kinds = [each.kind for each in evidence.evidence_of(office, home.household.id)]
    assert EvidenceKind.MORTGAGE in kinds
    assert EvidenceKind.RENT_CONTRACT in kinds


def test_all_is_asked_at_once_or_one_by_one(office: Office, home: Home) -> None:
    made = evidence.make_list(office, home.household.id)
    assert evidence.ask(office, home.household.id, (made[0].id,)) == 1
    assert evidence.ask(office, home.household.id) == len(made) - 1
    assert evidence.ask(office, home.household.id) == 0
    assert evidence.progress(office, home.household.id).asked == len(made)


def test_a_day_that_has_yet_to_come_is_refused(office: Office, home: Home) -> None:
    made = evidence.make_list(office, home.household.id)
    tomorrow = office.today() + timedelta(days=1)
    for deed in (
        lambda: evidence.received(office, made[0].id, SeenHow.SEEN, on=tomorrow),
        lambda: evidence.ask(office, home.household.id, on=tomorrow),
        lambda: evidence.keep(office, made[0].changed(received_on=tomorrow)),
    ):
        with pytest.raises(Problem) as refused:
            deed()
        assert refused.value.code == "in_the_future"


def test_what_does_not_apply_needs_a_reason(office: Office, home: Home) -> None:
    made = evidence.make_list(office, home.household.id)
    with pytest.raises(Problem):
        evidence.not_needed(office, made[0].id, "  ")
    assert evidence.not_needed(office, made[0].id, "Woont in").state is EvidenceState.NOT_NEEDED
    assert evidence.progress(office, home.household.id).needed == len(made) - 1


def test_one_key_goes_through_all_states_and_round(office: Office, home: Home) -> None:
    made = evidence.make_list(office, home.household.id)[0]
    seen = [evidence.step(office, made.id) for _ in range(4)]
    assert [each.state for each in seen] == [
        EvidenceState.ASKED,
        EvidenceState.RECEIVED,
        EvidenceState.RECEIVED,
        EvidenceState.TO_ASK,
    ]
    assert [each.seen_how for each in seen] == [None, SeenHow.SEEN, SeenHow.COPY, None]
    evidence.not_needed(office, made.id, "Heeft dit niet")
    assert evidence.step(office, made.id).state is EvidenceState.TO_ASK


def test_a_paper_that_is_removed_comes_back_and_keeps_its_files(office: Office, home: Home) -> None:
    evidence.make_list(office, home.household.id)
    added = evidence.add(office, home.household.id, picture(), Links(evidence=paper(office, home).id))
    bundle = evidence.remove(office, paper(office, home))
    assert files(office)[0].evidence is None
    office.restore(bundle)
    assert files(office)[0].evidence == paper(office, home).id == added.file.evidence


# -------------------------------------------------------------------------------------- what is kept


def test_a_photograph_is_upright_small_and_without_place_or_time(office: Office, home: Home) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telefoonmerk"
    exif.get_ifd(0x8825)[1] = "N"
    added = evidence.add(office, home.household.id, picture(size=(4000, 3000), exif=exif), name="IMG_2.JPG")
    opened = evidence.open_file(office, added.file.id)
    kept = Image.open(BytesIO(opened.content))
    assert kept.size == (1800, 2400)
    assert not kept.getexif()
    assert b"Telefoonmerk" not in opened.content
    # Turned to the right: what was above on the left is above on the right.
    assert kept.convert("L").crop((1700, 50, 1790, 150)).getextrema()[1] < 50  # type: ignore[operator]
    assert (added.file.name, added.file.media) == ("IMG_2.jpg", MediaType.JPEG)


def test_a_thumbnail_comes_with_it(office: Office, home: Home) -> None:
    small = Image.open(BytesIO(evidence.add(office, home.household.id, picture()).file.thumbnail))
    assert small.size == (240, 160)


@pytest.mark.parametrize(("kind", "media"), [("PNG", MediaType.PNG), ("WEBP", MediaType.JPEG)])
def test_other_pictures_come_in_too(office: Office, home: Home, kind: str, media: MediaType) -> None:
    assert evidence.add(office, home.household.id, picture(kind), name="scan").file.media is media


def test_what_was_transparent_becomes_white_paper(office: Office, home: Home) -> None:
    into = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(into, "PNG")
    added = evidence.add(office, home.household.id, into.getvalue())
    kept = Image.open(BytesIO(evidence.open_file(office, added.file.id).content))
    assert kept.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_scan_of_sixteen_bits_is_not_burnt_out(office: Office, home: Home) -> None:
    into = BytesIO()
    Image.new("I;16", (40, 40), 0x4000).save(into, "PNG")
    added = evidence.add(office, home.household.id, into.getvalue())
    kept = Image.open(BytesIO(evidence.open_file(office, added.file.id).content))
    assert kept.convert("L").getpixel((5, 5)) == 0x40


def test_a_pdf_stays_as_it_is_to_the_byte(office: Office, home: Home, tmp_path: Path) -> None:
    path = tmp_path / "huurcontract.pdf"
    path.write_bytes(pdf(3))
    added = evidence.add(office, home.household.id, path)
    assert (added.file.name, added.file.pages) == ("huurcontract.pdf", 3)
    assert evidence.open_file(office, added.file.id).content == path.read_bytes()


def test_a_file_that_belongs_to_a_paper_is_a_copy_of_it(office: Office, home: Home) -> None:
    evidence.make_list(office, home.household.id)
    evidence.add(office, home.household.id, picture(), Links(evidence=paper(office, home).id))
    now = paper(office, home)
    assert (now.received_on, now.seen_how) == (office.today(), SeenHow.COPY)
    assert len(evidence.read_evidence(office, home.household.id).files_of(now.id)) == 1


def test_the_same_file_twice_is_one_with_both_links(office: Office, home: Home) -> None:
    evidence.make_list(office, home.household.id)
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        debt = store.save(Debt(household=home.household.id, creditor="Woonpunt"))
    evidence.add(office, home.household.id, picture(), Links(debt=debt.id))
    again = evidence.add(office, home.household.id, picture(), Links(evidence=paper(office, home).id), name="anders")
    assert again.was_here
    (kept,) = files(office)
    assert (kept.debt, kept.evidence) == (debt.id, paper(office, home).id)
    other = evidence.add(
        office, home.household.id, picture(), Links(evidence=paper(office, home, EvidenceKind.CARE_POLICY).id)
    )
    # One scan of the whole bag goes with each of its papers.
    assert not other.was_here
    assert [each.evidence for each in files(office)] == [
        kept.evidence,
        paper(office, home, EvidenceKind.CARE_POLICY).id,
    ]
    third = evidence.add(office, home.household.id, picture(), Links(evidence=kept.evidence))
    assert (third.was_here, third.file.id) == (True, kept.id)
    assert len(files(office)) == 2


def test_the_letter_of_a_debt_with_a_scan_was_seen(office: Office, home: Home) -> None:
    with office.writing(Deed.CHANGE_HOUSEHOLD) as store:
        debt = store.save(Debt(household=home.household.id, creditor="Woonpunt"))
    evidence.add(office, home.household.id, picture(), Links(debt=debt.id))
    with office.reading() as store:
        assert store.get(Debt, debt.id).letter_seen is True


def test_the_same_file_in_another_household_is_another(office: Office, home: Home) -> None:
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        other = store.save(Household(label="Jansen"))
    evidence.add(office, home.household.id, picture())
    assert not evidence.add(office, other.id, picture()).was_here
    assert len(files(office)) == 2


def test_a_file_never_belongs_to_something_of_another_household(office: Office, home: Home) -> None:
    evidence.make_list(office, home.household.id)
    with office.writing(Deed.CREATE_HOUSEHOLD) as store:
        other = store.save(Household(label="Jansen"))
    with pytest.raises(Problem):
        evidence.add(office, other.id, picture(), Links(evidence=paper(office, home).id))
    kept = evidence.add(office, other.id, picture()).file
    with pytest.raises(Problem):
        evidence.link(office, kept.id, evidence=paper(office, home).id)
    assert [each.evidence for each in files(office)] == [None]


def test_what_it_belongs_to_is_chosen_and_taken_back(office: Office, home: Home) -> None:
    evidence.make_list(office, home.household.id)
    kept = evidence.add(office, home.household.id, picture()).file
    evidence.link(office, kept.id, evidence=paper(office, home).id)
    assert files(office)[0].evidence == paper(office, home).id
    evidence.link(office, kept.id, evidence=None)
    assert files(office)[0].evidence is None


# -------------------------------------------------------------------------- what is not let in, and why


def _bomb(wide: int, high: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


HOSTILE = {
    "empty": (b"", "empty_file"),
    "renamed_program": (b"MZ\x90\x00" + b"\0" * 200, "is_program"),
    "linux_program": (b"\x7fELF" + b"\0" * 200, "is_program"),
    "script": (b"#!/bin/sh\nrm -rf ~\n", "is_program"),
    "web_page": (b"<!DOCTYPE html><script>alert(1)</script>%PDF-1.7", "is_program"),
    "web_page_after_blanks": (b"\xef\xbb\xbf\r\n <html>" + pdf(1), "is_program"),
    "program_on_a_server": (b"<?php system('x');?>" + pdf(1), "is_program"),
    "script_before_a_pdf": (b"powershell -c x\r\n" + pdf(1), "unknown_file"),
    "drawing_before_a_pdf": (b"<?xml version='1.0'?><svg>" + pdf(1), "unknown_file"),
    "word": (b"PK\x03\x04" + b"\0" * 200, "is_office"),
    "old_word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is_office"),
    "iphone": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "is_heic"),
    "text": (b"Beste mevrouw", "unknown_file"),
    "gif": (b"GIF89a" + b"\0" * 50, "unknown_file"),
    "broken_photo": (picture()[: len(picture()) // 2], "damaged_picture"),
    "only_a_head": (b"\xff\xd8\xff\xe0", "damaged_picture"),
    "broken_png": (picture("PNG")[:60] + b"\0" * 40, "damaged_picture"),
    "bomb": (_bomb(60_000, 60_000), "too_many_points"),
    "small_bomb": (_bomb(8_000, 7_000), "too_many_points"),
    "broken_pdf": (b"%PDF-1.7\n1 0 obj\n<<", "damaged_pdf"),
    "locked_pdf": (pdf(1, "geheim"), "locked_pdf"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_cannot_be_kept_says_why_and_changes_nothing(
    office: Office, home: Home, tmp_path: Path, content: bytes, code: str
) -> None:
    evidence.make_list(office, home.household.id)
    office.take_changes()
    # Its name says that it is a photograph; nobody believes names.
    path = tmp_path / "foto.jpg"
    path.write_bytes(content)
    with pytest.raises(Problem) as refused:
        evidence.add(office, home.household.id, path, Links(evidence=paper(office, home).id))
    assert refused.value.code == code
    assert "foto" not in str(refused.value.values)
    assert files(office) == []
    assert office.take_changes() == ()
    assert paper(office, home).state is EvidenceState.TO_ASK
    assert path.read_bytes() == content


def test_a_file_of_two_hundred_megabytes_is_refused_unread(office: Office, home: Home, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(Problem) as refused:
        evidence.add(office, home.household.id, path)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == "file_too_large"
    assert most < scans.LARGEST_FILE


def test_a_file_just_as_large_as_allowed_is_kept(office: Office, home: Home) -> None:
    content = pdf(1)
    padded = content[:-6] + b"\n%" + b"x" * (scans.LARGEST_FILE - len(content) - 2) + content[-6:]
    large = evidence.add(office, home.household.id, padded, pdf=lambda _content: scans.PdfLook()).file
    assert large.size == scans.LARGEST_FILE
    with pytest.raises(Problem) as refused:
        evidence.add(office, home.household.id, padded + b"\n", pdf=lambda _content: scans.PdfLook())
    assert refused.value.code == "file_too_large"


def test_folders_shortcuts_pipes_and_what_is_gone_are_refused(office: Office, home: Home, tmp_path: Path) -> None:
    real = tmp_path / "foto.jpg"
    real.write_bytes(picture())
    shortcut, pipe = tmp_path / "snel.jpg", tmp_path / "pijp.jpg"
    shortcut.symlink_to(real)
    os.mkfifo(pipe)
    for path, code in (
        (tmp_path, "is_folder"),
        (shortcut, "is_shortcut"),
        (pipe, "file_gone"),
        (Path("/dev/zero"), "file_gone"),
        (tmp_path / "weg.jpg", "file_gone"),
    ):
        with pytest.raises(Problem) as refused:
            evidence.add(office, home.household.id, path)
        assert refused.value.code == code
    assert files(office) == []


def test_a_picture_with_another_name_is_kept_as_what_it_is(office: Office, home: Home, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(picture("PNG"))
    kept = evidence.add(office, home.household.id, path).file
    assert (kept.name, kept.media) == ("brief.png", MediaType.PNG)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 300, "rec\u202egpj.exe", "\n\x00", "C:\\Temp\\x.jpg", ""])
def test_a_name_is_only_words(office: Office, home: Home, name: str) -> None:
    kept = evidence.add(office, home.household.id, picture(), name=name or "\udcff").file
    assert kept.name.endswith(".jpg")
    assert len(kept.name) < 200
    assert not set("/\\\n\x00\u202e\udcff") & set(kept.name)


# ----------------------------------------------------------------- looked at, taken out, removed, taken back


def test_looking_and_taking_out_leave_their_line(office: Office, home: Home) -> None:
    kept = evidence.add(office, home.household.id, picture()).file
    evidence.open_file(office, kept.id)
    evidence.take_out(office, kept.id)
    assert {look.deed for look in office.looks(home.household.id)} >= {
        Deed.SHOW_ATTACHMENT,
        Deed.TAKE_OUT_ATTACHMENT,
    }


@pytest.mark.parametrize("function", [WorkerFunction.VOLUNTEER, WorkerFunction.TRAINEE])
def test_who_may_not_see_a_number_opens_no_scan_but_may_add_one(
    office: Office, home: Home, function: WorkerFunction
) -> None:
    office.worker = Worker(name="Sam", function=function)
    kept = evidence.add(office, home.household.id, picture()).file
    with pytest.raises(Problem):
        evidence.open_file(office, kept.id)
    with pytest.raises(Problem):
        evidence.take_out(office, kept.id)
    assert office.looks(home.household.id) == []


def test_a_file_goes_to_the_trash_and_comes_back_whole(office: Office, home: Home) -> None:
    kept = evidence.add(office, home.household.id, picture()).file
    before = files(office)[0]
    bundle = evidence.remove_file(office, kept.id)
    assert files(office) == []
    office.restore(bundle)
    assert files(office)[0].same_facts(before)


def test_adding_is_taken_back_and_done_again(office: Office, home: Home) -> None:
    office.take_changes()
    stack = UndoStack()
    evidence.add(office, home.household.id, picture())
    before = files(office)[0]
    stack.add(office.take_changes()[0])
    stack.take_back(office)
    assert files(office) == []
    stack.do_again(office)
    assert files(office)[0].same_facts(before)


def test_only_so_many_bytes_are_remembered_to_be_taken_back(
    office: Office, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "_MOST_BYTES", 250_000)
    office.take_changes()
    stack = UndoStack()
    for _turn in range(4):
        evidence.add(office, home.household.id, pdf(1) + os.urandom(100_000), pdf=lambda _content: scans.PdfLook())
        stack.add(office.take_changes()[0])
    while stack.next_back is not None:
        stack.take_back(office)
    assert len(files(office)) == 2


def test_the_bytes_stand_in_the_file_once_and_not_in_the_history(office: Office, home: Home) -> None:
    content = pdf(1) + os.urandom(300_000)
    evidence.add(office, home.household.id, content, pdf=lambda _content: scans.PdfLook())
    with office.reading() as store:
        rows = store.connection.exec_driver_sql(
            "SELECT coalesce(before, '') || coalesce(after, '') FROM record_version WHERE kind = 'attachment'"
        ).scalars()
        assert sum(len(row) for row in rows) < 1_000
    line = next(each for each in office.history(home.household.id) if each.kind is Attachment)
    assert {each.field: each.after for each in line.fields}["content"] == "…"


def test_a_list_does_not_read_the_files(office: Office, home: Home) -> None:
    for number in range(3):
        evidence.add(office, home.household.id, picture(size=(600 + number, 400)))
    asked: list[str] = []
    with office.reading() as store:
        store.connection.connection.driver_connection.set_trace_callback(asked.append)  # type: ignore[union-attr]
    found = evidence.read_evidence(office, home.household.id)
    with office.reading() as store:
        store.connection.connection.driver_connection.set_trace_callback(None)  # type: ignore[union-attr]
    assert len(found.files) == 3
    assert not [each for each in asked if "content" in each.replace("length(a.content)", "")]


def test_what_is_damaged_in_the_file_is_not_shown(office: Office, home: Home) -> None:
    kept = evidence.add(office, home.household.id, picture()).file
    with office.writing(Deed.KEEP_EVIDENCE) as store:
        found = store.get(Attachment, kept.id)
        store.save(found.changed(content=found.content + b"x"))
    with pytest.raises(Trouble) as refused:
        evidence.open_file(office, kept.id)
    assert refused.value.code == "file_damaged"


# --------------------------------------------------------------------------------------- as a dossier


@pytest.fixture
def other(empty_file: Path, tmp_path: Path) -> Iterator[Office]:
    """The office of another team, on a file of its own."""
    path = tmp_path / "elders.buurtteam"
    path.write_bytes(empty_file.read_bytes())
    database = Database.open(path, KEY)
    yield Office(database, Worker(name="Els"), Clock())
    database.close()


def test_files_travel_along_with_a_dossier(office: Office, home: Home, other: Office) -> None:
    evidence.make_list(office, home.household.id)
    evidence.add(office, home.household.id, picture(), Links(evidence=paper(office, home).id))
    evidence.add(office, home.household.id, pdf())
    import_dossier(other, export_dossier(office, home.household.id))
    one, two = (sorted(files(each), key=lambda file: file.sha256) for each in (office, other))
    assert all(mine.same_facts(theirs) for mine, theirs in zip(one, two, strict=True))
    assert export_dossier(other, home.household.id) == export_dossier(office, home.household.id)


def test_without_its_files_a_dossier_names_them_and_takes_none_away(office: Office, home: Home, other: Office) -> None:
    kept = evidence.add(office, home.household.id, picture()).file
    text = export_dossier(office, home.household.id, with_files=False)
    import_dossier(other, text)
    assert [each.size for each in evidence.read_evidence(other, home.household.id).files] == [0]
    with pytest.raises(Trouble) as refused:
        evidence.open_file(other, kept.id)
    assert refused.value.code == "file_left_behind"
    import_dossier(other, export_dossier(office, home.household.id))
    assert evidence.open_file(other, kept.id).content == evidence.open_file(office, kept.id).content
    done = import_dossier(other, text)
    assert done.changed == {}
    assert evidence.open_file(other, kept.id).content


def test_a_dossier_that_would_be_too_large_is_not_written(
    office: Office, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence.add(office, home.household.id, pdf() + os.urandom(60_000), pdf=lambda _content: scans.PdfLook())
    monkeypatch.setattr(dossier, "LARGEST", 50_000)
    with pytest.raises(Problem) as refused:
        export_dossier(office, home.household.id)
    assert refused.value.code == "files_too_large"
    assert export_dossier(office, home.household.id, with_files=False)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"content": "JVBERi0xLjc="}, "attachments[0].sha256"),
        ({"content": "geen base64!"}, "attachments[0].content"),
        ({"media": "pdf"}, "attachments[0].content"),
        ({"thumbnail": "TVqQAA=="}, "attachments[0].thumbnail"),
        ({"evidence": str(uuid4())}, "attachments[0].evidence"),
    ],
)
def test_a_file_that_was_changed_on_the_way_is_refused(
    office: Office, home: Home, other: Office, change: dict[str, str], place: str
) -> None:
    evidence.add(office, home.household.id, picture())
    plain = json.loads(export_dossier(office, home.household.id))
    plain["attachments"][0].update(change)
    with pytest.raises(FaultyDossier) as refused:
        import_dossier(other, json.dumps(plain))
    assert place in [fault.path for fault in refused.value.faults]
    assert files(other) == []


def test_a_file_that_is_here_already_never_changes(office: Office, home: Home) -> None:
    evidence.add(office, home.household.id, picture())
    plain = json.loads(export_dossier(office, home.household.id))
    plain["attachments"][0].update({"content": "", "sha256": "0" * 64})
    with pytest.raises(FaultyDossier):
        import_dossier(office, json.dumps(plain))
