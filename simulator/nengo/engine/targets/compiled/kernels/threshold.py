"""Who is above threshold: the places of numbers greater than one, found four at a time."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from nengo.engine.targets.compiled.kernels.compiling import exact_kernel
from nengo.engine.targets.compiled.memory import floats, places

_CHOSEN = [[bit for bit in range(4) if mask >> bit & 1] for mask in range(16)]

PLACES = [chosen + [0] * (4 - len(chosen)) for chosen in _CHOSEN]
"""Which of four bits are set in a mask, first of all; what follows means nothing."""


@intrinsic
def _append_above_one(typing: Any, values: Any, end: Any, first: Any, unit: Any) -> Any:
    """Append to a list the places of those of four floats that are greater than one.

    Four 32-bit places are written at the address ``end``, of which so many count as are returned;
    the first float has the place ``first``. Compilers do not find these instructions by themselves.
    """
    signature = types.intp(types.intp, types.intp, types.intp, unit)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> ir.Value:
        number, place = context.get_value_type(unit.dtype), ir.IntType(32)
        numbers, four = ir.VectorType(number, 4), ir.VectorType(place, 4)
        values = builder.load(builder.inttoptr(arguments[0], numbers.as_pointer()))
        values.align = number.get_abi_size(context.target_data)
        above = builder.fcmp_ordered(">", values, ir.Constant(numbers, [1.0] * 4))
        mask = builder.zext(builder.bitcast(above, ir.IntType(4)), ir.IntType(64))
        table = ir.Constant(ir.ArrayType(four, 16), [ir.Constant(four, row) for row in PLACES])
        table = cgutils.global_constant(builder, "places", table)
        chosen = builder.load(builder.gep(table, [ir.Constant(ir.IntType(64), 0), mask]))
        start = builder.insert_element(
            ir.Constant(four, ir.Undefined), builder.trunc(arguments[2], place), place(0)
        )
        starts = builder.shuffle_vector(start, start, ir.Constant(four, [0] * 4))
        store = builder.store(
            builder.add(chosen, starts), builder.inttoptr(arguments[1], four.as_pointer())
        )
        store.align = 4
        return builder.ctpop(mask)

    return signature, generate


@exact_kernel
def collect(address, n, who, count, first, unit):
    """Append the places of those of n floats that are greater than one to a list.

    Returns the length of the list, which was ``count`` before. ``who`` is the address of the list;
    places are counted from ``first``.
    """
    step = 4 * unit.itemsize
    for i in range(n // 4):
        count += _append_above_one(address + i * step, who + 4 * count, first + 4 * i, unit)
    values, listed = floats(address, n, unit), places(who, count + 4)
    for i in range(n - n % 4, n):
        listed[count] = first + i
        count += values[i] > 1
    return count
