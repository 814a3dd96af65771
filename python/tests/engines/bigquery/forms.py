"""The form of a statement: what it has in common with those that differ in names and times of a run alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Self

# Runs, nodes, hashes, moments and schemas of argos; and what a gate or a judge is given as JSON.
_VARYING = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|\b(?:model|seed|snapshot|source|test)\.\w+\.\w+(?:\.\w+)?"
    r"|\b[0-9a-f]{32,64}\b"
    r"|\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?"
    r"|\b\w+_argos\b"
    r"|(?<=')\[\[[^'\\]*\]\](?=')"
)
_MARK = re.compile(r"\0(\d+)\0")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Form:
    """A statement whose varying words are numbered in the order of their coming."""

    text: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, sql: str) -> Self:
        numbers: dict[str, int] = {}
        text = _VARYING.sub(lambda found: f"\0{numbers.setdefault(found[0], len(numbers))}\0", sql)
        return cls(text, tuple(numbers))

    def marked(self, translated: str) -> str | None:
        """A translation with the words numbered; None when one is there less often than in the statement."""
        if not self.words:
            return translated
        number_of = {word: number for number, word in enumerate(self.words)}
        longest_first = sorted(self.words, key=len, reverse=True)
        any_word = re.compile("|".join(map(re.escape, longest_first)))
        marked = any_word.sub(lambda found: f"\0{number_of[found[0]]}\0", translated)
        wanted = Counter(_MARK.findall(_COMMENT.sub("", self.text)))
        return marked if wanted <= Counter(_MARK.findall(marked)) else None

    def filled(self, marked: str) -> str:
        return _MARK.sub(lambda found: self.words[int(found[1])], marked)
