# Writes over its own text.
# must: trouble 3 "Permission denied"
open(__file__, "w")
