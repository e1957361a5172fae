package newsroom_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestReach: the months that have figures, and the report of one as a page that runs
// nothing, as a table and as a workbook.
func TestReach(t *testing.T) {
	files := example()
	files["data/reach/2026-05.csv"] = "day,log,kind,address,count\n2026-05-03,web,view,/nuoc/ao/,1234\n2026-05-03,web,visit,,600\n"
	o := open(t, files)
	if _, body := o.get("/reach"); !strings.Contains(body, "Tháng 05/2026") || strings.Contains(body, "Tháng 06/2026") {
		t.Error(body)
	}
	if status, body := o.get("/reach/report?month=2026-05"); status != http.StatusOK || !strings.Contains(body, "1.234") || !strings.Contains(body, "Rào ao") {
		t.Error(status, body)
	}
	if status, body := o.get("/reach/report?month=2026-05&as=csv"); status != http.StatusOK || !strings.Contains(body, "1234") || strings.Contains(body, "<html") {
		t.Error(status, body)
	}
	if status, body := o.get("/reach/report?month=2026-05&as=xlsx"); status != http.StatusOK || !strings.HasPrefix(body, "PK") {
		t.Error(status, len(body))
	}
	if status, _ := o.get("/reach/report?month=../x"); status != http.StatusNotFound {
		t.Error(status)
	}
	o.remove("data/reach/2026-05.csv")
	o.await("/reach", "Chưa có số liệu nào")
}
