"""Runs what a job asks for as BigQuery would, of which the emulator runs single statements only.

A contained statement of argos is a literal that a block with an exception handler executes. Nothing on a machine
without a cloud runs such a block, so this is our reading of BigQuery's documentation: the grammar of the whole
script is checked first, by GoogleSQL, and a breach of it is not caught by any handler. Then each statement is
type-checked and run by itself; that of EXECUTE IMMEDIATE is parsed only then. The first one that GoogleSQL
refuses or that fails on running ends the block, and its handler's statements are run instead, in which
@@error.message is the message as a literal. The answer to the job is that of the statement that ran last, which is a query,
maybe of an EXECUTE IMMEDIATE; it is run once more then, since the emulator keeps an answer under the id of a job only.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .check import Check
from .emulator import Emulator, FailedError
from .googlesql import GoogleSql, Parsed, RejectedError, statements_of

IMMEDIATE = "ast_execute_immediate_statement_node"
QUERY = "ast_query_statement_node"
SCRIPT = "ast_script_statement_node"
MESSAGE = "@@error.message"
MOST_CHARACTERS = 1024 * 1024


@dataclass(frozen=True)
class Block:
    """BEGIN body EXCEPTION WHEN ERROR THEN handler END; each of the two ends with what gives rows."""

    body: Sequence[Parsed]
    handler: Sequence[Parsed]


@dataclass
class Plan:
    """What the emulator is left to run under the job's id, and what was caught on the way."""

    sql: str
    is_script: bool = False
    caught: list[str] = field(default_factory=list)


class Scripts:
    """Prepares a job: all of it is checked, and of a block everything is run but the answer once more."""

    def __init__(self, googlesql: GoogleSql, emulator: Emulator) -> None:
        self._googlesql = googlesql
        self._emulator = emulator
        self._check = Check(googlesql, emulator)

    def plan(self, sql: str) -> Plan:
        """RejectedError if GoogleSQL refuses the script or it is too long; FailedError if a handler fails."""
        if len(sql) > MOST_CHARACTERS:
            raise RejectedError(
                "The query is too large. The maximum standard SQL query length is 1024.00K characters"
            )
        statements = self._googlesql.parse(sql)
        if any(each.kind == SCRIPT for each in statements):
            return self._run(_block(sql, statements))
        if len(statements) == 1:
            # Of the text as it was sent, so that positions in messages are those of BigQuery.
            self._check.statement(Parsed(sql, statements[0].tree))
            return Plan(sql)
        for each in statements:
            self._check.statement(each)
        return Plan(sql, is_script=True)

    def _run(self, block: Block) -> Plan:
        try:
            return Plan(self._answer(block.body), is_script=True)
        except (RejectedError, FailedError) as failure:
            told = "; ".join(each.text for each in block.handler).replace(
                MESSAGE, json.dumps(str(failure), ensure_ascii=False)
            )
            return Plan(self._answer(self._googlesql.parse(told)), is_script=True, caught=[str(failure)])

    def _answer(self, statements: Sequence[Parsed]) -> str:
        """Runs what may fail or changes something; returns the last statement, which only reads."""
        for each in statements:
            statement = self._immediate(each) if each.kind == IMMEDIATE else each
            is_last = each is statements[-1]
            if is_last and statement.kind != QUERY:
                raise RejectedError("a block ends with a query in this engine")
            self._check.statement(statement)
            if not is_last or each.kind == IMMEDIATE:
                self._emulator.query(statement.text)
        return statement.text

    def _immediate(self, statement: Parsed) -> Parsed:
        """The one statement in the literal that EXECUTE IMMEDIATE is given."""
        text = statement.tree.ast_execute_immediate_statement_node.sql.ast_leaf_node.ast_string_literal_node
        inner = self._googlesql.parse(text.string_value)
        if len(inner) != 1:
            raise RejectedError("EXECUTE IMMEDIATE takes a literal of one statement in this engine")
        return inner[0]


def _block(sql: str, statements: Sequence[Parsed]) -> Block:
    """The one block that a script is."""
    trees = [each.tree.ast_script_statement_node for each in statements if each.kind == SCRIPT]
    if len(statements) == 1 and trees[0].WhichOneof("node") == "ast_begin_end_block_node":
        tree: Any = trees[0].ast_begin_end_block_node
        handlers = tree.handler_list.exception_handler_list
        if len(handlers) == 1:
            body = statements_of(sql, tree.statement_list_node)
            handler = statements_of(sql, handlers[0].statement_list)
            if body and handler and body[-1].kind in (QUERY, IMMEDIATE) and handler[-1].kind == QUERY:
                return Block(body, handler)
    raise RejectedError("this engine runs no script but a block of statements, a query and a handler")
