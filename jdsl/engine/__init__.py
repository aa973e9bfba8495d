"""The engine: what a program makes of events, for one contact after the other.

Programs, contacts' records and events come in as flat integers; effect rows go out. Functions marked `kernel` hold all
run-time meaning and are written in the part of Python that numba compiles; `page` gives them their buffers.

It knows no text of a journey, no file, no clock and no store, and draws no random number: the same program and the
same events give the same effects, always.
"""
