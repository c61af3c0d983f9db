"""Each paper says and looks what it said and looked when somebody last read it; `pytest --renew` after a look."""

from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtGui import QGuiApplication

from buurtteam.documents.glyphs import showable
from buurtteam.documents.render import render
from buurtteam.domain.any_paper import paper_from_json, paper_to_json
from buurtteam.domain.papers import PaperKind
from tests.documents.reading import Looked, difference, structure
from tests.documents.samples import PAPERS

GOLDEN = Path(__file__).parent / "golden"
# Other versions of the same renderer draw edges a shade lighter or darker.
_SAME = 0.25


@cache
def drawn(name: str) -> bytes:
    """A sample as PDF, drawn once for all tests here."""
    return render(PAPERS[name])


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_says_and_looks_what_it_did(name: str, request: pytest.FixtureRequest, qapp: QGuiApplication) -> None:
    looked = Looked(drawn(name))
    pages = [looked.picture(page) for page in range(len(looked))]
    said = structure(drawn(name))
    text = "\n".join([*said, *("\n".join(["", f"page {number}", *page]) for number, page in enumerate(pages, 1)), ""])
    file = GOLDEN / f"{name}.txt"
    if request.config.getoption("--renew"):
        file.write_text(text, encoding="utf-8")
    kept_said, *kept_pages = file.read_text(encoding="utf-8").rstrip("\n").split("\n\npage ")
    assert said == kept_said.split("\n")
    assert len(pages) == len(kept_pages)
    for page, kept in zip(pages, kept_pages, strict=True):
        assert difference(page, kept.split("\n")[1:]) < _SAME


@pytest.mark.parametrize("name", PAPERS)
def test_a_reprint_from_the_kept_content_is_the_same_to_the_byte(name: str) -> None:
    assert render(paper_from_json(paper_to_json(PAPERS[name]))) == drawn(name)


def test_every_kind_of_paper_has_a_sample() -> None:
    # A letter is drawn as a receipt is.
    assert {PaperKind(paper.kind) for paper in PAPERS.values()} == set(PaperKind) - {PaperKind.LETTER}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_tagged_and_carries_its_fonts(name: str) -> None:
    with pikepdf.open(BytesIO(drawn(name))) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == ("en-GB" if PAPERS[name].language == "en" else "nl-NL")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "pdfuaid" not in root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo.Title)
        numbers = list(root.StructTreeRoot.ParentTree.Nums)
        for at, page in enumerate(pdf.pages):
            assert page.StructParents == at
            assert page.Tabs == "/S"
            size = (595, 420) if PAPERS[name].kind is PaperKind.CARER_CARD else (595, 842)
            assert [round(float(side)) for side in page.MediaBox] == [0, 0, *size]
            assert "/Annots" not in page, "a paper has no links"
            marked = pikepdf.parse_content_stream(page)
            begins = [part.operands[1] for part in marked if str(part.operator) == "BDC"]
            pieces = len([properties for properties in begins if "/MCID" in properties])
            assert pieces == len(numbers[2 * at + 1])
            for font in page.Resources.Font.values():
                if font.Subtype == "/TrueType":
                    assert "/FontFile2" in font.FontDescriptor
                    assert "/ToUnicode" in font


@pytest.mark.parametrize("name", PAPERS)
def test_all_text_is_content_or_decoration(name: str) -> None:
    with pikepdf.open(BytesIO(drawn(name))) as pdf:
        for page in pdf.pages:
            depth = 0
            for part in pikepdf.parse_content_stream(page):
                operator = str(part.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert depth in {0, 1}
                if operator in {"Tj", "TJ", "Do", "S", "f", "f*"}:
                    assert depth == 1


@pytest.mark.parametrize("name", PAPERS)
def test_the_structure_is_one_a_reader_can_follow(name: str) -> None:
    lines = structure(drawn(name))
    tags = [line.split()[0] for line in lines]
    heads = [tag for tag in tags if tag in {"H1", "H2", "H3"}]
    assert heads[0] == "H1"
    assert heads.count("H1") == 1
    assert not any(one == "H1" and other == "H3" for one, other in pairwise(heads))
    for line, tag in zip(lines, tags, strict=True):
        if tag == "Figure":
            assert "[" in line
        if tag == "TH":
            assert "(/Column)" in line or "(/Row)" in line


@pytest.mark.parametrize("name", PAPERS)
def test_words_stay_apart_where_a_line_ends(name: str, qapp: QGuiApplication) -> None:
    """What a search or a copy takes out of the PDF holds each paragraph, with all its spaces."""
    looked = Looked(drawn(name))
    found = _plain(" ".join(looked.text(page) for page in range(len(looked))))
    for line in structure(drawn(name)):
        _tag, _space, words = line.strip().partition(" ")
        words = _plain(words)
        if "/Column" in line or "/Row" in line or "[" in line or not words.isprintable():
            continue
        if any(showable(word) != word for word in words.split()):
            continue
        middle = words.rfind(" ", 0, len(words) // 2)
        halves = (words[:middle], words[middle + 1 :])
        # A paragraph that goes on over the page has the foot of the page between its parts.
        assert words in found or all(half in found for half in halves), words


def _plain(text: str) -> str:
    """Whatever its spaces are."""
    return " ".join(text.replace("\u00a0", " ").replace("\ufffe", "-").split())
