"""The structure of a PDF for screen readers: ReportLab draws, this canvas says what is drawn.

Everything on a page is either content of an `Element` or an artifact (lines, fills, page numbers).
No conformance with PDF/UA is claimed: no checker for it has seen these files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import ClassVar
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


@dataclass(eq=False)
class Element:
    """A node of the structure tree; a text that goes on over the page is one element with pieces on both pages."""

    tag: str
    scope: str = ""
    alt: str = ""
    title: str = ""
    kids: "list[Element | tuple[int, int]]" = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    placed: bool = False


class _TaggedPage(pdfdoc.PDFPage):
    """A page that may carry the keys that tie it to the structure."""

    __NoDefault__: ClassVar = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


class TaggedCanvas(Canvas):
    """A canvas whose content is tagged, of A4 pages unless asked otherwise; the same drawing gives the same bytes."""

    def __init__(self, title: str, language: str, author: str, page: tuple[float, float] = A4) -> None:
        """Start a document; `language` is a tag such as `nl-NL`, `page` the size of its pages in points."""
        self._into = BytesIO()
        super().__init__(self._into, pagesize=page, invariant=1, pageCompression=1, lang=language, pdfVersion=(1, 7))
        self._title_text = title
        self._author_text = author
        self._language_tag = language
        self.setTitle(title)
        self.setAuthor(author)
        self.setCreator("Buurtteam")
        self.setSubject("")
        self._root = Element("Document")
        self._open: list[Element] = [self._root]
        # Per page, the element that owns each marked piece, by its number.
        self._owners: list[list[Element]] = [[]]
        self._page_names: list[object] = []

    @contextmanager
    def element(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to this element."""
        if not element.placed:
            self._open[-1].kids.append(element)
            element.placed = True
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def marked(self, element: Element, text: str) -> Iterator[None]:
        """Draw a piece of an element; `text` is what it says, whole words and spaces, whatever glyphs show it."""
        with self.element(element):
            page = self._owners[-1]
            number = len(page)
            page.append(element)
            element.kids.append((len(self._owners) - 1, number))
            element.texts.append(text)
            actual = f" /ActualText <{_utf16(text)}>" if text else ""
            self._code.append(f"/{element.tag} <</MCID {number}{actual}>> BDC")
            try:
                yield
            finally:
                self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration and not read out."""
        self._code.append("/Artifact BMC")
        try:
            yield
        finally:
            self._code.append("EMC")

    def showPage(self) -> None:
        """End this page and begin the next."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__class__ = _TaggedPage
        page.StructParents = len(self._owners) - 1
        page.Tabs = pdfdoc.PDFName("S")
        self._page_names.append(self._doc.Reference(page))
        self._owners.append([])

    def finished(self) -> bytes:
        """The whole document."""
        catalog = self._doc.Catalog
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.Metadata = self._metadata()
        catalog.StructTreeRoot = self._structure()
        self.save()
        return self._into.getvalue()

    def _metadata(self) -> object:
        packet = _XMP.format(
            title=escape(self._title_text), author=escape(self._author_text), language=escape(self._language_tag)
        )
        stream = pdfdoc.PDFStream(content=packet.encode(), filters=[])
        stream.dictionary["Type"] = pdfdoc.PDFName("Metadata")
        stream.dictionary["Subtype"] = pdfdoc.PDFName("XML")
        return stream

    def _structure(self) -> object:
        document = self._doc
        root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        root_reference = document.Reference(root, "StructTreeRoot")
        references: dict[int, object] = {}

        def build(element: Element, parent: object) -> object:
            entry = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructElem"), "S": pdfdoc.PDFName(element.tag)})
            # Named by ourselves: a child must refer to its parent before the parent is complete.
            reference = document.Reference(entry, f"Struct{len(references)}")
            references[id(element)] = reference
            entry["P"] = parent
            if element.alt:
                entry["Alt"] = pdfdoc.PDFString(element.alt)
            if element.title:
                entry["T"] = pdfdoc.PDFString(element.title)
            if element.scope:
                entry["A"] = pdfdoc.PDFDictionary(
                    {"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(element.scope)}
                )
            if any(element.texts):
                entry["ActualText"] = pdfdoc.PDFString(" ".join(element.texts))
            first = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
            if first is not None:
                entry["Pg"] = self._page_names[first]
            kids: list[object] = []
            for kid in element.kids:
                if isinstance(kid, Element):
                    kids.append(build(kid, reference))
                elif kid[0] == first:
                    kids.append(kid[1])
                else:
                    kids.append(
                        pdfdoc.PDFDictionary(
                            {"Type": pdfdoc.PDFName("MCR"), "Pg": self._page_names[kid[0]], "MCID": kid[1]}
                        )
                    )
            entry["K"] = pdfdoc.PDFArray(kids)
            return reference

        root["K"] = pdfdoc.PDFArray([build(self._root, root_reference)])
        numbers: list[object] = []
        for page, owners in enumerate(self._owners[: len(self._page_names)]):
            numbers += [page, pdfdoc.PDFArray([references[id(owner)] for owner in owners])]
        root["ParentTree"] = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
        root["ParentTreeNextKey"] = len(self._page_names)
        return root_reference


def _utf16(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
