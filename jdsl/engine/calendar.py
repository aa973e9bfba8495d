"""Days, months, weekdays and holidays; lengths by the calendar, and the times of schedules (S7.3, S5.10)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.engine.wall_clock import FAR_MS, day_at, instant_of, next_clock_change, wall_at
from jdsl.machine.calendar_layout import (
    COUNT_LIMIT,
    DAY_MS,
    FIRST_DAY,
    HOLIDAYS_HI,
    HOLIDAYS_LO,
    HORIZON_MS,
    LAST_DAY,
    LAST_YEAR,
    NOT_ON_HOLIDAYS,
    ON_DAYS,
    ON_MONTH,
    ON_WEEKS,
    ON_YEAR,
    SAME_TIME,
    SCHEDULE_COUNT,
    SCHEDULE_DATE,
    SCHEDULE_DAYS,
    SCHEDULE_EVERY,
    SCHEDULE_KIND,
    SCHEDULE_TIME,
    SCHEDULE_UNIT,
    SEARCH_MS,
    SPAN_DAY,
    SPAN_MONTH,
    SPAN_WEEK,
    UNIT_MONTH,
    UNIT_MS,
    UNIT_WEEKDAY,
)
from jdsl.machine.values import MILLION, MISSING, NEVER_MS

# --- dates ---


@kernel
def day_number(year: int, month: int, day: int) -> int:
    """The number of a date of the Gregorian calendar, which goes on for ever both ways."""
    # A year from March on has its odd day at the end; 719,468 days lie between 0000-03-01 and 1970-01-01.
    past_march = (month + 9) % 12
    years = year - past_march // 10
    return 365 * years + years // 4 - years // 100 + years // 400 + (306 * past_march + 5) // 10 + day - 719_469


@kernel
def date_of(day: int) -> tuple[int, int, int]:
    """Year, month and day of the month of a day."""
    since_march = day + 719_468
    era = since_march // 146_097  # 400 years
    of_era = since_march - 146_097 * era
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    past_march = (5 * of_year + 2) // 153
    month = (past_march + 2) % 12 + 1
    year = 400 * era + year_of_era + past_march // 10
    return year, month, of_year - (153 * past_march + 2) // 5 + 1


@kernel
def weekday(day: int) -> int:
    """0 is Monday, 6 is Sunday."""
    return (day + 3) % 7  # 1970-01-01 was a Thursday


@kernel
def day_of_month(year: int, month: int, day: int) -> int:
    """The number of a date, or of the month's last if it has no such day (S7.3). `month` may lie outside 1 … 12."""
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    first = day_number(year, month, 1)
    next_first = day_number(year + month // 12, month % 12 + 1, 1)
    return min(first + day - 1, next_first - 1)


@kernel
def add_months(day: int, count: int) -> int:
    """So many months on, or back: the same day of the month, or the month's last."""
    year, month, of_month = date_of(day)
    return day_of_month(year, month + count, of_month)


# --- weekdays and holidays ---


@kernel
def holidays_until(memory: Words, holidays: int, day: int) -> int:
    """How many holidays are not after a day."""
    if holidays == 0:
        return 0
    lo = memory[holidays + HOLIDAYS_LO]
    hi = memory[holidays + HOLIDAYS_HI]
    start = lo
    while lo < hi:
        middle = (lo + hi) // 2
        if memory[middle] <= day:
            lo = middle + 1
        else:
            hi = middle
    return lo - start


@kernel
def is_among(memory: Words, holidays: int, days: int, day: int) -> bool:
    """Whether a day is one of `days`, a mask of weekdays that may leave out holidays."""
    if days >> weekday(day) & 1 == 0:
        return False
    if days & NOT_ON_HOLIDAYS == 0:
        return True
    passed = holidays_until(memory, holidays, day)
    return passed == 0 or memory[memory[holidays + HOLIDAYS_LO] + passed - 1] != day


@kernel
def next_among(memory: Words, holidays: int, days: int, day: int) -> int:
    """The first of `days` that is not before a day. The mask names a weekday at least."""
    while not is_among(memory, holidays, days, day):
        day += 1
    return day


@kernel
def weekdays_until(memory: Words, holidays: int, day: int) -> int:
    """How many days that are not Saturday, Sunday or a holiday are not after a day, from some beginning on."""
    monday_based = day + 3
    return 5 * (monday_based // 7) + min(monday_based % 7 + 1, 5) - holidays_until(memory, holidays, day)


@kernel
def add_weekdays(memory: Words, holidays: int, day: int, count: int) -> int:
    """The weekday that is so many after a day, or before it if `count` is negative; the day itself for 0."""
    if count == 0:
        return day
    if count > 0:
        wanted = weekdays_until(memory, holidays, day) + count
    else:
        wanted = weekdays_until(memory, holidays, day - 1) + count + 1
    # Without holidays it would be known at once; each holiday on the way is one day further.
    skipped = -1
    found = 0
    while found != skipped:
        skipped = found
        place = wanted + skipped - 1
        day = 7 * (place // 5) + place % 5 - 3
        found = holidays_until(memory, holidays, day)
    return day


# --- lengths ---


@kernel
def whole_units(value: int) -> int:
    """How many units a length from data has, from millionths: rounded down (S7.1); `MISSING` if it is no length."""
    if value < 0:  # `MISSING` as well
        return MISSING
    return min(value // MILLION, COUNT_LIMIT)


@kernel
def shift_day(memory: Words, holidays: int, day: int, unit: int, count: int) -> int:
    """The day so many days, weekdays or months after a day, before it if `count` is negative; may be `MISSING`."""
    count = max(-COUNT_LIMIT, min(COUNT_LIMIT, count))
    if unit == UNIT_WEEKDAY:
        shifted = add_weekdays(memory, holidays, day, count)
    elif unit == UNIT_MONTH:
        shifted = add_months(day, count)
    else:
        shifted = day + count
    return shifted if FIRST_DAY <= shifted <= LAST_DAY else MISSING


@kernel
def within_years(at_ms: int) -> int:
    """The instant, or `MISSING` if it does not lie in the years 1 to 9999."""
    return at_ms if FIRST_DAY * DAY_MS <= at_ms < (LAST_DAY + 1) * DAY_MS else MISSING


@kernel
def moment_of_day(memory: Words, zone: int, holidays: int, day: int, unit: int, count: int, time_ms: int) -> int:
    """The instant of `D after DATE, at T` for a date without a time; may be `MISSING`."""
    shifted = shift_day(memory, holidays, day, unit, count)
    return MISSING if shifted == MISSING else within_years(instant_of(memory, zone, shifted * DAY_MS + time_ms))


@kernel
def shift(memory: Words, zone: int, holidays: int, at_ms: int, unit: int, count: int, time_ms: int) -> int:
    """The instant a length after another: `D at T` is T on the calendar day so far on, else the time of day stays.

    `MISSING` if it lies beyond the years 1 to 9999.
    """
    if unit == UNIT_MS:
        return within_years(at_ms + count)
    if time_ms == SAME_TIME and count == 0:
        return at_ms  # even the second time that a clock shows it
    wall_ms = wall_at(memory, zone, at_ms)
    day = wall_ms // DAY_MS
    if time_ms == SAME_TIME:
        time_ms = wall_ms - day * DAY_MS
    return moment_of_day(memory, zone, holidays, day, unit, count, time_ms)


# --- times of schedules ---


@kernel
def next_time_on(memory: Words, zone: int, holidays: int, days: int, time_ms: int, from_ms: int) -> int:
    """The first instant not before `from_ms` that is a time of day on one of `days`; `NEVER_MS` beyond the horizon."""
    day = day_at(memory, zone, from_ms) - 1  # its time may have been skipped, and come now
    while True:
        day = next_among(memory, holidays, days, day)
        at_ms = instant_of(memory, zone, day * DAY_MS + time_ms)
        if at_ms >= from_ms:
            return at_ms if at_ms <= HORIZON_MS else NEVER_MS
        day += 1


@kernel
def next_of_weeks(days: int, every: int, date: int, day: int) -> int:
    """`every` weeks from Monday, that of `date` the first: the first of `days`, neither before `day` nor `date`."""
    monday = date - weekday(date)
    day = max(day, date)
    while True:
        beyond = (day - monday) // 7 % every
        if beyond != 0:
            day += 7 * (every - beyond) - weekday(day)
        elif days >> weekday(day) & 1 != 0:
            return day
        else:
            day += 1


@kernel
def next_of_month(every: int, day: int) -> int:
    """The first day not before `day` that is day `every` of its month, or the last where there is none."""
    year, month, _ = date_of(day)
    found = day_of_month(year, month, every)
    return found if found >= day else day_of_month(year, month + 1, every)


@kernel
def next_scheduled_day(memory: Words, holidays: int, schedule: int, day: int) -> int:
    """The first day of a schedule, but not of ON_YEAR, that is not before `day`; `NEVER_MS` if there is none."""
    kind = memory[schedule + SCHEDULE_KIND]
    date = memory[schedule + SCHEDULE_DATE]
    if kind == ON_DAYS:
        return next_among(memory, holidays, memory[schedule + SCHEDULE_DAYS], day)
    if kind == ON_WEEKS:
        return next_of_weeks(memory[schedule + SCHEDULE_DAYS], memory[schedule + SCHEDULE_EVERY], date, day)
    if kind == ON_MONTH:
        return next_of_month(memory[schedule + SCHEDULE_EVERY], day)
    return date if day <= date else NEVER_MS


@kernel
def next_of_years(
    memory: Words, zone: int, holidays: int, schedule: int, date: int, from_ms: int, mark: int
) -> tuple[int, int]:
    """As `next_scheduled`, of ON_YEAR: `mark` is the year of the day that it is about, not that of the reminder."""
    unit = memory[schedule + SCHEDULE_UNIT]
    count = memory[schedule + SCHEDULE_COUNT]
    date_year, _, _ = date_of(date)
    back = shift_day(memory, holidays, day_at(memory, zone, from_ms), unit, -count)
    from_year, _, _ = date_of(max(back, FIRST_DAY))
    year = max(date_year, mark + 1, from_year - 1)
    while True:
        day = add_months(date, 12 * (year - date_year))
        at_ms = moment_of_day(memory, zone, holidays, day, unit, count, memory[schedule + SCHEDULE_TIME])
        if at_ms > HORIZON_MS or year > LAST_YEAR:
            return NEVER_MS, mark
        if at_ms >= from_ms:
            return at_ms, year
        year += 1


@kernel
def next_scheduled(
    memory: Words, zone: int, holidays: int, schedule: int, date: int, from_ms: int, mark: int
) -> tuple[int, int]:
    """The first time of a schedule that is not before `from_ms`, and its mark, which is greater than `mark`.

    A time's mark is its calendar day, of ON_YEAR its year: each comes once, and none that is older than one that has
    come. Before the first, the mark is `MISSING`. `date`: the day of the attribute of ON_YEAR, or `MISSING`. `NEVER_MS`
    and the mark as it was if nothing comes.
    """
    if memory[schedule + SCHEDULE_KIND] == ON_YEAR:
        if date == MISSING:
            return NEVER_MS, mark
        return next_of_years(memory, zone, holidays, schedule, date, from_ms, mark)
    day = max(day_at(memory, zone, from_ms) - 1, mark + 1)
    while True:
        day = next_scheduled_day(memory, holidays, schedule, day)
        if day > (HORIZON_MS + FAR_MS) // DAY_MS:
            return NEVER_MS, mark
        at_ms = instant_of(memory, zone, day * DAY_MS + memory[schedule + SCHEDULE_TIME])
        if at_ms >= from_ms:
            return (at_ms, day) if at_ms <= HORIZON_MS else (NEVER_MS, mark)
        day += 1


# --- spans ---


@kernel
def first_day(day: int, span: int) -> int:
    """The first day of the week, month or year of a day, or the day itself."""
    if span == SPAN_DAY:
        return day
    if span == SPAN_WEEK:
        return day - weekday(day)
    year, month, _ = date_of(day)
    return day_number(year, month if span == SPAN_MONTH else 1, 1)


@kernel
def span_start(memory: Words, zone: int, at_ms: int, span: int) -> int:
    """When today, this week, this month or this year began (S7.2)."""
    return instant_of(memory, zone, first_day(day_at(memory, zone, at_ms), span) * DAY_MS)


@kernel
def next_day_change(memory: Words, zone: int, at_ms: int) -> int:
    """The first instant after another with a different calendar day: clocks that are put back may show one before."""
    day = day_at(memory, zone, at_ms)
    while True:
        midnight_ms = at_ms + DAY_MS - wall_at(memory, zone, at_ms) % DAY_MS
        at_ms = min(midnight_ms, next_clock_change(memory, zone, at_ms))
        if day_at(memory, zone, at_ms) != day:
            return at_ms


@kernel
def next_span(memory: Words, zone: int, at_ms: int, span: int) -> int:
    """When it is next no longer the same day, week, month or year."""
    first = first_day(day_at(memory, zone, at_ms), span)
    change_ms = next_day_change(memory, zone, at_ms)
    if span == SPAN_DAY or first_day(day_at(memory, zone, change_ms), span) != first:
        return change_ms
    days = 7 if span == SPAN_WEEK else 31 if span == SPAN_MONTH else 366
    return instant_of(memory, zone, first_day(first + days, span) * DAY_MS)


@kernel
def is_on(memory: Words, zone: int, holidays: int, days: int, at_ms: int) -> bool:
    """Whether the calendar day of an instant is one of `days`."""
    return is_among(memory, holidays, days, day_at(memory, zone, at_ms))


@kernel
def next_change_of_days(memory: Words, zone: int, holidays: int, days: int, at_ms: int) -> int:
    """When it is next one of `days` if at an instant it is not, or is none if it is; `NEVER_MS` if not in 400 days."""
    was = is_on(memory, zone, holidays, days, at_ms)
    end_ms = at_ms + SEARCH_MS
    while at_ms < end_ms:
        at_ms = next_day_change(memory, zone, at_ms)
        if is_on(memory, zone, holidays, days, at_ms) != was:
            return at_ms
    return NEVER_MS
