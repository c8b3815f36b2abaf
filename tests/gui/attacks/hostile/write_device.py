# Writes to a terminal.
# must: trouble 3 "(Permission denied|No such)"
open("/dev/tty", "w")
