# Reads a file beyond its folder, by a link that it made.
# must: trouble 7 "Permission denied"
import os, tempfile

link = os.path.join(tempfile.gettempdir(), "link")
os.symlink(os.path.abspath("../outside/secret.txt"), link)
print(open(link).read())
