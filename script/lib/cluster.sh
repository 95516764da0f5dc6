# shellcheck shell=bash
# Sourced by demo, test and bench: builds and installs medsec, and keeps
# throwaway clusters.  A cluster lives in a folder of its own under /tmp, speaks
# only through a socket in that folder, which nobody else may enter, and is gone
# when the script ends.

# shellcheck source=script/lib/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Is what stands in the server's folders what we have just built?
is_current()
{
	local extensions libraries
	extensions=$("$PG_CONFIG" --sharedir)/extension
	libraries=$("$PG_CONFIG" --pkglibdir)

	cmp -s medsec.so "$libraries/medsec.so" &&
		cmp -s medsec.control "$extensions/medsec.control" &&
		for part in medsec--*.sql sql/upgrade/*.sql; do
			[[ ! -e $part ]] || cmp -s "$part" "$extensions/$(basename "$part")" || return
		done
}

# Builds and installs medsec; only one at a time does so in this folder.  Says
# nothing unless it fails.
build_and_install()
{
	mkdir -p build
	(
		flock 9
		{
			make -s -j"$(nproc)" PG_CONFIG="$PG_CONFIG" all &&
				{ is_current || as_root make -s PG_CONFIG="$PG_CONFIG" install; }
		} >build/make.log 2>&1 9>&- || {
			cat build/make.log
			exit 1
		}
	) 9>build/lock
}

# The server refuses root: its programs run as postgres then, as oneself else.
as_server()
{
	if ((EUID == 0)); then
		(cd / && runuser -u postgres -- "$@")
	else
		"$@"
	fi
}

clusters=()

# cluster_start ["NAME = VALUE" ...]: a new cluster, with these settings beside
# ours.  Sets PGHOST (its folder), PGPORT, PGUSER and PGDATABASE to reach it.
cluster_start()
{
	local bin folder memory=posix
	bin=$("$PG_CONFIG" --bindir)
	folder=$(mktemp -d /tmp/medsec.XXXXXX)
	clusters+=("$folder")
	trap cluster_stop_all EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	((EUID != 0)) || chown postgres: "$folder"

	as_server "$bin/initdb" --pgdata="$folder/data" --username=postgres --auth=trust \
		--encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || {
		cat "$folder/initdb.log" >&2
		die "initdb failed"
	}

	# Containers often have too little shared memory for parallel queries.
	if [[ $(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) -lt 1000000 ]]; then
		memory=mmap
	fi

	printf '%s\n' \
		"listen_addresses = ''" \
		"unix_socket_directories = '$folder'" \
		"dynamic_shared_memory_type = $memory" \
		"fsync = off" \
		"synchronous_commit = off" \
		"full_page_writes = off" \
		"wal_level = minimal" \
		"max_wal_senders = 0" \
		"max_wal_size = 4GB" \
		"shared_buffers = 256MB" \
		"work_mem = 64MB" \
		"maintenance_work_mem = 256MB" \
		"timezone = 'UTC'" \
		"$@" >>"$folder/data/postgresql.conf"
	as_server "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent start || {
		cat "$folder/log" >&2
		die "the server did not start"
	}
	export PGHOST=$folder PGPORT=5432 PGUSER=postgres PGDATABASE=postgres PATH=$bin:$PATH
}

# Stops and removes every cluster this script has started.
cluster_stop_all()
{
	local status=$? bin folder
	bin=$("$PG_CONFIG" --bindir)
	for folder in "${clusters[@]}"; do
		if [[ -e $folder/data/postmaster.pid ]]; then
			as_server "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop || :
		fi
		rm -rf "$folder"
	done
	clusters=()
	return "$status"
}

# Lets the clusters run on after the script, and says how to reach and end them.
cluster_keep()
{
	local pg_ctl folder
	pg_ctl=$("$PG_CONFIG" --bindir)/pg_ctl
	((EUID != 0)) || pg_ctl="runuser -u postgres -- $pg_ctl"
	for folder in "${clusters[@]}"; do
		say "the server stays: psql -h $folder -U postgres"
		say "to end it: $pg_ctl -D $folder/data stop && rm -r $folder"
	done
	clusters=()
}
