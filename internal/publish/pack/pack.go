// Package pack makes the copies of a site that readers keep as files: the site or a
// topic of it as a ZIP for computers, an article or a topic as one HTML file for phones.
//
//	result, err := pack.Run(ctx, pack.Options{Build: options, Out: "treem.zip", Topic: "duoi-nuoc"})
//
// A pack is written under a temporary name and then renamed. It replaces a pack
// of the same name, and nothing else unless it is told to.
package pack

import (
	"context"
	"fmt"
	"io"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/site"
)

// Options say what to pack and where to.
type Options struct {
	Build    build.Options // of what site; its Out is not used
	Out      string        // a file, or a folder for one with a name that is made; "" for the current folder
	Topic    string        // the key of a topic; "" for all
	Language string        // the tag of a language; "" for all
	Single   string        // the path of an article or the key of a topic: one file of it
	Force    bool          // replace also what is no pack
}

// Result is what was made.
type Result struct {
	Problems []problem.Problem // weighed by [check] and sorted
	Stopped  bool              // problems kept the pack from being written
	File     string
	Size     int64
	Pages    int
}

// Refusal is why something cannot be packed: the key of a sentence, with its
// arguments. The command line has the sentences.
type Refusal struct {
	Key  string
	Args problem.Args
}

func (r *Refusal) Error() string { return fmt.Sprint(r.Key, " ", r.Args) }

func refuse(key string, args problem.Args) error { return &Refusal{key, args} }

// Run makes one pack. What the options ask for and the site does not have is a
// Refusal; what is wrong in the author's files is in the result.
func Run(ctx context.Context, o Options) (Result, error) {
	p, err := build.Load(o.Build)
	if err != nil {
		return Result{}, err
	}
	defer p.Close()
	if p.Renderer == nil {
		return Result{Problems: p.Weigh(p.Problems), Stopped: true}, nil
	}
	if o.Single != "" {
		return runSingle(ctx, p, o)
	}
	of, err := chosen(p, o)
	if err != nil {
		return Result{}, err
	}
	name := zipName(p, of)
	target, err := open(o, name+".zip")
	if err != nil {
		return Result{}, err
	}
	defer target.discard()
	a, err := newArchive(p.Options.Disk, name, p.Site.Now)
	if err != nil {
		return Result{}, err
	}
	defer a.close()
	made, err := p.Pack(ctx, of, a)
	if err != nil {
		return Result{}, err
	}
	unsaid, err := readmes(p, of, a)
	if err != nil {
		return Result{}, err
	}
	result := Result{Problems: problem.Sort(append(made.Problems, unsaid...)), Pages: made.Pages}
	if result.Stopped = build.Stops(result.Problems, o.Build.Strict); result.Stopped {
		return result, nil
	}
	result.File = target.name
	result.Size, err = target.write(func(w io.Writer) error { return a.writeTo(w, mark+": "+name) })
	return result, err
}

// chosen is the part of the site that the options ask for.
func chosen(p *build.Project, o Options) (*site.Copy, error) {
	if err := knownLanguage(p, o.Language); err != nil {
		return nil, err
	}
	if err := knownTopic(p, o.Topic); err != nil {
		return nil, err
	}
	of := p.Site.Copy(o.Topic, o.Language)
	if of.Front() == nil {
		return nil, refuse("pack-empty", problem.Args{"topic": o.Topic})
	}
	return of, nil
}
