"""The one form of Snowflake Scripting that argos uses, interpreted; fakesnow runs no scripts.

`execute immediate '<literal>'`, where the literal is a block:

    declare answer resultset;
    begin
    <one statement>;
    answer := (<one query>);
    return table(answer);
    exception when other then
    answer := (<one query, which may use :sqlerrm>);
    return table(answer);
    end

The statement may be left out; it and the query before the handler may be `execute immediate '<literal>'` of one statement.
Snowflake documents that a literal may hold a block or a statement, that a RESULTSET runs its query when that is assigned,
that OTHER catches every error that a statement raises, that SQLERRM is its message, and that RETURN TABLE answers with the
rows. The rest is this module's interpretation, and proven on no account: a statement commits by itself, nothing of it
stays when it fails, a handler sees what DECLARE names, and a block is parsed as a whole, so that a syntax error in it is
not caught unless it stands in a literal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from snowflake.connector.errors import ProgrammingError
from sqlglot.dialects.snowflake import Snowflake
from sqlglot.errors import TokenError
from sqlglot.tokens import Token, TokenType

_CALL = re.compile(r"\s*execute\s+immediate\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LITERAL = re.compile(r"'((?:[^'\\]|''|\\.)*)'\s*;?\s*(?:/\*.*\*/)?\s*", re.DOTALL)
_DECLARED = re.compile(r"declare\s+(?P<name>\w+)\s+resultset", re.IGNORECASE)
_BEGUN = re.compile(r"begin\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_ASSIGNED = re.compile(r"(?P<name>\w+)\s*:=\s*\((?P<query>.*)\)", re.DOTALL)
_RETURNED = re.compile(r"return\s+table\s*\(\s*(?P<name>\w+)\s*\)", re.IGNORECASE)
_HANDLED = re.compile(r"exception\s+when\s+other\s+then\s+(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"''|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True)
class Statement:
    """A statement of a block, and whether it stands in a literal, so that its syntax is a matter of running it."""

    text: str
    is_literal: bool


@dataclass(frozen=True)
class Block:
    """What is run before the answer, the query that is the answer, and the one instead when any of them fails."""

    statements: Sequence[Statement]
    query: Statement
    handler: str


def read_block(sql: str) -> Block | None:
    """The block of an EXECUTE IMMEDIATE; None for every other statement."""
    script = _immediate(sql)
    return None if script is None else _parse(script)


def _immediate(sql: str) -> str | None:
    """The text that an EXECUTE IMMEDIATE executes; None for every other statement."""
    call = _CALL.fullmatch(sql)
    if call is None:
        return None
    literal = _LITERAL.fullmatch(call["rest"])
    if literal is None:
        raise _refused("only EXECUTE IMMEDIATE of a single-quoted literal is interpreted here")
    return unescaped(literal[1])


def unescaped(text: str) -> str:
    """The value of what stands between the quotes of a literal."""
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    escape = found[0][1:]
    if escape[0] in "ux" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    if escape[0] in "01234567":
        return chr(int(escape, 8))
    return _LETTERS.get(escape, escape)


def _parse(script: str) -> Block:
    parts = _parts(script)
    if len(parts) not in (6, 7) or parts[-1].lower() != "end":
        raise _refused("only a block that declares one RESULTSET, fills and returns it is interpreted here")
    declared, begun, *rest, returned, handled, returned_by_handler, _ = parts
    *statements, assigned = [_matched(_BEGUN, begun)["rest"], *rest]
    answer = _matched(_ASSIGNED, assigned)
    told = _matched(_ASSIGNED, _matched(_HANDLED, handled)["rest"])
    returns = [_matched(_RETURNED, text) for text in (returned, returned_by_handler)]
    if len({each["name"].lower() for each in (_matched(_DECLARED, declared), answer, told, *returns)}) > 1:
        raise _refused("a block that uses what it does not declare")
    return Block([_statement(text) for text in statements], _statement(answer["query"]), told["query"])


def _parts(script: str) -> list[str]:
    """What stands between the semicolons of a block."""
    ends = [token.start for token in _tokens(script) if token.token_type == TokenType.SEMICOLON]
    return [script[start:end].strip(" \n;") for start, end in pairwise([0, *ends, len(script)])]


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise _refused(f"syntax error: unexpected {text[:40]!r}")
    return found


def _statement(text: str) -> Statement:
    literal = _immediate(text)
    return Statement(text, False) if literal is None else Statement(literal, True)


def _tokens(script: str) -> list[Token]:
    try:
        return list(Snowflake().tokenize(script))
    except TokenError as failure:
        raise _refused(f"syntax error: {failure}") from failure


def _refused(message: str) -> ProgrammingError:
    return ProgrammingError(msg=f"SQL compilation error:\n{message}", errno=1003, sqlstate="42000")
