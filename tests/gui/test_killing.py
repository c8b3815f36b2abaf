"""Kill the server while somebody types and saves: the file is whole, the text is there."""

import sys

import pytest
from gui.killing import kill_again_and_again


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_server_killed_at_any_moment_leaves_whole_files_all_text_and_no_process(tmp_path, visit):
    """A hundred times: ``python tests/gui/killing.py 100``."""
    kill_again_and_again(6, tmp_path, visit)
