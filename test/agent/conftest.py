"""What the agent's tests share."""

import json
import os
import random
from pathlib import Path

import pytest
from agent_session import Session
from hypothesis import settings

AGENT = Path(__file__).parents[2] / "agent"

# GAMGUI_EXAMPLES says how many random cases a property is tried with.
settings.register_profile("default", deadline=None, max_examples=int(os.environ.get("GAMGUI_EXAMPLES", "60")))
settings.load_profile("default")


@pytest.fixture
def sessions():
    """Makes sessions; `sessions(start=False)` without a host."""
    made = []

    def make(*, start=True, **config):
        made.append(Session(**config))
        return made[-1].start() if start else made[-1]

    yield make
    for session in made:
        session.close()


@pytest.fixture
def session(sessions):
    """A session with a host."""
    return sessions()


@pytest.fixture
def seed(record_property):
    """A seed to repeat a run by: GAMGUI_SEED, else a new one; printed when the test fails."""
    value = int(os.environ.get("GAMGUI_SEED", random.randrange(2**32)))
    record_property("seed", value)
    print(f"GAMGUI_SEED={value}")
    return value


@pytest.fixture
def mutate(seed):
    """Makes frames of the frozen vectors with some bytes changed, added, left out or repeated."""
    vectors = json.loads((AGENT / "vectors/v1.json").read_text())["frames"]
    originals = [bytes.fromhex(vector["hex"]) for vector in vectors]
    chance = random.Random(seed)

    def mutants(count):
        for _ in range(count):
            data = bytearray(chance.choice(originals))
            for _ in range(chance.randint(1, 4)):
                _change(chance, data)
            yield bytes(data)

    return mutants


def _change(chance, data):
    at = chance.randrange(len(data) + 1)
    kind = chance.randrange(5)
    if kind == 0 and at < len(data):
        data[at] ^= 1 << chance.randrange(8)
    elif kind == 1 and at < len(data):
        data[at] = chance.choice((0, 1, 127, 128, 255))
    elif kind == 2:
        data[at:at] = chance.randbytes(chance.randint(1, 4))
    elif kind == 3:
        del data[at : at + chance.randint(1, 8)]
    else:
        data[at:at] = data[: chance.randint(1, 16)]
