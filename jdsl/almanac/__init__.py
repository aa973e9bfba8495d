"""The almanac: what the world says about its calendars, as the pinned packages tell it.

Names of zones and countries come in; lists of whole numbers go out, which the compiler writes into the program. Only
the packages `tzdata` and `holidays` are asked, never the machine that this runs on. It does not know what a journey
does with a zone or a holiday, and nothing that runs a program reads it.
"""
