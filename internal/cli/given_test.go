package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Each flag that chooses among the sites of a network refuses an empty value: a variable
// that is not set must not mean all sites.
func TestEmptyChoice(t *testing.T) {
	tried := 0
	for _, command := range model(t).Children {
		if command.Name != "network" {
			continue
		}
		for _, c := range command.Children {
			for _, f := range c.Flags {
				if f.Name != "shard" && f.Name != "only" && f.Name != "province" && f.Name != "record" {
					continue
				}
				for _, args := range [][]string{{"--" + f.Name, ""}, {"--" + f.Name + "="}} {
					var out, told bytes.Buffer
					args = append([]string{"network", c.Name, "--lang", "en"}, args...)
					if code := Run(context.Background(), Env{Args: args, Out: &out, Err: &told, Environ: func(string) string { return "" }}); code != misused || !strings.Contains(told.String(), "--"+f.Name) {
						t.Errorf("%q: %d %s", args, code, &told)
					}
					tried++
				}
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d command lines", tried)
	}
	var g grammar
	parser, err := kong.New(&g, kong.NoDefaultHelp())
	if err != nil {
		t.Fatal(err)
	}
	if command, err := parser.Parse([]string{"network", "deploy", "--shard", "1/2", "--only", "a"}); err != nil || emptyFlag(command) != "" {
		t.Error(err, "a flag with a value is refused")
	}
}
