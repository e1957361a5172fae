package browser

import (
	"context"
	"strings"
	"testing"
)

// layersDesk: an officer copies a text that all communes have, is told that it changed, takes
// it over, goes back to the shared one, hides it and shows it again.
func layersDesk(t *testing.T, chrome context.Context) {
	const lies, own = "../chung/content/nuoc/chung.md", "content/nuoc/chung.md"
	files := deskSite()
	delete(files, "content/nuoc/hong.md")
	files["site.toml"] = "content = [\"../chung/content\", \"content\"]\n" + files["site.toml"]
	files[lies] = "+++\ntitle = \"Bài chung\"\ntopics = [\"nuoc\"]\n+++\n\nChữ chung.\n"
	d := openDesk(t, chrome, files, &gated{})
	b := d.sit(t)
	b.visit("/")
	b.waitFor("Dùng chung")
	b.fine("overview with layers")
	b.click("Bài chung")
	b.waitFor("Chép về để sửa")
	b.fine("layer")
	b.send("Chép về để sửa")
	b.said("Đã chép về. Từ giờ trang này dùng bản riêng; bài chung vẫn như cũ.")
	d.Put(t, lies, strings.Replace(files[lies], "Chữ chung.", "Chữ mới.", 1))
	b.visit("/layer?file=" + own)
	b.waitFor("bài gốc đã đổi")
	b.waitFor("Chữ mới.")
	b.fine("stale copy")
	b.send("Lấy bài gốc thay bản riêng")
	b.said("Đã lấy bài gốc. Bản riêng trước đó còn trong “Các bản trước”.")
	if text := d.Read(t, own); !strings.Contains(text, "Chữ mới.") || !strings.Contains(text, "copy_of") {
		t.Error(text)
	}
	b.send("Bỏ bản riêng, dùng bài chung")
	b.waitFor("Đã bỏ bản riêng")
	b.send("Ẩn ở trang này")
	b.said("Đã ẩn ở trang này.")
	b.fine("hidden")
	b.send("Hiện lại")
	b.said("Đã hiện lại.")
	if d.Read(t, lies) != strings.Replace(files[lies], "Chữ chung.", "Chữ mới.", 1) {
		t.Error("the shared text was written")
	}
}
