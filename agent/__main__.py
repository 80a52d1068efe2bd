"""`PYTHON -I AGENT/__main__.py PROGRAM …`: the programs of the agent.

`-I` leaves this folder out of the path: it is added here. `PYTHON -I AGENT` does the same, but then Python looks for
this file with modules that take 8 ms of each start.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from gamgui_agent.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
