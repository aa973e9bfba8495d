"""Time, to the millisecond: waits, moments, schedules, conditions that time answers, what a visit remembers (S5.10)."""
