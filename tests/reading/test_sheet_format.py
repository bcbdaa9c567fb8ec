"""Numbers and dates as the Russian Excel shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reading.sheet.book import address, area, position
from extractor.reading.sheet.format import BUILT_IN, shown_number

ACCOUNTS = '_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-;_-* "-"??\\ _₽_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.937, "0.0%", "93,7%"),
        (0.937, "0%", "94%"),
        (0.93, "0.00\\ %", "93,00 %"),
        (93.7, "0.0\\%", "93,7%"),
        (93.75, "0.0", "93,8"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1,01"),
        (84.0, "0.0##", "84,0"),
        (84.25, "0.0##", "84,25"),
        (0.5, "#.##", "0,5"),
        (7, "000", "007"),
        (2940.5, "#,##0.0", "2\u00a0940,5"),
        (1234567.891, "#,##0.00", "1\u00a0234\u00a0567,89"),
        (1234567, "#,##0,", "1\u00a0235"),
        (12, '0" чел."', "12 чел."),
        (1234.5, "#,##0.00\\ [$₽-419]", "1\u00a0234,50 ₽"),
        (1234.5, ACCOUNTS, "1\u00a0234,50"),
        (0, ACCOUNTS, "-"),
        (-5.25, "0.0", "-5,3"),
        (-5.25, "0.0;(0.0)", "(5,3)"),
        (-5, "#,##0.00;[Red]-#,##0.00", "-5,00"),
        (-0.4, "0", "0"),
        (0, '0;-0;"нет"', "нет"),
        (150, '[>=100]"много";0', "много"),
        (50, '[>=100]"много";0', "50"),
        (3, ";;;", ""),
        (12.5, "General", "12,5"),
        (12.5, "Основной", "12,5"),
        (12.5, "@", "12,5"),
        (0.1 + 0.2, "General", "0,3"),
        (7701234567012, "General", "7701234567012"),
        (1e20, "General", "1E+20"),
        (0.25, "# ?/?", "0,25"),
        (12345, "0.00E+00", "12345"),
        (89221234567, "(###) ###-##-##", "89221234567"),
        (float("nan"), "0", ""),
        (float("inf"), "0", ""),
        (45000, BUILT_IN[14], "15.03.2023"),
        (45000, "ДД.ММ.ГГГГ", "15.03.2023"),
        (45000.5, "[$-419]d mmmm yyyy;@", "15 марта 2023"),
        (45000, "[$-FC19]dd mmmm yyyy \\г\\.;@", "15 марта 2023 г."),
        (45000, "[$-F800]dddd, mmmm dd, yyyy", "15 марта 2023 г."),
        (45000, "mmmm yyyy", "Март 2023"),
        (45000, "mmm.yy", "мар.23"),
        (45000, "yyyy", "2023"),
        (0.5, "h:mm", "12:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (1, "dd.mm.yyyy", "01.01.1900"),
        (-1, "dd.mm.yyyy", "-1"),
        (1e9, "dd.mm.yyyy", "1000000000"),
    ],
)
def test_shown(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_days_of_old_macs() -> None:
    assert shown_number(43538, "dd.mm.yyyy", from_1904=True) == "15.03.2023"


@given(st.floats(), st.text('0#?.,%;@[]"\\_*<>=1ydmhsгмдч $-/E+ Gener', max_size=30))
def test_any_format_shows_something_or_nothing(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code), str)


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_addresses(row: int, column: int) -> None:
    assert position(address(row, column)) == (row, column)


@pytest.mark.parametrize("text", ["", "A0", "XFE1", "A1048577", "1A", "A", "B2:A1", "A1:ZZZZ9"])
def test_no_areas(text: str) -> None:
    assert area(text) is None


def test_areas() -> None:
    assert area("$B$2:C4") == (1, 1, 3, 2)
    assert address(0, 16_383) == "XFD1"
