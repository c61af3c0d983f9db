# Sets `python` to a Python of 3.11 or newer, or tells what is needed and stops. Read by ./run and ./check.
python=
for candidate in "${BUURTTEAM_PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
        nl*) echo "Buurtteam heeft Python 3.11 of nieuwer nodig, en dat staat nog niet op deze computer. Op Debian of Ubuntu:" ;;
        *) echo "Buurtteam needs Python 3.11 or newer, and this computer does not have it yet. On Debian or Ubuntu:" ;;
    esac
    echo "  sudo apt-get install -y python3 python3-venv"
    exit 1
fi
