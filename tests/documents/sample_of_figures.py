"""The figures of an invented team, with a hidden count, a withheld one and numbers side by side."""

from datetime import date

from buurtteam.domain.papers import FigureGroup, FigureLine, FiguresPaper, Letterhead


def figures_sample(letterhead: Letterhead) -> FiguresPaper:
    """An ordinary quarter."""
    return FiguresPaper(
        letterhead=letterhead,
        number="2026-0113",
        issued_on=date(2026, 10, 5),
        team="Buurtteam Akerhof",
        area="Hele team",
        first=date(2026, 7, 1),
        last=date(2026, 9, 30),
        known_on=date(2026, 10, 5),
        groups=(
            FigureGroup(
                title="Hoe lang het duurt",
                figures=(
                    FigureLine(
                        name="Van melding tot eerste gesprek",
                        values=("8,5 dagen",),
                        basis="Zaken: 60. Nog open: < 10.",
                        definition="Kalenderdagen vanaf de dag dat een melding in de periode binnenkwam tot het eerste "
                        "gesprek, wanneer dat ook was; advies en de korte weg tellen niet mee.",
                    ),
                    FigureLine(
                        name="Van gesprek tot besluit (Wgs)",
                        values=("niet getoond",),
                        basis="Zaken: < 10. Nog open: niet getoond.",
                        definition="Kalenderdagen van het eerste gesprek over schulden in de periode tot het besluit.",
                    ),
                ),
            ),
            FigureGroup(
                title="Hoe het met inwoners gaat",
                figures=(
                    FigureLine(
                        name="Hoe het gaat, in de ogen van de inwoner zelf",
                        values=("beter: 35", "hetzelfde: 20", "minder goed: 15"),
                        basis="Zaken: 70",
                        definition="Voor elk huishouden en onderwerp het laatste antwoord naast het eerste; antwoorden "
                        "worden nooit gemiddeld of opgeteld.",
                    ),
                    FigureLine(
                        name="Wat inwoners ervan vonden",
                        values=("Niet gemeten",),
                        definition="Niet gemeten in dit programma: de gemeente vraagt het inwoners elk jaar zelf.",
                    ),
                ),
            ),
        ),
        rule="Aantallen zijn afgerond op vijftallen. Aantallen onder de 10 staan er niet in, en ook geen andere "
        "waaruit je ze kunt uitrekenen. Van minder dan 50 staat er geen percentage.",
    )
