package speech

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain is also the program that speaks, if it is told to: speak HOW TEXT OUT VOICE.
func TestMain(m *testing.M) {
	if len(os.Args) > 4 && os.Args[1] == "speak" {
		os.Exit(speak(os.Args[2], os.Args[3], os.Args[4]))
	}
	os.Exit(m.Run())
}

func speak(how, text, out string) int {
	switch how {
	case "fails":
		fmt.Fprint(os.Stderr, "first\n\nno such voice\n\n")
		return 3
	case "hangs":
		for {
			time.Sleep(time.Hour)
		}
	case "prints":
		for line := bytes.Repeat([]byte("x"), 64<<10); ; {
			if _, err := os.Stdout.Write(line); err != nil {
				return 1
			}
		}
	case "grows":
		f, _ := os.Create(out)
		for block := make([]byte, 64<<10); ; {
			if _, err := f.Write(block); err != nil {
				return 1
			}
			time.Sleep(time.Millisecond) // a disk is not to be filled
		}
	case "drafts": // grows in files beside the sound
		_ = os.Mkdir(out+".parts", 0o777)
		for i := 0; ; i++ {
			if write(filepath.Join(out+".parts", fmt.Sprint(i)), make([]byte, 64<<10)) != 0 {
				return 1
			}
			time.Sleep(time.Millisecond)
		}
	case "leaves", "leaves and hangs": // starts a program that goes on
		self, _ := os.Executable()
		child := exec.Command(self, "speak", "hangs", text, out)
		if child.Start() != nil || write(filepath.Join(os.Getenv("TMPDIR"), "..", "child"), fmt.Append(nil, child.Process.Pid)) != 0 {
			return 1
		}
		if how != "leaves" {
			return speak("hangs", text, out)
		}
	case "long":
		return write(out, make([]byte, 2<<20))
	case "silent":
		return 0
	case "empty":
		return write(out, nil)
	case "words":
		return write(out, []byte("this is no sound"))
	case "half":
		return write(out, wave(1000)[:300])
	case "links":
		if os.Symlink(text, out) != nil {
			return 1
		}
		return 0
	case "secret":
		return write(out, wave(len(os.Getenv("LOA_DEPLOY_WEB_PASSWORD"))))
	}
	said, _ := os.ReadFile(text)
	return write(out, wave(len(said)))
}

func write(file string, data []byte) int {
	if os.WriteFile(file, data, 0o666) != nil {
		return 1
	}
	return 0
}

// wave is a WAV of so many samples, 8 bits at 8,000 Hz.
func wave(samples int) []byte {
	var b bytes.Buffer
	b.WriteString("RIFF")
	_ = binary.Write(&b, binary.LittleEndian, uint32(36+samples))
	b.WriteString("WAVEfmt ")
	_ = binary.Write(&b, binary.LittleEndian, struct {
		Size             uint32
		Form, Channels   uint16
		Rate, BytesASec  uint32
		Align, BitsOfOne uint16
	}{16, 1, 1, 8000, 8000, 1, 8})
	b.WriteString("data")
	_ = binary.Write(&b, binary.LittleEndian, uint32(samples))
	b.Write(bytes.Repeat([]byte{128}, samples))
	return b.Bytes()
}

// command is the program of this test, which speaks in some way.
func command(t *testing.T, how string) *Command {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	words := []string{program, "speak", how, "{text}", "{out}", "{voice}"}
	if !Complete(words) {
		t.Fatal(words)
	}
	c, err := Find(words, t.TempDir(), exec.LookPath, os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	c.MostBytes, c.Temp = 1<<20, t.TempDir()
	return c
}

func faultOf(t *testing.T, err error) Fault {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal("no fault:", err)
	}
	return e.Fault
}

// A sound comes back whole, and nothing stays.
func TestSay(t *testing.T) {
	t.Setenv("LOA_DEPLOY_WEB_PASSWORD", "secret")
	for how, samples := range map[string]int{"speaks": 11, "secret": 0} {
		c := command(t, how)
		s, err := c.Say(context.Background(), Text{Voice: "vi", Plain: []byte("Xin chào.\n")})
		if err != nil || s.Ending != ".wav" || !bytes.Equal(s.Data, wave(samples)) {
			t.Errorf("%s: %v %s %d bytes", how, err, s.Ending, len(s.Data))
		}
		if left, _ := os.ReadDir(c.Temp); len(left) > 0 {
			t.Errorf("%s leaves %v", how, left)
		}
	}
}

// TestFaults fails if a program that goes wrong gives a sound, is waited for, or leaves
// something.
func TestFaults(t *testing.T) {
	for how, want := range map[string]Fault{
		"fails": Failed, "prints": Long, "grows": Long, "drafts": Long, "long": Long, "silent": Silent, "empty": Silent,
		"words": Unplayed, "half": Unplayed, "links": Silent,
	} {
		t.Run(how, func(t *testing.T) {
			if how == "links" && runtime.GOOS == "windows" {
				t.Skip("links need rights")
			}
			t.Parallel()
			c := command(t, how)
			_, err := c.Say(context.Background(), Text{Voice: "vi", Plain: []byte("x")})
			if got := faultOf(t, err); got != want {
				t.Errorf("%s, not %s", got, want)
			}
			if left, _ := os.ReadDir(c.Temp); len(left) > 0 {
				t.Errorf("leaves %v", left)
			}
		})
	}
	c := command(t, "fails")
	if _, err := c.Say(context.Background(), Text{}); !strings.Contains(err.Error(), "(no such voice)") {
		t.Error("what the program said is lost:", err)
	}
}

// TestHanging fails if a program that hangs is waited for, or a build that is stopped
// tells of a slow program.
func TestHanging(t *testing.T) {
	c := command(t, "hangs")
	c.Longest = time.Millisecond
	_, err := c.Say(context.Background(), Text{})
	if got := faultOf(t, err); got != Slow {
		t.Error(got)
	}
	c.Longest = time.Hour
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Say(ctx, Text{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestFind fails if a program is run that the site can change, or one that is not there.
func TestFind(t *testing.T) {
	site, outside := t.TempDir(), t.TempDir()
	tool, other := filepath.Join(site, "tool"), filepath.Join(outside, "tool")
	link := filepath.Join(outside, "link")
	for _, file := range []string{tool, other} {
		if err := os.WriteFile(file, nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	linked := os.Symlink(tool, link) == nil
	folder, chain := filepath.Join(outside, "link-folder"), filepath.Join(outside, "link-chain")
	_ = os.Symlink(site, folder)
	_ = os.Symlink(filepath.Join(folder, "back"), chain) // through the site to a file elsewhere
	_ = os.Symlink(other, filepath.Join(site, "back"))
	circle := filepath.Join(outside, "link-circle")
	_ = os.Symlink(circle, circle)
	beside, err := filepath.Rel(outside, tool)
	if err != nil {
		t.Fatal(err)
	}
	up := strings.Repeat("../", 30)
	look := func(name string) (string, error) {
		switch name {
		case "speaker", "sh", "bash", "CMD.EXE", "pwsh":
			return other, nil
		case "trick":
			return tool, nil
		case tool, other, link:
			return name, nil
		}
		return "", exec.ErrNotFound
	}
	for _, c := range []struct {
		words string
		want  Fault
	}{
		{"speaker {text} {out}", ""}, {other + " {text} {out}", ""},
		{"none {text} {out}", Missing},
		{"./tool {text} {out}", Inside}, {"tools/tool {text} {out}", Inside}, {tool + " {text} {out}", Inside}, {"trick {text} {out}", Inside},
		{"speaker " + tool + " {text} {out}", Inside}, {"speaker --model=" + tool + " {text} {out}", Inside}, {"speaker " + site + " {text} {out}", Inside},
		{"speaker " + link + " {text} {out}", Inside}, {link + " {text} {out}", Inside},
		{"speaker --model=" + outside + "/../" + filepath.Base(site) + "/tool {text} {out}", Inside},
		{"speaker --model=" + filepath.Dir(site) + "//" + filepath.Base(site) + "/./tool {text} {out}", Inside},
		{"speaker --model=" + folder + "/tool {text} {out}", Inside}, {"speaker -I" + folder + " {text} {out}", Inside},
		{"speaker --all=" + outside + ":" + folder + "/tool,1 {text} {out}", Inside}, {"speaker file://" + filepath.ToSlash(tool) + " {text} {out}", Inside},
		{"speaker --model=" + chain + " {text} {out}", Inside}, {"speaker " + filepath.Join(folder, "not", "yet") + " {text} {out}", Inside},
		{"speaker " + filepath.ToSlash(beside) + " {text} {out}", Hidden}, {"speaker ..\\..\\tool {text} {out}", Hidden}, {"speaker --in=.. {text} {out}", Hidden},
		{"speaker {text}/" + up + "." + filepath.ToSlash(tool) + " {text} {out}", Inside}, {"speaker {text}/" + up + "tool {text} {out}", Hidden}, {"speaker " + up + strings.TrimPrefix(filepath.ToSlash(other), "/") + " {text} {out}", Hidden},
		{other + "/../" + filepath.Base(other) + " {text} {out}", Missing},
		{"sh -c speaker {text} {out}", Hidden}, {"bash -lc speaker {text} {out}", Hidden}, {"speaker /bin/sh -ec x {text} {out}", Hidden}, {"CMD.EXE /C x {text} {out}", Hidden}, {"pwsh -Command x {text} {out}", Hidden},
		{"sh " + other + " {text} {out}", ""}, {"speaker -c {text} {out}", ""}, {"speaker --model=" + other + ",a..b {text} {out}", ""}, {"speaker " + site + "-more/tool {text} {out}", ""},
		{"speaker --model=" + circle + "/x {text} {out}", Inside},
	} {
		if strings.Contains(c.words, link) && !linked { // also those of folders
			continue
		}
		_, err := Find(strings.Fields(c.words), site, look, os.Getenv)
		if err == nil && c.want != "" || err != nil && faultOf(t, err) != c.want {
			t.Errorf("%s: %v, not %q", c.words, err, c.want)
		}
	}
	if _, err := Find([]string{"speaker"}, site, nil, os.Getenv); faultOf(t, err) != Missing {
		t.Error(err)
	}
}

func TestComplete(t *testing.T) {
	for words, want := range map[string]bool{
		"say {text} {out}": true, "say -i={ssml} -o={out}": true, "say {text}": false, "say {out}": false, "": false, "{out} {text}": false,
	} {
		if Complete(strings.Fields(words)) != want {
			t.Errorf("%q: %v", words, !want)
		}
	}
	for name, want := range map[string]bool{"vi": true, "vi-vn-x-south": true, "vi_VN-vais1000.medium": true, "": false, "-w": false, "../vi": false, "a b": false, "a..b": false} {
		if ValidVoice(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
