package importing

import (
	"encoding/base64"
	"os"
	"strings"
	"testing"
)

// A letter comes in with what is attached to it, each by itself; what is of no known kind is told.
func TestLetterWithFiles(t *testing.T) {
	data, err := os.ReadFile("testdata/ke-hoach.odt")
	if err != nil {
		t.Fatal(err)
	}
	letter := "From: xa@x\nSubject: =?UTF-8?Q?Th=C6=B0_m=E1=BB=9Di?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Mời họp.</p>\n" +
		"--b\nContent-Type: application/octet-stream; name=ke-hoach.odt\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString(data) +
		"\n--b\nContent-Type: application/x-iwork; name=so.pages\nContent-Disposition: attachment\n\nPK\n--b--\n"
	report, site := imported(t, map[string]string{"thu.eml": letter}, Options{})
	if len(report.Items) != 2 {
		t.Fatalf("%+v", report)
	}
	item := report.Items[0]
	text, err := site.ReadFile(item.Entry)
	if err != nil || item.Title != "Thư mời" || !strings.Contains(string(text), "Mời họp.") || len(item.Lost) != 1 || item.Lost[0].Text != "so.pages" {
		t.Errorf("%+v\n%s", item, text)
	}
	if a := report.Items[1]; a.State != Imported || a.File != "thu.eml: ke-hoach.odt" || a.Title != "Kế hoạch phòng, chống đuối nước" {
		t.Errorf("%+v", a)
	}
	nested := letter
	for range deepestLetter + 1 {
		nested = "Subject: a\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(nested)) + "\n--c--\n"
	}
	if report, _ := imported(t, map[string]string{"thu.eml": nested}, Options{}); report.Count(Refused) == 0 {
		t.Errorf("%+v", report)
	}
}
