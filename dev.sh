#!/bin/sh
# One door for people and for CI: makes .venv from the lock files when they have changed, then does the job.
#
#   sh dev.sh sample        set up, then read one document of corpus/ and show what was found
#   sh dev.sh test          set up, then pass ruff, mypy and pytest
#   sh dev.sh svodka …      set up, then run the tool with the given arguments
#   sh dev.sh setup         only set up
#   sh dev.sh lock          make the lock files anew from pyproject.toml (needs uv)
#
# Needs Python 3.11–3.13.  On Debian and Ubuntu what is missing is installed with apt-get.
# PYTHON=/path/to/python chooses another interpreter.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
venv=$root/.venv
stamp=$venv/svodka-lock
sample=corpus/files/docx/tune/decision-sferum-2024.docx

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "dev.sh: $*"
    exit 4
}

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
        if fits "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

apt_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null; then
        sudo=sudo
    else
        return 1
    fi
    say "apt-get install $*"
    $sudo apt-get update -qq >&2 || true
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 \
        --no-install-recommends "$@" >&2
}

need_python() {
    find_python && return 0
    for version in 3.13 3.12 3.11; do
        if apt_install "python$version" "python$version-venv" && find_python; then
            return 0
        fi
    done
    fail "Python 3.11, 3.12 or 3.13 is needed. Install it, or name it: PYTHON=/path/to/python3.12 sh dev.sh …"
}

make_venv() {
    python=$(need_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "python$version-venv" ||
            fail "the module venv is missing. Run: sudo apt-get install python$version-venv"
    fi
    "$python" -m venv --clear "$venv"
}

install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }

setup() {
    wanted=$(cat "$root/requirements-build.lock" "$root/requirements.lock" "$root/pyproject.toml" | cksum)
    wanted="$wanted $root"
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && "$venv/bin/python" -c '' 2>/dev/null; then
        return 0
    fi
    say "Setting up $venv (the first time some 200 MB are downloaded)"
    { "$venv/bin/python" -m pip --version >/dev/null && fits "$venv/bin/python"; } 2>/dev/null || make_venv
    install --require-hashes -r "$root/requirements-build.lock"
    install --require-hashes --no-build-isolation --use-pep517 -r "$root/requirements.lock"
    install --no-deps --no-build-isolation --editable "$root"
    printf '%s\n' "$wanted" >"$stamp"
}

run_tests() {
    cd "$root"
    status=0
    "$venv/bin/ruff" check . || status=1
    "$venv/bin/mypy" || status=1
    "$venv/bin/python" -m pytest "$@" || status=1
    if [ "$status" = 0 ]; then say "All passed."; else say "Something failed: see above."; fi
    return "$status"
}

lock() {
    cd "$root"
    uv pip compile requirements-build.in --universal --generate-hashes --python-version 3.11 \
        --quiet --custom-compile-command "sh dev.sh lock" --output-file requirements-build.lock "$@"
    uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --extra dev --extra eval \
        --constraint requirements-build.lock \
        --quiet --custom-compile-command "sh dev.sh lock" --output-file requirements.lock "$@"
}

job=${1:-help}
[ $# -gt 0 ] && shift
case $job in
setup) setup ;;
sample)
    setup
    cd "$root"
    "$venv/bin/svodka" extract "$sample" --format table
    ;;
test)
    setup
    run_tests "$@"
    ;;
svodka)
    setup
    exec "$venv/bin/svodka" "$@"
    ;;
lock) lock "$@" ;;
*)
    sed -n '2,/^set -eu/{/^set/d;s/^# \{0,1\}//;p;}' "$0"
    [ "$job" = help ] || exit 2
    ;;
esac
