# Replaces a file beside it by one of its own.
# must: trouble 6 "(Permission denied|cross-device)"
import os, tempfile

open(tempfile.gettempdir() + "/evil", "w").close()
os.replace(tempfile.gettempdir() + "/evil", os.path.abspath("helper.py"))
