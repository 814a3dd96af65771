"""Refuses what Snowflake does not have and the fake would accept, by what `documented.yml` lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from snowflake.connector.errors import ProgrammingError
from sqlglot.errors import TokenError

from .tokens import Tokens

_DOCUMENTED: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("documented.yml").read_text(encoding="utf-8")
)
FUNCTIONS = frozenset(name for names in _DOCUMENTED["functions"].values() for name in names.split())
TYPES, WORDS, COMMANDS = (frozenset(_DOCUMENTED[key].split()) for key in ("types", "words", "commands"))
EXPRESSIONS = frozenset(name for name in FUNCTIONS if name.startswith(("regexp_", "rlike")))
HIGHER_ORDER = frozenset({"filter", "transform", "reduce"})
OPERATORS = {"`", "==", "<=>", "~", "//", "@>"}
SAMPLES = {"bernoulli", "row", "system", "block"}


def check(sql: str) -> None:
    """Raise the error that Snowflake would raise, if there is anything to refuse."""
    try:
        tokens = Tokens.of(sql)
    except TokenError as failure:
        raise _error(1003, f"syntax error: {failure}") from failure
    if tokens.all and tokens.word(0) not in COMMANDS:
        raise _unexpected(tokens, 0)
    for rule in RULES:
        for refusal in rule(tokens):
            raise refusal


def unknown_functions(tokens: Tokens) -> Iterator[ProgrammingError]:
    for index in tokens.calls:
        word = tokens.word(index)
        if word not in FUNCTIONS and word not in WORDS and " " not in word:
            yield _error(2140, f"Unknown function {tokens.all[index].text.upper()}", "42601")


def unknown_types(tokens: Tokens) -> Iterator[ProgrammingError]:
    for index in sorted(tokens.types):
        if tokens.word(index) not in TYPES:
            yield _error(2040, f"Unsupported data type '{tokens.word(index).upper()}'.", "42601")


def lambdas(tokens: Tokens) -> Iterator[ProgrammingError]:
    """Arrows stand in the higher-order functions only; DuckDB's `lambda x: ...` nowhere."""
    allowed = tokens.inside(HIGHER_ORDER)
    for index, word in enumerate(tokens.words):
        if (word == "->" and index not in allowed) or (word == "lambda" and tokens.word(index + 2) == ":"):
            yield _unexpected(tokens, index)


def clauses(tokens: Tokens) -> Iterator[ProgrammingError]:
    """Clauses and operators of other warehouses, each known by a word and what stands beside it."""
    for index in range(len(tokens.all)):
        before, word, after, later = (tokens.word(index + step) for step in (-1, 0, 1, 2))
        if (
            word in OPERATORS
            or (word, after, later) == ("filter", "(", "where")
            or (word, after, later) == ("distinct", "on", "(")
            or (before, word) in {("(", "from"), (")", "returning"), ("*", "*")}
            or (word, after) in {("semi", "join"), ("anti", "join"), ("on", "conflict"), ("using", "sample")}
            or (word == "interval" and after[:1].isdigit())
            or (word == "]" and tokens.is_slice(index))
        ):
            yield _unexpected(tokens, index)


def samples(tokens: Tokens) -> Iterator[ProgrammingError]:
    """TABLESAMPLE [method] (<number> [rows])."""
    for index, word in enumerate(tokens.words):
        if word == "tablesample":
            paren = index + (2 if tokens.word(index + 1) in SAMPLES else 1)
            if tokens.word(paren) != "(" or tokens.word(paren + 2) not in (")", "rows"):
                yield _unexpected(tokens, index)


def expressions(tokens: Tokens) -> Iterator[ProgrammingError]:
    """Regular expressions are POSIX: no classes by property, no groups that look around or do not count."""
    for index in sorted(tokens.inside(EXPRESSIONS)):
        word, text = tokens.word(index), tokens.all[index].text
        if word.startswith("'") and any(part in text for part in ("\\p{", "\\P{", "(?")):
            yield _error(100048, f"Invalid regular expression: '{text}'", "2201B")


RULES: tuple[Callable[[Tokens], Iterator[ProgrammingError]], ...] = (
    clauses,
    unknown_functions,
    unknown_types,
    lambdas,
    samples,
    expressions,
)


def _unexpected(tokens: Tokens, index: int) -> ProgrammingError:
    token = tokens.all[index]
    return _error(1003, f"syntax error line {token.line} at position {token.col} unexpected '{token.text}'.")


def _error(number: int, message: str, state: str = "42000") -> ProgrammingError:
    return ProgrammingError(msg=f"SQL compilation error:\n{message}", errno=number, sqlstate=state)
