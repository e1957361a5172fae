package clone

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestSigned: Git finds the signature good, also after a rebase.
func TestSigned(t *testing.T) {
	home := t.TempDir()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	block, coded := ssh.MarshalPrivateKey(private, "")
	known, wrapped := ssh.NewPublicKey(public)
	if err := errors.Join(err, coded, wrapped); err != nil {
		t.Fatal(err)
	}
	line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(known)))
	for name, text := range map[string]string{
		"id":         string(pem.EncodeToMemory(block)),
		".gitconfig": "[user]\n\tname = Nguyễn Thị Lan\n\temail = lan@example.vn\n\tsigningkey = ~/id.pub\n[gpg]\n\tformat = ssh\n[commit]\n\tgpgsign = true\n",
		"signers":    "lan@example.vn " + line + "\n",
	} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	person := PersonalOf(home)
	if person.Name != "Nguyễn Thị Lan" || person.SigningKey != filepath.Join(home, "id") {
		t.Fatalf("%+v", person)
	}
	remote := newShare(t)
	o := options(t.TempDir(), remote, "")
	o.Who = person.Person
	if o.Sign, err = SignWith(person.SigningKey); err != nil {
		t.Fatal(err)
	}
	lan := started(t, o, map[string]string{"content/a.md": page("A", "Một.", "Hai.")})
	hoa := joined(t, remote, "Hoa")
	hoa.save("content/a.md", page("B", "Một.", "Hai."))
	hoa.send()
	lan.save("content/a.md", page("A", "Một.", "2."))
	lan.send()
	out := lan.git("-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile="+filepath.Join(home, "signers"), "log", "-1", "--format=%G? %an %ae %s")
	if out != "G Nguyễn Thị Lan lan@example.vn Sửa content/a.md\n" {
		t.Errorf("%q", out)
	}
	if p := PersonalOf(t.TempDir()); p != (Personal{}) {
		t.Errorf("%+v", p)
	}
}
