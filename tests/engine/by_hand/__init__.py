"""Programs of constructs that the language does not parse yet: compiled from what it does, then changed by hand."""
