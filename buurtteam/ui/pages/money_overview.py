"""The money of a household at a glance: what threatens, what is owed, what comes in and goes out, and what comes next."""

from buurtteam.ui.pages.money import MoneyTab


class MoneyOverview(MoneyTab):
    """Everything about the money on one screen."""
