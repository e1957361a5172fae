package build

// users are those who make the site, or something of it.
type users uint8

const (
	building   users = 1 << iota
	checking         // makes pages and files for the problems in them, and writes nothing
	previewing       // lists what can be asked for, and makes that alone
	copying          // makes a part of the site for a disk

	everyone = building | checking | previewing | copying
)

// stage is a step of making the site. It either lists files, which are then made
// independently of each other, or does work that needs what earlier stages did.
type stage struct {
	name  string
	users users
	files func(*Project) []Output
	work  func(*run) error

	// spares are kinds of change that do not reach what the stage makes, while pages use
	// the same files. After these alone it makes what it made before.
	spares kinds

	shown     func(*Project) []Output // what the preview offers in place of work; may be nil
	copied    func(*run, Output) bool // which of the files a copy has
	unchecked string                  // why a check does without it
}

// stagesOf are the stages that a user takes, in their order.
func stagesOf(who users) []stage {
	var some []stage
	for _, s := range stages() {
		if s.users&who != 0 {
			some = append(some, s)
		}
	}
	return some
}

// all runs the stages of a user. The error is an I/O error, or that of a context
// that is done.
func (r *run) all(who users) error {
	for _, s := range stagesOf(who) {
		if err := r.stage(s, who); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) stage(s stage, who users) error {
	r.notes.begin(s)
	if r.past != nil && r.past.kinds&^s.spares == 0 {
		return r.keepStage(s.name)
	}
	if s.work != nil {
		return s.work(r)
	}
	outputs := s.files(r.Project)
	if who == copying {
		outputs = kept(outputs, func(o Output) bool { return s.copied(r, o) })
	}
	return r.put(outputs)
}

// Outputs lists every file of the site but those of content/, which are
// published only if a page uses them: see UsedFile.
func (p *Project) Outputs() []Output {
	var all []Output
	for _, s := range stagesOf(previewing) {
		list := s.files
		if list == nil {
			list = s.shown
		}
		all = append(all, list(p)...)
	}
	return all
}
