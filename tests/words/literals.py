"""Finds words for people that no catalogue knows, and words whose case is forced.

`python -m tests.words.literals [FILE ...]` prints them, of all modules where none is named.
"""

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "posture_app"
NOT_FOR_PEOPLE: Final = Path(__file__).parent / "not_for_people.toml"

WRAPPERS: Final = {"_", "N_", "ngettext", "pgettext", "npgettext", "sentence", "sentences"}
ROOMS_WITHOUT_WORDS: Final = ("library", "body", "coach", "breaks", "journal", "store", "desktop")
"""Rooms that hand out values: only what they tell of failures is looked at."""
TOLD_TO_PEOPLE: Final = {
    "FailedError",
    "WrongUseError",
    "RefusedError",
    "NothingRunningError",
    "SystemExit",
    "Problem",
    "Fault",
}
"""Failures and problems that a person reads; other exceptions are programming errors."""
SHOWING: Final = {
    "setText",
    "set_text",
    "setToolTip",
    "setStatusTip",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "setWindowTitle",
    "setTitle",
    "addAction",
    "QLabel",
    "Label",
    "label",
    "heading",
    "button",
    "chip",
    "panel",
    "text",
    "drawText",
    "print",
}
"""Calls whose first texts a person sees, so that even a small single word counts."""
_NOT_SHOWN: Final = {
    "setObjectName",
    "setStyleSheet",
    "setProperty",
    "property",
    "findChild",
    "findChildren",
    "compile",
    "getattr",
    "setattr",
    "TypeVar",
    "Literal",
    "cast",
    "execute",
    "strftime",
    "strptime",
    "encode",
    "decode",
    "open",
    "split",
    "removeprefix",
    "removesuffix",
    "startswith",
    "endswith",
    "partition",
    "setDesktopFileName",
    "fromString",
    "import_module",
}
_NOT_SHOWN_KEYWORDS: Final = {"name", "icon", "key", "encoding", "metavar", "dest", "prog", "mode"}
_LOGGERS: Final = {"log", "_log", "logger", "_logger", "_LOG", "LOG", "logging", "warnings"}
_CASES: Final = {"lower", "upper", "capitalize", "title", "swapcase"}
_SEVERAL: Final = re.compile(r"[^\W\d_]\S*\s+\S*[^\W\d_]")
_SINGLE: Final = re.compile(r"[A-Z][a-z]{2,}[.:…?]?")


@dataclass(frozen=True, order=True)
class Found:
    """A place in the sources that breaks the rule."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text!r}"


def modules() -> list[Path]:
    """The modules of the package, migrations left out."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    """A module's path as the lists name it."""
    return path.relative_to(ROOT).as_posix()


def unwrapped(source: str, file: str, *, only_failures: bool = False) -> list[Found]:
    """Texts that look like words for people and are not in the catalogue's reach.

    Args:
        source: The module's source.
        file: How it is called in what is found.
        only_failures: Look at raised failures and problems only.
    """
    finder = _Finder(file, only_failures=only_failures)
    finder.visit(_tree(source))
    return sorted(finder.found)


def forced_case(source: str, file: str) -> list[Found]:
    """Calls that change the case of a text, which spoils German nouns."""
    return [
        Found(file, node.lineno, ast.unparse(node))
        for node in ast.walk(_tree(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _CASES
        and not node.args
    ]


@lru_cache(maxsize=1)
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


def findings(path: Path) -> list[Found]:
    """Everything in a module that breaks the rules, without what is allowed."""
    file, source = name_of(path), path.read_text("utf-8")
    room = path.relative_to(PACKAGE).parts[0]
    only_failures = room in ROOMS_WITHOUT_WORDS
    found = unwrapped(source, file, only_failures=only_failures)
    if not only_failures:
        found += forced_case(source, file)
    allowed = allowances()
    return [
        one
        for one in found
        if not any(
            one.file.startswith(entry["in"]) and entry.get("text", one.text) == one.text
            for entry in allowed
        )
    ]


@cache
def allowances() -> list[dict[str, str]]:
    """What is no text for people, each with its reason."""
    entries: list[dict[str, str]] = tomllib.loads(NOT_FOR_PEOPLE.read_text("utf-8"))["allowed"]
    return entries


class _Finder(ast.NodeVisitor):
    def __init__(self, file: str, *, only_failures: bool) -> None:
        self.found: list[Found] = []
        self._file = file
        self._only_failures = only_failures
        self._failing = False
        self._shown = False

    def visit_Call(self, node: ast.Call) -> None:
        called = _called(node.func)
        if called in WRAPPERS:
            for argument in node.args:
                if isinstance(argument, ast.JoinedStr):
                    self._note(node, ast.unparse(argument))
            for keyword in node.keywords:
                self.visit(keyword.value)
            return
        owner = _called(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if called in _NOT_SHOWN or owner in _LOGGERS:
            return
        self.visit(node.func)
        failing, shown = self._failing, self._shown
        self._failing = failing or called in TOLD_TO_PEOPLE
        for index, argument in enumerate(node.args):
            self._shown = called in SHOWING and (index == 0 or called == "print")
            # A problem's first argument is its place.
            if not (called in {"Problem", "Fault"} and index == 0):
                self.visit(argument)
        self._shown = False
        for keyword in node.keywords:
            if keyword.arg not in _NOT_SHOWN_KEYWORDS:
                self.visit(keyword.value)
        self._failing, self._shown = failing, shown

    def visit_Raise(self, node: ast.Raise) -> None:
        raised = node.exc.func if isinstance(node.exc, ast.Call) else None
        if raised is not None and _called(raised) in TOLD_TO_PEOPLE:
            self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        self.visit(node.test)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and self._is_words(node.value):
            self._note(node, node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = [
            one.value if isinstance(one, ast.Constant) else "{}"
            for one in node.values
            if isinstance(one, ast.Constant | ast.FormattedValue)
        ]
        text = "".join(str(part) for part in parts)
        bare = text.replace("{}", " ")
        words = self._is_words(bare) or bool(
            re.search(r"[^\W\d_]{2,}", bare) and re.search(r"\s", text)
        )
        if words and (self._failing or not self._only_failures):
            self._note(node, text)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)
        if not isinstance(node.slice, ast.Constant):
            self.visit(node.slice)

    def visit_Compare(self, node: ast.Compare) -> None:
        for side in (node.left, *node.comparators):
            if not isinstance(side, ast.Constant | ast.Set | ast.Tuple):
                self.visit(side)

    def visit_Dict(self, node: ast.Dict) -> None:
        for value in node.values:
            self.visit(value)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)):
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations are no words."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for one in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.visit(one)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for one in node.body:
            self.visit(one)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if not names & {"__slots__", "__all__", "__match_args__"}:
            self.visit(node.value)

    def _is_words(self, text: str) -> bool:
        if self._only_failures and not self._failing:
            return False
        if _SEVERAL.search(text) or _SINGLE.fullmatch(text.strip()):
            return True
        return self._shown and bool(re.search(r"[^\W\d_]{2,}", text))

    def _note(self, node: ast.expr, text: str) -> None:
        self.found.append(Found(self._file, node.lineno, " ".join(text.split())))


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


if __name__ == "__main__":
    import sys

    for given in map(Path, sys.argv[1:]) if sys.argv[1:] else modules():
        sys.stdout.writelines(f"{found}\n" for found in findings(given.resolve()))
