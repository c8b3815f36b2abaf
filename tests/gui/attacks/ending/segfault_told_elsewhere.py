# Asks to be told elsewhere where it crashes, then crashes.
# must: ended 6 "Segmentation fault"
import ctypes, faulthandler

faulthandler.enable()
ctypes.string_at(0)
