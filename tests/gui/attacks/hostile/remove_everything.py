# Removes all that can be removed.
# must: trouble 5 "Permission denied"
import shutil

shutil.rmtree("..")
