# Makes a file beyond its folder readable for everybody.
# must: trouble 5 "not permitted"
import os

os.chmod("../outside/secret.txt", 0o777)
