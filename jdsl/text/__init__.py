"""Text and places in it: spans, sources with lines, nearest words, edits.

In: strings. Out: offsets, positions, other strings. It deliberately knows nothing of the language, of
files on disk and of the columns that editors count in.
"""
