# Looks for the temporary files of other models.
# must: trouble 7 "Permission denied"
import os, tempfile

scratch = tempfile.gettempdir()
above = os.path.dirname(scratch)
print(os.listdir(above))
