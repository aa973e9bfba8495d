"""The command line: `jdsl validate`, `run`, `test`, `format`; one module per command.

In come arguments, files and standard input; out go text, effects and an exit status: 0 for done, 1 for errors in
what was read, 2 for a command that makes no sense. It decides nothing about journeys: each command calls the rooms
below, the same ones that the Python API offers, and shows what they return. It is the only room that knows Click,
and no room knows it.
"""
