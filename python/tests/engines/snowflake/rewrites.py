"""Rewrites of a parsed statement, each listed in `shims.yml`."""

from __future__ import annotations

import re
from typing import Any

from snowflake.connector.errors import ProgrammingError
from sqlglot import exp, parse_one


def rewritten(statement: Any) -> Any:
    """The statement as the fake has to be told it."""
    refuse_wrong_answers(statement)
    for rewrite in (
        ordinary_temporary,
        merge_names,
        get_by_position,
        max_by_array,
        time_as_text,
        system_wait,
        masking_policy,
    ):
        statement = rewrite(statement)
    return statement


def refuse_wrong_answers(statement: Any) -> None:
    """What the fake would answer silently wrong."""
    for text in statement.find_all(exp.ToChar):
        if text.args.get("format"):
            raise _not_here("TO_VARCHAR with a format of a value whose type is not written: cast it")
    for option in statement.find_all(exp.Kwarg):
        if option.name.lower() == "outer" and option.expression.sql().lower() == "true":
            raise _not_here("FLATTEN with OUTER => TRUE")


def _not_here(what: str) -> ProgrammingError:
    return ProgrammingError(msg=f"this engine cannot run {what}", errno=2000, sqlstate="0A000")


def ordinary_temporary(statement: Any) -> Any:
    if isinstance(statement, exp.Create):
        table = statement.find(exp.Table)
        properties = statement.args.get("properties")
        if table is not None and table.db and properties:
            kept = [each for each in properties.expressions if not isinstance(each, exp.TemporaryProperty)]
            statement.set("properties", exp.Properties(expressions=kept) if kept else None)
    return statement


def merge_names(statement: Any) -> Any:
    if not isinstance(statement, exp.Merge):
        return statement
    source = statement.args["using"].alias_or_name
    for branch in statement.find_all(exp.When):
        action = branch.args.get("then")
        if isinstance(action, exp.Insert) and action.expression is not None:
            for column in action.expression.find_all(exp.Column):
                if not column.table:
                    column.set("table", exp.to_identifier(source))
        elif isinstance(action, exp.Update):
            # DuckDB takes no table before the columns that SET assigns.
            for assignment in action.expressions:
                assignment.this.set("table", None)
    return statement


def get_by_position(statement: Any) -> Any:
    """GET(x, 1) as x[1], whose casts the fake knows."""

    def change(node: Any) -> Any:
        if (
            isinstance(node, exp.GetExtract)
            and isinstance(node.expression, exp.Literal)
            and not node.expression.is_string
        ):
            return exp.Bracket(this=node.this, expressions=[node.expression])
        return node

    return statement.transform(change)


def max_by_array(statement: Any) -> Any:
    def change(node: Any) -> Any:
        if isinstance(node, (exp.ArgMax, exp.ArgMin)) and node.args.get("count"):
            return exp.Anonymous(this="to_json", expressions=[node.copy()])
        return node

    return statement.transform(change)


def time_as_text(statement: Any) -> Any:
    """A time with a format as that of a day: DuckDB formats dates and timestamps."""
    for text in statement.find_all(exp.ToChar, exp.TimeToStr):
        value = text.this
        if isinstance(value, exp.Cast) and value.is_type("time"):
            day = exp.cast(exp.Literal.string("1970-01-01"), "date")
            text.set("this", exp.cast(exp.Add(this=day, expression=value.copy()), "timestamp"))
    return statement


def system_wait(statement: Any) -> Any:
    """What CALL SYSTEM$WAIT answers, at once."""
    called = statement.sql("snowflake") if isinstance(statement, exp.Command) else ""
    wait = re.fullmatch(r"call\s+system\$wait\((\d+)\)", called.strip(), re.IGNORECASE)
    if wait is None:
        return statement
    return exp.select(exp.alias_(exp.Literal.string(f"waited {wait[1]} seconds"), "SYSTEM$WAIT", quoted=True))


def masking_policy(statement: Any) -> Any:
    """A policy is kept as the comment of its column, where DESCRIBE reads it; nothing is masked."""
    altered = statement.sql("snowflake") if isinstance(statement, exp.Command) else ""
    policy = re.fullmatch(
        r"alter\s+table\s+(\S+)\s+modify\s+column\s+(\S+)\s+set\s+masking\s+policy\s+(\S+)",
        altered.strip(),
        re.IGNORECASE,
    )
    if policy is None:
        return statement
    return parse_one(f"comment on column {policy[1]}.{policy[2]} is '{policy[3]}'".upper(), read="snowflake")


def as_duckdb_answers(statement: Any) -> Any:
    """Rewrites of the statement as the fake gives it to DuckDB."""
    return ten_digits(signed_hash(array_agg_leaves_nulls_out(statement)))


def array_agg_leaves_nulls_out(statement: Any) -> Any:
    for aggregate in list(statement.find_all(exp.ArrayAgg)):
        ordered = aggregate.this
        if isinstance(ordered, exp.Order) and not isinstance(aggregate.parent, exp.Filter):
            value = ordered.this.copy()
            condition = exp.Where(this=exp.Not(this=exp.Is(this=value, expression=exp.Null())))
            aggregate.replace(exp.Filter(this=aggregate.copy(), expression=condition))
    return statement


def signed_hash(statement: Any) -> Any:
    # The innermost first: a call that is copied must hold what its arguments became.
    for call in reversed(list(statement.find_all(exp.Anonymous))):
        if call.name.upper() == "HASH":
            unsigned = exp.cast(call.copy(), "int128")
            call.replace(exp.cast(exp.Sub(this=unsigned, expression=exp.Literal.number(2**63)), "bigint"))
    return statement


def ten_digits(statement: Any) -> Any:
    # The innermost first, as above.
    for cast in reversed(list(statement.find_all(exp.Cast))):
        if cast.is_type(*exp.DataType.TEXT_TYPES) and not isinstance(cast.this, (exp.Literal, exp.Null)):
            is_double = exp.func("typeof", cast.this.copy()).eq("DOUBLE")
            digits = exp.func(
                "printf",
                exp.Literal.string("%.10g"),
                exp.TryCast(this=cast.copy(), to=exp.DataType.build("double")),
            )
            cast.replace(exp.case().when(is_double, digits).else_(cast.copy()))
    return statement
