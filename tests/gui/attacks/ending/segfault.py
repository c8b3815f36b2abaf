# Reads where there is no memory.
# must: ended 5 "Segmentation fault"
import ctypes

ctypes.string_at(0)
