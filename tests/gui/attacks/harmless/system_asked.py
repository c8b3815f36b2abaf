# Asks what it runs on.
# must: fine
import getpass
import os
import platform
import sys
import time
import zoneinfo
from pathlib import Path

import nengo

facts = [
    platform.system(), platform.python_version(), os.cpu_count(), os.getpid(), os.getcwd(),
    sys.executable, sys.argv, time.localtime(), Path.home(), os.path.expanduser("~"),
    os.environ.get("HOME"), time.tzname, zoneinfo.ZoneInfo("UTC"), os.times(), os.getloadavg(),
]
assert os.path.samefile(os.getcwd(), os.path.dirname(__file__))
model = nengo.Network()
