package watch

import "testing"

// Paths as Windows has them, on whatever system the test runs.
func TestElsewhere(t *testing.T) {
	mapped := func(root string) bool { return root == `Z:\` }
	for dir, want := range map[string]bool{
		`C:\Users\Lan\OneDrive\trang-web`:      false,
		`C:/Users/Lan/trang-web`:               false,
		`Z:\trang-web`:                         true,
		`z:\trang-web`:                         true,
		`Z:`:                                   true,
		`\\may-chu\chung\trang-web`:            true,
		`//may-chu/chung/trang-web`:            true,
		`\\?\UNC\may-chu\chung\trang-web`:      true,
		`\\?\unc\may-chu\chung\trang-web`:      true,
		`\\?\C:\Users\Lan\mot thu muc rat dai`: false,
		`\\?\Z:\trang-web`:                     true,
		`\\.\C:\trang-web`:                     false,
		`/home/lan/trang-web`:                  false,
		``:                                     false,
	} {
		if got := elsewhere(dir, mapped); got != want {
			t.Errorf("%s is elsewhere: %v", dir, got)
		}
	}
}

func TestThisDiskIsHere(t *testing.T) {
	if isRemote(t.TempDir()) {
		t.Skip("the temporary folder is on another machine")
	}
	if isRemote("/does/not/exist") {
		t.Error("a folder that is not there is elsewhere")
	}
}
