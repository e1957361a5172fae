package config

import "testing"

// Beside a remote over HTTPS the address of the pages names the same host: one token serves
// both.
func TestProjectAtOneHost(t *testing.T) {
	for _, c := range []struct {
		remote, address string
		fits            bool
	}{
		{"https://git.tinh.example.vn/xa-an/trang.git", "", true},
		{"https://git.tinh.example.vn/xa-an/trang.git", "https://git.tinh.example.vn", true},
		{"https://tinh.example.vn/git/xa-an/trang.git", "https://tinh.example.vn/git/", true},
		{"git@ssh.tinh.example.vn:xa-an/trang.git", "https://git.tinh.example.vn", true},
		{"ssh://git@ssh.tinh.example.vn/xa-an/trang.git", "https://git.tinh.example.vn", true},
		{"https://evil.example/xa-an/trang", "https://git.tinh.example.vn", false},
		{"HTTPS://evil.example/xa-an/trang", "https://git.tinh.example.vn", false},
		{" https://evil.example/xa-an/trang", "https://git.tinh.example.vn", false},
		{"https://git.tinh.example.vn/xa-an/trang", "https://git.tinh.example.vn:8443", false},
		{"https://git.tinh.example.vn/xa-an/trang", "http://git.tinh.example.vn", false},
	} {
		o := &Office{Remote: c.remote, Host: "forgejo", Address: c.address}
		if at, ok := o.Project(); ok != c.fits {
			t.Errorf("%s with %s: %v %v", c.remote, c.address, at, ok)
		}
	}
}
