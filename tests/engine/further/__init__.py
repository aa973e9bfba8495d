"""Boundaries of the further half of the language, worked out by hand from the reference, through the compiler.

Each clock is tried 1 ms before it is due, when it is due, 1 ms after, and with an event of that instant; each limit
from both sides.
"""
