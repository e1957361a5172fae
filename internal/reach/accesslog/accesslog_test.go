package accesslog

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"time"
)

// said is what a request says, for comparing.
func said(r *Request) string {
	return fmt.Sprintf("%s %s %s %s %s %d %d [%s] [%s] named=%t prefetch=%t", time.Unix(r.Time, 0).UTC().Format("2006-01-02T15:04:05"),
		r.Host, r.Address, r.Method, r.Target, r.Status, r.Size, r.Referrer, r.Agent, r.Named, r.Prefetch)
}

// The lines of each server, and what they say.
func TestFormats(t *testing.T) {
	for _, c := range []struct{ name, format, lines, want string }{
		{"common", "", `203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /lich/ HTTP/1.1" 200 5120`,
			`2026-11-02T03:11:12  203.0.113.7 GET /lich/ 200 5120 [] [] named=false prefetch=false`},
		{"combined", "", `203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /lich/ HTTP/1.1" 304 - "https://a.example/" "Mozilla/5.0 (X \"Y\")"`,
			`2026-11-02T03:11:12  203.0.113.7 GET /lich/ 304 0 [https://a.example/] [Mozilla/5.0 (X "Y")] named=true prefetch=false`},
		{"combined, IPv6, a user with a space, more behind", "", `2001:db8::7 - nguyen an [02/Nov/2026:10:11:12 +0000] "GET / HTTP/2.0" 200 1 "-" "Mozilla/5.0" "203.0.113.9" 0.001`,
			`2026-11-02T10:11:12  2001:db8::7 GET / 200 1 [-] [Mozilla/5.0] named=true prefetch=false`},
		{"virtual host", "", `treem.example.gov.vn:443 203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /a b HTTP/1.1" 200 9 "-" "-"`,
			`2026-11-02T03:11:12 treem.example.gov.vn:443 203.0.113.7 GET /a b 200 9 [-] [] named=true prefetch=false`},
		{"escaped bytes", "", `203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /\xC4\x91 HTTP/1.1" 200 9`,
			`2026-11-02T03:11:12  203.0.113.7 GET /đ 200 9 [] [] named=false prefetch=false`},
		{"the name of a machine", "", `may12.example.vn - - [02/Nov/2026:10:11:12 +0700] "GET / HTTP/1.1" 200 9`,
			`2026-11-02T03:11:12  may12.example.vn GET / 200 9 [] [] named=false prefetch=false`},
		{"addresses of proxies", "", `203.0.113.7, 10.0.0.7 - - [02/Nov/2026:10:11:12 +0700] "GET / HTTP/1.1" 200 9 "-" "Mozilla/5.0"`,
			`2026-11-02T03:11:12  203.0.113.7 GET / 200 9 [-] [Mozilla/5.0] named=true prefetch=false`},
		{"JSON without a browser's name", "", `{"ts":1793589072.5,"ip":"203.0.113.7","path":"/","status":200,"user_agent":null,"referer":null,"response":"7"}`,
			`2026-11-02T03:11:12  203.0.113.7 GET / 200 -1 [] [] named=true prefetch=false`},
		{"JSON with an empty name", "", `{"ts":1793589072.5,"ip":"203.0.113.7","path":"/","status":200,"user_agent":"","method":"","bytes":""}`,
			`2026-11-02T03:11:12  203.0.113.7 GET / 200 -1 [] [] named=true prefetch=false`},
		{"JSON of nginx", "", `{"time_iso8601":"2026-11-02T10:11:12+07:00","remote_addr":"203.0.113.7","request_method":"GET","request_uri":"/lich/?a=1","status":"200","body_bytes_sent":"12","http_referer":"","http_user_agent":"Mozilla/5.0 \"x\"","host":"a.example"}`,
			`2026-11-02T03:11:12 a.example 203.0.113.7 GET /lich/?a=1 200 12 [] [Mozilla/5.0 "x"] named=true prefetch=false`},
		{"JSON with the request whole and msec", "", `{"msec": 1793589072.123, "client_ip": "203.0.113.7", "request": "GET /lich/ HTTP/1.1", "status": 200, "bytes": 12, "extra": {"a": [1, {"b": null}]}, "user_agent": "M\u00e1y"}`,
			`2026-11-02T03:11:12  203.0.113.7 GET /lich/ 200 12 [] [Máy] named=true prefetch=false`},
		{"JSON of Caddy", "", `{"level":"info","ts":1793589072.5,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"203.0.113.7","remote_port":"41342","client_ip":"203.0.113.7","proto":"HTTP/2.0","method":"GET","host":"a.example","uri":"/lich/","headers":{"User-Agent":["Mozilla/5.0"],"Sec-Purpose":["prefetch"],"Referer":["https://a.example/"]}},"bytes_read":0,"user_id":"","duration":0.0009,"size":10900,"status":200,"resp_headers":{"Server":["Caddy"],"Status":["999"]}}`,
			`2026-11-02T03:11:12 a.example 203.0.113.7 GET /lich/ 200 10900 [https://a.example/] [Mozilla/5.0] named=true prefetch=true`},
		{"IIS", "", "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes time-taken\n2026-11-02 03:11:12 10.0.0.1 GET /lich/ a=1 443 - 203.0.113.7 Mozilla/5.0+(Windows+NT+10.0) - 200 0 0 512 15",
			`2026-11-02T03:11:12  203.0.113.7 GET /lich/?a=1 200 512 [] [Mozilla/5.0 (Windows NT 10.0)] named=true prefetch=false`},
		{"IIS, cut off from its head", "", "2026-11-02 03:11:12 10.0.0.1 GET /lich/ - 443 - 203.0.113.7 Mozilla/5.0+(Windows+NT+10.0) - 200 0 0 15",
			`2026-11-02T03:11:12  203.0.113.7 GET /lich/ 200 -1 [] [Mozilla/5.0 (Windows NT 10.0)] named=true prefetch=false`},
		{"CloudFront", "", "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query x-host-header\n2026-11-02\t03:11:12\tHAN50-C1\t2390\t203.0.113.7\tGET\td1.cloudfront.net\t/lich/\t200\t-\tMozilla/5.0%2520(X11)\t-\ttreem.example.gov.vn",
			`2026-11-02T03:11:12 treem.example.gov.vn 203.0.113.7 GET /lich/ 200 2390 [] [Mozilla/5.0 (X11)] named=true prefetch=false`},
		{"S3", "", `79a5 thung [02/Nov/2026:03:11:12 +0000] 203.0.113.7 - 3E57427F3 WEBSITE.GET.OBJECT lich/index.html "GET /lich/ HTTP/1.1" 200 - 2662 2662 7 6 "-" "Mozilla/5.0" - x= SigV4 - - thung.s3-website - -`,
			`2026-11-02T03:11:12  203.0.113.7 GET /lich/index.html 200 2662 [-] [Mozilla/5.0] named=true prefetch=false`},
		{"a format of nginx", `$host|$remote_addr|$time_iso8601|$request|$status|$body_bytes_sent|$http_user_agent`, `a.example|203.0.113.7|2026-11-02T10:11:12+07:00|GET /lich/ HTTP/1.1|200|77|Mozilla/5.0 (a b)`,
			`2026-11-02T03:11:12 a.example 203.0.113.7 GET /lich/ 200 77 [] [Mozilla/5.0 (a b)] named=true prefetch=false`},
		{"a format of Apache", `%{X-Forwarded-For}i %h %t %>s "%r" "%{User-Agent}i"`, `- 203.0.113.7 [02/Nov/2026:10:11:12 +0700] 200 "GET /l\"x HTTP/1.1" "Mozilla/5.0"`,
			`2026-11-02T03:11:12  203.0.113.7 GET /l"x 200 -1 [] [Mozilla/5.0] named=true prefetch=false`},
	} {
		p, err := NewParser(c.format)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var r Request
		outcome := Unread
		for line := range strings.SplitSeq(c.lines, "\n") {
			outcome = p.Parse([]byte(line+"\r"), &r)
		}
		if outcome != Read {
			t.Errorf("%s: not read", c.name)
		} else if got := said(&r); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// One parser reads a file in which formats are mixed, and no other lines.
func TestMixed(t *testing.T) {
	p, _ := NewParser("")
	var r Request
	for line, want := range map[string]Outcome{
		`203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /lich/ HTTP/1.1" 200 5120`: Read,
		`203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /lich/ HTTP/1.1`:           Unread,
		`203.0.113.7 - - [32/Nov/2026:10:11:12 +0700] "GET /lich/ HTTP/1.1" 200 5120`: Unread,
		`203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "\x16\x03\x01" 400 0 "-" "-"`:   Unread,
		`{"time":"2026-11-02T10:11:12Z","ip":"203.0.113.7","path":"/","status":200}`:  Read,
		`{"time":"2026-11-02T10:11:12Z","ip":"203.0.113.7","path":"/"}`:               Unread,
		strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100):                 Unread,
		`2026/11/02 10:11:12 [error] 1#1: *1 open() failed`:                           Unread,
		`#Fields: a b c`: Remark,
		`  `:             Remark,
		`203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /` + strings.Repeat("a", MaxLine): Unread,
	} {
		if got := p.Parse([]byte(line), &r); got != want {
			t.Errorf("%.80s: %d, not %d", line, got, want)
		}
	}
}

func TestUnusableFormats(t *testing.T) {
	for _, format := range []string{"abc", "$remote_addr$request $time_local", "$remote_addr $status $request", "%h %t %>s", "$"} {
		if _, err := NewParser(format); err == nil {
			t.Errorf("%q is taken", format)
		}
	}
}

// Lines are the same from a packed log; the last one may not be whole.
func TestLines(t *testing.T) {
	text := "a\nb\r\n" + strings.Repeat("c", 3*MaxLine) + "\nd\ne"
	var packed bytes.Buffer
	for _, half := range []string{text[:100], text[100:]} { // gzip files can be joined
		w := gzip.NewWriter(&packed)
		_, _ = w.Write([]byte(half))
		_ = w.Close()
	}
	for name, data := range map[string][]byte{"plain": []byte(text), "packed": packed.Bytes()} {
		var got []string
		for line, whole := range Lines(bytes.NewReader(data), func(err error) { t.Error(name, err) }) {
			got = append(got, fmt.Sprint(len(line), whole))
		}
		if want := fmt.Sprint([]string{"1 true", "2 true", fmt.Sprint(MaxLine+1, " true"), "1 true", "1 false"}); fmt.Sprint(got) != want {
			t.Errorf("%s: %v, not %v", name, got, want)
		}
	}
	failed := false
	for range Lines(bytes.NewReader(packed.Bytes()[:packed.Len()-30]), func(error) { failed = true }) {
		continue
	}
	if !failed {
		t.Error("of a packed log that is cut nothing is told")
	}
}

// What other files look like.
func TestLooks(t *testing.T) {
	for line, want := range map[string]string{
		"AWSTATS DATA FILE 7.8 (build 20200416)":                 "awstats",
		"2026/11/02 10:11:12 [error] 123#123: *1 open()":         "error-log",
		"[Mon Nov 02 10:11:12.123456 2026] [core:error] [pid 1]": "error-log",
		"<!DOCTYPE html>":                       "html",
		"PK\x03\x04":                            "zip",
		"BZh91AY":                               "compressed",
		"\xFF\xFEa\x00":                         "utf-16",
		"Nov  2 10:11:12 may sshd[12]: Failed":  "syslog",
		"{\"general\": {\"start_date\": \"x\"}": "goaccess",
		"{\"a\": 1}":                            "json",
		"2026-11-02 03:11:12 a b":               "w3c",
		"203.0.113.7 - - [02/Nov/2026:10:11":    "common",
		"hello":                                 "",
	} {
		if got := Looks([]byte(line)); got != want {
			t.Errorf("%q looks like %q, not %q", line, got, want)
		}
	}
}

// Whatever a line holds, the parser comes to an end; what it reads has a time and a target,
// and the same line says the same again.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /lich/ HTTP/1.1" 200 5120 "-" "Mozilla/5.0"`,
		`{"ts":1793589072.5,"request":{"remote_ip":"203.0.113.7","method":"GET","uri":"/","headers":{"User-Agent":["x"]}},"status":200}`,
		`2026-11-02 03:11:12 10.0.0.1 GET /lich/ - 443 - 203.0.113.7 Mozilla/5.0+(Windows+NT+10.0) - 200 0 0 15`,
		`79a5 thung [02/Nov/2026:03:11:12 +0000] 203.0.113.7 - 3E57427F3 WEBSITE.GET.OBJECT lich/index.html "GET /lich/ HTTP/1.1" 200 - 2662 2662 7 6 "-" "Mozilla/5.0" -`,
		`a|203.0.113.7|2026-11-02T10:11:12+07:00|GET /|200`,
	} {
		f.Add(seed, `$host|$remote_addr|$time_iso8601|$request|$status`)
	}
	f.Add("x", `%h %t "%r" %>s`)
	f.Fuzz(func(t *testing.T, line, format string) {
		p, err := NewParser(format)
		if err != nil {
			p, _ = NewParser("")
		}
		var r Request
		if p.Parse([]byte(line), &r) != Read {
			return
		}
		first := said(&r)
		if r.Time <= 0 || len(r.Target) == 0 {
			t.Error(first)
		}
		p.Begin()
		if p.Parse([]byte(line), &r) != Read || said(&r) != first {
			t.Errorf("%s\nthen %s", first, said(&r))
		}
	})
}
