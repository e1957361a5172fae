#!/bin/sh
# Runs every fuzz target for a while: test/fuzz.sh 60s
# Without -fuzzminimizetime Go spends up to a minute making one new input smaller
# and shows 0 execs/sec meanwhile: nothing hangs then.
set -eu
go test ./... -list '^Fuzz' | awk '/^Fuzz/ { targets[++n] = $1 } /^ok/ { for (i = 1; i <= n; i++) print $2, targets[i]; n = 0 }' |
	while read -r package target; do
		echo "$package $target"
		go test "$package" -run '^$' -fuzz "^$target\$" -fuzztime "$1" -fuzzminimizetime 10x
	done
