# environment NAME REQUIREMENTS: the virtual environment .venv-NAME with what the file REQUIREMENTS lists, made once.
# Where PyPI is not reached, says so and ends the run.
environment() {
    local folder=.venv-$1 wanted=$2 log
    cmp -s "$wanted" "$folder/installed.txt" && return
    log=$(mktemp)
    python3 -m venv --clear "$folder"
    if ! "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$wanted" 2>"$log"; then
        cat "$log"
        if grep -q -E 'NewConnectionError|NameResolutionError|ConnectTimeout' "$log"; then
            echo "skipped: PyPI is not reached"
            exit 0
        fi
        exit 1
    fi
    rm "$log"
    cp "$wanted" "$folder/installed.txt"
}
