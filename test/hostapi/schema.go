// Command hostapi writes down which fields the APIs of Git hosts have, as the hosts' own
// libraries declare them, for the tests of internal/office/host:
//
//	cd test/hostapi && go run . ../../internal/office/host/hosttest/schema
//
// It is a module of its own, so that those libraries are no part of Loa's.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"code.gitea.io/sdk/gitea"
	"github.com/google/go-github/v74/github"
	gitlab "gitlab.com/gitlab-org/api/client-go"
)

// part is a request or an answer of an API.
type part struct {
	name string
	of   any
}

func parts() map[string][]part {
	return map[string][]part{
		"gitea": {
			{"user", gitea.User{}}, {"repo", gitea.Repository{}}, {"branch", gitea.Branch{}}, {"protection", gitea.BranchProtection{}},
			{"review", gitea.PullRequest{}}, {"opinion", gitea.PullReview{}}, {"comment", gitea.PullReviewComment{}}, {"remark", gitea.Comment{}},
			{"> open", gitea.CreatePullRequestOption{}}, {"> edit", gitea.EditPullRequestOption{}}, {"> reviewers", gitea.PullReviewRequestOptions{}},
			{"> opinion", gitea.CreatePullReviewOptions{}}, {"> remark", gitea.CreateIssueCommentOption{}}, {"> merge", gitea.MergePullRequestOption{}},
		},
		"github": {
			{"user", github.User{}}, {"repo", repository{}}, {"branch", github.Branch{}}, {"protection", github.Protection{}},
			{"rule", rule{}},
			{"review", github.PullRequest{}}, {"opinion", github.PullRequestReview{}}, {"comment", github.PullRequestComment{}}, {"remark", github.IssueComment{}},
			{"> open", github.NewPullRequest{}}, {"> edit", github.PullRequest{}}, {"> reviewers", github.ReviewersRequest{}},
			{"> opinion", github.PullRequestReviewRequest{}}, {"> remark", github.IssueComment{}}, {"> merge", merge{}},
		},
		"gitlab": {
			{"user", gitlab.User{}}, {"repo", gitlab.Project{}}, {"branch", gitlab.Branch{}}, {"protection", gitlab.ProjectApprovals{}},
			{"review", gitlab.MergeRequest{}}, {"approvals", gitlab.MergeRequestApprovals{}}, {"thread", gitlab.Discussion{}}, {"position", gitlab.NotePosition{}}, {"approval", gitlab.MergeRequestApproverUser{}}, {"remark", gitlab.Note{}},
			{"> open", gitlab.CreateMergeRequestOptions{}}, {"> edit", gitlab.UpdateMergeRequestOptions{}}, {"> approve", gitlab.ApproveMergeRequestOptions{}},
			{"> thread", gitlab.CreateMergeRequestDiscussionOptions{}}, {"> resolve", gitlab.ResolveMergeRequestDiscussionOptions{}},
			{"> remark", gitlab.CreateMergeRequestNoteOptions{}}, {"> merge", gitlab.AcceptMergeRequestOptions{}},
		},
	}
}

// repository has the rights as a table: go-github declares any names.
type repository struct {
	github.Repository
	Permissions struct {
		Admin, Maintain, Push, Triage, Pull bool
	} `json:"permissions"`
}

// rule is one of the list that go-github sorts by its type.
type rule struct {
	Type string `json:"type"`
	github.BranchRuleMetadata
	Parameters github.PullRequestRuleParameters `json:"parameters"`
}

// merge is what go-github sends and does not export.
type merge struct {
	CommitMessage string `json:"commit_message"`
	CommitTitle   string `json:"commit_title"`
	MergeMethod   string `json:"merge_method"`
	SHA           string `json:"sha"`
}

// deepest bounds how far fields are followed: the repository of a branch of a review has
// no meaning of its own.
const deepest = 3

// whole are what is followed in no other part: what they hold stands under their own name, or
// Loa has no question about it.
var whole = map[string]bool{"Repository": true, "Organization": true, "Team": true, "Issue": true, "Milestone": true, "Plan": true, "License": true, "RepositoryCommit": true, "Commit": true, "SecurityAndAnalysis": true, "Enterprise": true, "App": true, "Installation": true}

// fields writes the fields of a type, one a line: its path and its kind in JSON.
func fields(out *strings.Builder, path string, t reflect.Type, depth int) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	kind := kindOf(t)
	if depth > deepest {
		return
	}
	if path != "" {
		fmt.Fprintf(out, "\t%s %s\n", path, kind)
	}
	switch {
	case kind == "list":
		fields(out, path+"[]", t.Elem(), depth)
	case kind == "table" && t.Kind() == reflect.Struct && (path == "" || !whole[t.Name()]):
		members(out, path, t, depth)
	}
}

func members(out *strings.Builder, path string, t reflect.Type, depth int) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			members(out, path, f.Type, depth)
			continue
		case !f.IsExported() || name == "-" || strings.HasSuffix(name, "_url") && name != "html_url" && name != "web_url":
			continue // addresses of the API itself are half of what GitHub answers
		case name == "":
			name = strings.ToLower(f.Name)
		}
		fields(out, strings.TrimPrefix(path+"."+name, "."), f.Type, depth+1)
	}
}

func kindOf(t reflect.Type) string {
	text := reflect.TypeFor[interface{ MarshalText() ([]byte, error) }]()
	switch {
	case t == reflect.TypeFor[time.Time](), t == reflect.TypeFor[github.Timestamp](), t == reflect.TypeFor[gitlab.ISOTime](), reflect.PointerTo(t).Implements(text):
		return "text"
	case t == reflect.TypeFor[json.RawMessage]():
		return "any"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "bool"
	case reflect.Slice, reflect.Array:
		return "list"
	case reflect.Struct, reflect.Map:
		return "table"
	case reflect.Interface:
		return "any"
	}
	return "number"
}

// text is the file of one host.
func text(name string) string {
	var out strings.Builder
	for _, p := range parts()[name] {
		fmt.Fprintln(&out, p.name)
		fields(&out, "", reflect.TypeOf(p.of), 0)
	}
	return out.String()
}

func main() {
	for name := range parts() {
		if err := os.WriteFile(filepath.Join(os.Args[1], name+".txt"), []byte(text(name)), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
