"""What would change in a file, as `patch` reads it."""

from __future__ import annotations

import difflib
import re


def differences(path: str, before: str, after: str, what: str) -> str:
    """Line by line, line ends and all; `what` tells what the file would be. Empty if nothing changes."""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (before, after))
    lines = difflib.unified_diff(old, new, path, f"{path} ({what})")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
