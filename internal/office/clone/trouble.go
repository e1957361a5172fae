package clone

import (
	"fmt"
	"time"
)

// Kind is what is the matter, as the end of a key of the catalogues.
type Kind string

// The kinds of trouble.
const (
	// Of the line to the remote.
	NoHost     Kind = "no-host"     // no network, or nobody knows the name
	Closed     Kind = "closed"      // the host is there, and nothing answers
	Slow       Kind = "slow"        // no answer in time
	Cut        Kind = "cut"         // the line was lost on the way
	NotGit     Kind = "not-git"     // a page or something else in place of Git's answer
	Later      Kind = "later"       // 429 or 5xx: the host is too busy
	Login      Kind = "login"       // no token, a wrong one, or one that has run out
	Forbidden  Kind = "forbidden"   // the account may not do this
	Missing    Kind = "missing"     // no such repository, or none that the account may see
	Declined   Kind = "declined"    // the host's rules refuse the change, in its own words
	UnknownKey Kind = "unknown-key" // nobody has said yet whether the server's key is right
	WrongKey   Kind = "wrong-key"   // the server's key is another one than before
	Elsewhere  Kind = "elsewhere"   // the host sends on to another one
	Address    Kind = "address"     // remote is no address of a repository
	BadBranch  Kind = "bad-branch"  // the name of the branch is none that Git takes
	NoBranch   Kind = "no-branch"   // the remote has no such branch
	NotBare    Kind = "not-bare"    // the shared folder is a site and no bare repository
	Broken     Kind = "broken"      // something of the repository in the shared folder cannot be read

	// Of the clone.
	NoClone     Kind = "no-clone"     // the site's folder is no clone that Loa can work with
	OtherBranch Kind = "other-branch" // the folder stands on another branch
	Midway      Kind = "midway"       // somebody's merge or rebase has begun and not ended
	Locked      Kind = "locked"       // another program is at work in the folder
	Damaged     Kind = "damaged"      // something of the repository on this machine cannot be read
	Unrelated   Kind = "unrelated"    // the remote holds another site
	ManyGone    Kind = "many-gone"    // more than half of all files are gone
	Moving      Kind = "moving"       // others send faster than this clone; try again

	// Of a review.
	Unseen   Kind = "unseen"   // more than a person can look at: Detail is the first file that is not shown
	Touching Kind = "touching" // somebody changed a file in the branch at the same place; a person is to choose

	// Of files, see Held.
	TooLarge Kind = "too-large" // more bytes than a file may have
	InLFS    Kind = "in-lfs"    // kept by Git LFS, which Loa does not write
	SameName Kind = "same-name" // another file has the name but for capitals
	BadName  Kind = "bad-name"  // a name that some system refuses
	Unread   Kind = "unread"    // the file cannot be read: another program holds it

	// Unwritten is a file that the others changed and that cannot be written: it is
	// read-only, a link, or another program holds it. It is tried again each time.
	Unwritten Kind = "unwritten"
)

// Trouble is an error that a person can do something about.
type Trouble struct {
	Kind   Kind
	Detail string        // what it is about: a file, a branch, a key, or what the host said
	Retry  time.Duration // how long the host asks to wait; 0 if it does not say
	Err    error         // may be nil
}

func (t *Trouble) Error() string {
	text := "office: " + string(t.Kind)
	if t.Detail != "" {
		text += " (" + t.Detail + ")"
	}
	if t.Err != nil {
		text += ": " + t.Err.Error()
	}
	return text
}

// Unwrap returns the error that came from below.
func (t *Trouble) Unwrap() error { return t.Err }

// Held is a file that is changed and cannot be saved as it is.
type Held struct {
	Path string
	Kind Kind
	Size int64 // of TooLarge, in bytes
}

func (h Held) String() string { return fmt.Sprintf("%s: %s", h.Path, h.Kind) }
