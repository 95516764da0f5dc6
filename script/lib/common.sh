# shellcheck shell=bash
# Sourced by the scripts: the caller's environment made harmless, and the few
# words all of them use.

# Nothing of the caller's locale, server or make reaches what we start.
# PG_CONFIG stays: it chooses the server.
export LC_ALL=C.UTF-8
unset CDPATH MAKEFLAGS MAKELEVEL
for variable in "${!PG@}"; do
	[[ $variable == PG_* ]] || unset "$variable"
done
unset variable
export PG_CONFIG=${PG_CONFIG:-pg_config}

say()
{
	printf '== %s\n' "$*"
}

die()
{
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
	exit 1
}

# Runs a command as root: we are, or sudo lets us (asking, where it must).
as_root()
{
	if ((EUID == 0)); then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		die "this needs root, and there is no sudo: $*"
	fi
}
