package shard

import (
	"errors"
	"fmt"
	"testing"
)

func keys(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("xa-%d", i)
	}
	return all
}

// Each site belongs to exactly one shard, whatever other sites there are, and the shards
// are about equally large.
func TestShardsPartition(t *testing.T) {
	const of = 16
	counts := make([]int, of+1)
	for _, key := range keys(3321) {
		holders := 0
		for n := 1; n <= of; n++ {
			if (Shard{n, of}).Has(key) {
				holders++
				counts[n]++
			}
		}
		if holders != 1 {
			t.Fatalf("%s is in %d shards", key, holders)
		}
	}
	for n := 1; n <= of; n++ {
		if counts[n] < 3321/of/2 || counts[n] > 3321/of*2 {
			t.Errorf("shard %d has %d of 3321 sites", n, counts[n])
		}
	}
}

// One shard more takes sites from the others and moves none between them.
func TestOneShardMore(t *testing.T) {
	moved := 0
	for _, key := range keys(3321) {
		before, after := Of(key, 8), Of(key, 9)
		if before != after {
			moved++
			if after != 9 {
				t.Fatalf("%s moves from shard %d to %d", key, before, after)
			}
		}
	}
	if moved == 0 || moved > 3321/9*2 {
		t.Errorf("%d sites move", moved)
	}
}

func TestParse(t *testing.T) {
	if s, err := Parse("3/16"); err != nil || s != (Shard{3, 16}) {
		t.Error(s, err)
	}
	for text, fault := range map[string]Fault{"": NoForm, "3": NoForm, "3/": NoForm, "a/b": NoForm, "0/4": TooHigh, "5/4": TooHigh, "1/0": NoForm, "-1/4": TooHigh, "1/2/3": NoForm} {
		var wrong *Wrong
		if _, err := Parse(text); !errors.As(err, &wrong) || wrong.Fault != fault {
			t.Errorf("%q: %v, not %s", text, err, fault)
		}
	}
}

func TestFromEnvironment(t *testing.T) {
	type vars = map[string]string
	for _, c := range []struct {
		name  string
		env   vars
		want  Shard
		fault Fault
	}{
		{"nothing", vars{}, Shard{}, None},
		{"only the count", vars{Shards: "4"}, Shard{}, None},
		{"gitlab", vars{"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5"}, Shard{2, 5}, ""},
		{"gitlab without a number", vars{"CI_NODE_TOTAL": "5"}, Shard{}, Missing},
		{"gitlab counts from 1", vars{"CI_NODE_INDEX": "0", "CI_NODE_TOTAL": "5"}, Shard{}, TooHigh},
		{"kubernetes", vars{"JOB_COMPLETION_INDEX": "0", Shards: "5"}, Shard{1, 5}, ""},
		{"kubernetes without a count", vars{"JOB_COMPLETION_INDEX": "0"}, Shard{}, Missing},
		{"kubernetes beyond", vars{"JOB_COMPLETION_INDEX": "5", Shards: "5"}, Shard{}, TooHigh},
		{"slurm", vars{"SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_COUNT": "4"}, Shard{3, 4}, ""},
		{"slurm, two tasks again", vars{"SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_MAX": "12", "SLURM_ARRAY_TASK_COUNT": "2", Shards: "16"}, Shard{13, 16}, ""},
		{"slurm with gaps", vars{"SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_MAX": "12", "SLURM_ARRAY_TASK_COUNT": "2"}, Shard{}, Unaligned},
		{"slurm in steps", vars{"SLURM_ARRAY_TASK_ID": "2", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_STEP": "2", "SLURM_ARRAY_TASK_COUNT": "2"}, Shard{}, Unaligned},
		{"slurm without a minimum", vars{"SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_COUNT": "4"}, Shard{}, Missing},
		{"batch", vars{"AWS_BATCH_JOB_ARRAY_INDEX": "3", "AWS_BATCH_JOB_ARRAY_SIZE": "4"}, Shard{4, 4}, ""},
		{"cloud run", vars{"CLOUD_RUN_TASK_INDEX": "0", "CLOUD_RUN_TASK_COUNT": "4"}, Shard{1, 4}, ""},
		{"nomad", vars{"NOMAD_ALLOC_INDEX": "1", "NOMAD_ALLOC_ID": "x", Shards: "2"}, Shard{2, 2}, ""},
		{"no number", vars{"CI_NODE_INDEX": "two", "CI_NODE_TOTAL": "5"}, Shard{}, NoForm},
		{"two that agree", vars{"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5", "CLOUD_RUN_TASK_INDEX": "1", "CLOUD_RUN_TASK_COUNT": "5"}, Shard{2, 5}, ""},
		{"two that do not", vars{"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5", "JOB_COMPLETION_INDEX": "2", Shards: "5"}, Shard{}, Disagree},
	} {
		got, err := FromEnvironment(func(name string) string { return c.env[name] })
		var wrong *Wrong
		if errors.As(err, &wrong) != (c.fault != "") || wrong != nil && wrong.Fault != c.fault || got != c.want {
			t.Errorf("%s: %v, %v; not %v, %q", c.name, got, err, c.want, c.fault)
		}
	}
}
