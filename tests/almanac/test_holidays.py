"""Public holidays (S7.3): whole countries, 1990 to 2060, as numbers of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jdsl.almanac.holidays import YEARS, countries, nearest_country, public_holidays


def dates(country: str, year: int) -> list[str]:
    days = [date(1970, 1, 1) + timedelta(day) for day in public_holidays(country)]
    return [day.isoformat()[5:] for day in days if day.year == year]


def test_a_year_in_the_czech_republic() -> None:
    assert dates("CZ", 2026) == [
        "01-01", "04-03", "04-06", "05-01", "05-08", "07-05", "07-06", "09-28", "10-28", "11-17", "12-24", "12-25",
        "12-26",
    ]  # fmt: skip


def test_days_off_in_lieu_are_holidays() -> None:
    """Christmas Day 2027 is a Saturday, Boxing Day a Sunday."""
    assert dates("GB", 2027)[-4:] == ["12-25", "12-26", "12-27", "12-28"]


def test_those_of_a_region_are_none() -> None:
    assert dates("DE", 2026) == ["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"]


@pytest.mark.parametrize("country", ["CZ", "US", "SA", "JP"])
def test_days_ascend_and_cover_all_years(country: str) -> None:
    days = public_holidays(country)
    assert list(days) == sorted(set(days))
    assert {(date(1970, 1, 1) + timedelta(day)).year for day in days} == set(YEARS)
    assert (YEARS[0], YEARS[-1]) == (1990, 2060)


def test_countries_have_two_capital_letters() -> None:
    assert {"AT", "CZ", "DE", "FR", "GB", "US"} <= set(countries())
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in countries())


@pytest.mark.parametrize("written", ["cz", "UK", "XX", "", "Registry"])
def test_other_spellings_have_no_holidays(written: str) -> None:
    with pytest.raises(KeyError):
        public_holidays(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cz", "CZ"), ("CZE", "CZ"), ("cze", "CZ"), ("Czechia", "CZ"), ("czechia", "CZ"), ("UK", "GB"), ("uk", "GB"),
        ("united kingdom", "GB"), ("Germany", "DE"), ("XX", None), ("", None), ("date", None), ("registry", None),
        ("HolidayBase", None),
    ],
)  # fmt: skip
def test_what_country_was_meant(written: str, meant: str | None) -> None:
    assert nearest_country(written) == meant
