package mail

import (
	"errors"
	"strings"
	"testing"

	"loa/internal/base/officefile"
)

func TestLetters(t *testing.T) {
	for text, want := range map[string]Letter{
		"From: a@x\nSubject: =?UTF-8?B?TOG7m3AgYsahaQ==?=\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nTr=E1=BA=BB em=\n nh=C3=A9\n": {Subject: "Lớp bơi", Text: "Trẻ em nhé\n"},
		"From: a@x\nSubject: =?windows-1252?Q?caf=E9?=\n\nchữ\n":                                                                                                   {Subject: "café", Text: "chữ\n"},
		"Subject: a\nContent-Type: text/html; charset=windows-1258\n\nTi\xea\xecng\n":                                                                              {Subject: "a", HTML: "Tiếng\n"},
		"Subject: a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nchữ\n--b\nContent-Type: text/html\n\n<p>chữ</p>\n--b--\n": {Subject: "a", Text: "chữ", HTML: "<p>chữ</p>"},
	} {
		got, err := Read([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
		if err != nil || got.Subject != want.Subject || strings.TrimSpace(got.Text) != strings.TrimSpace(want.Text) || strings.TrimSpace(got.HTML) != strings.TrimSpace(want.HTML) || len(got.Unread) > 0 {
			t.Errorf("%q: %+v %v", text, got, err)
		}
	}
}

func TestParts(t *testing.T) {
	const text = "From: a@x\nSubject: a\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<img src=cid:1@x>\n--r\nContent-Type: image/png; name=ao.png\nContent-ID: <1@x>\nContent-Transfer-Encoding: base64\n\naGkh!!\n--r--\n" +
		"--m\nContent-Type: application/octet-stream; name=\"=?UTF-8?Q?k=E1=BA=BF_ho=E1=BA=A1ch.docx?=\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nUEs=\n" +
		"--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''..%2Fbi%20mat.pdf\n\n%PDF\n--m\nContent-Type: message/rfc822\n\nSubject: b\n\nx\n--m\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--m--\n"
	l, err := Read([]byte(text))
	if err != nil || len(l.Unread) > 0 {
		t.Fatal(l, err)
	}
	var names []string
	for _, a := range l.Attached {
		names = append(names, a.Name)
	}
	if got := strings.Join(names, ","); got != "kế hoạch.docx,bi mat.pdf,thu.eml,tep.ics" || string(l.Attached[0].Data) != "PK" {
		t.Errorf("%s %q", got, l.Attached)
	}
	if p := l.Pictures["1@x"]; p.Name != "ao.png" || string(p.Data) != "hi!" && string(p.Data) != "hi" {
		t.Errorf("%q", p)
	}
}

func TestBroken(t *testing.T) {
	for _, text := range []string{"", "x", "\x00\x01", "a: b\n\nc", strings.Repeat("x", 10_000)} {
		if _, err := Read([]byte(text)); !errors.Is(err, officefile.ErrNot) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	for _, text := range []string{
		"Subject: a\nContent-Type: multipart/mixed\n\nx",
		"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nx",
		"Subject: a\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nab!c=d",
		"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 600) + "--b--\n",
	} {
		if l, err := Read([]byte(text)); err != nil || len(l.Unread) == 0 {
			t.Errorf("%.80q: %+v %v", text, l, err)
		}
	}
}

// Whatever a letter says, reading ends, and no name leads out of a folder.
func FuzzRead(f *testing.F) {
	f.Add([]byte("Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; name=\"../x\"\nContent-Transfer-Encoding: base64\n\nPHA+\n--b--\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Read(data)
		if err != nil {
			return
		}
		for _, a := range l.Attached {
			if a.Name == "" || strings.ContainsAny(a.Name, `/\`) {
				t.Errorf("a file is called %q", a.Name)
			}
		}
	})
}
