#!/bin/sh
# Installs Slurm and munge for the test of a network on a cluster, with the system's package
# manager. Nothing of it is started here.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
if command -v slurmctld >/dev/null && command -v munged >/dev/null; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "install slurm-wlm and munge, then run make test-network again" >&2
	exit 1
fi
as_root=""
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
echo "installing slurm-wlm and munge for the test of a network"
$as_root sh -c 'apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurm-wlm munge'
