# Starts a program and reads what it says.
# must: trouble 5 "program"
import os

print(os.popen("cat ../outside/secret.txt").read())
