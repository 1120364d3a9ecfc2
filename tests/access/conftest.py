"""The people of the matrix, with all they own."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.access.world import World, make_world


@pytest.fixture
def world(app: Flask) -> World:
    return make_world()
