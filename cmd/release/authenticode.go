package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// authenticode is a certificate for signing programs as Windows asks for it.
type authenticode struct {
	certificate string // a PKCS #12 file, with its key; "" to sign nothing
	password    string
	timestamp   string // the address of a server that attests the time; "" for none
}

// sign signs a program in its place, with osslsigncode. The time is that of the
// sources, so that the same sources give the same bytes, unless a server attests it.
func (a authenticode) sign(ctx context.Context, e edition, program string) error {
	if a.certificate == "" {
		return nil
	}
	signed := program + ".signed"
	command := exec.CommandContext(ctx, "osslsigncode", append(a.arguments(e), "-in", program, "-out", signed)...)
	command.Stdin = strings.NewReader(a.password) // not among the arguments, which others can read
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("signing %s with osslsigncode: %w\n%s", program, err, said)
	}
	return os.Rename(signed, program)
}

// arguments are those of osslsigncode, without the files. The password comes by
// standard input.
func (a authenticode) arguments(e edition) []string {
	args := []string{"sign", "-pkcs12", a.certificate, "-readpass", "-", "-h", "sha256", "-n", "Loa", "-time", strconv.FormatInt(e.made.Unix(), 10)}
	if a.timestamp != "" {
		args = append(args, "-ts", a.timestamp)
	}
	return args
}

// script is sign for other programs, for a shell: it signs the file that it is given.
func (a authenticode) script(e edition) string {
	var quoted []string
	for _, arg := range a.arguments(e) {
		quoted = append(quoted, "'"+strings.ReplaceAll(arg, "'", `'\''`)+"'")
	}
	return "set -e\nosslsigncode " + strings.Join(quoted, " ") + ` -in "$1" -out "$1.signed"` + "\nmv \"$1.signed\" \"$1\"\n"
}
