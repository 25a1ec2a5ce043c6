"""Sending a stranger's form the way a person does."""

import re
import time
from typing import Any

from django.test import Client
from django.test.utils import freeze_time


def send(client: Client, address: str, data: dict[str, str], *, after: int = 10) -> Any:
    """Open the form, take `after` seconds, send it; returns the answer."""
    with freeze_time(time.time() - after):
        html = client.get(address).content.decode()
    token = re.search(r'name="left_at" value="([^"]+)"', html)
    assert token is not None, "the form has no time of its leaving"
    return client.post(address, {"left_at": token[1], **data})
