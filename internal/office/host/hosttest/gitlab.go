package hosttest

import (
	"hash/fnv"
	"net/http"
	"strconv"
)

// gitlab answers the paths of GitLab's API v4.
func (s *Server) gitlab() {
	const at = "/api/v4/projects/{project}"
	s.on("GET /api/v4/user", "", func(c *call) { c.give(200, "user", c.gitlabUser(c.by.Name)) })
	s.on("GET /api/v4/users", "", func(c *call) {
		users := []table{}
		if name := c.r.FormValue("username"); c.knows(name) {
			users = append(users, c.gitlabUser(name))
		}
		c.give(200, "user", users)
	})
	s.on("GET "+at, "", func(c *call) {
		level := 10
		switch {
		case c.by.Admin:
			level = 40
		case c.by.Push:
			level = 30
		}
		c.give(200, "repo", table{"path_with_namespace": Project, "permissions": table{"project_access": nil, "group_access": table{"access_level": level}}})
	})
	s.on("GET "+at+"/repository/branches/{branch}", "", func(c *call) {
		if _, ok := c.Repo.Head(c.r.PathValue("branch")); !ok {
			c.fail(404, "404 Branch Not Found")
			return
		}
		c.give(200, "branch", table{"name": c.r.PathValue("branch"), "protected": c.Protected, "can_push": !c.Protected})
	})
	s.on("GET "+at+"/approvals", "", func(c *call) {
		if !c.by.Admin {
			c.fail(403, "403 Forbidden")
			return
		}
		c.give(200, "protection", table{"approvals_before_merge": c.Approvals, "reset_approvals_on_push": !c.Kept, "merge_requests_disable_committers_approval": c.NoCommitters})
	})
	s.on("GET "+at+"/merge_requests", "", func(c *call) { c.give(200, "review", page(c.r, "per_page", c.listed(c.gitlabMerge))) })
	s.on("POST "+at+"/merge_requests", "> open", func(c *call) {
		if r := c.open(c.text("source_branch"), c.text("target_branch")); r != nil {
			r.Text = c.text("description")
			c.assign(r)
			c.give(201, "review", c.gitlabMerge(r))
		}
	})
	s.on("GET "+at+"/merge_requests/{n}", "", func(c *call) { c.with("review", c.gitlabMerge) })
	s.on("PUT "+at+"/merge_requests/{n}", "> edit", func(c *call) {
		if r := c.review(); r != nil {
			c.assign(r)
			c.edit("review", c.gitlabMerge, "description", "state_event", "close")
		}
	})
	s.on("GET "+at+"/merge_requests/{n}/approvals", "", func(c *call) {
		if r := c.review(); r != nil {
			c.give(200, "approvals", c.gitlabApprovals(r))
		}
	})
	s.on("POST "+at+"/merge_requests/{n}/approve", "> approve", (*call).gitlabApprove)
	s.on("GET "+at+"/merge_requests/{n}/discussions", "", func(c *call) {
		if r := c.review(); r != nil {
			c.give(200, "thread", page(c.r, "per_page", c.gitlabThreads(r)))
		}
	})
	s.on("POST "+at+"/merge_requests/{n}/discussions", "> thread", (*call).gitlabThread)
	s.on("PUT "+at+"/merge_requests/{n}/discussions/{id}", "> resolve", func(c *call) {
		if r := c.review(); r != nil {
			id, _ := strconv.Atoi(c.r.PathValue("id"))
			r.Opinions[id-1].Open = c.sent["resolved"] != true
			c.give(200, "thread", c.gitlabThreads(r)[0])
		}
	})
	s.on("POST "+at+"/merge_requests/{n}/notes", "> remark", func(c *call) { c.remark() })
	s.on("PUT "+at+"/merge_requests/{n}/merge", "> merge", func(c *call) {
		if r := c.review(); r != nil && c.merge(r, c.text("sha"), c.gitlabMethod(), http.StatusMethodNotAllowed) {
			c.give(200, "review", c.gitlabMerge(r))
		}
	})
}

// gitlabID is the number of an account.
func gitlabID(name string) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() >> 8)
}

func (c *call) gitlabUser(name string) table {
	return table{"id": gitlabID(name), "username": name, "name": c.full(name), "state": "active"}
}

func (c *call) gitlabMerge(r *Review) table {
	state := "opened"
	switch {
	case r.Merged:
		state = "merged"
	case r.Closed:
		state = "closed"
	}
	reviewers := []table{}
	for _, name := range r.Reviewers {
		reviewers = append(reviewers, c.gitlabUser(name))
	}
	base, _ := c.Repo.Head(r.Into)
	merge, squash := published(r.Published), any(nil)
	if r.By == Squashed { // as of a project that makes no merge commits
		merge, squash = nil, merge
	}
	return table{"iid": r.Number, "merge_commit_sha": merge, "squash_commit_sha": squash, "web_url": c.URL + "/" + Project + "/-/merge_requests/" + strconv.Itoa(r.Number), "title": r.Title, "description": r.Text, "state": state,
		"author": c.gitlabUser(r.Author), "reviewers": reviewers, "source_branch": r.Branch, "target_branch": r.Into, "sha": c.head(r),
		"created_at": r.At, "updated_at": r.At, "diff_refs": table{"base_sha": base, "head_sha": c.head(r), "start_sha": base}}
}

// assign takes the reviewers of a request: the free edition keeps one.
func (c *call) assign(r *Review) {
	list, _ := c.sent["reviewer_ids"].([]any)
	if len(list) == 0 {
		return
	}
	for _, p := range c.people {
		if gitlabID(p.Name) == number(list[0]) {
			r.Reviewers = []string{p.Name}
		}
	}
}

func (c *call) gitlabApprovals(r *Review) table {
	by := []table{}
	for _, o := range r.Opinions {
		if o.Approves && (c.Kept || o.Commit == c.head(r)) {
			by = append(by, table{"user": c.gitlabUser(o.By)})
		}
	}
	return table{"iid": r.Number, "approved": len(by) >= c.Approvals, "approvals_required": c.Approvals, "approved_by": by}
}

func (c *call) gitlabApprove() {
	r := c.review()
	if r == nil {
		return
	}
	for _, o := range r.Opinions {
		if o.Approves && o.By == c.by.Name && o.Commit == c.head(r) {
			c.fail(401, "401 Unauthorized")
			return
		}
	}
	switch {
	case c.text("sha") != c.head(r):
		c.fail(409, "SHA does not match HEAD of source branch: "+c.head(r))
	case r.Author == c.by.Name || !c.by.Push:
		c.fail(401, "401 Unauthorized")
	default:
		c.say(r, Opinion{Approves: true})
		c.give(201, "approvals", c.gitlabApprovals(r))
	}
}

func (c *call) gitlabThread() {
	r := c.review()
	if r == nil {
		return
	}
	o := Opinion{Text: c.text("body"), Open: true}
	if at, ok := c.sent["position"].(table); ok {
		n := Note{at["new_path"].(string), o.Text, number(at["new_line"])}
		if at["position_type"] != "text" || at["head_sha"] != c.head(r) || !c.changes(n) {
			c.fail(400, `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`)
			return
		}
		o.Notes = []Note{n}
	}
	c.say(r, o)
	all := c.gitlabThreads(r)
	c.give(201, "thread", all[len(all)-1])
}

func (c *call) gitlabThreads(r *Review) []table {
	all := []table{}
	for _, o := range r.Opinions {
		if o.Approves {
			all = append(all, table{"id": strconv.Itoa(o.ID), "individual_note": true, "notes": []table{{"id": o.ID, "author": c.gitlabUser(o.By), "body": "approved this merge request", "system": true, "created_at": o.At}}})
			continue
		}
		note := table{"id": o.ID, "author": c.gitlabUser(o.By), "body": o.Text, "system": false, "resolvable": !o.Remark, "resolved": !o.Remark && !o.Open, "created_at": o.At}
		if len(o.Notes) > 0 {
			note["position"] = table{"new_path": o.Notes[0].Path, "new_line": o.Notes[0].Line, "position_type": "text"}
		}
		all = append(all, table{"id": strconv.Itoa(o.ID), "individual_note": o.Remark, "notes": []table{note}})
	}
	return all
}

// gitlabMethod is how the project merges: its settings say so, whatever is asked for.
func (c *call) gitlabMethod() Method {
	for _, by := range c.Methods {
		return by
	}
	return Joined
}
