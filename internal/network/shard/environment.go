package shard

import (
	"strconv"
	"strings"
)

// Shards is the variable that says how many shards there are, for schedulers that tell a
// process only its own number.
const Shards = "LOA_SHARDS"

// scheduler says which variables tell a process its number and how many there are.
type scheduler struct {
	number string   // the variable of the number
	first  int      // the number of the first process
	of     []string // the variables of the count; the first one that is set counts
	also   string   // a variable that must be set too, so that number is not another program's; "" for none
}

// schedulers are those that Loa knows. Sources: GitLab "Predefined CI/CD variables",
// Kubernetes "Indexed Job", AWS Batch "Array job environment variables", Cloud Run "Container
// runtime contract: jobs", Nomad "Runtime environment". Slurm is read by slurm.
var schedulers = []scheduler{
	{number: "CI_NODE_INDEX", first: 1, of: []string{"CI_NODE_TOTAL"}},
	{number: "JOB_COMPLETION_INDEX", of: []string{Shards}},
	{number: "AWS_BATCH_JOB_ARRAY_INDEX", of: []string{"AWS_BATCH_JOB_ARRAY_SIZE", Shards}},
	{number: "CLOUD_RUN_TASK_INDEX", of: []string{"CLOUD_RUN_TASK_COUNT"}},
	{number: "NOMAD_ALLOC_INDEX", of: []string{Shards}, also: "NOMAD_ALLOC_ID"},
}

// FromEnvironment reads the shard of this process from the variables of the scheduler that
// started it. Two schedulers may say the same: a Slurm job inside of a GitLab job does not.
// The error is *Wrong; it is never taken for the whole.
func FromEnvironment(environ func(string) string) (Shard, error) {
	var found Shard
	var by string
	take := func(s Shard, name string) error {
		if by != "" && s != found {
			return &Wrong{Fault: Disagree, Value: found.String() + ", " + s.String(), Names: []string{by, name}}
		}
		found, by = s, name
		return nil
	}
	for _, one := range schedulers {
		if one.absent(environ) {
			continue
		}
		s, err := one.read(environ)
		if err == nil {
			err = take(s, one.number)
		}
		if err != nil {
			return Shard{}, err
		}
	}
	if isSlurm(environ) {
		s, err := slurm(environ)
		if err == nil {
			err = take(s, slurmID)
		}
		if err != nil {
			return Shard{}, err
		}
	}
	if by == "" {
		return Shard{}, &Wrong{Fault: None, Names: append(names(), slurmID)}
	}
	return found, nil
}

func names() []string {
	var all []string
	for _, one := range schedulers {
		all = append(all, one.number)
	}
	return all
}

// absent reports whether a scheduler says nothing. LOA_SHARDS alone is no word of any.
func (c scheduler) absent(environ func(string) string) bool {
	if environ(c.number) != "" {
		return c.also != "" && environ(c.also) == ""
	}
	for _, name := range c.of {
		if name != Shards && environ(name) != "" {
			return false
		}
	}
	return true
}

func (c scheduler) read(environ func(string) string) (Shard, error) {
	count := ""
	for _, name := range c.of {
		if count = environ(name); count != "" {
			break
		}
	}
	if environ(c.number) == "" {
		return Shard{}, &Wrong{Fault: Missing, Names: []string{c.number}}
	}
	if count == "" {
		return Shard{}, &Wrong{Fault: Missing, Names: c.of[len(c.of)-1:]}
	}
	return counted(environ(c.number), c.first, count, append([]string{c.number}, c.of...))
}

// counted is the shard of a process whose number is counted from first.
func counted(number string, first int, count string, names []string) (Shard, error) {
	wrong := &Wrong{Fault: NoForm, Value: number + ", " + count, Names: names}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	of, err2 := strconv.Atoi(strings.TrimSpace(count))
	if err != nil || err2 != nil || of < 1 || of > most {
		return Shard{}, wrong
	}
	s := Shard{n - first + 1, of}
	if s.Number < 1 || s.Number > s.Of {
		wrong.Fault = TooHigh
		return Shard{}, wrong
	}
	return s, nil
}

// The variables of a Slurm array (sbatch, "Output environment variables").
const (
	slurmID    = "SLURM_ARRAY_TASK_ID"
	slurmMin   = "SLURM_ARRAY_TASK_MIN"
	slurmMax   = "SLURM_ARRAY_TASK_MAX"
	slurmStep  = "SLURM_ARRAY_TASK_STEP"
	slurmCount = "SLURM_ARRAY_TASK_COUNT"
)

func isSlurm(environ func(string) string) bool {
	return environ(slurmID) != "" || environ(slurmCount) != ""
}

// slurm reads the shard of a task of an array. An array whose numbers have gaps is refused:
// Slurm does not say which are left out. LOA_SHARDS says more than the array itself, whose
// count is that of the tasks which are submitted again after some were lost.
func slurm(environ func(string) string) (Shard, error) {
	var lacking []string
	for _, name := range []string{slurmID, slurmMin, slurmCount} {
		if environ(name) == "" {
			lacking = append(lacking, name)
		}
	}
	if len(lacking) > 0 {
		return Shard{}, &Wrong{Fault: Missing, Names: lacking}
	}
	if of := environ(Shards); of != "" {
		return counted(environ(slurmID), 0, of, []string{slurmID, Shards})
	}
	low, err := strconv.Atoi(environ(slurmMin))
	if err != nil {
		return Shard{}, &Wrong{Fault: NoForm, Value: environ(slurmMin), Names: []string{slurmMin}}
	}
	if gaps(environ, low) {
		return Shard{}, &Wrong{Fault: Unaligned, Names: []string{slurmMin, slurmMax, slurmStep, slurmCount}}
	}
	return counted(environ(slurmID), low, environ(slurmCount), []string{slurmID, slurmMin, slurmCount})
}

// gaps reports whether an array leaves numbers out, as far as Slurm says.
func gaps(environ func(string) string, low int) bool {
	if step := environ(slurmStep); step != "" && step != "1" {
		return true
	}
	high, err := strconv.Atoi(environ(slurmMax))
	count, err2 := strconv.Atoi(environ(slurmCount))
	return err == nil && err2 == nil && high-low+1 != count
}
