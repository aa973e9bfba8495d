"""Public holidays by the pinned package `holidays`: those of a whole country, days off in lieu included (S7.3)."""

from __future__ import annotations

from datetime import date
from functools import cache

YEARS = range(1990, 2061)
_EPOCH = date(1970, 1, 1).toordinal()


@cache
def countries() -> tuple[str, ...]:
    """The codes that have holidays, in order: two capital letters, by ISO 3166."""
    import holidays

    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


@cache
def public_holidays(country: str) -> tuple[int, ...]:
    """The days of a country's public holidays in `YEARS`, as days since 1970-01-01, ascending.

    Raises KeyError if `country` is none of `countries`.
    """
    import holidays

    if country not in countries():
        raise KeyError(country)
    return tuple(sorted(day.toordinal() - _EPOCH for day in holidays.country_holidays(country, years=YEARS)))


def nearest_country(written: str) -> str | None:
    """The code that was meant by another spelling: `cz`, `CZE`, `UK`, `Czechia`; None if none is known."""
    import holidays

    for spelling in (written, written.upper(), "".join(word.capitalize() for word in written.split())):
        try:
            return holidays.country_holidays(spelling).country
        except (NotImplementedError, AttributeError, TypeError):
            continue
    return None
