"""The compiled target: a program as a table, run by one loop that knows no model.

* ``memory``: from addresses in the table back to arrays.
* ``table``: rows being written: opcode, addresses and sizes, constants.
* ``kernels/``: what a row does; one file for each family.
* ``loop``: steps times rows; the one function that is compiled, once for a machine.
* ``lower/``: from operators to rows; what has no kernel becomes a call to Python.
"""
