"""The one place the version is written."""

import re

name = "nengo"
version = "5.0.0.dev0"
version_info = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
dev = int(version.partition(".dev")[2]) if ".dev" in version else None

copyright = "2026, the Nengo 5 authors"
