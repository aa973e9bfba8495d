"""Files to an immutable snapshot: the one place that calls the phases in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jdsl.check.allowing import check_allows, told_and_allowed
from jdsl.check.circles import check_circles
from jdsl.check.declarations import check_declarations
from jdsl.check.limits import check_limits
from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Severity
from jdsl.errors import UsageError
from jdsl.model.declarations import ParsedFile
from jdsl.model.model import Model
from jdsl.model.resolve import resolve
from jdsl.settings import FILE as SETTINGS
from jdsl.settings import Settings, read_settings
from jdsl.syntax import Parsed, ast, parse
from jdsl.syntax.allowing import allows_of, allows_of_settings
from jdsl.syntax.parser import grammar_folder
from jdsl.text.source import SUFFIX, Source
from jdsl.text.span import Span

if TYPE_CHECKING:
    from jdsl.machine.program import Program
    from jdsl.simulate.scenario import Outcome

STANDARD_INPUT = "-"
PRELUDE_PATH = "<prelude>"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A workspace at one moment. `model` is None if a diagnostic is an error.

    `files` are in order of path; `diagnostics` in order of file and place, those of `jdsl.toml` first. `sources` have
    the settings too. `allowed` are those that comments allow, in the same order.
    """

    files: tuple[ast.File, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    model: Model | None
    allowed: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        return self.model is None


@dataclass(frozen=True)
class Workspace:
    """The texts of a workspace's files, by name: the path from its folder, so that it is the same wherever one stands.

    `root` is that folder, None if it is not on disk. `selected` are the files that were asked for: those of a folder,
    or the one file whose workspace this is. `undecodable`: offsets of the first byte that is not UTF-8, by file.
    `settings_text` is what its `jdsl.toml` says, None without one.
    """

    texts: Mapping[str, str]
    root: Path | None = None
    selected: tuple[str, ...] = ()
    undecodable: Mapping[str, int] | None = None
    settings_text: str | None = None

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Workspace:
        """The workspace of a journey file, or of a folder.

        Raises UsageError if there is none, OSError if it cannot be read.
        """
        asked = Path(path)
        if not asked.exists():
            raise UsageError(f"{asked}: there is no such file or folder")
        if asked.is_file() and asked.suffix != SUFFIX:
            raise UsageError(f"{asked}: a journey file ends in `{SUFFIX}`")
        folder = asked if asked.is_dir() else asked.parent
        settled = _root_of(folder)
        root = settled or folder
        texts: dict[str, str] = {}
        undecodable: dict[str, int] = {}
        settings_text: str | None = None
        if settled is not None:
            settings_text, bad = decoded((root / SETTINGS).read_bytes())
            if bad is not None:
                undecodable[SETTINGS] = bad
        settings = _read_settings(settings_text)[0]
        every = _journey_files(root, deep=settled is not None)
        files = [file for file in every if settings.takes(file.relative_to(root).as_posix())]
        selected = [file for file in files if _is_within(file, asked)]
        if not selected and any(_is_within(file, asked) for file in every):
            raise UsageError(f"{asked}: `{SETTINGS}` of this workspace leaves it out")
        if not selected:
            raise UsageError(_nothing_to_read(asked))
        for file in files:
            text, bad = decoded(file.read_bytes())
            name = file.relative_to(root).as_posix()
            texts[name] = text
            if bad is not None:
                undecodable[name] = bad
        names = tuple(file.relative_to(root).as_posix() for file in selected)
        return cls(texts, root, names, undecodable, settings_text)

    @classmethod
    def load_all(cls, paths: Iterable[str | os.PathLike[str]]) -> list[Workspace]:
        """The workspaces of all the paths, each once, with all of its files that were asked for."""
        found: dict[Path | None, Workspace] = {}
        for path in paths:
            workspace = cls.load(path)
            key = workspace.root.resolve() if workspace.root else None
            before = found.setdefault(key, workspace)
            asked = {*before.selected, *workspace.selected}
            found[key] = replace(before, selected=tuple(name for name in before.texts if name in asked))
        return list(found.values())

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], settings_text: str | None = None) -> Workspace:
        """A workspace that is not on disk: text by file name, all of which are taken."""
        ordered = {name: texts[name] for name in sorted(texts)}
        return cls(ordered, None, tuple(ordered), None, settings_text)

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> Workspace:
        """A workspace of one file that is not on disk, such as standard input."""
        text, bad = decoded(content)
        return cls({name: text}, None, (name,), {} if bad is None else {name: bad})

    def shown(self, name: str) -> str:
        """The path of a file as people who stand in the current folder can open it."""
        is_own = name in self.texts or name == SETTINGS
        return (self.root / name).as_posix() if self.root is not None and is_own else name

    @property
    def shown_paths(self) -> list[str]:
        """Those of all that is read, its settings among them."""
        return [self.shown(name) for name in (*self.texts, *([SETTINGS] if self.settings_text is not None else []))]

    @cached_property
    def shown_sources(self) -> Mapping[str, Source]:
        """The sources by the paths that people see, the prelude among them."""
        texts = dict(self.texts)
        if self.settings_text is not None:
            texts[SETTINGS] = self.settings_text
        own = {self.shown(name): Source(self.shown(name), text) for name, text in texts.items()}
        return {**own, PRELUDE_PATH: prelude().source}

    @cached_property
    def settings(self) -> Settings:
        """What its `jdsl.toml` says, as far as it can be read."""
        return _read_settings(self.settings_text)[0]

    @property
    def history_events(self) -> tuple[Path, ...]:
        """Where the settings say that events of the history lie."""
        return tuple(self._from_root(path) for path in self.settings.events)

    @property
    def history_contacts(self) -> Path | None:
        """Where the settings say that the contacts of the history lie."""
        return self._from_root(self.settings.contacts) if self.settings.contacts is not None else None

    def _from_root(self, path: str) -> Path:
        return (self.root or Path()) / path

    @cached_property
    def shown_diagnostics(self) -> tuple[Diagnostic, ...]:
        """Those of the snapshot, in its order, with the paths that people see."""
        return tuple(self._shown(diagnostic) for diagnostic in self.snapshot.diagnostics)

    @cached_property
    def shown_allowed(self) -> tuple[Diagnostic, ...]:
        """Those of the snapshot that comments allow, with the paths that people see."""
        return tuple(self._shown(diagnostic) for diagnostic in self.snapshot.allowed)

    def _shown(self, diagnostic: Diagnostic) -> Diagnostic:
        labels = tuple(
            label if label.path is None else replace(label, path=self.shown(label.path)) for label in diagnostic.labels
        )
        fixes = tuple(replace(fix, edits=tuple(map(self._shown_edit, fix.edits))) for fix in diagnostic.fixes)
        return replace(diagnostic, path=self.shown(diagnostic.path), labels=labels, fixes=fixes)

    def _shown_edit(self, edit: Edit) -> Edit:
        return edit if edit.path is None else replace(edit, path=self.shown(edit.path))

    @cached_property
    def snapshot(self) -> Snapshot:
        """Read, resolve and check everything."""
        parsed = [parse(path, text) for path, text in self.texts.items()]
        sources = {path: Source(path, text) for path, text in self.texts.items()}
        files = [ParsedFile(one.file, sources[one.file.path]) for one in parsed]
        resolution = resolve(files, prelude())
        found = [diagnostic for one in parsed for diagnostic in one.diagnostics]
        found += [other_encoding(path, at) for path, at in (self.undecodable or {}).items()]
        found += resolution.diagnostics
        found += check_declarations(resolution.declared, files, prelude())
        if not any(diagnostic.severity is Severity.ERROR for diagnostic in found):
            found += check_circles(resolution.model, sources)
        found += check_limits(resolution.model)
        found, allowed = self._told_and_allowed([*_read_settings(self.settings_text)[1], *found], parsed)
        found = self.settings.levelled(found)
        order = {path: number for number, path in enumerate((SETTINGS, *self.texts))}
        for some in (found, allowed):
            some.sort(key=lambda diagnostic: (order[diagnostic.path], diagnostic.span, diagnostic.code.slug))
        has_errors = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
        model = None if has_errors else resolution.model
        if self.settings_text is not None:
            sources[SETTINGS] = Source(SETTINGS, self.settings_text)
        return Snapshot(tuple(one.file for one in parsed), sources, tuple(found), model, tuple(allowed))

    def _told_and_allowed(
        self, found: list[Diagnostic], parsed: Iterable[Parsed]
    ) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """What stays of `found`, with what is wrong with the comments that allow the rest; and that rest."""
        allows = {one.file.path: allows_of(one.file) for one in parsed}
        allows[SETTINGS] = allows_of_settings(self.settings_text or "")
        is_whole = not any(diagnostic.severity is Severity.ERROR for diagnostic in found)
        told, allowed = told_and_allowed(found, allows)
        for path, own in allows.items():
            if own:
                text = self.texts.get(path) or self.settings_text or ""
                told += check_allows(path, text, own, allowed if is_whole else None)
        return told, allowed

    def program(self) -> Program:
        """The journeys of the selected files, compiled. Raises UsageError if a file of the workspace has errors."""
        from jdsl.compiler import lower
        from jdsl.model.selection import with_only

        program = lower(with_only(self._model(), self.selected))
        journeys = tuple(
            replace(journey, is_running=program.places[journey.place][0] in self.selected)
            for journey in program.journeys
        )
        return replace(program, journeys=journeys)

    def outcomes(self) -> tuple[Outcome, ...]:
        """How the scenarios of the selected files go, with all journeys of the workspace.

        Raises UsageError if a file of the workspace has errors.
        """
        from jdsl.compiler import lower
        from jdsl.simulate.probes import with_probes
        from jdsl.simulate.scenario import play

        model = self._model()
        program = lower(with_probes(model))
        return play(program, [one for one in model.scenarios if one.place.file in self.selected])

    def _model(self) -> Model:
        """What can be run. Its compiler and engine are loaded late: the editor and `jdsl validate` need neither."""
        if self.snapshot.model is None:
            raise UsageError("the workspace has errors; its snapshot's diagnostics tell which")
        return self.snapshot.model


@cache
def prelude() -> ParsedFile:
    """The standard verbs and attributes, declared in the language itself."""
    text = (grammar_folder() / f"prelude{SUFFIX}").read_text(encoding="utf-8")
    parsed = parse(PRELUDE_PATH, text)
    assert not parsed.diagnostics, parsed.diagnostics
    return ParsedFile(parsed.file, Source(PRELUDE_PATH, text))


def _read_settings(text: str | None) -> tuple[Settings, list[Diagnostic]]:
    return read_settings(text) if text is not None else (Settings(), [])


def _root_of(folder: Path) -> Path | None:
    """The nearest folder, from here upwards, that holds the settings."""
    here = folder.absolute()
    for depth, parent in enumerate((here, *here.parents)):
        if (parent / SETTINGS).is_file():
            # As it was asked for: `journeys/x.journey`, not from the root of the disk.
            return folder if depth == 0 else parent if folder.is_absolute() else Path(os.path.relpath(parent))
    return None


def _journey_files(folder: Path, *, deep: bool) -> list[Path]:
    """All journey files, those of folders below too if `deep`; but for hidden folders and other workspaces."""
    found: list[Path] = []
    for entry in sorted(folder.iterdir()):
        if entry.is_file() and entry.suffix == SUFFIX:
            found.append(entry)
        elif deep and _belongs(entry):
            found.extend(_journey_files(entry, deep=True))
    return sorted(found)


def _nothing_to_read(folder: Path) -> str:
    below = [entry.as_posix() for entry in sorted(folder.iterdir()) if (entry / SETTINGS).is_file()]
    advice = f"; there are workspaces in {', '.join(below)}" if below else ""
    if not below and any(folder.glob(f"*/**/*{SUFFIX}")):
        advice = f"; put a `{SETTINGS}` into it, which may be empty, and the folders below are read too"
    return f"{folder}: there is no `{SUFFIX}` file in this folder{advice}"


def _belongs(folder: Path) -> bool:
    # A link could lead back up.
    is_plain = folder.is_dir() and not folder.is_symlink() and not folder.name.startswith(".")
    return is_plain and not (folder / SETTINGS).is_file()


def _is_within(file: Path, asked: Path) -> bool:
    own, wanted = file.resolve(), asked.resolve()
    return own == wanted or wanted in own.parents


def decoded(content: bytes) -> tuple[str, int | None]:
    """The text, and the offset of the first character that stands for bytes that are not UTF-8."""
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = len(content[: error.start].decode("utf-8"))
        return content.decode("utf-8", errors="replace"), before


def other_encoding(path: str, at: int) -> Diagnostic:
    """That a file is not UTF-8, which shows at the offset `at` of what was read of it."""
    return Diagnostic(
        codes.OTHER_ENCODING,
        path,
        Span(at, at + 1),
        "this file is not UTF-8, which begins to show here",
        help="save it as UTF-8",
    )
