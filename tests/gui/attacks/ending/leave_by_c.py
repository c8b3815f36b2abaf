# Leaves by the C library.
# must: ended 5 "exit status 7"
import ctypes

ctypes.CDLL(None).exit(7)
