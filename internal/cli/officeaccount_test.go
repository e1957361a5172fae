package cli

import (
	"testing"

	"loa/internal/publish/keyring"
)

// The token of a host goes to remotes at that host, in a folder of it too, and to no other.
func TestOfficeAccount(t *testing.T) {
	kept := passwords{}
	s := &Env{Environ: func(string) string { return "" }, Keyring: keyring.New(kept)}
	for _, at := range []string{"https://git.tinh.example.vn/xa-an/trang", "https://tinh.example.vn/git/xa-an/trang"} {
		s.Keyring.Keep(at, map[string]string{"user": "lan", "token": "bí mật"})
	}
	for remote, token := range map[string]string{
		"https://git.tinh.example.vn/xa-an/trang.git":          "bí mật",
		"https://GIT.tinh.example.vn/xa-an/trang":              "bí mật",
		"https://tinh.example.vn/git/xa-an/trang.git":          "bí mật",
		"https://evil.example/xa-an/trang":                     "",
		"https://git.tinh.example.vn.evil.example/xa-an/trang": "",
		"https://git.tinh.example.vn:8443/xa-an/trang":         "",
		"http://git.tinh.example.vn/xa-an/trang":               "",
		`\\may-chu\chung\trang`:                                "",
	} {
		if got := s.officeAccount(remote).Token; got != token {
			t.Errorf("%s gets %q, want %q", remote, got, token)
		}
	}
}
