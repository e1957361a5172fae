package disk

import "testing"

// A device is told in every form in which its path comes, also in that which Windows makes
// of its bare name.
func TestDevice(t *testing.T) {
	for path, want := range map[string]bool{
		"aux": true, "web/NUL.d": true, "//./aux": true, "C:/trang/con.zip": true, "C:/trang/LPT1/": true,
		"auxiliary": false, "aux/web": false, "//./C:/web": false, "/": false, "": false, "C:/": false,
	} {
		if got := Device(path); got != want {
			t.Errorf("%q: %v", path, got)
		}
	}
}
