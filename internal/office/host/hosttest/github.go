package hosttest

import (
	"net/http"
	"strconv"
)

// github answers the paths of GitHub's REST API, below "/api/v3" as GitHub Enterprise
// Server does.
func (s *Server) github() {
	const at = "/api/v3/repos/" + Project
	s.on("GET /api/v3/user", "", func(c *call) {
		c.give(200, "user", table{"login": c.by.Name, "name": c.by.Full})
	})
	s.on("GET "+at, "", func(c *call) {
		repo := table{"full_name": Project, "permissions": table{"admin": c.by.Admin, "push": c.by.Push, "pull": true}}
		if c.by.Push {
			repo["allow_merge_commit"], repo["allow_squash_merge"], repo["allow_rebase_merge"] = c.allows(Joined), c.allows(Squashed), c.allows(Rebased)
		}
		c.give(200, "repo", repo)
	})
	s.on("GET "+at+"/branches/{branch}", "", func(c *call) {
		if _, ok := c.Repo.Head(c.r.PathValue("branch")); !ok {
			c.fail(404, "Branch not found")
			return
		}
		c.give(200, "branch", table{"name": c.r.PathValue("branch"), "protected": c.Protected})
	})
	s.on("GET "+at+"/branches/{branch}/protection", "", func(c *call) {
		if !c.by.Admin {
			c.fail(403, "Resource not accessible by personal access token")
			return
		}
		c.give(200, "protection", table{"required_pull_request_reviews": table{"required_approving_review_count": c.Approvals, "dismiss_stale_reviews": !c.Kept, "require_last_push_approval": c.NoCommitters}})
	})
	s.on("GET "+at+"/rules/branches/{branch}", "", func(c *call) {
		rules := []table{}
		if c.Protected {
			rules = append(rules, table{"type": "non_fast_forward"}, table{"type": "pull_request", "parameters": table{"required_approving_review_count": c.Approvals, "dismiss_stale_reviews_on_push": !c.Kept, "require_last_push_approval": c.NoCommitters}})
		}
		c.give(200, "rule", rules)
	})
	s.on("GET "+at+"/pulls", "", func(c *call) { c.give(200, "review", page(c.r, "per_page", c.listed(c.githubPull))) })
	s.on("POST "+at+"/pulls", "> open", func(c *call) {
		if r := c.open(c.text("head"), c.text("base")); r != nil {
			r.Text = c.text("body")
			c.give(201, "review", c.githubPull(r))
		}
	})
	s.on("GET "+at+"/pulls/{n}", "", func(c *call) { c.with("review", c.githubPull) })
	s.on("PATCH "+at+"/pulls/{n}", "> edit", func(c *call) { c.edit("review", c.githubPull, "body", "state", "closed") })
	s.on("POST "+at+"/pulls/{n}/requested_reviewers", "> reviewers", func(c *call) { c.ask(func() { c.give(201, "review", c.githubPull(c.review())) }) })
	s.on("GET "+at+"/pulls/{n}/reviews", "", func(c *call) {
		if r := c.review(); r != nil {
			c.give(200, "opinion", page(c.r, "per_page", c.githubOpinions(r)))
		}
	})
	s.on("POST "+at+"/pulls/{n}/reviews", "> opinion", (*call).githubReview)
	s.on("GET "+at+"/pulls/{n}/comments", "", (*call).githubComments)
	s.on("GET "+at+"/issues/{n}/comments", "", func(c *call) { c.remarks("user", githubUser) })
	s.on("POST "+at+"/issues/{n}/comments", "> remark", func(c *call) { c.remark() })
	s.on("PUT "+at+"/pulls/{n}/merge", "> merge", func(c *call) {
		if r := c.review(); r != nil && c.merge(r, c.text("sha"), Method(c.text("merge_method")), http.StatusMethodNotAllowed) {
			c.give(200, "", nil)
		}
	})
}

// githubUser is an account as reviews name it: without the person's name.
func githubUser(name string) table { return table{"login": name} }

func (c *call) githubPull(r *Review) table {
	state := "open"
	if r.Closed {
		state = "closed"
	}
	var reviewers []table
	for _, name := range r.Reviewers {
		reviewers = append(reviewers, githubUser(name))
	}
	view := table{"number": r.Number, "html_url": c.URL + "/" + Project + "/pull/" + strconv.Itoa(r.Number), "title": r.Title, "body": r.Text, "state": state,
		"user": githubUser(r.Author), "requested_reviewers": reviewers, "head": table{"ref": r.Branch, "sha": c.head(r)}, "base": table{"ref": r.Into},
		"created_at": r.At, "updated_at": r.At, "merged_at": nil, "merge_commit_sha": published(r.Published)}
	if r.Merged {
		view["merged_at"] = r.At
	}
	return view
}

func (c *call) githubOpinions(r *Review) (all []table) {
	for _, o := range r.Opinions {
		state := "COMMENTED"
		switch {
		case o.Remark:
			continue
		case o.Approves && !c.Kept && o.Commit != c.head(r):
			state = "DISMISSED"
		case o.Approves:
			state = "APPROVED"
		case o.Denies:
			state = "CHANGES_REQUESTED"
		}
		all = append(all, table{"id": o.ID, "user": githubUser(o.By), "state": state, "body": o.Text, "commit_id": o.Commit, "submitted_at": o.At})
	}
	return all
}

func (c *call) githubReview() {
	r := c.review()
	if r == nil {
		return
	}
	o := Opinion{Commit: c.text("commit_id"), Text: c.text("body"), Approves: c.text("event") == "APPROVE", Denies: c.text("event") == "REQUEST_CHANGES"}
	switch {
	case o.Approves && r.Author == c.by.Name:
		c.fail(422, "Can not approve your own pull request")
		return
	case o.Denies && o.Text == "":
		c.fail(422, "Body can't be blank")
		return
	}
	list, _ := c.sent["comments"].([]any)
	for _, v := range list {
		note := v.(table)
		n := Note{note["path"].(string), note["body"].(string), number(note["line"])}
		if note["side"] != "RIGHT" || !c.changes(n) {
			c.fail(422, "Line could not be resolved")
			return
		}
		o.Notes = append(o.Notes, n)
	}
	c.say(r, o)
	all := c.githubOpinions(r)
	c.give(200, "opinion", all[len(all)-1])
}

func (c *call) githubComments() {
	r := c.review()
	if r == nil {
		return
	}
	all := []table{}
	for _, o := range r.Opinions {
		for _, n := range o.Notes {
			view := table{"id": o.ID, "user": githubUser(o.By), "body": n.Text, "path": n.Path, "line": n.Line, "original_line": n.Line, "commit_id": o.Commit, "created_at": o.At}
			if o.Commit != c.head(r) {
				view["line"] = nil
			}
			all = append(all, view)
		}
	}
	c.give(200, "comment", page(c.r, "per_page", all))
}
