#!/usr/bin/env python
"""Django's command line for sepaction."""

import os
import sys


def main() -> None:
    """Run one management command, with the development settings unless told otherwise."""
    serving = sys.argv[1:2] in (["demo"], ["run"]) and "--reload" not in sys.argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production" if serving else "cms.settings.dev")
    if "PORT" in os.environ:
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{os.environ['PORT']}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
