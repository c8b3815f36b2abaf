# Writes into the folder of temporary files that all share.
# must: trouble 3 "Permission denied"
open("/tmp/planted", "w")
