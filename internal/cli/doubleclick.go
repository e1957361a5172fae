package cli

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"loa/internal/base/problem"
)

// usualPort is the port of the preview unless another program uses it.
const usualPort = 1313

// Opened is the folder for which a person has opened the program from a window: the
// one that they are in if they gave nothing, else what they dropped onto the program's
// icon, or the site around it. It reports false if the arguments are none that a
// window gives.
func Opened(args []string) (dir string, ok bool) {
	switch len(args) {
	case 0:
		return ".", true
	case 1:
		info, err := os.Stat(args[0])
		if err != nil || !filepath.IsAbs(args[0]) { // a window gives full paths
			return "", false
		}
		dir = args[0]
		if !info.IsDir() {
			dir = filepath.Dir(dir)
		}
		return siteAround(dir), true
	}
	return "", false
}

// siteAround is the folder, or the nearest one around it, that is a site; the folder
// itself if there is none.
func siteAround(dir string) string {
	for up := dir; ; up = filepath.Dir(up) {
		if isSite(up) {
			return up
		}
		if up == filepath.Dir(up) {
			return dir
		}
	}
}

func isSite(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "site.toml"))
	return err == nil && info.Mode().IsRegular()
}

// DoubleClicked is Run for a person who has opened the program from a window,
// in a folder: it shows the site that is there, or offers to make one, and says
// in plain words what is happening. Before the window closes on a failure, they
// can read why.
func DoubleClicked(ctx context.Context, s Env, dir string) int {
	s.Terminal = true
	s.In = bufio.NewReader(s.In) // one reader of the person's lines for all questions
	v := newVoice(s, Common{Source: dir})
	code := show(ctx, s, v, dir)
	if code != fine && ctx.Err() == nil {
		fmt.Fprintln(v.err, v.Say("double-click-close", nil))
		_, _ = read(ctx, &s)
	}
	return code
}

func show(ctx context.Context, s Env, v *voice, dir string) int {
	site, err := siteNear(ctx, s, v, dir)
	if err != nil || site == "" {
		return v.status(err)
	}
	v = newVoice(s, Common{Source: site})
	for _, line := range []string{"double-click", "double-click-open", "double-click-stop"} {
		v.Tell(line, problem.Args{"dir": absolute(site)})
	}
	s.Args = []string{"serve", "--open", "--drafts", "--source", site, "--port", strconv.Itoa(freePort(ctx))}
	return Run(ctx, s)
}

// siteNear finds the site in a folder: the folder itself, or one in it. If there
// is none, the person may have one made; "" if they do not want to.
func siteNear(ctx context.Context, s Env, v *voice, dir string) (string, error) {
	sites, err := sitesIn(dir)
	if err != nil {
		return "", err
	}
	switch len(sites) {
	case 1:
		return sites[0], nil
	case 0:
		return offer(ctx, s, v, dir)
	}
	fmt.Fprintln(v.err, v.Say("double-click-which", nil))
	var site string
	q := question{key: "which-site", needed: true, take: text(&site)}
	for _, one := range sites {
		q.choices = append(q.choices, choice{one, filepath.Base(one)})
	}
	return site, answering(ctx, v, &s, false).put(q)
}

// sitesIn lists the folder, if it is a site, or the sites right in it.
func sitesIn(dir string) ([]string, error) {
	if isSite(dir) {
		return []string{dir}, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var sites []string
	for _, e := range entries {
		if below := filepath.Join(dir, e.Name()); e.IsDir() && isSite(below) {
			sites = append(sites, below)
		}
	}
	return sites, nil
}

// offer makes a new site if the person wants one.
func offer(ctx context.Context, s Env, v *voice, dir string) (string, error) {
	fmt.Fprintln(v.err, v.Say("double-click-new", nil))
	fmt.Fprint(v.err, v.Say("double-click-make", nil)+" ")
	answer, err := read(ctx, &s)
	if err != nil || !yes(answer) {
		return "", err
	}
	n := newSite{Dir: filepath.Join(dir, v.Say("site-dir", nil))}
	return n.Dir, n.Run(ctx, &Common{Source: dir}, v, &s)
}

// freePort is the usual port, or any if another program has it: perhaps a
// second window.
func freePort(ctx context.Context) int {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(usualPort)))
	if err != nil {
		return 0
	}
	if l.Close() != nil {
		return 0
	}
	return usualPort
}

func absolute(dir string) string {
	if full, err := filepath.Abs(dir); err == nil {
		return full
	}
	return dir
}
