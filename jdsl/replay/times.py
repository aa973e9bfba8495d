"""Instants as files write them: RFC 3339 with an offset, or whole milliseconds since 1970-01-01T00:00Z."""

import re
from datetime import date
from functools import lru_cache

LAST_MS = 4_102_444_800_000  # 2100-01-01T00:00Z; zones and calendars are known up to there

_DAY_MS = 86_400_000
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_HOUR = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d)", re.ASCII)
_MINUTE_AND_SECOND = re.compile(r":(\d\d):(\d\d)", re.ASCII)
_FRACTION_AND_OFFSET = re.compile(r"(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII)

_NO_TIME = "is no time: write 2026-03-02T09:00:00Z, or milliseconds since 1970"
_NO_OFFSET = "does not say which zone it is in: end it with Z, or with an offset such as +01:00"
_NOT_COVERED = "does not lie between 1970 and 2100"


def instant_ms(value: object) -> int:
    """The instant, parts of a millisecond cut off. Raises ValueError, which says how the value is none."""
    ms = instant_of_any_year(value)
    if not 0 <= ms <= LAST_MS:
        raise ValueError(_NOT_COVERED)
    return ms


def instant_of_any_year(value: object) -> int:
    """The same, whenever it is."""
    # Three small memories instead of one: a year has few hours, an hour few seconds, and few offsets are in use.
    if isinstance(value, str):
        return _hour_ms(value[:13]) + _minute_and_second_ms(value[13:19]) + _fraction_and_offset_ms(value[19:])
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(_NO_TIME)


@lru_cache(maxsize=1 << 15)
def _hour_ms(text: str) -> int:
    found = _HOUR.fullmatch(text)
    if not found:
        raise ValueError(_NO_TIME)
    year, month, day, hour = map(int, found.groups())
    if hour > 23:
        raise ValueError(_NO_TIME)
    try:
        days = date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        raise ValueError("names a day that no calendar has") from None
    return days * _DAY_MS + hour * 3_600_000


@lru_cache(maxsize=1 << 12)
def _minute_and_second_ms(text: str) -> int:
    found = _MINUTE_AND_SECOND.fullmatch(text)
    if not found:
        raise ValueError(_NO_TIME)
    minute, second = map(int, found.groups())
    if minute > 59 or second > 60:  # 60: a leap second, which is the next minute's first to us
        raise ValueError(_NO_TIME)
    return minute * 60_000 + second * 1000


@lru_cache(maxsize=1 << 14)
def _fraction_and_offset_ms(text: str) -> int:
    found = _FRACTION_AND_OFFSET.fullmatch(text)
    if not found:
        raise ValueError(_NO_OFFSET if re.fullmatch(r"(\.\d+)?", text, re.ASCII) else _NO_TIME)
    fraction, sign, hours, minutes = found.groups()
    ms = int((fraction + "000")[:3]) if fraction else 0
    if sign is None:
        return ms
    if int(hours) > 23 or int(minutes) > 59:
        raise ValueError(_NO_TIME)
    offset_ms = (int(hours) * 60 + int(minutes)) * 60_000
    return ms - offset_ms if sign == "+" else ms + offset_ms


def written(ms: int) -> str:
    """The instant in RFC 3339, UTC, with milliseconds."""
    hour, rest_ms = divmod(ms, 3_600_000)
    second, rest_ms = divmod(rest_ms, 1000)
    return f"{_hour_written(hour)}:{second // 60:02d}:{second % 60:02d}.{rest_ms:03d}Z"


@lru_cache(maxsize=1 << 14)
def _hour_written(hour: int) -> str:
    day, hour = divmod(hour, 24)
    return f"{date.fromordinal(_EPOCH_DAY + day).isoformat()}T{hour:02d}"


_UNITS = (("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000))


def duration_written(ms: int) -> str:
    """The two largest units of a length of time, rounded down, as the language writes them: `2d 3h`."""
    parts: list[str] = []
    for unit, unit_ms in _UNITS:
        count, ms = divmod(ms, unit_ms)
        if count:
            parts.append(f"{count:,}{unit}")
        if len(parts) == 2 or (parts and not count):
            break
    return " ".join(parts) or (f"{ms}ms" if ms else "0s")
