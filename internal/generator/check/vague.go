package check

import (
	"strings"

	"loa/internal/base/problem"
)

// vagueLinks reports links whose words say nothing of where they lead (WCAG
// 2.4.4).
type vagueLinks struct{}

var vague = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Split("đây,tại đây,ở đây,vào đây,xem tại đây,xem ở đây,xem thêm tại đây,chi tiết tại đây,xem chi tiết tại đây,tải tại đây,tải về tại đây,"+
		"bấm đây,bấm vào đây,nhấn vào đây,nhấp vào đây,click vào đây,xem thêm,xem chi tiết,chi tiết,đọc thêm,đọc tiếp,xem tiếp,link,liên kết,đường dẫn,trang này,tải về,"+
		"here,click here,click,see here,read more,more,details,this page,this link,learn more,download", ",") {
		words[w] = true
	}
	return words
}()

func (vagueLinks) Look(p *Page) []problem.Problem {
	var problems []problem.Problem
	for _, t := range p.Texts {
		for _, l := range t.Links {
			words := strings.Trim(t.Lower[l.Start:l.Stop], " .,:;!…»›→>[]()“”\"")
			if !l.Bare && vague[words] {
				problems = append(problems, t.Problem(problem.LinkVague, l.Start, l.Stop, problem.Args{"words": t.Text[l.Start:l.Stop]}))
			}
		}
	}
	return problems
}
