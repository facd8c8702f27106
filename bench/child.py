"""Run one piece of work in a process of its own: nothing warmed up, memory that is only its own."""

import importlib
import json
import subprocess
import sys
from typing import Any


def in_fresh_process(work: str, *arguments: str) -> dict[str, Any]:
    """Call the function `work` ("module:function") in a new process and return the facts it returns."""
    run = subprocess.run([sys.executable, "-m", "bench.child", work, *arguments], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout.splitlines()[-1])


if __name__ == "__main__":
    module, function = sys.argv[1].split(":")
    print(json.dumps(getattr(importlib.import_module(module), function)(*sys.argv[2:])))
