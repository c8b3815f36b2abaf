# Reads a file beyond its folder, by a second name for it.
# must: trouble 6 "Errno"
import os, tempfile

link = os.path.join(tempfile.gettempdir(), "link")
os.link(os.path.abspath("../outside/secret.txt"), link)
print(open(link).read())
