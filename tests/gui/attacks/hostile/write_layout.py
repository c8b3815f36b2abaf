# Writes over the layout beside it.
# must: trouble 3 "Permission denied"
open(__file__ + ".cfg", "a")
