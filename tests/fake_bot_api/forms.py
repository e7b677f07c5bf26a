"""The body of a request → its parameters and uploaded files, in all three encodings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from tests.fake_bot_api.values import Json, JsonObject, RefusedError

__all__ = ["Form", "Upload", "read_form"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a request."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Form:
    """What a request asks for.

    Attributes:
        parameters: Strings where they came from a form, any JSON where they came as JSON.
        uploads: Files by the name of their field.
    """

    parameters: JsonObject
    uploads: dict[str, Upload]


def read_form(query: str, kind: str, body: bytes) -> Form:
    """The parameters of a request.

    Args:
        query: Of the URL, after ``?``.
        kind: The header `Content-Type`; empty where there is none.
        body: As received.

    Raises:
        RefusedError: If the body is not in the encoding that the header names.
    """
    parameters: JsonObject = dict(parse_qsl(query, keep_blank_values=True))
    media = kind.partition(";")[0].strip().lower()
    if not body:
        return Form(parameters, {})
    try:
        match media:
            case "application/x-www-form-urlencoded":
                fields = parse_qsl(
                    body.decode(), keep_blank_values=True, strict_parsing=True, errors="strict"
                )
                return Form({**parameters, **dict(fields)}, {})
            case "application/json":
                return Form({**parameters, **_json_object(body)}, {})
            case "multipart/form-data":
                return _multipart(parameters, kind, body)
    except (UnicodeDecodeError, ValueError) as error:
        raise RefusedError(f"can't read the {media} body: {error}") from error
    raise RefusedError(f"unsupported Content-Type {media!r}")


def _json_object(body: bytes) -> JsonObject:
    value: Json = json.loads(body)
    if not isinstance(value, dict):
        raise TypeError("not an object") from None
    return value


def _multipart(parameters: JsonObject, kind: str, body: bytes) -> Form:
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    uploads: dict[str, Upload] = {}
    read = dict(parameters)
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            raise ValueError("a part without a name")  # noqa: TRY004 - one error for a bad body
        file_name = part.get_filename()
        if file_name is None:
            read[name] = content.decode()
        else:
            uploads[name] = Upload(file_name, content, part.get_content_type())
    return Form(read, uploads)
