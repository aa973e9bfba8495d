"""From the text of a file to its tree, and back.

In: the text of one `.journey` file. Out: an `ast.File` and diagnostics, or text in the one canonical layout. A line's
tree depends on that line alone. It deliberately does not know what is declared anywhere: a phrase is a run of names,
a name may mean anything, and a chain of `and` and `or` has no order of precedence yet.
"""

from jdsl.syntax.printer import format_source, print_file
from jdsl.syntax.reading import Parsed, parse

__all__ = ["Parsed", "format_source", "parse", "print_file"]
