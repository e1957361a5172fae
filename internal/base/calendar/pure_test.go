package calendar

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestNoClockAndNoMachineZone holds the package's promise: what it returns depends on its arguments alone.
func TestNoClockAndNoMachineZone(t *testing.T) {
	forbidden := regexp.MustCompile(`time\.(Now|Local|LoadLocation|Since|Until)\b|\.Local\(\)|"os"`)
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		must(t, err)
		if found := forbidden.Find(source); found != nil {
			t.Errorf("%s uses %s", name, found)
		}
	}
}

// TestMachineZoneIsNotConsulted builds the same feed with the machine in three zones.
func TestMachineZoneIsNotConsulted(t *testing.T) {
	was := time.Local
	defer func() { time.Local = was }()
	want := sampleFeed()
	for _, name := range []string{"UTC", "Pacific/Kiritimati", "America/New_York"} {
		time.Local = mustZone(name)
		if !bytes.Equal(sampleFeed(), want) {
			t.Errorf("the feed differs in %s", name)
		}
		if lunar, _ := FromSolar(Date(2026, 2, 17)); lunar != (LunarDay{2026, 1, 1, false}) {
			t.Errorf("Tết 2026 is %+v in %s", lunar, name)
		}
		if months := solsticeYear(2026); months[2].First != Date(2026, 2, 17) {
			t.Errorf("the table of 2026 differs in %s", name)
		}
	}
}
