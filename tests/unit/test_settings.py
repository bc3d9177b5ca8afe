import pytest

from dashboard.settings import Settings, SettingsError


def test_defaults_need_no_variable():
    settings = Settings.from_environment({})
    assert settings.database_url.startswith("sqlite:///")
    assert settings.address == "http://127.0.0.1:8050/"


def test_a_deployment_chooses():
    settings = Settings.from_environment(
        {
            "PORT": "9000",
            "VIGIE_HOTE": "0.0.0.0",
            "VIGIE_PREFIXE_URL": "vigie",
            "VIGIE_DATABASE_URL": "postgresql+psycopg://lecture@base/vigie",
            "VIGIE_NIVEAU_JOURNAL": "debug",
            "VIGIE_PROCESSUS": "3",
            "VIGIE_FILS": "",
        }
    )
    assert settings.address == "http://127.0.0.1:9000/vigie/"
    assert (settings.processes, settings.threads, settings.log_level) == (3, 4, "DEBUG")
    assert settings.database_url == "postgresql+psycopg://lecture@base/vigie"


@pytest.mark.parametrize("written", ["vigie", "/vigie", "vigie/", " /vigie/ "])
def test_a_prefix_may_be_written_with_or_without_slashes(written):
    assert Settings.from_environment({"VIGIE_PREFIXE_URL": written}).url_prefix == "/vigie/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "-1"),
        ("PORT", "٨٠"),
        ("VIGIE_FILS", "4.5"),
        ("VIGIE_DATABASE_URL", "mysql://u:secret@h/b"),
    ],
)
def test_an_unusable_value_ends_with_a_sentence_that_names_it(name, value):
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({name: value})
    message = str(caught.value)
    assert message.startswith(name)
    assert "attendu" in message
    assert "secret" not in message
