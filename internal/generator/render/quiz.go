package render

import (
	"html/template"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
)

// Question is a question of a quiz.
type Question struct {
	Number  int
	Text    template.HTML
	Answers []Answer      // to choose from
	Right   []string      // the letters of the right answers
	Why     template.HTML // what its author wrote behind the answers
}

// Answer is one of the answers to choose from.
type Answer struct {
	Letter string        // A, B, C …
	HTML   template.HTML // the answer
	Right  bool          // whether it is right
}

// questions reads a quiz: a list whose items hold a task list each, or a single
// task list. An item without tasks is no question.
func questions(use markdown.Use) []Question {
	if use.Name != "quiz" || len(use.Items) == 0 {
		return nil
	}
	if use.Items[0].Task {
		return []Question{question(1, use.Intro, use.Items, use.After)}
	}
	var all []Question
	for _, item := range use.Items {
		if len(item.Items) > 0 {
			all = append(all, question(len(all)+1, item.Intro, item.Items, item.After))
		}
	}
	return all
}

func question(number int, text template.HTML, items []markdown.Item, why template.HTML) Question {
	q := Question{Number: number, Text: text, Why: why}
	for i, item := range items {
		a := Answer{Letter: string(rune('A' + i%26)), HTML: item.HTML, Right: item.Checked}
		if a.Right {
			q.Right = append(q.Right, a.Letter)
		}
		q.Answers = append(q.Answers, a)
	}
	return q
}

// unanswered reports a quiz without questions, and questions without a right
// answer.
func unanswered(use markdown.Use, questions []Question) []problem.Problem {
	if use.Name != "quiz" {
		return nil
	}
	if len(questions) == 0 {
		return []problem.Problem{problem.New(problem.DirectiveNoQuestion, use.Place, nil)}
	}
	var problems []problem.Problem
	for _, q := range questions {
		if !slices.ContainsFunc(q.Answers, func(a Answer) bool { return a.Right }) {
			problems = append(problems, problem.New(problem.DirectiveNoAnswer, use.Place, problem.Args{"number": q.Number}))
		}
	}
	return problems
}
