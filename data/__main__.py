"""``python -m data``: the write path, apart from the application."""

import sys

if __name__ == "__main__":
    try:
        from data.intake.cli import main
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "data":
            raise
        sys.exit(
            f"Refusé\u202f: ce Python n’a pas les paquets de Vigie ({error.name}). Lancer la commande par "
            ".venv/bin/python -m data, à la racine du projet, après «\u202fmake prepare\u202f»."
        )
    sys.exit(main())
