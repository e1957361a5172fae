#!/bin/sh
# Installs what the tests of publishing talk to: OpenSSH's server, vsftpd, nginx,
# Apache and Caddy with the system's package manager, and versitygw, an S3 gateway,
# with Go. Nothing of it is started here: the tests start their own, on loopback.
set -eu
cd "$(dirname "$0")"
missing=""
for pair in sshd:openssh-server vsftpd:vsftpd nginx:nginx apache2:apache2 caddy:caddy; do
	program=${pair%%:*}
	if ! PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null 2>&1; then missing="$missing ${pair#*:}"; fi
done
if [ -n "$missing" ]; then
	if ! command -v apt-get >/dev/null 2>&1; then
		echo "install these, then run make test-deploy again:$missing" >&2
		exit 1
	fi
	as_root=""
	if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
	echo "installing$missing for the tests of publishing"
	# A policy that starts no services: the tests start what they need.
	$as_root sh -c 'apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends '"$missing"
fi
if [ ! -x bin/versitygw ]; then
	echo "installing versitygw for the tests of publishing"
	GOBIN="$PWD/bin" GOFLAGS=-mod=mod go install github.com/versity/versitygw/cmd/versitygw@v1.8.0
fi
