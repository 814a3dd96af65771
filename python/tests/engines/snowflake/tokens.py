"""The tokens of a statement, with what stands where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlglot.dialects.snowflake import Snowflake
from sqlglot.tokens import Token, TokenType

_CASTS = frozenset({"cast", "try_cast"})
# What has a list of columns after its name: `insert into t (a)`, `with t (a) as`, `as t (a)`.
_BEFORE_RELATIONS = {"into", "table", "exists", "view", "as", "with", "recursive", "update", "references"}
_DEPTHS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


@dataclass(frozen=True)
class Tokens:
    """A statement in words; positions are indices."""

    all: list[Token]

    @classmethod
    def of(cls, sql: str) -> Tokens:
        return cls(Snowflake().tokenize(sql))

    @cached_property
    def words(self) -> list[str]:
        """Lower case. Literals and quoted names keep a quote, and so are mistaken for no word of the grammar."""
        marks = {TokenType.STRING: "'", TokenType.IDENTIFIER: '"'}
        return [marks.get(token.token_type, "") + token.text.lower() for token in self.all]

    def word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    @cached_property
    def calls(self) -> list[int]:
        """Positions of names before a parenthesis, of functions or of what else may have one."""
        found = [
            index for index in range(len(self.all)) if self.word(index + 1) == "(" and self._is_name(index)
        ]
        return [index for index in found if not self._is_relation(index) and index not in self.types]

    @cached_property
    def types(self) -> set[int]:
        """Positions of the types that something is cast to or declared as."""
        casts = {index + 1 for index, word in enumerate(self.words) if word == "::"}
        named = {index + 1 for index in self.inside(_CASTS) if self.words[index] == "as"}
        return casts | named | self._added() | self._declared()

    def inside(self, names: frozenset[str]) -> set[int]:
        """Positions directly between the parentheses of calls of these functions."""
        found, stack = set(), []
        for index, word in enumerate(self.words):
            if word == "(":
                stack.append(self.word(index - 1))
            elif word == ")" and stack:
                stack.pop()
            elif stack and stack[-1] in names:
                found.add(index)
        return found

    def is_slice(self, closing: int) -> bool:
        """Whether the bracket that closes there holds `1:2`, outside of any bracket or brace in it."""
        depth = 0
        for index in range(closing - 1, -1, -1):
            depth -= _DEPTHS.get(self.words[index], 0)
            if depth < 0:
                return False
            if depth == 0 and self.words[index] == ":":
                return True
        return False

    def _is_name(self, index: int) -> bool:
        if self.all[index].token_type in (TokenType.STRING, TokenType.NUMBER):
            return False
        return self.word(index)[:1] in {'"', "_"} or self.word(index)[:1].isalpha()

    def _is_relation(self, index: int) -> bool:
        while self.word(index - 1) == ".":
            index -= 2
        return self.word(index - 1) in _BEFORE_RELATIONS and index not in self.types

    def _added(self) -> set[int]:
        """`alter table t add column [if not exists] a number`."""
        adds = [
            index for index in range(len(self.words)) if self.words[index : index + 2] == ["add", "column"]
        ]
        return {index + (6 if self.word(index + 2) == "if" else 3) for index in adds}

    def _declared(self) -> set[int]:
        """The second word of each column of a CREATE TABLE."""
        if self.word(0) != "create" or "table" not in self.words[:5]:
            return set()
        found, depth = set(), 0
        for index, word in enumerate(self.words):
            depth += _DEPTHS.get(word, 0)
            if depth == 0 and word in ("as", "select"):
                break
            if depth == 1 and word in ("(", ",") and self.word(index + 2) not in (")", ",", "", "(", "key"):
                found.add(index + 2)
        return found
