# Has a shell do something.
# must: trouble 5 "program"
import os

os.system("touch ../outside/planted")
