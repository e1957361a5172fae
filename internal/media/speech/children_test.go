//go:build unix || windows

package speech

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// TestChildren fails if a program that the command started goes on after a run that went
// well, or after one that was ended.
func TestChildren(t *testing.T) {
	for _, how := range []string{"leaves", "leaves and hangs"} {
		c := command(t, how)
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		note := filepath.Join(c.Temp, "child")
		if how == "leaves" {
			if _, err := c.Say(ctx, Text{Voice: "vi", Plain: []byte("x")}); err != nil {
				t.Fatal(err)
			}
		} else {
			done := make(chan error)
			go func() {
				_, err := c.Say(ctx, Text{Voice: "vi", Plain: []byte("x")})
				done <- err
			}()
			await(t, "the child", func() bool { text, err := os.ReadFile(note); return err == nil && len(text) > 0 })
			stop()
			if err := <-done; err == nil {
				t.Fatal("a run that was stopped went well")
			}
		}
		text, err := os.ReadFile(note)
		if err != nil {
			t.Fatal(err)
		}
		pid, err := strconv.Atoi(string(text))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if p, err := os.FindProcess(pid); t.Failed() && err == nil {
				_ = p.Kill()
			}
		})
		await(t, how+": the end of the child", func() bool { return ended(pid) }) // the system takes it away when it likes
	}
}

// await looks again and again until something is so.
func await(t *testing.T, what string, is func() bool) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatal("waited in vain for ", what)
		}
	}
}
