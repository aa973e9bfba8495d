"""What is wrong with a workspace, as values.

Holds the shape of a diagnostic, the catalogue of every code with the page that explains it, and how diagnostics are
shown: as text, JSON, SARIF and workflow commands.
In: spans and sentences from the phases that read, resolve and check. Out: `Diagnostic`s, and texts that show them.
It deliberately does not know trees, the catalog or the machine: a code says what it is about in words alone.
"""
