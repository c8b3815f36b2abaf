"""Screen, server and worker speak one language, written down once."""

import typing
from pathlib import Path

import msgspec
import pytest

from nengo_gui.protocol import commands, events, inside, schema

GENERATED = Path(__file__).parents[2] / "static" / "src" / "protocol" / "generated.ts"
COMMANDS = typing.get_args(commands.Command)
EVENTS = typing.get_args(events.ServerEvent)
INSIDE = [*typing.get_args(inside.Order), *typing.get_args(inside.Report)]


def test_the_screens_types_are_up_to_date():
    assert GENERATED.read_text(encoding="utf-8") == schema.typescript()


@pytest.mark.parametrize("kind", [*COMMANDS, *EVENTS, *INSIDE], ids=lambda kind: kind.__name__)
def test_every_message_says_what_it_means(kind):
    assert kind.__doc__ and kind.__doc__.strip().endswith((".", ":"))
    assert kind.__struct_config__.tag


@pytest.mark.parametrize("union", [COMMANDS, EVENTS, INSIDE[:10], INSIDE[10:]])
def test_kinds_are_told_apart(union):
    tags = [kind.__struct_config__.tag for kind in union]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ('{"kind": "run"}', commands.Run()),
        ('{"kind": "speed", "value": null, "ref": 3}', commands.Speed(value=None, ref=3)),
        ('{"kind": "save", "text": "x = \\"é\\""}', commands.Save(text='x = "é"')),
        (
            '{"kind": "hold", "object": "model.a", "values": [1, null]}',
            commands.Hold(object="model.a", values=(1.0, None)),
        ),
    ],
)
def test_commands_are_understood(message, meaning):
    assert commands.parse(message) == meaning


@pytest.mark.parametrize(
    "message",
    ['{"kind": "dance"}', '{"kind": "run", "now": true}', '{"kind": "step", "n": 1.5}', "7",
     '{"kind": "edit", "text": "x"}'],
)  # fmt: skip
def test_what_is_no_command_is_refused(message):
    with pytest.raises(msgspec.ValidationError):
        commands.parse(message)


def test_events_never_carry_what_javascript_cannot_read():
    with pytest.raises(ValueError, match=r".+"):
        msgspec.json.decode(b'{"kind": "speed", "value": NaN}', type=commands.Command)
    text = events.dump(events.Simulation(state="paused", time=float("nan")))
    assert "NaN" not in text
