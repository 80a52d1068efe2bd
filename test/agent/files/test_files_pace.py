"""Whether a file goes compressed: as quick as the quicker way, over any link."""

from collections import deque

from gamgui_agent.files.pace import Pace
from hypothesis import given
from hypothesis import strategies as st

WINDOW = 1_048_576
PIECE = 262_144


def seconds(length: int, link: float, packing: float, ratio: float, delay: float) -> float:
    """How long a file takes: `link` and `packing` in bytes in a second, `ratio` by which it becomes less."""
    pace = Pace(0)
    now = free = 0.0
    at = got = 0
    coming: deque[tuple[float, int]] = deque()
    while at < length or coming:
        while coming and (coming[0][0] <= now or at >= length or at - got > WINDOW - PIECE):
            now = max(now, coming[0][0])
            _, got = coming.popleft()
            pace.got(got, now)
        if at >= length:
            continue
        size = min(PIECE, length - at)
        deflate = pace.deflate(at)
        now += size / packing if deflate else size / 2e9
        free = max(free, now) + size / link / (ratio if deflate else 1)
        at += size
        coming.append((free + delay, at))
    return now


rates = st.floats(1e5, 1e9)


@given(rates, st.floats(5e6, 1e8), st.floats(1.2, 10), st.floats(0.0001, 0.1))
def test_it_is_about_as_quick_as_the_quicker_way(link: float, packing: float, ratio: float, delay: float) -> None:
    length = 100_000_000
    by_window = WINDOW / delay / 2
    raw = length / min(link, by_window)
    deflated = length / min(packing, link * ratio, by_window)
    tries = 5 * WINDOW / link + 3 * WINDOW / packing + 20 * delay
    assert seconds(length, link, packing, ratio, delay) < 1.35 * min(raw, deflated) + tries


def test_a_slow_link_is_hardly_made_to_wait() -> None:
    """20 Mbit/s, half a CPU, users of a domain: what is tried costs little."""
    assert seconds(100_000_000, 2_500_000, 23_000_000, 3.3, 0.02) < 1.04 * 100_000_000 / 2_500_000 / 3.3


def test_a_fast_link_does_not_wait_for_the_processor() -> None:
    assert seconds(100_000_000, 200_000_000, 23_000_000, 3.3, 0.001) < 1.25 * 100_000_000 / 200_000_000
