package main

import (
	"cmp"
	"os"
	"strings"
)

// who names the account and the computer, for colleagues who share the folder of a
// site and meet a build that is at work: "lan (PC-VANPHONG)". What the system does not
// tell is left out. The environment is asked: package user asks the server of a Windows
// domain, which may be away for seconds.
func who() string {
	account := cmp.Or(os.Getenv("USERNAME"), os.Getenv("USER"), os.Getenv("LOGNAME"))
	computer, err := os.Hostname()
	if err != nil || computer == "" {
		return account
	}
	return strings.TrimSpace(account + " (" + computer + ")")
}
