"""What a row of the table does, compiled.

A kernel takes ``c``, the integers of its row (opcode, then sizes and addresses), ``p``, its
constants, and ``unit``, an array whose float type is that of the model. Its docstring lists both.
Kernels allocate nothing and check nothing: whoever wrote the row has.
"""
