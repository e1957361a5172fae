#!/bin/sh
# Makes cmd/loa/default.pgo, by which the compiler optimizes the program for what a build
# does: the merged CPU profile of builds and checks of a generated site. Names of files
# in it are of the modules, and the program's own path is blanked.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -trimpath -pgo=off -o "$work/bench" ./test/bench
"$work/bench" -child corpus -dir "$work/site"
for round in 1 2 3 4 5 6 7 8 9 10; do
  rm -rf "$work/site/public" "$work/site/.loa"
  "$work/bench" -child build -dir "$work/site" -profile "$work/build.$round"
done
"$work/bench" -child check -dir "$work/site" -profile "$work/check.1"
go tool pprof -proto -output "$work/merged" "$work/bench" "$work"/build.* "$work"/check.* 2>"$work/said"
blank=$(printf %s "$work/bench" | tr -c '' '-')
gzip -dc "$work/merged" | LC_ALL=C sed "s|$work/bench|$blank|g" | gzip -9n >cmd/loa/default.pgo
ls -l cmd/loa/default.pgo
