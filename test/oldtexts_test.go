package test

import (
	"slices"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// oldTexts are sentences that stood on the project's own site until they were found to be
// wrong or to contradict each other, each with what tells it now.
var oldTexts = []struct {
	file, text string
	code       problem.Code
}{
	{"duoi-nuoc/cu-1.md", "| “Chở thẳng đến bệnh viện” | Não không chờ được. Hồi sức tại chỗ, 115 sẽ đến |\n| --- | --- |\n", problem.FirstAidPromise},
	{"duoi-nuoc/cu-1.en.md", "The brain cannot wait. Resuscitate on the spot; 115 will come.", problem.FirstAidPromise},
	{"duoi-nuoc/cu-2.md", "4. Nhân viên 115 sẽ hướng dẫn qua điện thoại; để mọi người cùng nghe.", problem.FirstAidPromise},
	{"duoi-nuoc/cu-2.en.md", "4. The 115 operator will guide you by phone; let everybody hear.", problem.FirstAidPromise},
	{"cho-nha-truong/cu-3.md", "1. **Gọi.** Hét “Cứu! Có người đuối nước!” về phía nhà có người. Một em chạy đi gọi người lớn và gọi 115 hoặc 112.", problem.FirstAidNumber},
	{"cho-nha-truong/cu-3.en.md", "1. **Call.** Shout “Help! Somebody is drowning!” towards the nearest house. One runs for an adult and calls 115 or 112.", problem.FirstAidNumber},
	{"giao-thong/cu-4.md", "1. Gọi 115.\n2. Trẻ bất tỉnh mà còn thở: giữ đường thở thông.", problem.FirstAidVague},
	{"giao-thong/cu-4.en.md", "1. Call 115.\n2. Unconscious and breathing: keep the airway open.", problem.FirstAidVague},
	{"tai-nan-trong-nha/cu-5.md", "Xả nước mát 20 phút, che vùng bỏng bằng vải sạch hoặc màng bọc thực phẩm, cởi quần áo quanh chỗ bỏng nếu không dính, rồi đưa trẻ đến cơ sở y tế gần nhất.", problem.FirstAidLong},
	{"duoi-nuoc/cu-6.md", "Mỗi năm 3.500 trẻ chết đuối.", problem.TextClaim},
	{"duoi-nuoc/cu-6.en.md", "Every year 2,800 children drown.", problem.TextClaim},
	{"giao-thong/cu-7.md", "Năm 2023 có 1.900 trẻ em chết vì tai nạn giao thông.", problem.TextClaim},
}

// TestOldTextsAreTold puts each old text back into the project's own site: a check tells
// it, and without them tells nothing.
func TestOldTextsAreTold(t *testing.T) {
	o := own(t)
	texts := tree{}
	for _, old := range oldTexts {
		texts["content/"+old.file] = "+++\ntitle = \"Bài cũ " + old.file + "\"\nemergency = true\noffline = \"later\"\n+++\n\n" + old.text + "\n"
	}
	texts["content/duoi-nuoc/cu-8.md"] = "+++\ntitle = \"Rào\"\n+++\n\nRào cao 1,2 m, khe 10 cm.\n"
	texts["content/duoi-nuoc/cu-8.en.md"] = "+++\ntitle = \"Fence\"\n+++\n\nA fence of 1.1 m with gaps of 10 cm.\n"
	write(t, o.Dir, texts)
	result, err := build.Check(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	told := func(file string, code problem.Code) bool {
		return slices.ContainsFunc(result.Problems, func(p problem.Problem) bool { return p.Place.File == file && p.Code == code })
	}
	for _, old := range oldTexts {
		if !told("content/"+old.file, old.code) {
			t.Errorf("%s is not told: %s", old.code, old.text)
		}
	}
	if !told("content/duoi-nuoc/cu-8.en.md", problem.TranslationNumbers) {
		t.Error("a translation with another height is not told")
	}
	rules := []problem.Code{problem.FirstAidPromise, problem.FirstAidNumber, problem.FirstAidVague, problem.FirstAidLong, problem.FirstAidSource, problem.TextClaim, problem.TranslationNumbers}
	for _, p := range result.Problems {
		if _, old := texts[p.Place.File]; !old && slices.Contains(rules, p.Code) {
			t.Errorf("the site's own text: %s at %s:%d", p.Code, p.Place.File, p.Place.Line)
		}
	}
}
