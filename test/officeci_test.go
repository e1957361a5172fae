package test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// job is what the files for CI have of a job, at GitLab or at the others.
type job struct {
	If     string           `yaml:"if"`
	RunsOn string           `yaml:"runs-on"`
	Script []string         `yaml:"script"`
	Stage  string           `yaml:"stage"`
	Cache  map[string]any   `yaml:"cache"`
	Rules  []map[string]any `yaml:"rules"`
	Steps  []struct {
		Uses string            `yaml:"uses"`
		Run  string            `yaml:"run"`
		With map[string]any    `yaml:"with"`
		Env  map[string]string `yaml:"env"`
	} `yaml:"steps"`
}

// commands are what a job runs.
func (j job) commands() string {
	all := slices.Clone(j.Script)
	for _, s := range j.Steps {
		all = append(all, s.Run)
	}
	return strings.Join(all, "\n")
}

func (j job) caches() bool {
	for _, s := range j.Steps {
		if strings.HasPrefix(s.Uses, "actions/cache@") && s.With["path"] == ".loa" {
			return true
		}
	}
	return j.Cache["paths"] != nil
}

// The files for CI are sound, take one pinned program, build each day, and let a warning up
// by a path that no hold stops. What they call is what the command line has.
func TestFilesForCI(t *testing.T) {
	help, err := os.ReadFile("../docs/command.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"gitlab-ci.yml", "forgejo.yml", "github.yml"} {
		text, err := os.ReadFile("../docs/office/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Jobs    map[string]job `yaml:"jobs"`
			On      map[string]any `yaml:"on"`
			Check   job            `yaml:"check"`
			Warn    job            `yaml:"warnings"`
			Publish job            `yaml:"publish"`
			Stages  []string       `yaml:"stages"`
		}
		if err := yaml.Unmarshal(text, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		jobs := file.Jobs
		if jobs == nil {
			jobs = map[string]job{"check": file.Check, "warnings": file.Warn, "publish": file.Publish}
			if !slices.Equal(file.Stages, []string{"check", "warnings", "publish"}) || file.Warn.Stage != "warnings" || file.Publish.Stage != "publish" {
				t.Errorf("%s: a warning does not go first", name)
			}
			if rule := file.Publish.Rules[0]; rule["if"] != `$LOA_HOLD == "1"` || rule["when"] != "manual" {
				t.Errorf("%s: the hold is %v", name, rule)
			}
		} else {
			if file.On["schedule"] == nil || !strings.Contains(jobs["publish"].If, "vars.LOA_HOLD != '1'") {
				t.Errorf("%s: no daily build, or no hold", name)
			}
			for key, j := range jobs {
				if j.RunsOn == "" || j.Steps[0].Uses != "actions/checkout@v4" {
					t.Errorf("%s: %s takes no sources", name, key)
				}
			}
		}
		if got := jobs["warnings"].commands(); !strings.Contains(got, "loa deploy cong --only warnings --yes --allow") || strings.Contains(jobs["warnings"].If, "HOLD") {
			t.Errorf("%s: warnings by %s", name, got)
		}
		if got := jobs["publish"].commands(); !strings.Contains(got, "loa deploy cong --yes --allow") || !jobs["publish"].caches() {
			t.Errorf("%s: pages by %s", name, got)
		}
		if got := jobs["check"].commands(); !strings.Contains(got, "loa check --strict") || !strings.Contains(got, "loa pack --out site.zip") {
			t.Errorf("%s: a review is checked by %s", name, got)
		}
		if n := strings.Count(string(text), "sha256sum --check"); n == 0 || !regexp.MustCompile(`SUM: "0{64}"`).Match(text) {
			t.Errorf("%s: the program is not pinned", name)
		}
		for _, flag := range regexp.MustCompile(`loa [a-z].*?(--[a-z-]+)`).FindAllStringSubmatch(string(text), -1) {
			if !strings.Contains(string(help), flag[1]) {
				t.Errorf("%s: no command has %s", name, flag[1])
			}
		}
	}
}
