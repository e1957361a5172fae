package importing

import (
	"strings"
	"testing"
)

// A page of Markdown comes in with what its front matter says, whatever program wrote it;
// what has no place here is told and stands behind the text.
func TestMarkdown(t *testing.T) {
	for text, want := range map[string][]string{
		"---\ntitle: \"Dạy bơi: từ đâu?\"\ndescription: Ba bước.\ndate: 2024-05-01T08:30:00+07:00\nauthor: Lan Anh\ntags: [bơi]\n---\n\n# Dạy bơi: từ đâu?\n\n## Bước 1\n\nXem [bài](../b.md), [ngoài](https://example.org/).\n": {
			"title = \"Dạy bơi: từ đâu?\"\ndate = 2024-05-01T08:30:00+07:00\nsummary = \"Ba bước.\"\ndraft = true\nauthors = [\"Lan Anh\"]\n",
			"+++\n\n## Bước 1\n\nXem bài, [ngoài](https://example.org/).\n", "tags: bơi",
		},
		"+++\ntitle = \"Ao: việc cần làm\"\ndate = 2026-05-01T10:00:00+07:00\nweight=3\n[extra]\ntitle = \"b\"\n+++\nChữ.\n": {"title = \"Ao: việc cần làm\"\ndate = 2026-05-01T10:00:00+07:00\ndraft", "\n\nChữ.\n", "front: extra: {\"title\":\"b\"}\nlost.front: weight: 3\n--"},
		"{\n \"title\": \"J\",\n \"tags\": [\"x\", \"y\"]\n}\nChữ.\n":                                                        {"title = \"J\"\n", "\n\nChữ.\n", "tags: x, y"},
		"---\ntitle: A\ndate: 15/03/2024x\nsummary: B\ndescription: C\ncreated: 2024-01-02\n---\nChữ.\n":                     {"summary = \"C\"", "date = 2024-01-02", "date: 15/03/2024x", "summary: B"},
		"---\n\nMột đoạn của máy trả lời.\n\n---\n\nĐoạn hai.\n":                                                             {"Một đoạn của máy trả lời.\n\n---\n\nĐoạn hai.\n"},
		"---\ntitle: A: B\nx: 1\n---\nMột.\n\nHai.\n":                                                                        {"title = \"Một.\"\n", "\n\nHai.\n", "title: A: B", "x: 1"},
		"# Trả lời\r\n\r\nChữ **đậm**.\r\n":                                                                                  {"title = \"Trả lời\"\n", "\n\nChữ **đậm**.\n"},
		"\xef\xbb\xbf---\ntitle: B\n---\n\n- một\n- hai\n":                                                                   {"title = \"B\"\n", "\n\n- một\n- hai\n"},
		"Cộng hoà xã hội chủ nghĩa Việt Nam\n\nĐộc lập - Tự do - Hạnh phúc\n":                                                {"Độc lập - Tự do - Hạnh phúc"},
	} {
		report, site := imported(t, map[string]string{"bai.md": text}, Options{})
		item := report.Items[0]
		if item.State != Imported {
			t.Errorf("%q: %+v", text, item)
			continue
		}
		entry, err := site.ReadFile(item.Entry)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !strings.Contains(string(entry), part) {
				t.Errorf("%q lacks %q:\n%s", text, part, entry)
			}
		}
	}
}
