package theme

import "text/template/parse"

// nodesOf are the nodes right below a node of a template.
func nodesOf(node parse.Node) (all []parse.Node) {
	branch := func(b *parse.BranchNode) {
		all = append(all, b.Pipe, b.List)
		if b.ElseList != nil {
			all = append(all, b.ElseList)
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		all = n.Nodes
	case *parse.ActionNode:
		all = append(all, n.Pipe)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			all = append(all, n.Pipe)
		}
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			all = append(all, command)
		}
	case *parse.CommandNode:
		all = n.Args
	case *parse.ChainNode:
		all = append(all, n.Node)
	}
	return all
}

// asksPlainly reports whether a template only writes the addresses of assets, as in
// {{asset "style.css"}}: nothing else that it makes depends on them. Escaping them
// does not, since all that differs between two addresses of an asset are digits of its
// hash.
func asksPlainly(node parse.Node) bool {
	if action, ok := node.(*parse.ActionNode); ok && len(action.Pipe.Decl) == 0 && len(action.Pipe.Cmds) == 1 {
		if args := action.Pipe.Cmds[0].Args; isAsset(args[0]) {
			node = &parse.CommandNode{Args: args[1:]}
		}
	}
	if isAsset(node) {
		return false
	}
	for _, below := range nodesOf(node) {
		if !asksPlainly(below) {
			return false
		}
	}
	return true
}

func isAsset(node parse.Node) bool {
	name, ok := node.(*parse.IdentifierNode)
	return ok && name.Ident == "asset"
}
