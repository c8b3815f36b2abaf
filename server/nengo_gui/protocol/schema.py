"""Write the protocol as TypeScript, so that the screen cannot disagree with the server.

``python -m nengo_gui.protocol.schema static/src/protocol/generated.ts`` writes the file;
``--check`` says whether it is up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec import inspect as shapes

from nengo_gui.protocol import commands, events

HEAD = "// Written by `python -m nengo_gui.protocol.schema`. Do not edit: change the Python.\n"


def typescript() -> str:
    """Return the whole of ``generated.ts``."""
    unions = {"Command": commands.Command, "ServerEvent": events.ServerEvent}
    structs: dict[str, str] = {}
    members = {name: _members(union, structs) for name, union in unions.items()}
    aliases = [f"export type {name} = {' | '.join(names)}\n" for name, names in members.items()]
    return "\n".join([HEAD, *(structs[name] for name in sorted(structs)), *aliases])


def _members(union: object, structs: dict[str, str]) -> list[str]:
    described = shapes.type_info(union)
    assert isinstance(described, shapes.UnionType)
    return [_type(member, structs) for member in described.types]


def _type(shape: shapes.Type, structs: dict[str, str]) -> str:
    match shape:
        case shapes.StructType():
            return _struct(shape, structs)
        case shapes.StrType() | shapes.BytesType():  # bytes are written in base 64
            return "string"
        case shapes.IntType() | shapes.FloatType():
            return "number"
        case shapes.BoolType():
            return "boolean"
        case shapes.NoneType():
            return "null"
        case shapes.LiteralType():
            return " | ".join(f'"{value}"' for value in shape.values)
        case shapes.VarTupleType():
            return f"readonly ({_type(shape.item_type, structs)})[]"
        case shapes.DictType():
            value = _type(shape.value_type, structs)
            return f"{{ readonly [key: string]: {value} }}"
        case shapes.UnionType():
            return " | ".join(_type(member, structs) for member in shape.types)
    raise TypeError(f"No TypeScript is known for {shape!r}; add it to protocol/schema.py.")


def _struct(shape: shapes.StructType, structs: dict[str, str]) -> str:
    name = shape.cls.__name__
    if name not in structs:
        structs[name] = ""  # known before its fields are, should they name it
        lines = [_field(field, shape, structs) for field in shape.fields]
        if shape.tag is not None:
            lines.insert(0, f'  readonly kind: "{shape.tag}"')
        doc = (shape.cls.__doc__ or "").strip().splitlines()[0]
        structs[name] = f"/** {doc} */\nexport interface {name} {{\n" + "\n".join(lines) + "\n}\n"
    return name


def _field(field: shapes.Field, shape: shapes.StructType, structs: dict[str, str]) -> str:
    # What the screen writes it may leave out; what it reads is there, unless defaults are omitted.
    sent_by_screen = issubclass(shape.cls, commands._Command)
    may_miss = not field.required and (sent_by_screen or shape.cls.__struct_config__.omit_defaults)
    return f"  readonly {field.encode_name}{'?' if may_miss else ''}: {_type(field.type, structs)}"


def main(arguments: list[str]) -> int:
    """Write or check the file named by the arguments; returns an exit status."""
    path = Path(next(argument for argument in arguments if not argument.startswith("-")))
    text = typescript()
    if "--check" in arguments:
        current = path.read_text(encoding="utf-8") if path.exists() else ""
        if current != text:
            print(f"{path} is out of date. Run: python -m nengo_gui.protocol.schema {path}")
        return int(current != text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
