//go:build unix

package speech

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// TestChildren fails if a program that the command started goes on after a run that went
// well.
func TestChildren(t *testing.T) {
	c := command(t, "leaves")
	if _, err := c.Say(context.Background(), Text{Voice: "vi", Plain: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(c.Temp, "child"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(string(text))
	if err != nil {
		t.Fatal(err)
	}
	for ctx, stop := context.WithTimeout(context.Background(), time.Minute); ; { // the system takes it away when it likes
		if ended(pid) {
			stop()
			return
		}
		if ctx.Err() != nil {
			stop()
			_ = syscall.Kill(pid, syscall.SIGKILL)
			t.Fatal("the child lives on")
		}
	}
}

// ended reports whether a process is gone, or waits only for its parent to notice.
func ended(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return false
	}
	return bytes.Contains(stat, []byte(") Z "))
}
