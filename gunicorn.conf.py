"""How gunicorn serves the application; each value can be chosen by a variable of the environment."""

import os
from pathlib import Path

from gunicorn.workers.base import Worker

wsgi_app = "app:server"
bind = f"{os.environ.get('VIGIE_HOTE') or '127.0.0.1'}:{os.environ.get('PORT') or '8050'}"
worker_class = "gthread"
workers = int(os.environ.get("VIGIE_PROCESSUS") or "2")
threads = int(os.environ.get("VIGIE_FILS") or "4")
# Each process opens the database by itself: nothing is shared that a fork could break.
preload_app = False
# Otherwise gunicorn opens a control socket in the home directory.
control_socket_disable = True
loglevel = (os.environ.get("VIGIE_NIVEAU_JOURNAL") or "warning").lower()
if Path("/dev/shm").is_dir():  # noqa: S108 (the heartbeat files must not wait for a disk)
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def post_worker_init(worker: Worker) -> None:
    """Say once, when the first process can answer, where the application is."""
    if worker.age != 1:
        return
    # The application is loaded by now; earlier, its import would be paid by the process that only supervises.
    from dashboard.settings import Settings  # noqa: PLC0415

    host, _, port = bind.rpartition(":")
    visible = "127.0.0.1" if host in {"0.0.0.0", "[::]"} else host  # noqa: S104 (compared, not listened to)
    address = f"http://{visible}:{port}{Settings.from_environment().url_prefix}"
    print(f"Vigie est prête\u202f: {address}", flush=True)  # noqa: T201
