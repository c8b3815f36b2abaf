# Leaves without saying goodbye.
# must: trouble 5 "ends the program here"
import os

os._exit(7)
