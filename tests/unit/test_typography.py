"""Every sentence of the house is written as a French printer would."""

from pathlib import Path

import pytest

from tests.typography import NBSP, NNBSP, constants, faults

ROOT = Path(__file__).resolve().parents[2]
SAID = [*sorted((ROOT / "components" / "wording").glob("*.py")), ROOT / "components" / "formats.py"]


@pytest.mark.parametrize("path", SAID, ids=lambda path: path.stem)
def test_what_is_said_follows_french_typography(path):
    found = [f"ligne {line} · {fault}" for line, text in constants(path) for fault in faults(text)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "l'axe",
        'le "Pacte"',
        "le “Pacte”",
        "Attendez...",
        f"Lequel{NBSP}?",
        "Lequel ?",
        "Lequel?",
        f"un{NBSP}; deux",
        "12 %",
        f"12{NBSP}%",
        "12%",
        "700 €",
        "Source : Insee",
        "Source: Insee",
        "« rythme »",
        "«rythme»",
        "4 440 entreprises",
        f"4{NBSP}440",
        "4.440",
        "44400 entreprises",
        "un  deux",
        "un , deux",
        "Loading",
        "Chargement, please wait",
        "Select…",
        "Next",
    ],
)
def test_a_fault_is_seen(text):
    assert faults(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "l’axe",
        f"le «{NBSP}Pacte{NBSP}» et le «{NNBSP}rythme{NNBSP}»",
        f"Lequel{NNBSP}?",
        f"un{NNBSP}; deux",
        f"12{NNBSP}%",
        f"700{NNBSP}€, 4,35{NBSP}M€",
        f"Source{NNBSP}: Insee, ou Source{NBSP}: Insee",
        f"4{NNBSP}440 entreprises en 2025",
        "depuis 2012, 267 de plus",
        "Licence Ouverte 2.0",
        "la page, le plus, le moins, la date",
        "",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert faults(text) == []


def test_a_sentence_is_read_whole(tmp_path):
    module = tmp_path / "phrases.py"
    module.write_text(
        '"""Un mot d\'accueil."""\n'
        "from x import NBSP, NNBSP\n"
        'A = {"l\'axe": 1}\n'
        'B = f"Part{NNBSP}: {part}{NNBSP}%"\n'
        'C = f"Part : {part} %"\n',
        encoding="utf-8",
    )
    found = [(line, fault.split(" :")[0]) for line, text in constants(module) for fault in faults(text)]
    assert {line for line, _ in found} == {5}
    assert len(found) == 2
