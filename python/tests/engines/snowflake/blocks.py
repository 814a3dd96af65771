"""The one form of Snowflake Scripting that argos uses, interpreted; fakesnow runs no scripts.

`execute immediate '<literal>'`, where the literal is a block:

    begin
    <one statement>;
    return '<word>';
    exception when other then return '<word>' || sqlerrm;
    end

The statement may itself be an `execute immediate '<literal>'` of one statement. Snowflake documents that a literal may
hold a block or a statement, that OTHER catches every error that a statement raises, that SQLERRM is its message, and that
the returned value is the only row. The rest is this module's interpretation, and proven on no account: the statement commits by itself, nothing
of it stays when it fails, and a block is parsed as a whole, so that a syntax error in it is not caught unless it
stands in a literal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from snowflake.connector.errors import ProgrammingError
from sqlglot.dialects.snowflake import Snowflake
from sqlglot.errors import TokenError
from sqlglot.tokens import Token, TokenType

_CALL = re.compile(r"\s*execute\s+immediate\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LITERAL = re.compile(r"'((?:[^'\\]|''|\\.)*)'\s*;?\s*(?:/\*.*\*/)?\s*", re.DOTALL)
_TAIL = re.compile(
    r"return\s+'(?P<done>\w+)'\s*;\s*exception\s+when\s+other\s+then\s+return\s+'(?P<failed>[\w: ]+)'\s*\|\|\s*sqlerrm\s*;\s*end\s*;?\s*",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"''|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True)
class Block:
    """A statement, whether it stands in a literal, and what the block returns when it succeeds, or before the
    message when it fails."""

    statement: str
    is_literal: bool
    done: str
    failed: str


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
    tokens = _tokens(script)
    ends = [token for token in tokens if token.token_type == TokenType.SEMICOLON]
    if not tokens or tokens[0].text.lower() != "begin" or not ends:
        raise _refused("a literal that is no block is not interpreted here")
    statement = script[tokens[0].end + 1 : ends[0].start].strip()
    tail = _TAIL.fullmatch(script[ends[0].end + 1 :].strip())
    if tail is None:
        raise _refused(f"syntax error: unexpected {script[ends[0].end + 1 :].strip()[:40]!r}")
    immediate = _immediate(statement)
    return Block(immediate or statement, immediate is not None, tail["done"], tail["failed"])


def _tokens(script: str) -> list[Token]:
    try:
        return list(Snowflake().tokenize(script))
    except TokenError as failure:
        raise _refused(f"syntax error: {failure}") from failure


def _refused(message: str) -> ProgrammingError:
    return ProgrammingError(msg=f"SQL compilation error:\n{message}", errno=1003, sqlstate="42000")
