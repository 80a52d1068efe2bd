"""The codec against the frozen vectors, against itself, and against noise."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from gamgui_agent.protocol import frames
from gamgui_agent.protocol.wire import BadFrame, Decoder, encode, output_head, parse
from hypothesis import given
from hypothesis import strategies as st

VECTORS = json.loads((Path(__file__).parents[2] / "agent/vectors/v1.json").read_text())
FRAMES = [pytest.param(vector, id=vector["name"]) for vector in VECTORS["frames"]]
INVALID = [pytest.param(vector, id=vector["name"]) for vector in VECTORS["invalid"]]


def build(vector):
    """The frame that a vector describes."""
    fields = dict(vector["fields"])
    if "data" in fields:
        fields["data"] = bytes.fromhex(fields["data"])
    if "nonce" in fields:
        fields["nonce"] = int(fields["nonce"], 16)
    return getattr(frames, vector["type"].title())(**fields)


def decode(data, chunk=None):
    decoder = Decoder()
    chunk = chunk or max(1, len(data))
    found = [frame for at in range(0, len(data), chunk) for frame in decoder.feed(data[at : at + chunk])]
    return found, decoder.partial


@pytest.mark.parametrize("vector", FRAMES)
def test_vector_is_read(vector):
    data = bytes.fromhex(vector["hex"])
    assert decode(data) == ([build(vector)], False)
    assert decode(data, 1) == ([build(vector)], False)


@pytest.mark.parametrize("vector", FRAMES)
def test_vector_is_written(vector):
    frame = build(vector)
    if isinstance(frame, frames.Json):
        assert decode(encode(frame))[0] == [frame]
    else:
        assert encode(frame).hex() == vector["hex"]


@pytest.mark.parametrize("vector", INVALID)
def test_invalid_vector_is_refused(vector):
    with pytest.raises(BadFrame):
        decode(bytes.fromhex(vector["hex"]))


def test_every_type_has_vectors():
    assert {vector["type"] for vector in VECTORS["frames"]} == {kind.__name__.upper() for kind in frames.Frame.__args__}


def test_reserved_types_are_ignored():
    data = bytes.fromhex("".join(vector["hex"] for vector in VECTORS["ignored"]))
    assert decode(data) == ([], False)


def test_an_output_head_is_the_beginning_of_the_frame():
    frame = frames.Output(2, 77, b"abc")
    assert output_head(2, 77, 3) + b"abc" == encode(frame)


@pytest.mark.parametrize("text", ['{"a":' + "[" * 200_000, '{"a":' + "9" * 500_000 + "}", '{"a":"\\ud800"}'])
def test_hostile_json_is_refused_or_read(text):
    try:
        parse(frames.Hello.type, text.encode())
    except BadFrame:
        return
    assert "ud800" in text


@given(st.lists(st.sampled_from(VECTORS["frames"]), max_size=6), st.integers(1, 40))
def test_frames_in_a_row_in_any_pieces(vectors, chunk):
    data = bytes.fromhex("".join(vector["hex"] for vector in vectors))
    assert decode(data, chunk) == ([build(vector) for vector in vectors], False)


@given(st.binary(max_size=200), st.integers(1, 9))
def test_noise_is_frames_or_refused(data, chunk):
    with suppress(BadFrame):
        decode(data, chunk)


def test_a_frame_is_refused_before_it_is_kept():
    decoder = Decoder()
    with pytest.raises(BadFrame):
        list(decoder.feed(b"\x00\x10\x00\x01"))


def test_mutated_frames(mutate):
    """GAMGUI_MUTATIONS of them (100,000 is the full count): each is frames or refused, and nothing is kept."""
    count = int(os.environ.get("GAMGUI_MUTATIONS", "20000"))
    refused = 0
    for data in mutate(count):
        decoder = Decoder()
        try:
            for frame in decoder.feed(data):
                encode(frame)
        except BadFrame:
            refused += 1
        assert len(decoder._kept) <= len(data)
    assert 0 < refused < count
