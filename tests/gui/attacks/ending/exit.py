# Ends the program as scripts do.
# must: trouble 5 "ends the program here"
import sys

sys.exit("done")
