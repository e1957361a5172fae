package build

import (
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// Unnamed are the entries that are on the site on the build's day and of which nobody's
// name says that they approved it. Sections and first aid need no name to stay.
func (s *Sources) Unnamed() []*content.Entry {
	var all []*content.Entry
	for _, e := range s.Shown() {
		if e.Kind != content.Section && !e.Emergency && strings.TrimSpace(e.ApprovedBy) == "" && e.Live(s.today(), false) && s.Own(e.File.Name) {
			all = append(all, e)
		}
	}
	return all
}

// approvalsNotBegun stops the build of a site that asks for approvals and does not say
// yet which texts count as approved since they were up before: neither may the setting
// take them off the site, nor may they pass for approved without a word.
func (s *Sources) approvalsNotBegun() []problem.Problem {
	if s.Settings == nil || !s.Settings.Newsroom.Approve || s.Approvals.Begun() || problem.Any(s.wrong[inData], problem.Error) {
		return nil
	}
	n := len(s.Unnamed())
	if n == 0 {
		return nil
	}
	return []problem.Problem{problem.New(problem.ApprovalNotBegun, s.Settings.Place("newsroom", "approve"), problem.Args{"count": n, "file": content.ApprovalsFile})}
}
