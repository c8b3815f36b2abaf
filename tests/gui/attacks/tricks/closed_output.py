# Closes its output, then prints.
# must: trouble 6 "closed"
import sys

sys.stdout.close()
print("nobody hears this")
