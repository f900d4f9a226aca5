"""`make bench`: every page's cost as a ratio to the bare one, and what forms cost on one core."""

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
    parser.add_argument("--only", default="", help="pages whose name holds this, sends or engine")
    options = parser.parse_args()
    prepare(options.size)
    from bench.engine import print_figures
    from bench.form_pages import form_pages
    from bench.measure import print_table
    from bench.pages import PAGES

    pages = [page for page in (*PAGES, *form_pages()) if options.only in page.name]
    if pages:
        load(options.size)
        print_table(pages, options)
    if options.only in "sends":
        from bench.sends import print_sends

        load(options.size)
        print_sends(options.size)
    if options.only in "engine":
        print_figures(options.rounds)


def prepare(size: str) -> None:
    """Start the server, and set Django up for the database of `size`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "samplan.config.settings.bench"
    os.environ["SAMPLAN_BENCH_SIZE"] = size
    from samplan.config import addresses, embedded

    if addresses.is_embedded():
        embedded.use("bench")
    import django

    django.setup()


def load(size: str) -> None:
    """Load the database of `size` where it is missing, and go to its rows' day."""
    import time_machine

    from bench.database import ensure
    from bench.rows import AT

    ensure(size)
    time_machine.travel(AT, tick=True).start()


if __name__ == "__main__":
    main()
