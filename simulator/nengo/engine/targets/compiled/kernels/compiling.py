"""How kernels are compiled."""

from __future__ import annotations

from numba import njit

# Sums may be taken in any order and products fused with sums, which differs from NumPy in the last
# bits and is what lets the compiler use vector units. NaN and infinities must stay what they are.
kernel = njit(fastmath={"contract", "reassoc", "nsz"}, error_model="numpy", nogil=True)

# For sums that two rows of the table must take in the same order.
ordered_kernel = njit(fastmath={"contract"}, error_model="numpy", nogil=True)

# For arithmetic that two rows of the table must do alike, to the last bit.
exact_kernel = njit(error_model="numpy", nogil=True)
