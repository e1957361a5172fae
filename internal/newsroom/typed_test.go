package newsroom

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A title in another script, or one that Windows keeps for a device, makes a
// page as any other does.
func TestNewPageOfAnyTitle(t *testing.T) {
	o := open(t, example())
	token := o.token()
	for title, file := range map[string]string{"Con": "content/bai-con/index.md", strings.Repeat("ទឹកជ្រៅ ", 20): "content/ទឹកជ្រៅ-ទឹកជ្រៅ/index.md"} {
		status, body := o.post("/_loa/new", url.Values{"token": {token}, "title": {title}, "kind": {"article"}})
		if status != http.StatusOK {
			t.Errorf("%s: %d %s", title, status, body)
			continue
		}
		if !strings.Contains(o.read(file), strings.TrimSpace(title)) {
			t.Errorf("%s is not in %s", title, file)
		}
	}
}
