package hosttest

import (
	"net/http"
	"slices"
	"strconv"
)

type table = map[string]any

// gitea answers the paths of Gitea's API v1.
func (s *Server) gitea() {
	const at = "/api/v1/repos/" + Project
	s.on("GET /api/v1/user", "", func(c *call) { c.give(200, "user", c.giteaUser(c.by.Name)) })
	s.on("GET "+at, "", func(c *call) {
		c.give(200, "repo", table{"full_name": Project, "permissions": table{"admin": c.by.Admin, "push": c.by.Push, "pull": true},
			"allow_merge_commits": c.allows(Joined), "allow_squash_merge": c.allows(Squashed), "allow_rebase": c.allows(Rebased)})
	})
	s.on("GET "+at+"/branches/{branch}", "", func(c *call) {
		if _, ok := c.Repo.Head(c.r.PathValue("branch")); !ok {
			c.fail(404, "branch does not exist")
			return
		}
		c.give(200, "branch", table{"name": c.r.PathValue("branch"), "protected": c.Protected, "required_approvals": c.Approvals, "user_can_push": !c.Protected, "user_can_merge": c.by.Push})
	})
	s.on("GET "+at+"/branch_protections/{branch}", "", func(c *call) {
		if !c.by.Admin {
			c.fail(403, "user should be an owner or a collaborator with admin write of a repository")
			return
		}
		c.give(200, "protection", table{"branch_name": c.r.PathValue("branch"), "required_approvals": c.Approvals, "dismiss_stale_approvals": !c.Kept})
	})
	s.on("GET "+at+"/pulls", "", func(c *call) {
		c.give(200, "review", page(c.r, "limit", c.listed(c.giteaPull)))
	})
	s.on("POST "+at+"/pulls", "> open", func(c *call) {
		if r := c.open(c.text("head"), c.text("base")); r != nil {
			r.Text = c.text("body")
			c.give(201, "review", c.giteaPull(r))
		}
	})
	s.on("GET "+at+"/pulls/{n}", "", func(c *call) { c.with("review", c.giteaPull) })
	s.on("PATCH "+at+"/pulls/{n}", "> edit", func(c *call) { c.edit("review", c.giteaPull, "body", "state", "closed") })
	s.on("POST "+at+"/pulls/{n}/requested_reviewers", "> reviewers", func(c *call) { c.ask(func() { c.give(201, "opinion", []table{}) }) })
	s.on("GET "+at+"/pulls/{n}/reviews", "", func(c *call) {
		if r := c.review(); r != nil {
			c.give(200, "opinion", page(c.r, "limit", c.giteaOpinions(r)))
		}
	})
	s.on("POST "+at+"/pulls/{n}/reviews", "> opinion", (*call).giteaReview)
	s.on("GET "+at+"/pulls/{n}/reviews/{id}/comments", "", (*call).giteaComments)
	s.on("GET "+at+"/issues/{n}/comments", "", func(c *call) { c.remarks("user", c.giteaUser) })
	s.on("POST "+at+"/issues/{n}/comments", "> remark", func(c *call) { c.remark() })
	s.on("POST "+at+"/pulls/{n}/merge", "> merge", func(c *call) {
		if r := c.review(); r != nil && c.merge(r, c.text("head_commit_id"), Method(c.text("Do")), http.StatusMethodNotAllowed) {
			c.give(200, "", nil)
		}
	})
}

func (c *call) giteaUser(name string) table {
	return table{"id": 1, "login": name, "full_name": c.full(name)}
}

func (c *call) giteaPull(r *Review) table {
	state := "open"
	if r.Closed {
		state = "closed"
	}
	var reviewers []table
	for _, name := range r.Reviewers {
		reviewers = append(reviewers, c.giteaUser(name))
	}
	return table{"number": r.Number, "html_url": c.URL + "/" + Project + "/pulls/" + strconv.Itoa(r.Number), "title": r.Title, "body": r.Text, "state": state, "merged": r.Merged, "merge_commit_sha": published(r.Published),
		"user": c.giteaUser(r.Author), "requested_reviewers": reviewers, "head": c.giteaHead(r), "base": table{"ref": r.Into},
		"created_at": r.At, "updated_at": r.At}
}

// giteaHead is the end of a review that its author sends: the tip of the branch as long as
// that is there, also after the merge, then the reference that keeps what was merged.
func (c *call) giteaHead(r *Review) table {
	if tip, there := c.Repo.Head(r.Branch); there {
		return table{"label": r.Branch, "ref": r.Branch, "sha": tip}
	}
	return table{"label": r.Branch, "ref": pullRef(r), "sha": c.head(r)}
}

func (c *call) giteaOpinions(r *Review) (all []table) {
	for _, o := range r.Opinions {
		state := "COMMENT"
		switch {
		case o.Remark:
			continue
		case o.Approves:
			state = "APPROVED"
		case o.Denies:
			state = "REQUEST_CHANGES"
		}
		all = append(all, table{"id": o.ID, "user": c.giteaUser(o.By), "state": state, "body": o.Text, "commit_id": o.Commit, "stale": o.Commit != c.head(r),
			"dismissed": o.Approves && !c.Kept && o.Commit != c.head(r), "comments_count": len(o.Notes), "submitted_at": o.At})
	}
	return all
}

func (c *call) giteaReview() {
	r := c.review()
	if r == nil {
		return
	}
	o := Opinion{Commit: c.text("commit_id"), Text: c.text("body"), Approves: c.text("event") == "APPROVED", Denies: c.text("event") == "REQUEST_CHANGES"}
	if (o.Approves || o.Denies) && r.Author == c.by.Name {
		c.fail(422, "approve your own pull is not allowed")
		return
	}
	list, _ := c.sent["comments"].([]any)
	for _, v := range list {
		note := v.(table)
		o.Notes = append(o.Notes, Note{note["path"].(string), note["body"].(string), number(note["new_position"])})
	}
	c.say(r, o)
	c.give(200, "opinion", c.giteaOpinions(r)[len(c.giteaOpinions(r))-1])
}

func (c *call) giteaComments() {
	r := c.review()
	if r == nil {
		return
	}
	all := []table{}
	for _, o := range r.Opinions {
		if strconv.Itoa(o.ID) != c.r.PathValue("id") {
			continue
		}
		for _, n := range o.Notes {
			all = append(all, table{"id": o.ID, "user": c.giteaUser(o.By), "body": n.Text, "path": n.Path, "position": n.Line, "commit_id": o.Commit, "created_at": o.At})
		}
	}
	c.give(200, "comment", all)
}

// listed are the reviews that a question asks for, the newest first.
func (c *call) listed(view func(*Review) table) []table {
	all := []table{}
	for _, r := range slices.Backward(c.reviews) {
		f := c.r.FormValue
		branch, into := f("source_branch"), f("target_branch")
		if c.Kind == "github" {
			into = f("base")
			if head := f("head"); head != "" {
				branch = head[len("xa-an:"):]
			}
		}
		open := f("state") == "open" || f("state") == "opened"
		if open && r.Closed || branch != "" && branch != r.Branch || into != "" && into != r.Into {
			continue
		}
		all = append(all, view(r))
	}
	return all
}

// with answers with the review of the path.
func (c *call) with(part string, view func(*Review) table) {
	if r := c.review(); r != nil {
		c.give(200, part, view(r))
	}
}

// edit changes a review, and closes it if a field has a word.
func (c *call) edit(part string, view func(*Review) table, text, field, word string) {
	r := c.review()
	switch {
	case r == nil:
		return
	case !c.by.Push && r.Author != c.by.Name:
		c.fail(403, "403 Forbidden")
		return
	}
	if title := c.text("title"); title != "" {
		r.Title, r.Text = title, c.text(text)
	}
	if c.text(field) == word {
		r.Closed = true
	}
	r.At = c.now
	c.give(200, part, view(r))
}

// ask asks people to review.
func (c *call) ask(done func()) {
	r := c.review()
	if r == nil {
		return
	}
	list, _ := c.sent["reviewers"].([]any)
	for _, v := range list {
		name := v.(string)
		if !c.knows(name) || name == r.Author {
			c.fail(422, "reviewer is not a collaborator")
			return
		}
		if !slices.Contains(r.Reviewers, name) {
			r.Reviewers = append(r.Reviewers, name)
		}
	}
	done()
}

// remark adds a remark below a review.
func (c *call) remark() {
	if r := c.review(); r != nil {
		c.say(r, Opinion{Text: c.text("body"), Remark: true})
		c.give(201, "remark", table{"body": c.text("body")})
	}
}

// remarks are those below a review.
func (c *call) remarks(by string, user func(string) table) {
	r := c.review()
	if r == nil {
		return
	}
	all := []table{}
	for _, o := range r.Opinions {
		if o.Remark {
			all = append(all, table{"id": o.ID, by: user(o.By), "body": o.Text, "created_at": o.At})
		}
	}
	if c.Kind == "github" { // Gitea has no pages of them
		all = page(c.r, "per_page", all)
	}
	c.give(200, "remark", all)
}
