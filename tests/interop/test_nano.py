"""The unmodified npm package `nano` works with the real hub."""

import pytest

from tests.interop.conftest import RunsNode


@pytest.mark.interop
def test_nano_works_on_the_hub(node: RunsNode) -> None:
    assert node("nano_client.mjs") == {"followed": ["x", "y", "x"]}
