package pdf

import (
	"errors"
	"path/filepath"
	"testing"
)

// TestFind looks for browsers on machines of three kinds.
func TestFind(t *testing.T) {
	edge := filepath.Join("C:", "Programs (x86)", "Microsoft", "Edge", "Application", "msedge.exe")
	for name, c := range map[string]struct {
		there map[string]string // by the name that is asked for
		env   map[string]string
		want  string
	}{
		"linux":   {there: map[string]string{"google-chrome": "/usr/bin/google-chrome"}, want: "/usr/bin/google-chrome"},
		"order":   {there: map[string]string{"google-chrome": "/usr/bin/google-chrome", "chromium": "/snap/bin/chromium"}, want: "/snap/bin/chromium"},
		"shell":   {there: map[string]string{"chromium-headless-shell": "/usr/bin/chromium-headless-shell"}, want: "/usr/bin/chromium-headless-shell"},
		"windows": {there: map[string]string{edge: edge}, env: map[string]string{"ProgramFiles(x86)": filepath.Join("C:", "Programs (x86)")}, want: edge},
		"none":    {},
	} {
		found, ok := Find(func(name string) (string, error) {
			if program, ok := c.there[name]; ok {
				return program, nil
			}
			return "", errors.New("not there")
		}, func(key string) string { return c.env[key] })
		if found.Program != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, %v, want %q", name, found.Program, ok, c.want)
		}
	}
}
