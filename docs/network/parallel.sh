#!/bin/sh
# Builds the sites of a network on several machines over SSH: parallel.sh FOLDER DAY HOST...
# FOLDER is the network's folder, at the same place on each machine. Jobs that end with
# another status than 0 are named in loa-network.log; run the script again: what is
# built is known.
set -eu
folder=$1 day=$2
shift 2
hosts=$(printf '%s,' "$@")
seq 16 | parallel --sshlogin "${hosts%,}" --joblog loa-network.log --jobs 2 \
	loa network build --shard {}/16 --source "$folder" --now "$day"
