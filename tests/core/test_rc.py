"""Settings of the process, and the folders they come from."""

import io
import subprocess
import sys

import numpy as np
import pytest

import nengo
from nengo import paths
from nengo.rc import RC_DEFAULTS, Settings


@pytest.fixture
def settings():
    return Settings()


def test_all_defaults_are_set(settings):
    settings.reload_rc([])
    for section, options in RC_DEFAULTS.items():
        for option, value in options.items():
            assert settings.get(section, option) == str(value)


def test_nengo_shows_the_settings_in_force():
    assert isinstance(nengo.rc, Settings)
    assert nengo.RC_DEFAULTS is RC_DEFAULTS


def test_later_files_win(settings, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("[precision]\nbits = 32\n[progress]\nprogress_bar = none\n")
    second.write_text("[precision]\nbits = 16\n")
    settings.reload_rc([str(first), str(second), str(tmp_path / "missing")])
    assert settings.get("precision", "bits") == "16"
    assert settings.get("progress", "progress_bar") == "none"


def test_reloading_forgets_what_was_set(settings):
    settings.set("precision", "bits", "32")
    settings.read_file(io.StringIO("[mine]\nx = 1"))
    settings.reload_rc([])
    assert settings.get("precision", "bits") == "64"
    assert not settings.has_section("mine")


@pytest.mark.parametrize("bits", [16, 32, 64, "32"])
def test_precision_decides_on_the_types(settings, bits):
    settings.set("precision", "bits", bits)
    assert settings.float_dtype == np.dtype(f"float{bits}")
    assert settings.int_dtype == np.dtype(f"int{bits}")


def test_values_are_read_as_in_any_config_parser(settings):
    settings.set("decoder_cache", "enabled", False)
    assert settings["decoder_cache"].getboolean("enabled") is False
    assert settings.getboolean("exceptions", "simplified") is True


def test_project_settings_are_read_last(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nengorc").write_text("[precision]\nbits = 32\n")
    assert Settings().get("precision", "bits") == "32"


def test_folders_follow_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert paths.decoder_cache_dir().startswith(str(tmp_path / "cache"))
    assert paths.nengorc()["user"].startswith(str(tmp_path / "config"))
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.decoder_cache_dir() == str(tmp_path / ".cache" / "nengo" / "decoders")


def test_importing_touches_no_folder(tmp_path):
    """A confined worker may have no home to speak of."""
    code = "import os; os.environ['HOME'] = '/nowhere'; import nengo"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert list(tmp_path.iterdir()) == []
