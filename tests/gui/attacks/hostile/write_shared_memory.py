# Leaves memory behind that no limit counts.
# must: trouble 3 "Permission denied"
open("/dev/shm/planted", "w")
