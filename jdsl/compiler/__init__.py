"""The compiler: a checked model in, a program of integer tables out.

It knows the model's classes and the tables' layout. It does not know how a file is read, nor how the tables are run; it
never reports a mistake of the writer, for a model has none.
"""

from jdsl.compiler.lower import lower

__all__ = ["lower"]
