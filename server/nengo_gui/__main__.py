"""Start the server with ``python -m nengo_gui``."""

import sys

from nengo_gui.cli import main

sys.exit(main())
