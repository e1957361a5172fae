package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed installer.nsi
var installerScript string

// installer makes the installer for Windows of a program, with makensis
// (https://nsis.sourceforge.io/), if that is on this machine; else it says so. What
// removes the program, which is made within the installer, is signed with the
// certificate, if there is one; the installer is not. It returns the installer's file,
// "" if there is none.
func (e edition) installer(ctx context.Context, program string, modules modules, windows authenticode) (string, error) {
	makensis, err := exec.LookPath("makensis")
	if err != nil {
		fmt.Fprintln(os.Stderr, "no installer for Windows: makensis is not on this machine (Debian: apt-get install nsis)")
		return "", nil
	}
	work := filepath.Join(filepath.Dir(program), "installer")
	if err := os.MkdirAll(work, 0o777); err != nil {
		return "", err
	}
	members, err := e.members(program, modules)
	if err != nil {
		return "", err
	}
	members = append(members, member{name: "installer.nsi", data: []byte("\ufeff" + installerScript)})
	args := []string{"-V2", "-NOCD", "-INPUTCHARSET", "UTF8", "-DVERSION=" + e.version, "-DNUMBERS=" + numbers(e.version), "-DPROGRAM=" + program, "-DTEXTS=" + work}
	if windows.certificate != "" {
		members = append(members, member{name: "sign.sh", data: []byte(windows.script(e))})
		args = append(args, "-DSIGN="+filepath.Join(work, "sign.sh"))
	}
	for _, m := range members[1:] {
		if err := os.WriteFile(filepath.Join(work, m.name), m.data, 0o666); err != nil {
			return "", err
		}
	}
	out, err := filepath.Abs(filepath.Join(e.out, "loa-"+e.version+"-windows-setup.exe"))
	if err != nil {
		return "", err
	}
	command := exec.CommandContext(ctx, makensis, append(args, "-DOUT="+out, filepath.Join(work, "installer.nsi"))...)
	command.Stdin = strings.NewReader(windows.password) // for the signing within
	command.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+strconv.FormatInt(e.made.Unix(), 10))
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("making the installer: %w", err)
	}
	return out, nil
}

// numbers is a version as Windows has it: four numbers.
func numbers(version string) string {
	core, _, _ := strings.Cut(version, "-")
	core, _, _ = strings.Cut(core, "+")
	return core + ".0"
}
