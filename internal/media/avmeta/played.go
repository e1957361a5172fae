package avmeta

import (
	"strings"
)

// notPlayed are forms of pictures and sounds in MP4 and MOV that browsers do not play, or only some of
// them, by the names of their sample entries (https://mp4ra.org), with the names that people know.
var notPlayed = map[string]string{
	"hvc1": "HEVC (H.265)", "hev1": "HEVC (H.265)", "dvh1": "HEVC (H.265)", "dvhe": "HEVC (H.265)",
	"mp4v": "MPEG-4 Visual", "s263": "H.263", "h263": "H.263", "jpeg": "Motion JPEG", "mjpa": "Motion JPEG", "mjpb": "Motion JPEG",
	"apch": "ProRes", "apcn": "ProRes", "apcs": "ProRes", "apco": "ProRes", "ap4h": "ProRes", "ap4x": "ProRes", "SVQ1": "Sorenson", "SVQ3": "Sorenson",
	"samr": "AMR", "sawb": "AMR", "alac": "ALAC",
}

// playedInMatroska are the forms in Matroska that browsers play, as those of WebM.
var playedInMatroska = []string{"V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS", "S_", "D_"}

// unplayed notes the first form of a file that browsers do not play.
func (s *scan) unplayed(name string) {
	if s.file.Unplayed == "" {
		s.file.Unplayed = name
	}
}

// form notes the form of a track if browsers do not play it.
func (t *track) form() error {
	tables, err := t.sampleTables()
	if err != nil {
		return err
	}
	const before = 12 // version, count and the size of the first entry
	list := tables["stsd"]
	if list.end-list.body < before+4 {
		return nil
	}
	var name [4]byte
	if err := t.read(name[:], list.body+before); err != nil {
		return err
	}
	if known := notPlayed[string(name[:])]; known != "" {
		t.unplayed(known)
	}
	return nil
}

// codec notes the form of a track of Matroska if browsers do not play it.
func (s *scan) codec(at, end int64) error {
	name := make([]byte, min(end-at, 32))
	if err := s.read(name, at); err != nil {
		return err
	}
	text := strings.TrimRight(string(name), "\x00")
	for _, known := range playedInMatroska {
		if strings.HasPrefix(text, known) {
			return nil
		}
	}
	if strings.HasPrefix(text, "V_MPEGH") {
		text = "HEVC (H.265)"
	}
	s.unplayed("Matroska, " + shown(text))
	return nil
}

// shown is a name without what is no letter of it.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, text)
}
