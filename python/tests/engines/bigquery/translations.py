"""Translates statements that differ in names and times of a run alone once: most of what the emulator's time goes into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, Self

from bqemulator.jobs import executor
from bqemulator.sql.catalog_schema import build_catalog_schema

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
# What is made of these depends on more than the text and the columns of its tables.
_OF_THE_CATALOG = re.compile(r"information_schema|system_time|\*`", re.IGNORECASE)


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


class Translations:
    """What is known of statements by their form and what else they depend on."""

    def __init__(self) -> None:
        self._marked: dict[Hashable, str] = {}

    def find(self, form: Form, of: Hashable) -> str | None:
        marked = self._marked.get((form.text, of))
        return None if marked is None else form.filled(marked)

    def keep(self, form: Form, of: Hashable, translated: str) -> None:
        marked = form.marked(translated)
        if marked is not None:
            self._marked[form.text, of] = marked


def translate_once() -> None:
    """Put what is known before the two translations of the emulator."""
    executor.rewrite_and_translate_statement = _to_duckdb(executor.rewrite_and_translate_statement)
    executor.rewrite_table_refs = _with_places(executor.rewrite_table_refs)


def _to_duckdb(original: Callable[..., Awaitable[str]]) -> Callable[..., Awaitable[str]]:
    known = Translations()

    async def translate(bq_sql: str, *, project_id: str, ctx: Any, **others: Any) -> str:
        if _OF_THE_CATALOG.search(bq_sql) or ctx.catalog.list_all_materialized_views():
            return await original(bq_sql, project_id=project_id, ctx=ctx, **others)
        form = Form.of(bq_sql)
        columns = repr(build_catalog_schema(bq_sql, project_id=project_id, catalog=ctx.catalog))
        translated = known.find(form, columns)
        if translated is None:
            translated = await original(bq_sql, project_id=project_id, ctx=ctx, **others)
            known.keep(form, columns, translated)
        return translated

    return translate


def _with_places(original: Callable[[str, str], str]) -> Callable[[str, str], str]:
    known = Translations()

    def rewrite(sql: str, project_id: str) -> str:
        form = Form.of(sql)
        rewritten = known.find(form, project_id)
        if rewritten is None:
            rewritten = original(sql, project_id)
            known.keep(form, project_id, rewritten)
        return rewritten

    return rewrite
