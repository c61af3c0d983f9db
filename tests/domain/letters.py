"""Written letters: fifty pairs about one debt that must be found, and fifty that only look like it. Names are invented."""

from typing import Any

Letter = dict[str, Any]


def letter(creditor: str = "", euros: float | None = None, reference: str = "", **more: Any) -> Letter:  # noqa: ANN401 - fields
    """A letter as it is typed."""
    return {
        "creditor": creditor,
        "amount": None if euros is None else round(euros * 100),
        "reference": reference,
        **more,
    }


def via(collector: str, origin: str = "", euros: float | None = None, reference: str = "", **more: Any) -> Letter:  # noqa: ANN401
    """A letter of a collector."""
    return letter(collector, euros, reference, original_creditor=origin, **more)


LINDE, KLAAR, DAM = "Invorderbureau Lindelaan", "Klaarbetaald Incasso", "Gerechtsdeurwaarder Damhof"

DOUBLES: tuple[tuple[str, Letter, Letter, str], ...] = (
    # ---- the same reference, however it is written
    ("exactly the same", letter("Woonpunt", 1224, "WP-884512"), letter("Woonpunt", 1224, "WP-884512"), "reference"),
    ("another amount by costs", letter("Woonpunt", 1224, "WP-884512"), letter("Woonpunt", 1264, "WP-884512"), "reference"),
    ("spaces", letter("Zonstroom", 310.5, "4471 8890 12"), letter("Zonstroom", 99, "447188 9012"), "reference"),
    ("points", letter("Zonstroom", None, "4471.8890.12"), letter("Zonstroom", None, "4471889012"), "reference"),
    ("slashes", letter("CJIB", 149, "2/4471/8890"), letter("CJIB", 223.5, "2 4471 8890"), "reference"),
    ("capitals", letter("Belmeer Telecom", 80, "kl20933x"), letter("Belmeer Telecom", 85, "KL20933X"), "reference"),
    ("zeros in front", letter("DUO", 1100, "000448812"), letter("DUO", 1150, "448812"), "reference"),
    ("zeros within the parts", letter("DUO", 1100, "2026-00448"), letter("DUO", 900, "2026-448"), "reference"),
    ("dashes and zeros", letter("UWV", 400, "00-4488-12"), letter("UWV", 400, "4488-12"), "reference"),
    ("unknown amounts", letter("Woonpunt", None, "H448812"), letter("Woonpunt", None, "h 448812"), "reference"),
    ("unknown creditor", letter("", None, "H448812"), letter("Woonpunt", 75, "H448812"), "reference"),
    ("the collector names the reference of the creditor",
     letter("Zonstroom", 310.5, "Z4471889"), via(LINDE, "Zonstroom", 372.6, "55-9911-2", original_reference="Z4471889"), "reference"),
    ("the collector's reference on both letters",
     letter("Zonstroom", 310.5, "", collector=LINDE, collector_reference="L-559911"), via(LINDE, "", 350, "L559911"), "reference"),
    ("the bailiff writes the reference of the collector",
     via(LINDE, "Zonstroom", 372.6, "L559911"), via(DAM, "Zonstroom", 580, "D2026/77", collector_reference="L559911"), "reference"),
    ("a second reminder of the bailiff", via(DAM, "", 580, "D2026/7781"), via(DAM, "", 612, "D 2026 7781"), "reference"),
    ("of two residents but one reference",
     letter("Woonpunt", 1224, "WP884512", note="a"), letter("Woonpunt", 1224, "WP 884512", note="b"), "reference"),
    ("a long number of a payment", letter("Waterschap", 212.4, "2026 0000 1144 7810"), letter("Waterschap", 212.4, "2026000011447810"), "reference"),
    ("a reference with words before it", letter("CAK", 900, "Dossier 4471-88"), letter("CAK", 900, "dossier447188"), "reference"),
    ("an underscore", letter("Fitpaleis", 60, "FP_88123"), letter("Fitpaleis", 60, "FP88123"), "reference"),
    ("typed with a comma", letter("Fitpaleis", 60, "FP,88123"), letter("Fitpaleis B.V.", 75, "fp 88123"), "reference"),
    ("a citizen service number with the same amount",
     letter("Belastingdienst", 455, "999990019"), letter("Belastingdienst", 455, "999990019"), "reference"),
    # ---- the same origin and amount
    ("creditor and collector", letter("Woonpunt", 1224), letter("Woonpunt", 1224, collector=LINDE), "origin"),
    ("the collector claims for it", letter("Woonpunt", 1224), via(LINDE, "Woonpunt", 1224), "origin"),
    ("two collectors one after the other", via(LINDE, "Woonpunt", 1224, "L88123"), via(DAM, "Woonpunt", 1224, "D44719"), "origin"),
    ("legal form", letter("Zonstroom B.V.", 310.5), via(LINDE, "Zonstroom", 310.5), "origin"),
    ("legal form without points", letter("Zonstroom BV", 310.5), via(LINDE, "Zonstroom N.V.", 310.5), "origin"),
    ("foundation", letter("Stichting Woonpunt", 88), letter("Woonpunt", 88, collector=DAM), "origin"),
    ("a slip", letter("Woonpunt", 88), letter("Woonpnut", 88, collector=DAM), "origin"),
    ("the one reference that was typed is the collector's",
     letter("Zonstroom", 310.5, "Z4471889"), letter("Zonstroom", 310.5, "L559911", collector=LINDE), "origin"),
    ("a double letter", letter("Belmeer Telecom", 80), via(KLAAR, "Belmeer Tellecom", 80), "origin"),
    ("accents", letter("Café Zoë", 120), via(KLAAR, "Cafe Zoe", 120), "origin"),
    ("one word or two", letter("Post Order Zuid", 199), via(KLAAR, "Postorder Zuid", 199), "origin"),
    ("capitals only", letter("ZORGVLIER", 148), letter("Zorgvlier", 148, collector=LINDE), "origin"),
    ("called otherwise", letter("CJIB", 149), via(DAM, "Centraal Justitieel Incassobureau", 149), "origin"),
    ("called otherwise, a body", letter("DUO", 1100), letter("Dienst Uitvoering Onderwijs", 1100), "origin"),
    ("called otherwise, allowances", letter("Dienst Toeslagen", 766), letter("Toeslagen", 766), "origin"),
    ("the first amount on the letter of the collector",
     letter("Zonstroom", 310.5), via(LINDE, "Zonstroom", 372.6, original_amount=31050), "origin"),
    ("reminder and demand of the creditor itself", letter("Woonpunt", 612), letter("Woonpunt", 612), "origin"),
    ("one letter with a reference, one without", letter("Woonpunt", 612, "WP884512"), letter("Woonpunt", 612), "origin"),
    ("the same month, one vaguer", letter("Woonpunt", 612, behind_since="2026"), letter("Woonpunt", 612, behind_since="2026-07"), "origin"),
    ("the collector counts from its own letter",
     letter("Woonpunt", 612, behind_since="2026-03"), letter("Woonpunt", 612, behind_since="2026-08", collector=LINDE), "origin"),
    ("references of two parties", letter("Zonstroom", 310.5, "Z4471889"), via(LINDE, "Zonstroom", 310.5, "L559911"), "origin"),
    ("the same kind", letter("Woonpunt", 612, kind="rent"), letter("Woonpunt", 612, kind="rent", collector=DAM), "origin"),
    ("one kind not known", letter("Woonpunt", 612, kind="rent"), via(DAM, "Woonpunt", 612), "origin"),
    ("group and holding", letter("Zonstroom Nederland", 310.5), via(LINDE, "Zonstroom Holding B.V.", 310.5), "origin"),
    ("its own department", letter("Zorgvlier afdeling debiteuren", 148), via(LINDE, "Zorgvlier", 148), "origin"),
    ("liable together", letter("Zonstroom", 310.5, is_joint=True), via(LINDE, "Zonstroom", 310.5), "origin"),
    # ---- the same collector and amount
    ("only who sent it is known", letter("Zonstroom", 372.6, collector=LINDE), letter(LINDE, 372.6), "collector"),
    ("the bailiff, with a slip", letter("Zonstroom", 580, collector=DAM), letter("Gerechtsdeurwaarder Damhoff", 580), "collector"),
    ("the collector, another legal form", letter("Zonstroom", 372.6, collector=KLAAR), letter("Klaarbetaald Incasso B.V.", 372.6), "collector"),
)  # fmt: skip
"""What they show, the two letters, and the reason that is given."""

NEAR_MISSES: tuple[tuple[str, Letter, Letter], ...] = (
    # ---- references that prove nothing
    ("too short", letter("Woonpunt", 10, "123"), letter("Zonstroom", 20, "123")),
    ("short with letters", letter("Woonpunt", 10, "AB12"), letter("Zonstroom", 20, "AB12")),
    ("zeros only", letter("Woonpunt", 10, "000000"), letter("Zonstroom", 20, "000000")),
    ("one digit over and over", letter("Woonpunt", 10, "1111111"), letter("Zonstroom", 20, "1111111")),
    ("a date", letter("Woonpunt", 10, "14-09-2026"), letter("Zonstroom", 20, "14092026")),
    ("a date, year first", letter("Woonpunt", 10, "2026-09-14"), letter("Zonstroom", 20, "20260914")),
    ("a word", letter("Woonpunt", 10, "zie brief"), letter("Zonstroom", 20, "zie brief")),
    ("unknown", letter("Woonpunt", 10, "onbekend"), letter("Zonstroom", 20, "onbekend")),
    ("none", letter("Woonpunt", 10, "geen"), letter("Zonstroom", 20, "geen")),
    ("a dash", letter("Woonpunt", 10, "-----"), letter("Zonstroom", 20, "-----")),
    ("a year", letter("Woonpunt", 10, "2026"), letter("Zonstroom", 20, "2026")),
    ("question marks", letter("Woonpunt", 10, "?????"), letter("Zonstroom", 20, "?????")),
    ("both empty", letter("Woonpunt", 10), letter("Zonstroom", 20)),
    ("a citizen service number at two bodies", letter("Belastingdienst", 455, "999990019"), letter("DUO", 1100, "999990019")),
    ("a citizen service number, two debts of one body",
     letter("Belastingdienst", 455, "999990019"), letter("Belastingdienst", 230, "9999.90.019")),
    # ---- references that look alike
    ("the last digit", letter("CJIB", 149, "4471889012"), letter("CJIB", 149, "4471889013")),
    ("two digits turned around", letter("CJIB", 149, "4471889012"), letter("CJIB", 149, "4471889021")),
    ("a part of the other", letter("CJIB", 149, "44718890"), letter("CJIB", 99, "4471889012")),
    ("zeros behind", letter("CJIB", 149, "447188"), letter("CJIB", 99, "44718800")),
    ("another letter in front", letter("Zonstroom", 50, "A447188"), letter("Zonstroom", 70, "B447188")),
    ("the letter O and a zero", letter("Zonstroom", 50, "ZO47188"), letter("Woonpunt", 70, "Z047188X")),
    ("customer and invoice", letter("Zonstroom", 50, "K447188"), letter("Zonstroom", 70, "F447188")),
    # ---- the same creditor, another debt
    ("another amount", letter("Woonpunt", 612), letter("Woonpunt", 624)),
    ("a cent", letter("Woonpunt", 612), via(LINDE, "Woonpunt", 612.01)),
    ("no amounts", letter("Woonpunt"), letter("Woonpunt")),
    ("one amount unknown", letter("Woonpunt", 612), via(LINDE, "Woonpunt")),
    ("nothing is owed", letter("Woonpunt", 0), letter("Woonpunt", 0)),
    ("two fines of the same height", letter("CJIB", 149, "4471889012"), letter("CJIB", 149, "5582990123")),
    ("two fines, both at the bailiff",
     via(DAM, "CJIB", 149, "D44719", original_reference="4471889012"), via(DAM, "CJIB", 149, "D55820", original_reference="5582990123")),
    ("two invoices at one collector",
     letter("Zonstroom", 99, "F447188", collector=LINDE), letter("Zonstroom", 99, "F447299", collector=LINDE)),
    ("rent of two months", letter("Woonpunt", 612, behind_since="2026-07"), letter("Woonpunt", 612, behind_since="2026-08")),
    ("premiums of two years", letter("Zorgvlier", 148, behind_since="2025"), letter("Zorgvlier", 148, behind_since="2026-02")),
    ("began on other days", letter("Woonpunt", 612, began_on="2024-01"), letter("Woonpunt", 612, collector=DAM, began_on="2026-01")),
    ("another kind", letter("Zonstroom", 80, kind="energy"), letter("Zonstroom", 80, kind="phone", collector=LINDE)),
    ("of two residents", letter("DUO", 1100, resident="a"), letter("DUO", 1100, resident="b")),
    ("the collector counts two matters", via(LINDE, "Zonstroom", 99, "L55991"), via(LINDE, "Zonstroom", 99, "L66002")),
    # ---- another creditor, the same amount
    ("quite another name", letter("Woonpunt", 99), letter("Zonstroom", 99)),
    ("names that begin alike", letter("Zonstroom", 99), via(LINDE, "Zonwater", 99)),
    ("names that end alike", letter("Noordwoning", 99), via(LINDE, "Oostwoning", 99)),
    ("two councils", letter("Gemeente Noorddorp", 212), letter("Gemeente Zuiddorp", 212)),
    ("two water boards", letter("Waterschap Lage Beek", 212), letter("Waterschap Hoge Beek", 212)),
    ("a short name with a slip", letter("DUO", 99), letter("DUX", 99)),
    ("short words", letter("Zon Energie", 99), letter("Zee Energie", 99)),
    ("numbers in the name", letter("Garage 1234567", 99), letter("Garage 1234568", 99)),
    ("two that the list keeps apart", letter("Zonnewoud Wonen", 99), via(LINDE, "Zonnewoude Wonen", 99)),
    ("one collector for two creditors", via(LINDE, "Zonstroom", 99), via(LINDE, "Woonpunt", 99)),
    ("the collector of one is not of the other", letter("Zonstroom", 99, collector=LINDE), letter(DAM, 99)),
    ("the collector named, but for another", letter("Zonstroom", 99, collector=LINDE), via(LINDE, "Woonpunt", 99)),
    ("only legal forms", letter("B.V.", 99), letter("N.V.", 99)),
    ("no names", letter("", 99), letter("", 99)),
)  # fmt: skip
"""What they show, and the two letters."""
