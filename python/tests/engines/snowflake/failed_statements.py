"""HTTP answers for what fakesnow does not know how to answer."""

from __future__ import annotations

import json
from typing import Any


class FailedStatements:
    """The connector retries HTTP 5xx for ever, and dbt has no setting for it: answer a failed statement instead."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages: list[Any] = []

        async def keep(message: Any) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, keep)
        except Exception as failure:
            messages = _failed(repr(failure))
        if not messages or messages[0]["status"] >= 500:
            reason = b"".join(each.get("body", b"") for each in messages)
            messages = _failed(reason.decode("utf-8", "replace"))
        for message in messages:
            await send(message)


def _failed(reason: str) -> list[Any]:
    data = {"errorCode": "261000", "sqlState": "XX000"}
    answer = {"data": data, "code": "261000", "message": f"fakesnow: {reason[:2000]}", "success": False}
    body = json.dumps(answer).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return [start, {"type": "http.response.body", "body": body}]
