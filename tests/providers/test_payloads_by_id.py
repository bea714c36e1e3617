"""Recorded shapes of answers, each through the real client over a real socket."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import (
    CreditsError,
    KeyRefusedError,
    MaintenanceError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    StudioError,
)
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Ids
from lrc_studio.providers.http import Http, make_client
from lrc_studio.providers.limits import Limiter
from lrc_studio.providers.suno_family import WINDOWS, SunoFamily
from tests.providers.virtual import Skipping
from tests.providers.wire import Wire, reply

pytestmark = pytest.mark.shared

MEANT: list[tuple[str, str, type[StudioError] | None]] = [
    ("c01_success_false", "sunoapi", None),
    ("c02_instrumental_empty_list", "sunoapi", None),
    ("c03_instrumental_null_data", "sunoapi", None),
    ("c04_null_arrays", "apibox", None),
    ("c17_wrong_types", "apibox", None),
    ("c19_code_400_in_body", "sunoapi", RefusedError),
    ("c19_code_401_in_body", "sunoapi", KeyRefusedError),
    ("c19_code_404_in_body", "apibox", RefusedError),
    ("c19_code_405_in_body", "apibox", RateLimitedError),
    ("c19_code_413_in_body", "sunoapi", RefusedError),
    ("c19_code_429_in_body", "sunoapi", CreditsError),
    ("c19_code_430_in_body", "apibox", RateLimitedError),
    ("c19_code_455_in_body", "sunoapi", MaintenanceError),
    ("c19_code_500_in_body", "sunoapi", OutcomeUnknownError),
    ("c31_html_gateway_page", "kie", OutcomeUnknownError),
    ("c32_truncated_json", "kie", OutcomeUnknownError),
    ("c38_kie_429_rate", "kie", RateLimitedError),
    ("c39_kie_402_credits", "kie", CreditsError),
]


def answered(payload: dict[str, Any], member: str) -> Any:
    """`data`, or the told error."""
    body = payload["raw_body"].encode() if "raw_body" in payload else payload["body"]
    kind = payload["headers"]["content-type"]

    async def work() -> Any:
        clock = Skipping()
        async with Wire(reply(body, payload["http_status"], kind)) as wire, make_client() as client:
            http = Http(client, wire.origin, clock, "k" * 32, Limiter(WINDOWS, clock), service=member)
            try:
                return await SunoFamily(http, BY_ID[member]).words(Ids("t", "a"))
            except StudioError as error:
                return error

    return asyncio.run(work())


@pytest.mark.parametrize(("name", "member", "kind"), MEANT)
def test_what_a_recorded_answer_means(shared: Path, name: str, member: str, kind: type[StudioError] | None) -> None:
    payload = json.loads((shared / "payloads" / f"{name}.json").read_text("utf-8"))
    came = answered(payload, member)
    if kind is None:
        assert came == payload["body"]["data"]
    else:
        assert type(came) is kind
        assert str(payload.get("body", {}).get("msg", "")) in str(came) + came.details
