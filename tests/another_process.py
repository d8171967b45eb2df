"""A renderer asked again elsewhere: in another process, folder and time zone, with another order of hashes."""

import os
import subprocess
import sys
from pathlib import Path


def sample_elsewhere(module: str, name: str, folder: Path) -> str:
    """The SHA-256 of the sample pack in the format that the function `name` of that module makes."""
    program = (
        f"import hashlib; from {module} import {name}; from tests.packs import sample_pack; "
        f"print(hashlib.sha256({name}(sample_pack())).hexdigest())"
    )
    home = str(Path(__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": home, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
