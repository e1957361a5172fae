package ssmltest

import "testing"

const begin = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="vi">`

// Documents that follow the schema, some of the specification.
func TestCheckTakes(t *testing.T) {
	for _, body := range []string{
		``, `<p><s>Xin chào.</s> <s>Gọi một một một.</s></p><break time="3s"/><p><s>Hết.</s></p>`,
		`<prosody rate="90%" volume="+6.0dB" pitch="+10%"><p><s>a<break strength="strong" time=".25s"/></s></p></prosody>`,
		`<s><say-as interpret-as="date" format="dmy">1/6</say-as> <sub alias="ủy ban nhân dân">UBND</sub></s>`,
		`<lang xml:lang="en-US"><p><s><emphasis level="strong">Help</emphasis></s></p></lang>`,
		`<lexicon uri="a.pls" xml:id="a"/><lookup ref="a"><s>a</s></lookup><mark name="here"/>`,
		`<voice gender="female" languages="vi"><token>a</token></voice>`,
		`<prosody contour="(0%,+20Hz) (10%,+30%)">a</prosody>`,
	} {
		if err := Check([]byte(begin + body + `</speak>`)); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// Documents that do not.
func TestCheckRefuses(t *testing.T) {
	for _, document := range []string{
		``, `<p/>`, `xin chào`, begin, begin + `</speak>` + begin + `</speak>`, begin + `</speak> thêm`,
		`<speak version="1.1" xml:lang="vi"></speak>`,
		`<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="vi"></speak>`,
		`<speak xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="vi"></speak>`,
		`<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis"></speak>`,
		`<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="tiếng Việt"></speak>`,
		`<!DOCTYPE speak>` + begin + `</speak>`, begin + `<?x y?></speak>`,
	} {
		if Check([]byte(document)) == nil {
			t.Errorf("taken: %s", document)
		}
	}
	for _, body := range []string{
		`<div>a</div>`, `<p><p>a</p></p>`, `<s><p>a</p></s>`, `<s><s>a</s></s>`, `<s><voice gender="male"><s>a</s></voice></s>`, `<p><prosody rate="slow"><p>a</p></prosody></p>`,
		`<speak>a</speak>`, `<s>a</p>`, `<s>a & b</s>`, `<s>&nbsp;</s>`, "<s>\x01</s>", "<s>\xff</s>",
		`<break time="3"/>`, `<break time="3 s"/>`, `<break time="-1s"/>`, `<break strength="loud"/>`, `<break>a</break>`, `<break length="3s"/>`, `<break xml:lang="vi"/>`,
		`<prosody>a</prosody>`, `<prosody rate="quick">a</prosody>`, `<prosody rate="-10%">a</prosody>`, `<prosody volume="6dB">a</prosody>`, `<prosody pitch="big">a</prosody>`, `<prosody contour="up">a</prosody>`,
		`<say-as>1</say-as>`, `<say-as interpret-as="">1</say-as>`, `<say-as interpret-as="date"><s>1</s></say-as>`,
		`<sub>UBND</sub>`, `<sub alias="">UBND</sub>`, `<lang>a</lang>`, `<lang xml:lang="">a</lang>`, `<mark/>`, `<phoneme>a</phoneme>`, `<phoneme ph="a" alphabet="sampa">a</phoneme>`,
		`<s xmlns="http://www.w3.org/1999/xhtml">a</s>`, `<s onlangfailure="stop">a</s>`, `<p class="x">a</p>`, `<p x:y="1" xmlns:x="urn:x">a</p>`, `<s xml:lang="vi" xml:lang="en">a</s>`,
		`<desc>a</desc>`, `<w><w>a</w></w>`,
	} {
		if Check([]byte(begin+body+`</speak>`)) == nil {
			t.Errorf("taken: %s", body)
		}
	}
}
