"""The catalogue, which could as well be a database or a service."""

import json
from pathlib import Path

_FILE = Path(__file__).parent.parent / "products.json"


async def get_product(id):
    return json.loads(_FILE.read_text(encoding="utf-8"))[id]
