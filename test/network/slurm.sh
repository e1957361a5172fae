#!/bin/sh
# A network on a real Slurm cluster of four nodes on loopback: an array of 16 tasks, of which
# a node is lost in the middle, one site's disk is full, and one site has an error in its content.
# The rest is published, the report names each, and a second run does only what is missing.
#
#	test/network/slurm.sh [number of units [of shared articles]]
#
# It runs as root, since a cluster does, and ends all that it has started.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
units=${1:-60} articles=${2:-10} day=2026-11-30
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" != 0 ]; then echo "the cluster needs root" >&2; exit 1; fi
work=$(mktemp -d)
export SLURM_CONF="$work/slurm.conf"

stop() {
	for pid in "$work"/*.pid; do
		if [ -f "$pid" ]; then kill "$(cat "$pid")" 2>/dev/null || true; fi
	done
	umount "$work/net/xa/xa-0007/.loa" 2>/dev/null || true
	rm -rf "$work"
}
trap stop EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }
# await COMMAND: waits until it is so, five minutes at most.
await() {
	for _ in $(seq 600); do
		if "$@"; then return 0; fi
		sleep 0.5
	done
	fail "waited too long for: $*"
}

cd "$here/../.."
go build -o "$work/loa" ./cmd/loa
go run ./test/network/made -units "$units" -articles "$articles" -wrong xa-0003 "$work/net"
mkdir "$work/web"
chmod 755 "$work"

# The cluster.
dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 2>/dev/null
mkdir -p "$work/munge" "$work/state" "$work/spool"
chown munge "$work/munge" "$work/munge.key"
chmod 400 "$work/munge.key"
chmod 755 "$work/munge"
runuser -u munge -- munged --key-file "$work/munge.key" --socket "$work/munge/socket" --pid-file "$work/munge/munged.pid" \
	--log-file "$work/munge/log" --seed-file "$work/munge/seed"
await test -S "$work/munge/socket"
ln -s munge/munged.pid "$work/munged.pid"
host=$(hostname)
cat >"$SLURM_CONF" <<END
ClusterName=loa
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool/%n
SlurmctldPidFile=$work/ctld.pid
SlurmdPidFile=$work/d.%n.pid
SlurmctldLogFile=$work/ctld.log
SlurmdLogFile=$work/d.%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdTimeout=10
MpiDefault=none
SlurmctldPort=16817
NodeName=n[1-4] NodeHostname=$host NodeAddr=127.0.0.1 Port=[17001-17004] CPUs=1 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
slurmctld -f "$SLURM_CONF"
for n in 1 2 3 4; do slurmd -N "n$n" -f "$SLURM_CONF"; done
idle() { test "$(sinfo -h -t idle -o %D 2>/dev/null)" = 4; }
await idle

# A disk that is full for one site.
full=no
mkdir -p "$work/net/xa/xa-0007/.loa"
if mount -t tmpfs -o size=64k tmpfs "$work/net/xa/xa-0007/.loa" 2>/dev/null; then full=yes; fi

cat >"$work/job.sh" <<END
#!/bin/sh
#SBATCH --array=0-15
#SBATCH --no-requeue
export LOA_SHARDS=16
if [ "\$SLURM_ARRAY_TASK_ID" = 0 ] && [ ! -e $work/lost ]; then # the task that is lost: it is in the middle for ever
	mkfifo $work/never
	echo "\$SLURMD_NODENAME \$\$" >$work/lost
	exec cat $work/never
fi
exec $work/loa network build --shard auto --source $work/net --now $day --lang en
END
cd "$work"
job=$(sbatch --parsable job.sh)
# The node is lost in the middle of its first task: its daemon and what that has started.
await test -s "$work/lost"
read -r node pid <"$work/lost"
kill -9 "$(cat "$work/d.$node.pid")" "$pid"
scontrol update NodeName="$node" State=DOWN Reason=lost
done_() { test -z "$(squeue -h -j "$job" 2>/dev/null)"; }
await done_

report() { "$work/loa" network report --shards 16 --source "$work/net" --now $day --lang en >"$work/report.txt" 2>&1; }
status=0; report || status=$?
cat "$work/report.txt"
grep -q 'xa-0003: errors in its content' "$work/report.txt" || fail "the report does not name the site with an error"
if [ $full = yes ]; then
	[ $status = 3 ] || fail "the report ends with $status, not 3"
	grep -q 'xa-0007: the store has no record' "$work/report.txt" || fail "the report does not name the site whose disk is full"
	cat slurm-"$job"_*.out | grep -A 3 '^xa-0007: not built' || fail "no shard says that a disk is full"
fi
before=$(find "$work/net/.loa/store/sites" -name '*.json' | wc -l)
[ "$before" -lt $((units - 1)) ] || fail "the lost node has lost nothing"
grep -q '^Shard .* lacks' "$work/report.txt" || fail "the report names no shard"

# The rest is published.
"$work/loa" network deploy --source "$work/net" --now $day --yes --allow "$work/web/{key}" >"$work/deploy.txt" 2>&1 || true
test -f "$work/web/xa-0001/index.html" || test -f "$work/web/xa-0002/index.html" || fail "nothing was published"
test ! -e "$work/web/xa-0003/index.html" || fail "a site with errors was published"

# The second run does what is missing and nothing else.
umount "$work/net/xa/xa-0007/.loa" 2>/dev/null || true
job=$(sbatch --parsable job.sh)
await done_
status=0; report || status=$?
[ $status = 1 ] || fail "the second report ends with $status, not 1"
grep -q "$units sites: $((units - 1)) ready, 1 with errors, 0 missing" "$work/report.txt" || fail "not all sites are ready"
built=$(cat slurm-"$job"_*.out | sed -n 's/.* sites*, \([0-9]*\) built,.*/\1/p' | awk '{ n += $1 } END { print n }')
[ "$built" = $((units - before)) ] || fail "$built built in the second run, not $((units - before))"
echo "ok: $units sites, $before after the first run, $built in the second"
