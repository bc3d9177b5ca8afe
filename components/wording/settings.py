"""What a deployment is told when a variable cannot be read."""

from components.formats import NBSP, NNBSP


def not_a_number(name: str, value: str) -> str:
    """A variable that should be a whole number."""
    return f"{name}{NNBSP}: «{NNBSP}{value}{NNBSP}» lu, nombre entier attendu. Corrigez cette variable d’environnement."


def unknown_engine(name: str, scheme: str) -> str:
    """An address of neither engine; the address itself may hold a password and is not repeated."""
    return (
        f"{name}{NNBSP}: moteur «{NNBSP}{scheme}{NNBSP}» lu, «{NBSP}sqlite:///chemin{NBSP}» ou "
        f"«{NBSP}postgresql://hôte/base{NBSP}» attendu. Corrigez cette variable d’environnement."
    )
