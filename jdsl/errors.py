"""What callers may catch. Mistakes in a journey are not among them: those are diagnostics, which are values."""


class JdslError(Exception):
    """The root of the family; its text is one plain line for the person at the keyboard."""


class UsageError(JdslError):
    """What was asked for cannot be done as asked: a file that is not there, two arguments that exclude each other."""


class PageError(JdslError):
    """The bytes of a page cannot be read: they are damaged, of other journeys, or of another version."""


class ProgramError(JdslError):
    """A stored program cannot be run: the file is none, it is damaged, or it is of another version."""
