# Looks at what runs on this machine.
# must: trouble 5 "Permission denied"
from pathlib import Path

print(Path("/proc/1/cmdline").read_bytes())
