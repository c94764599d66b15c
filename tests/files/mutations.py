"""Files changed at random: bytes put in, cut out or replaced, and single bits turned over."""

from __future__ import annotations

import random
from collections.abc import Iterator

LIKELY = b'0123456789.,:"{}[] e-'
"""What a file in JSON is made of: such a change is more often still JSON."""


def mutated(good: bytes, count: int, seed: int) -> Iterator[bytes]:
    """So many changed copies of a file."""
    chance = random.Random(seed)
    for _ in range(count):
        place = chance.randrange(len(good))
        if chance.random() < 0.3:
            turned = bytearray(good)
            turned[place] ^= 1 << chance.randrange(8)
            yield bytes(turned)
        else:
            change = chance.choice([chance.randbytes(chance.randrange(8)), bytes([chance.choice(LIKELY)])])
            yield good[:place] + change + good[place + chance.randrange(8) :]
