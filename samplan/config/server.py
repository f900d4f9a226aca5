"""The web server, Granian with its own arguments: `python -m samplan.config.server ... APP`.

A forked worker inherits its parent's handler of TERM, which only notes the wish in the parent:
asked to stop while it was loading, a worker forgot it, and was killed ten seconds later. So TERM
ends a worker from the moment it is forked; when the application is loaded, the server sets its own
handler.
"""

import os
import signal
from functools import partial

from granian.cli import entrypoint

if __name__ == "__main__":
    os.register_at_fork(after_in_child=partial(signal.signal, signal.SIGTERM, signal.SIG_DFL))
    entrypoint()  # type: ignore[no-untyped-call]  # theirs, without types
