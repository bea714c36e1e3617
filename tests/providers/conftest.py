"""The contract's checks are run both ways: over real sockets, and with the client before the application itself."""

from __future__ import annotations

import pytest

from tests.emulator.server import Serving


@pytest.fixture(params=["sockets", "no sockets"])
def both_ways(request: pytest.FixtureRequest) -> None:
    """Has the emulator reached so, but for tests marked `sockets`, which are of the line itself."""
    if request.node.get_closest_marker("sockets"):
        if request.param == "no sockets":
            pytest.skip("it is about the line")
        return
    emulator = request.getfixturevalue("emulator")
    assert isinstance(emulator, Serving)
    emulator.without_sockets = request.param == "no sockets"
