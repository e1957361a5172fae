package host_test

import (
	"os/exec"
	"strings"
	"testing"

	"loa/internal/office/host"
)

// What is taken for a branch, Git takes for one; what could end a line or a quotation of a
// file of settings is none.
func TestBranchName(t *testing.T) {
	git, err := exec.LookPath("git")
	for name, good := range map[string]bool{
		"main": true, "xa-an/thang-7": true, "bản-chính": true, "v1.2": true, "a@b": true, "a{b": true, "d'ao": true,
		"": false, "@": false, "-f": false, "a b": false, "a..b": false, "a.": false, "a/": false, "/a": false, "a//b": false,
		".a": false, "a/.b": false, "a.lock": false, "a.lock/b": false, "a@{1}": false, "a\\b": false, "a:b": false, "a^": false, "a~1": false,
		"a?": false, "a*": false, "a[": false, "a\nb": false, "a\x7fb": false, "a\"b": false, "a<b": false, "a|b": false, "a\u0085b": false, "a\xffb": false,
		"m\"] #\"\n[core]\n\tfsmonitor = touch x": false, strings.Repeat("a", 300): false,
	} {
		if host.BranchName(name) != good {
			t.Errorf("%q: want %v", name, good)
		}
		if err == nil && good && exec.Command(git, "check-ref-format", "--branch", name).Run() != nil {
			t.Errorf("Git does not take %q", name)
		}
	}
}
