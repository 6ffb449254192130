"""Reads the parameters of a Bot API call from whatever way they came: address, form, multipart or JSON."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from simulator.errors import bad_request
from simulator.spec import Upload
from simulator.strict_json import decoded


async def parameters(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return the parameters and the uploaded files of a call; ApiError if its JSON cannot be read."""
    params: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return params | await _json_object(request), {}
    files = {}
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                files[name] = await read_upload(value)
            else:
                params[name] = value
    return params, files


async def read_upload(file: UploadFile) -> Upload:
    return Upload(file.filename or "", file.content_type or "", await file.read())


async def _json_object(request: Request) -> dict[str, Any]:
    body = await request.body()
    try:
        told = decoded(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(told, dict):
        raise bad_request("can't parse JSON object")
    return told
