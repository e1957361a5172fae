package gitaddress

import (
	"errors"
	"testing"
)

func TestParse(t *testing.T) {
	for address, want := range map[string]Way{
		"https://git.tinh.example.vn/xa-an/trang.git":     HTTPS,
		"http://localhost:3000/xa-an/trang":               HTTPS,
		"https://git.tinh.example.vn/@xa/trang":           HTTPS,
		"ssh://git@git.tinh.example.vn:2222/xa/trang.git": SSH,
		"git@git.tinh.example.vn:xa-an/trang.git":         SSH,
		"/srv/chung": Share, `\\may-chu\chung`: Share, "//may-chu/chung": Share, `D:\chung`: Share, "D:/ch@ung": Share,
	} {
		if way, _, err := Parse(address); err != nil || way != want {
			t.Errorf("%s: %q, %v", address, way, err)
		}
	}
	for address, want := range map[string]error{
		"": ErrUnknown, "chung": ErrUnknown, "xin chào": ErrUnknown, "../chung": ErrUnknown, "lan@may-chu": ErrUnknown, "https://git.example.vn": ErrUnknown,
		"http://git.example.vn/a/b": ErrUnknown, "ftp://git.example.vn/a/b": ErrUnknown, "https://git.example.vn/a/b?x=1": ErrUnknown, "ssh://git.example.vn/a/b": ErrUnknown, "/a\nb": ErrUnknown,
		"https://glpat-x@gitlab.com/xa/trang": ErrSecret, "https://lan:x@gitlab.com/xa/trang": ErrSecret, "http://lan@localhost:3000/xa/trang": ErrSecret,
		"https://lan:mật khẩu@git.example.vn/a": ErrSecret, "https://lan:a/b@git.example.vn/a": ErrSecret, "https://lan:a@b@git.example.vn/a": ErrSecret,
		"ssh://lan:x@git.example.vn/a/b": ErrSecret, "lan:x@git.example.vn:a/b": ErrSecret,
	} {
		if way, _, err := Parse(address); !errors.Is(err, want) {
			t.Errorf("%s: %q, %v", address, way, err)
		}
	}
	if got := Public("https://lan:a@b@git.example.vn/a"); got != "git.example.vn/a" {
		t.Error(got)
	}
}
