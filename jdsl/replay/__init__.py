"""What `jdsl run` is made of: events and contacts from files, taken through a program, to effects and a report.

In come lines of JSON or rows of CSV, and a compiled `Program`; out go effects in either format, in the order of the law
(S8.3), and a `Report`, which also accounts for every line that was read. A row of CSV becomes the fields that a line of
JSON has (`table`, `columns`, `cells`), and from there on there is one way for both. Memory is bounded: what was read is
kept on disk, parted by contact, and a part at a time is sorted, rid of repeats, and run. It does not know the language,
the model or the compiler; it does not know what an event means to a journey, which is the engine's; and it does not
know the command line: progress and words to the person go through functions that the caller gives.
"""
