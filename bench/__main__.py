"""`make bench`: the table of every page's cost as a ratio to the bare one."""

import argparse
import os


def main() -> None:
    """Load what is missing, measure, print the table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "--size",
        choices=["xs", "s", "m"],
        default="s",
        help="300 (to try it), 10,000 or 1,000,000 patients",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=120, help="requests of each page in a round")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    options = parser.parse_args()
    prepare(options.size)
    from bench.measure import print_table

    print_table(options)


def prepare(size: str) -> None:
    """Start the server, load the database of `size` where it is missing, go to its rows' day."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "samplan.config.settings.bench"
    os.environ["SAMPLAN_BENCH_SIZE"] = size
    from samplan.config import addresses, embedded

    if addresses.is_embedded():
        embedded.use("bench")
    import django

    django.setup()
    import time_machine

    from bench.database import ensure
    from bench.rows import AT

    ensure(size)
    time_machine.travel(AT, tick=True).start()


if __name__ == "__main__":
    main()
