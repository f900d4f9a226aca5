"""A process of its own that sends on the drill's database, a few at a time, until it is killed."""

import os
import sys
import uuid


def main() -> None:
    """Send what the first word names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "samplan.config.settings.test"
    import django

    django.setup()
    from samplan.cases.sends.running import run
    from tests.cast import AT

    run(uuid.UUID(sys.argv[1]), at=AT, size=5)


if __name__ == "__main__":
    main()
