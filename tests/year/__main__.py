"""``python -m tests.year``: see :mod:`tests.year.simulate`."""

import sys

if __name__ == "__main__":  # the schedulers look at this module too, and need nothing of it
    from tests.year.simulate import main

    sys.exit(main())
