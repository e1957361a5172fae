package render

import "loa/internal/media/picture"

// QR is the code of the page's address for a phone's camera; nil if the site has no
// address.
func (v *Page) QR() *picture.QRCode {
	if v.in.origin == "" {
		return nil
	}
	code, err := picture.QR(v.Canonical)
	if err != nil { // an address longer than a code holds
		return nil
	}
	return code
}
