"""The one compiled function: steps times rows.

It knows no model, so it is compiled once on a machine and kept (`cache`). A row whose opcode is
``CALL`` ends the function with that row's number: Python does its part and comes back. So does
``CALL_WHEN_USED_UP``, when what Python has prepared is used up.
"""

from __future__ import annotations

import numba

from nengo.engine.targets.compiled import opcodes as op
from nengo.engine.targets.compiled.cache import kept_for_user
from nengo.engine.targets.compiled.kernels import (
    filters,
    learning,
    lif,
    neurons,
    probes,
    products,
    tables,
    vectors,
)

DONE = -1


def run(code, constants, unit, clock, row, n_steps):
    """Run rows from ``row`` on until ``clock[0]`` reaches ``n_steps``, or a row calls Python.

    Parameters
    ----------
    code : (n_rows, `table.N_INTEGERS`) int64 ndarray
        Opcode, sizes and addresses of each row.
    constants : (n_rows, `table.N_CONSTANTS`) float64 ndarray
        Constants of each row.
    unit : (1,) ndarray
        Any array of the model's float type.
    clock : (1,) int64 ndarray
        Steps finished in this run.
    row : int
        Where to begin.
    n_steps : int
        When to stop.

    Returns
    -------
    int
        Number of the row that wants Python, or `DONE`.
    """
    n_rows = code.shape[0]
    while clock[0] < n_steps:
        while row < n_rows:
            c, p = code[row], constants[row]
            code_of_row = c[0]
            if code_of_row == op.CALL:
                return row
            elif code_of_row == op.FILL:
                vectors.fill(c, p, unit)
            elif code_of_row == op.COPY:
                vectors.copy(c, p, unit)
            elif code_of_row == op.ADD:
                vectors.add(c, p, unit)
            elif code_of_row == op.ENCODE:
                products.encode(c, p, unit)
            elif code_of_row == op.LIF:
                lif.lif(c, p, unit)
            elif code_of_row == op.ADD_SPIKES:
                products.add_spikes(c, p, unit)
            elif code_of_row == op.ADD_SPIKES_BY_ROWS:
                products.add_spikes_by_rows(c, p, unit)
            elif code_of_row == op.SHOW_SPIKES:
                lif.show_spikes(c, p, unit)
            elif code_of_row == op.ADD_BLOCKS:
                products.add_blocks(c, p, unit)
            elif code_of_row == op.ADD_ROWS:
                products.add_rows(c, p, unit)
            elif code_of_row == op.ADD_COLUMNS:
                products.add_columns(c, p, unit)
            elif code_of_row == op.LOWPASS:
                filters.lowpass(c, p, unit)
            elif code_of_row == op.SAMPLE:
                probes.sample(c, p, unit)
            elif code_of_row == op.TICK:
                vectors.tick(c, p, unit)
            elif code_of_row == op.ADD_SCALED:
                vectors.add_scaled(c, p, unit)
            elif code_of_row == op.ADD_PRODUCT:
                vectors.add_product(c, p, unit)
            elif code_of_row == op.COPY_PLACES:
                vectors.copy_places(c, p, unit)
            elif code_of_row == op.ADD_PLACES:
                vectors.add_places(c, p, unit)
            elif code_of_row == op.ADD_SPARSE:
                products.add_sparse(c, p, unit)
            elif code_of_row == op.SUBTRACT:
                lif.subtract(c, p, unit)
            elif code_of_row == op.ADAPT:
                lif.adapt(c, p, unit)
            elif code_of_row == op.RECTIFIED:
                neurons.rectified(c, p, unit)
            elif code_of_row == op.LIF_RATE:
                neurons.lif_rate(c, p, unit)
            elif code_of_row == op.SIGMOID:
                neurons.sigmoid(c, p, unit)
            elif code_of_row == op.TANH:
                neurons.tanh(c, p, unit)
            elif code_of_row == op.INTEGRATE_RATES:
                neurons.integrate_rates(c, p, unit)
            elif code_of_row == op.IZHIKEVICH:
                neurons.izhikevich(c, p, unit)
            elif code_of_row == op.GAIN:
                filters.gain(c, p, unit)
            elif code_of_row == op.LINEAR_FILTER:
                filters.linear_filter(c, p, unit)
            elif code_of_row == op.TRIANGLE:
                filters.triangle(c, p, unit)
            elif code_of_row == op.OUTER:
                learning.outer(c, p, unit)
            elif code_of_row == op.BCM:
                learning.bcm(c, p, unit)
            elif code_of_row == op.OJA:
                learning.oja(c, p, unit)
            elif code_of_row == op.VOJA:
                learning.voja(c, p, unit)
            elif code_of_row == op.RLS:
                learning.rls(c, p, unit)
            elif code_of_row == op.WATCH:
                probes.watch(c, p, unit)
            elif code_of_row == op.KEEP_FACTORS:
                learning.keep_factors(c, p, unit)
            elif code_of_row == op.OUTER_OF_KEPT:
                learning.outer_of_kept(c, p, unit)
            elif code_of_row == op.ADD_OUTER:
                learning.add_outer(c, p, unit)
            elif code_of_row == op.HOLD:
                vectors.hold(c, p, unit)
            elif code_of_row == op.SHOW:
                tables.show(c, p, unit)
            elif code_of_row == op.SHOW_PIECE:
                tables.show_piece(c, p, unit)
            elif code_of_row == op.NEXT:
                tables.next_row(c, p, unit)
            elif code_of_row == op.CALL_WHEN_USED_UP and tables.used_up(c, p, unit):
                return row
            row += 1
        row = 0
        clock[0] += 1
    return DONE


def compiled_loop(float_type):
    """Return `run` for models of one float type, loaded or, the very first time, compiled.

    Compiling takes some seconds, loading a fifth of one.
    """
    with kept_for_user():
        loop = numba.njit(cache=True, nogil=True, error_model="numpy")(run)
    unit = numba.from_dtype(float_type)
    integers, constants = numba.int64[:, ::1], numba.float64[:, ::1]
    arguments = (integers, constants, unit[::1], numba.int64[::1], numba.int64, numba.int64)
    loop.compile(arguments)
    return loop
