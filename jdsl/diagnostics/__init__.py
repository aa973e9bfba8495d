"""What is said to the writer of a file: codes, diagnostics, and how they look on a terminal.

In: spans and sentences from the passes that find something. Out: values, and plain text. It deliberately
does not know what the sentences are about: builder functions stand beside the checks that report.
"""

from jdsl.diagnostics.diagnostic import Code, Diagnostic, Fix, Label, Severity

__all__ = ["Code", "Diagnostic", "Fix", "Label", "Severity"]
