"""How gunicorn serves the application; what a deployment may choose is read in `dashboard/settings.py`."""

from pathlib import Path
from typing import Any, Final

from gunicorn.workers.base import Worker

from dashboard import ahead
from dashboard.factory import HOUSE
from dashboard.settings import Settings

SETTINGS: Final = Settings.from_environment()

wsgi_app = "app:server"
bind = f"{SETTINGS.host}:{SETTINGS.port}"
worker_class = "gthread"
workers = SETTINGS.processes
threads = SETTINGS.threads
# Each process opens the database by itself: nothing is shared that a fork could break.
preload_app = False
# Otherwise gunicorn opens a control socket in the home directory.
control_socket_disable = True
loglevel = SETTINGS.log_level.lower()
if Path("/dev/shm").is_dir():  # noqa: S108 (the heartbeat files must not wait for a disk)
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def post_worker_init(worker: Worker) -> None:
    """Prepare the likely pages; say once, when the first process can answer, where the application is."""
    server: Any = worker.wsgi
    ahead.start(server.extensions[HOUSE])
    if worker.age == 1:
        print(f"Vigie est prête\u202f: {SETTINGS.address}", flush=True)  # noqa: T201
