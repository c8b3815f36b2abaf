"""Imports point down the stairs: a lower floor never learns who uses it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# A name may import those on the lines above it, and its own line.
STAIRS = {
    "nengo": """
        exceptions rc version arrays paths extras
        params functions
        birthplace context config process signatures
        dists
        neurons synapses processes solvers transforms learning_rules
        base
        network ensemble node connection probe
        networks presets cache
        builder
        engine
        utils
        lifetime
        simulator
        spa
        __init__
    """,
    "nengo_dl": """
        frameworks names
        config
        neurons dists losses guests
        layers tensor_node
        builder
        engine
        placement
        feed inputs parameters
        data running
        machine
        training
        fitting
        transfer saving gradients
        simulator
        callbacks converter
        __init__
    """,
    "nengo_gui": """
        embed
        notebook
        __init__
        protocol settings
        editing
        worker
        batch
        sandbox layout
        session
        handlers subcommands
        app
        cli
        __main__
    """,
}
SCREEN_STAIRS = """
    protocol
    style
    store series
    graph editor plots
    actions
    cards controls panels
    shell
    main
"""
FORBIDDEN = {
    "nengo_gui.sandbox": ["nengo", "nengo_gui.worker", "tornado"],
    "nengo_gui.layout": ["nengo", "nengo_gui.worker", "tornado"],
    "nengo_gui.session": ["nengo", "nengo_gui.worker", "nengo_gui.editing", "tornado"],
    "nengo_gui.protocol": ["nengo", "tornado"],
    "nengo_gui.settings": ["nengo", "tornado"],
    "nengo_gui.editing": ["tornado", "nengo_gui.sandbox", "nengo_gui.session"],
    "nengo_gui.worker": ["tornado", "nengo_gui.sandbox", "nengo_gui.session"],
    "nengo_gui.batch": ["tornado", "nengo_gui.sandbox", "nengo_gui.session"],
    "nengo_gui.subcommands": ["nengo", "nengo_gui.worker", "nengo_gui.batch"],
    "nengo_gui.handlers": ["nengo", "nengo_gui.worker"],
    "nengo_gui.app": ["nengo", "nengo_gui.worker"],
    "nengo_gui.cli": ["nengo_gui.worker"],
    "nengo": ["nengo_gui", "nengo_dl", "tornado", "jax", "keras"],
    "nengo_dl": ["nengo_gui", "tornado"],
}


def floors(stairs):
    """Map each name to the number of its floor."""
    lines = [line.split() for line in stairs.strip().splitlines()]
    return {name: floor for floor, names in enumerate(lines) for name in names}


def source_files(package):
    (folder,) = [f for f in (ROOT / "simulator" / package, ROOT / "server" / package) if f.exists()]
    return [file for file in sorted(folder.rglob("*.py")) if "_examples" not in file.parts]


def module_name(file):
    parts = list(file.relative_to(ROOT).with_suffix("").parts[1:])
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def imported_modules(file):
    """Yield (line, dotted module) of each import, those inside functions included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: write the full name of the module"
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def climbs(package):
    """Yield a sentence for each import of ``package`` that points up its stairs."""
    floor = floors(STAIRS[package])
    for file in source_files(package):
        own = module_name(file).split(".")[1]
        assert own in floor, f"{file.relative_to(ROOT)} has no place on the stairs"
        for line, module in imported_modules(file):
            first, _, rest = module.partition(".")
            if first != package:
                continue
            target = rest.split(".")[0] or "__init__"
            if floor.get(target, -1) > floor[own]:
                yield f"{file.relative_to(ROOT)}:{line} imports {module}, which is upstairs"


@pytest.mark.parametrize("package", STAIRS)
def test_imports_point_down_the_stairs(package):
    assert list(climbs(package)) == []


def begins(module, prefix):
    return module == prefix or module.startswith(prefix + ".")


@pytest.mark.parametrize("package", STAIRS)
def test_rooms_do_not_know_what_is_none_of_their_business(package):
    offences = [
        f"{file.relative_to(ROOT)}:{line} imports {module}"
        for file in source_files(package)
        for room, forbidden in FORBIDDEN.items()
        if begins(module_name(file), room)
        for line, module in imported_modules(file)
        for bad in forbidden
        if begins(module, bad)
    ]
    assert offences == []


def screen_imports(file):
    """Yield the path below src of each module of ours that a TypeScript file imports."""
    source = ROOT / "static" / "src"
    for target in re.findall(
        r'^(?:import|export)[^"\']*["\'](\.[^"\']+)["\']', file.read_text(), re.M
    ):
        yield (file.parent / target).resolve().relative_to(source.resolve())


def test_the_screen_points_down_its_stairs():
    floor = floors(SCREEN_STAIRS)
    offences = []
    for file in sorted((ROOT / "static" / "src").rglob("*.ts*")):
        own = room_of(file.relative_to(ROOT / "static" / "src"))
        assert own in floor, f"{file.relative_to(ROOT)} has no place on the stairs"
        for target in screen_imports(file):
            if floor[room_of(target)] > floor[own]:
                offences.append(f"{file.relative_to(ROOT)} imports {target}, which is upstairs")
    assert offences == []


def room_of(path):
    return path.parts[0].split(".")[0]


def test_the_worker_side_stays_light():
    """Nothing that the worker imports of ours may pull in the web server."""
    for file in source_files("nengo_gui"):
        if begins(module_name(file), "nengo_gui.worker") or file.name == "__init__.py":
            assert not [m for _, m in imported_modules(file) if begins(m, "tornado")], file
