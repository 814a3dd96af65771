"""Functions that fakesnow lacks or gets wrong, as DuckDB macros from `shims.yml`."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from sqlglot.dialects.snowflake import Snowflake
from sqlglot.tokens import Token, TokenType

SHIMS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("shims.yml").read_text(encoding="utf-8"))
PREFIX = "_argos_"
_NAMES = {shim["name"] for shim in SHIMS["macros"]}
# DuckDB takes constant quantiles only.
_QUANTILES = str([number / 200 for number in range(201)])


def macros(catalog: str) -> str:
    """DDL of all macros in a database."""
    return "".join(
        f"create or replace macro {catalog}.main.{PREFIX}{shim['name'].lower()} {_overloads(shim['as'])};\n"
        for shim in SHIMS["macros"]
    )


def _overloads(bodies: dict[str, str]) -> str:
    return ", ".join(
        f"{parameters} as ({body.replace('QUANTILES', _QUANTILES)})" for parameters, body in bodies.items()
    )


def renamed(sql: str) -> str:
    """The statement with the macros' names for the calls that they stand for."""
    tokens = Snowflake().tokenize(sql)
    for name, paren in reversed(list(pairwise(tokens))):
        if paren.token_type == TokenType.L_PAREN and _is_shimmed(name):
            sql = f"{sql[: name.start]}{PREFIX}{name.text.lower()}{sql[name.end + 1 :]}"
    return sql


def _is_shimmed(token: Token) -> bool:
    return token.token_type not in (TokenType.STRING, TokenType.IDENTIFIER) and token.text.upper() in _NAMES
