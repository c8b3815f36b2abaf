# Opens the door for a debugger.
# must: trouble 6 "."
import sys
import code

sys.breakpointhook(); code.interact()
