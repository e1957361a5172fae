package test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"loa/internal/cli"
	"loa/themes"
)

// indexedJob is what docs/network/kubernetes.yaml has of a Job of Kubernetes, by the names of
// the API batch/v1. A field of another name is an error.
type indexedJob struct {
	APIVersion string            `yaml:"apiVersion"`
	Kind       string            `yaml:"kind"`
	Metadata   map[string]string `yaml:"metadata"`
	Spec       struct {
		CompletionMode       string `yaml:"completionMode"`
		Completions          int    `yaml:"completions"`
		Parallelism          int    `yaml:"parallelism"`
		BackoffLimitPerIndex int    `yaml:"backoffLimitPerIndex"`
		MaxFailedIndexes     int    `yaml:"maxFailedIndexes"`
		PodFailurePolicy     struct {
			Rules []struct {
				Action      string `yaml:"action"`
				OnExitCodes struct {
					ContainerName string `yaml:"containerName"`
					Operator      string `yaml:"operator"`
					Values        []int  `yaml:"values"`
				} `yaml:"onExitCodes"`
				OnPodConditions []struct {
					Type   string `yaml:"type"`
					Status string `yaml:"status"`
				} `yaml:"onPodConditions"`
			} `yaml:"rules"`
		} `yaml:"podFailurePolicy"`
		Template struct {
			Spec struct {
				RestartPolicy                string      `yaml:"restartPolicy"`
				AutomountServiceAccountToken bool        `yaml:"automountServiceAccountToken"`
				SecurityContext              any         `yaml:"securityContext"`
				Containers                   []container `yaml:"containers"`
			} `yaml:"spec"`
		} `yaml:"template"`
	} `yaml:"spec"`
}

type container struct {
	Name  string   `yaml:"name"`
	Image string   `yaml:"image"`
	Args  []string `yaml:"args"`
	Env   []struct {
		Name  string `yaml:"name"`
		Value string `yaml:"value"`
	} `yaml:"env"`
	EnvFrom         any `yaml:"envFrom"`
	SecurityContext any `yaml:"securityContext"`
	Resources       any `yaml:"resources"`
}

// The Job of Kubernetes has as many indexes as its container takes for shards, and an answer
// for each exit status. Its command, run under its environment for each index, builds each
// site once.
func TestIndexedJob(t *testing.T) {
	text, err := os.ReadFile("../docs/network/kubernetes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var job indexedJob
	if err := yaml.UnmarshalWithOptions(text, &job, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	spec, box := job.Spec, job.Spec.Template.Spec.Containers[0]
	// The API takes backoffLimitPerIndex and maxFailedIndexes with the mode Indexed alone, and
	// podFailurePolicy with the restart policy Never alone.
	if job.APIVersion != "batch/v1" || job.Kind != "Job" || spec.CompletionMode != "Indexed" || spec.Template.Spec.RestartPolicy != "Never" ||
		spec.Parallelism > spec.Completions || spec.MaxFailedIndexes > spec.Completions || spec.BackoffLimitPerIndex < 1 {
		t.Errorf("%+v", spec)
	}
	for status, want := range map[int]string{1: "FailIndex", 2: "FailIndex", 3: "Count"} {
		got := ""
		for _, r := range spec.PodFailurePolicy.Rules {
			if slices.Contains(r.OnExitCodes.Values, status) && r.OnExitCodes.Operator == "In" && r.OnExitCodes.ContainerName == box.Name {
				got = r.Action
			}
		}
		if got != want {
			t.Errorf("status %d: %s, not %s", status, got, want)
		}
	}
	dir := t.TempDir()
	files := tree{"network.toml": "units = \"units.csv\"\n", "units.csv": "key,name,base_url\n"}
	keys := []string{"an-lac", "ba-vi", "ha-long", "tam-dao", "xin-man"}
	for _, key := range keys {
		files["units.csv"] += key + "," + key + ",https://" + key + ".example.vn/\n"
		files[key+"/site.toml"] = "title = \"Xã\"\n"
		files[key+"/content/mot.md"] = "+++\ntitle = \"Một\"\n+++\n\nChữ.\n"
	}
	write(t, dir, files)
	args := slices.Clone(box.Args)
	at := slices.Index(args, "/network")
	if at < 1 || args[at-1] != "--source" {
		t.Fatalf("the command names no folder: %q", args)
	}
	args[at] = dir
	env := map[string]string{"LOA_CONFIG": t.TempDir()}
	for _, e := range box.Env {
		env[e.Name] = e.Value
	}
	if env["LOA_SHARDS"] != strconv.Itoa(spec.Completions) {
		t.Errorf("%d indexes, and %s shards", spec.Completions, env["LOA_SHARDS"])
	}
	for index := range spec.Completions {
		env["JOB_COMPLETION_INDEX"] = strconv.Itoa(index)
		var said bytes.Buffer
		status := cli.Run(context.Background(), cli.Env{Args: args, Out: &said, Err: &said, Environ: func(name string) string { return env[name] }, Now: time.Now(),
			Themes: themes.FS, Program: func() string { return "program" }})
		if status != 0 {
			t.Fatalf("index %d: status %d: %s", index, status, said.String())
		}
	}
	for _, key := range keys {
		if records, err := os.ReadDir(dir + "/.loa/store/sites/" + key); err != nil || len(records) != 1 {
			t.Errorf("%s: %d records, %v", key, len(records), err)
		}
	}
}
