"""The floor for whoever checks records in Python: PyYAML's C loader reads every file, and nothing is looked at.

    python read_yaml.py FOLDER [internal]
"""

import sys
from pathlib import Path

import yaml

folder = Path(sys.argv[1])
for path in [*folder.glob("*.yaml"), *folder.glob("*/batch.yaml"), *(folder.glob("internal/*.yaml") if sys.argv[2:] else ())]:
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
