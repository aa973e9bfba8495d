"""Sending, to the millisecond: windows, limits, holds, hold-outs and machines (S6)."""
