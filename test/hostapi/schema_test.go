package main

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"code.gitea.io/sdk/gitea"
	"github.com/google/go-github/v74/github"
	gitlab "gitlab.com/gitlab-org/api/client-go"

	"loa/internal/office/host"
	"loa/internal/office/host/hosttest"
)

// The files of fields are those of the libraries.
func TestSchema(t *testing.T) {
	for name := range parts() {
		kept, err := os.ReadFile("../../internal/office/host/hosttest/schema/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if string(kept) != text(name) {
			t.Errorf("%s.txt is not what the library has: go run . ../../internal/office/host/hosttest/schema", name)
		}
	}
}

var commit = strings.Repeat("a", 40)

const token, another = "secret-1", "secret-2"

// served is a host for tests with a review that lan has opened by Loa.
func served(t *testing.T, kind string) (*hosttest.Server, func() host.Review) {
	s := hosttest.New(t, kind)
	s.Person(another, hosttest.Person{Name: "lan", Full: "Nguyễn Thị Lan", Push: true})
	s.Person(token, hosttest.Person{Name: "hung", Full: "Trần Văn Hùng", Push: true, Admin: true})
	s.Push("main", strings.Repeat("0", 40))
	s.Push("duyet/ao", commit)
	lan := host.New(host.Place{Kind: host.Kind(kind), Address: s.URL, Project: hosttest.Project},
		host.Options{Token: another, Web: http.DefaultTransport, Clock: time.Now})
	r, err := lan.Open(t.Context(), host.Draft{Branch: "duyet/ao", Into: "main", Title: "Rào ao", Text: "Bài", Reviewers: []string{"hung"}})
	if err != nil {
		t.Fatal(err)
	}
	return s, func() host.Review {
		now, err := lan.Review(t.Context(), r.Number)
		if err != nil {
			t.Fatal(err)
		}
		return now
	}
}

func is(t *testing.T, err error, r host.Review, want host.State) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if r.State != want {
		t.Errorf("the review is %s, not %s", r.State, want)
	}
}

// Each host's own library does at the host for tests what Loa asks of it: the paths are
// those of the hosts, and Loa reads what came of it.
func TestGitea(t *testing.T) {
	s, now := served(t, "gitea")
	c, err := gitea.NewClient(s.URL, gitea.SetToken(token), gitea.SetGiteaVersion("1.24.0"))
	if err != nil {
		t.Fatal(err)
	}
	pull, _, err := c.GetPullRequest("xa-an", "trang", 1)
	if err != nil || pull.Title != "Rào ao" || pull.Head.Sha != commit || pull.RequestedReviewers[0].UserName != "hung" {
		t.Fatalf("%v %+v", err, pull)
	}
	_, _, err = c.CreatePullReview("xa-an", "trang", 1, gitea.CreatePullReviewOptions{State: gitea.ReviewStateRequestChanges, CommitID: commit, Body: "Xem lại",
		Comments: []gitea.CreatePullReviewComment{{Path: "content/ao.md", Body: "Ở đây", NewLineNum: 3}}})
	is(t, err, now(), host.Returned)
	if notes := now().Notes; len(notes) != 2 || notes[1].Line != 3 {
		t.Errorf("%+v", notes)
	}
	_, _, err = c.CreatePullReview("xa-an", "trang", 1, gitea.CreatePullReviewOptions{State: gitea.ReviewStateApproved, CommitID: commit})
	is(t, err, now(), host.Approved)
	branch, _, err := c.GetRepoBranch("xa-an", "trang", "main")
	if err != nil || !branch.Protected {
		t.Errorf("%v %+v", err, branch)
	}
	_, _, err = c.MergePullRequest("xa-an", "trang", 1, gitea.MergePullRequestOption{Style: gitea.MergeStyleMerge, HeadCommitId: commit})
	is(t, err, now(), host.Merged)
}

func TestGitHub(t *testing.T) {
	s, now := served(t, "github")
	c, err := github.NewClient(nil).WithAuthToken(token).WithEnterpriseURLs(s.URL, s.URL)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	pull, _, err := c.PullRequests.Get(ctx, "xa-an", "trang", 1)
	if err != nil || pull.GetTitle() != "Rào ao" || pull.Head.GetSHA() != commit || pull.RequestedReviewers[0].GetLogin() != "hung" {
		t.Fatalf("%v %+v", err, pull)
	}
	review := func(event, body string, comments ...*github.DraftReviewComment) error {
		_, _, err := c.PullRequests.CreateReview(ctx, "xa-an", "trang", 1, &github.PullRequestReviewRequest{CommitID: &commit, Body: &body, Event: &event, Comments: comments})
		return err
	}
	err = review("REQUEST_CHANGES", "Xem lại", &github.DraftReviewComment{Path: github.Ptr("content/ao.md"), Body: github.Ptr("Ở đây"), Line: github.Ptr(3), Side: github.Ptr("RIGHT")})
	is(t, err, now(), host.Returned)
	if notes := now().Notes; len(notes) != 2 || notes[1].Line != 3 {
		t.Errorf("%+v", notes)
	}
	is(t, review("APPROVE", ""), now(), host.Approved)
	rules, _, err := c.Repositories.GetRulesForBranch(ctx, "xa-an", "trang", "main", nil)
	if err != nil || len(rules.PullRequest) != 1 || rules.PullRequest[0].Parameters.RequiredApprovingReviewCount != 1 {
		t.Errorf("%v %+v", err, rules)
	}
	_, _, err = c.PullRequests.Merge(ctx, "xa-an", "trang", 1, "", &github.PullRequestOptions{SHA: commit})
	is(t, err, now(), host.Merged)
}

func TestGitLab(t *testing.T) {
	s, now := served(t, "gitlab")
	c, err := gitlab.NewClient(token, gitlab.WithBaseURL(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	merge, _, err := c.MergeRequests.GetMergeRequest(hosttest.Project, 1, nil)
	if err != nil || merge.Title != "Rào ao" || merge.SHA != commit || merge.Reviewers[0].Username != "hung" {
		t.Fatalf("%v %+v", err, merge)
	}
	refs := merge.DiffRefs
	thread, _, err := c.Discussions.CreateMergeRequestDiscussion(hosttest.Project, 1, &gitlab.CreateMergeRequestDiscussionOptions{Body: gitlab.Ptr("Ở đây"), Position: &gitlab.PositionOptions{
		BaseSHA: &refs.BaseSha, HeadSHA: &refs.HeadSha, StartSHA: &refs.StartSha, PositionType: gitlab.Ptr("text"), NewPath: gitlab.Ptr("content/ao.md"), OldPath: gitlab.Ptr("content/ao.md"), NewLine: gitlab.Ptr(int64(3))}})
	is(t, err, now(), host.Returned)
	if notes := now().Notes; len(notes) != 1 || notes[0].Line != 3 {
		t.Errorf("%+v", notes)
	}
	_, _, err = c.Discussions.ResolveMergeRequestDiscussion(hosttest.Project, 1, thread.ID, &gitlab.ResolveMergeRequestDiscussionOptions{Resolved: gitlab.Ptr(true)})
	is(t, err, now(), host.Waiting)
	_, _, err = c.MergeRequestApprovals.ApproveMergeRequest(hosttest.Project, 1, &gitlab.ApproveMergeRequestOptions{SHA: &commit})
	is(t, err, now(), host.Approved)
	branch, _, err := c.Branches.GetBranch(hosttest.Project, "main")
	if err != nil || !branch.Protected {
		t.Errorf("%v %+v", err, branch)
	}
	_, _, err = c.MergeRequests.AcceptMergeRequest(hosttest.Project, 1, &gitlab.AcceptMergeRequestOptions{SHA: &commit})
	is(t, err, now(), host.Merged)
}
