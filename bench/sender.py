"""The other process of `bench.sends`, that is killed: size, send and rows at a time as words."""

import sys
import uuid

from bench.__main__ import prepare
from bench.rows import AT


def main() -> None:
    """Send until killed."""
    size, send_id, batch = sys.argv[1:]
    prepare(size)
    from samplan.cases.sends.running import run

    run(uuid.UUID(send_id), at=AT, size=int(batch))


if __name__ == "__main__":
    main()
