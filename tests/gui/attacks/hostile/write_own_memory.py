# Writes its own memory, past all checks.
# must: trouble 3 "Permission denied"
open("/proc/self/mem", "r+b")
