package pdffile

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"

	"loa/internal/base/officefile"
)

// cipherOf is the encryption of a file that anyone may open, which has a password only
// for changes (section 7.6; for AES-256 ISO 32000-2).
type cipherOf struct {
	key              []byte
	strings, streams method
	table            int // the object of the dictionary itself, which is not encrypted
}

type method uint8

const (
	plain method = iota
	oldRC4
	aes128
	aes256
)

// padding fills up passwords (section 7.6.3.3).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// unlock finds the key of a file, if it has one, with an empty password.
func (f *File) unlock() error {
	d := f.Dict(f.trailer["Encrypt"])
	if d == nil {
		if f.trailer["Encrypt"] != nil {
			return fmt.Errorf("%w: encryption", officefile.ErrNot)
		}
		return nil
	}
	if f.Name(d["Filter"]) != "Standard" {
		return officefile.ErrLocked
	}
	c := &cipherOf{}
	if ref, ok := f.trailer["Encrypt"].(Ref); ok {
		c.table = ref.Number
	}
	version, length := f.Int(d["V"], 0), f.Int(d["Length"], 40)/8
	switch version {
	case 1, 2, 3:
		c.strings, c.streams = oldRC4, oldRC4
	case 4, 5:
		c.strings, c.streams = f.methodOf(d, "StrF"), f.methodOf(d, "StmF")
		length = 16
	default:
		return officefile.ErrLocked
	}
	if version == 1 || length < 5 || length > 16 {
		length = 5
	}
	revision := f.Int(d["R"], 0)
	if revision >= 5 {
		c.key = f.newKey(d, revision)
	} else {
		c.key = f.oldKey(d, revision, length)
	}
	if c.key == nil {
		return officefile.ErrLocked
	}
	f.objects, f.packs, f.cipher = map[int]Object{}, map[int]map[int]Object{}, c
	if f.Dict(f.Root()["Pages"]) == nil && !f.rebuilt {
		return f.rebuild()
	}
	return nil
}

// methodOf is how a crypt filter encrypts.
func (f *File) methodOf(d Dict, key Name) method {
	filter := f.Dict(f.Dict(d["CF"])[f.Name(d[key])])
	return map[Name]method{"V2": oldRC4, "AESV2": aes128, "AESV3": aes256}[f.Name(filter["CFM"])]
}

func (f *File) text(o Object) []byte { s, _ := f.Resolve(o).(String); return []byte(s) }

// oldKey is the key of algorithm 2, nil if the empty password is not the user's (algorithm 6).
func (f *File) oldKey(d Dict, revision, length int) []byte {
	owner, user := f.text(d["O"]), f.text(d["U"])
	if len(owner) < 32 || len(user) < 16 {
		return nil
	}
	var id []byte
	if list := f.Array(f.trailer["ID"]); len(list) > 0 {
		id = f.text(list[0])
	}
	h := md5.New()
	h.Write([]byte(padding))
	h.Write(owner[:32])
	_ = binary.Write(h, binary.LittleEndian, int32(f.permissions(d)))
	h.Write(id)
	if open, said := f.Resolve(d["EncryptMetadata"]).(bool); said && !open && revision >= 4 {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:length])
			key = sum[:]
		}
	}
	key = key[:length]
	if !bytes.HasPrefix(user, userOf(key, id, revision)) {
		return nil
	}
	return key
}

// permissions are a number of 32 bits, which some programs write without its sign.
func (f *File) permissions(d Dict) int64 {
	n, _ := f.Number(d["P"])
	return int64(n)
}

// userOf is what a file keeps of a password to know it again (algorithms 4 and 5).
func userOf(key, id []byte, revision int) []byte {
	if revision < 3 {
		return withRC4(key, []byte(padding))
	}
	sum := md5.Sum(append([]byte(padding), id...))
	out := sum[:]
	for i := range 20 {
		turned := make([]byte, len(key))
		for k := range key {
			turned[k] = key[k] ^ byte(i)
		}
		out = withRC4(turned, out)
	}
	return out
}

func withRC4(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return data
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// newKey is the key of AES-256 (ISO 32000-2, algorithm 2.A), nil if the empty password is not the user's.
func (f *File) newKey(d Dict, revision int) []byte {
	user, wrapped := f.text(d["U"]), f.text(d["UE"])
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	if !bytes.Equal(hardened(user[32:40], revision), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hardened(user[40:48], revision))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, wrapped[:32])
	return key
}

// hardened is the hash of the empty password with a salt (algorithm 2.B).
func hardened(salt []byte, revision int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if revision < 6 {
		return k
	}
	for i := 0; ; i++ {
		text := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(text, text)
		rest := 0
		for _, b := range text[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(text)
			k = s[:]
		case 1:
			s := sha512.Sum384(text)
			k = s[:]
		default:
			s := sha512.Sum512(text)
			k = s[:]
		}
		if i >= 63 && int(text[len(text)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// keyOf is the key of an object (algorithm 1).
func (c *cipherOf) keyOf(ref Ref, m method) []byte {
	if m == aes256 {
		return c.key
	}
	n, g := ref.Number, ref.Generation
	text := append(bytes.Clone(c.key), byte(n), byte(n>>8), byte(n>>16), byte(g), byte(g>>8))
	if m == aes128 {
		text = append(text, "sAlT"...)
	}
	sum := md5.Sum(text)
	return sum[:min(len(c.key)+5, 16)]
}

func (c *cipherOf) open(data []byte, ref Ref, m method) ([]byte, error) {
	switch m {
	case oldRC4:
		return withRC4(c.keyOf(ref, m), data), nil
	case aes128, aes256:
		block, err := aes.NewCipher(c.keyOf(ref, m))
		if err != nil || len(data) < 16 {
			return nil, err
		}
		text := bytes.Clone(data[16 : len(data)/16*16])
		cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(text, text)
		if n := len(text); n > 0 && int(text[n-1]) <= 16 && int(text[n-1]) <= n {
			text = text[:n-int(text[n-1])]
		}
		return text, nil
	}
	return data, nil
}

func (c *cipherOf) stream(data []byte, ref Ref) ([]byte, error) {
	return c.open(data, ref, c.streams)
}

// decrypted is an object of the file with its strings in clear.
func (f *File) decrypted(o Object, ref Ref) Object {
	if f.cipher == nil || f.cipher.strings == plain || ref.Number == f.cipher.table {
		return o
	}
	switch o := o.(type) {
	case String:
		text, err := f.cipher.open([]byte(o), ref, f.cipher.strings)
		if err != nil {
			return o
		}
		return String(text)
	case Array:
		for i := range o {
			o[i] = f.decrypted(o[i], ref)
		}
	case Dict:
		for key := range o {
			o[key] = f.decrypted(o[key], ref)
		}
	}
	return o
}
