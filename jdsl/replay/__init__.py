"""What `jdsl run` is made of: events and contacts from files, taken through a program, to effects and a report.

In come JSON lines and a compiled `Program`; out go effect lines in the order of the law (S8.3) and a `Report`, which
also accounts for every line that was read. Memory is bounded: what was read is kept on disk, parted by contact, and a
part at a time is sorted, rid of repeats, and run. It does not know the language, the model or the compiler; it does not
know what an event means to a journey, which is the engine's; and it does not know the command line: progress and words
to the person go through functions that the caller gives.
"""
