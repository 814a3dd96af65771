"""Translates statements of one form once: most of what the emulator's time goes into."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from bqemulator.jobs import executor
from bqemulator.sql.catalog_schema import build_catalog_schema

from .forms import Form

# What is made of these depends on more than the text and the columns of its tables.
_OF_THE_CATALOG = re.compile(r"information_schema|system_time|\*`", re.IGNORECASE)


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
