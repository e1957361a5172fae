package browser

import "testing"

// trialUnheard: a preview that cannot follow what is written says so, until it
// can again.
func (d *desk) trialUnheard(t *testing.T) {
	b := d.sit(t)
	const told = "document.getElementById('tried').textContent"
	b.visit("/edit?file=content/nuoc/sap.md")
	b.wait(told + ".includes('chưa đăng hoặc đã gỡ')")
	b.fine("trial unheard")
	b.visit("/edit?file=content/nuoc/ao.md")
	b.waitTrial("document.body.textContent.includes('Rào ao lại.')")
	for set, said := range map[string]string{
		"own.token.value = 'of an earlier run'":          "Loa đã khởi động lại",
		"window.fetch = () => Promise.reject(new Error)": "Loa không trả lời",
		"own.file.value = 'content/nuoc/khong-co/'":      "content/nuoc/khong-co/",
	} {
		ask[any](b, `window.own = window.own || {fetch: window.fetch, token: document.querySelector('#form [name=token]'), file: document.querySelector('#form [name=file]')};
			own.was = own.was || [own.token.value, own.file.value]; `+set+"; null")
		b.clickAt("document.getElementById('body')")
		b.typed("a")
		b.wait(told + ".includes(" + quoted(said) + ")")
		ask[any](b, "window.fetch = own.fetch; [own.token.value, own.file.value] = own.was; null")
		b.typed("b")
		b.wait(told + " === ''")
	}
}
