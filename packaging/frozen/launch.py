"""Where the frozen app starts."""

import sys

from lrc_studio.__main__ import main

sys.exit(main())
