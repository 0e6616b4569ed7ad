#!/bin/sh
# Makes .venv with the first Python that is new enough; says what to install when there is none.
set -eu
for python in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "Python mist venv. / Python lacks venv:  sudo apt-get install python3-venv" >&2
            exit 1
        fi
        echo "Eigen omgeving maken in .venv / making an environment in .venv ($("$python" --version))"
        exec "$python" -m venv --clear .venv
    fi
done
echo "Python 3.11 of nieuwer is nodig. / Python 3.11 or newer is needed:  sudo apt-get install python3 python3-venv" >&2
exit 1
