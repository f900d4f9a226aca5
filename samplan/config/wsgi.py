"""The web application for a WSGI server.

A forked worker inherits its parent's handler of TERM, which only notes the wish in the parent:
asked to stop while it was loading, a worker forgot it, and was killed ten seconds later. So
TERM ends the process before anything heavy is loaded; when it is, the server sets its own handler.
"""

import signal
import threading
from importlib import import_module

if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
application = import_module("samplan.config.web").application
