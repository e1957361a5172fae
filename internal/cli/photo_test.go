package cli

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// photo is the script command "photo FILE SEED": a JPEG of 900 by 600 pixels, unlike
// those of other seeds, with a note in it that nobody may read.
func photo(ts *testscript.TestScript, _ bool, args []string) {
	seed, err := strconv.ParseUint(args[1], 10, 64)
	ts.Check(err)
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for y := range 600 {
		for x := range 900 {
			n := uint8(r.IntN(60))
			img.SetRGBA(x, y, color.RGBA{uint8(x/5) + n, uint8(y/4) + n, uint8(40*seed) + n, 255})
		}
	}
	var b bytes.Buffer
	ts.Check(jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}))
	note := "Exif\x00\x00secret note"
	data := append([]byte("\xff\xd8\xff\xe1\x00"+string(rune(len(note)+2))+note), b.Bytes()[2:]...)
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
	ts.Check(os.WriteFile(name, data, 0o666))
}

// traceless is the script command "traceless FOLDER PATTERN…": no file below the folder
// holds any stretch of the pictures; a folder stands for the JPEG and PNG files in it.
func traceless(ts *testscript.TestScript, _ bool, args []string) {
	var pictures []string
	var traces [][]byte
	for _, pattern := range args[1:] {
		found, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		pictures = append(pictures, found...)
	}
	for _, picture := range pictures {
		for name, data := range filesBelow(ts, picture) {
			if ending := filepath.Ext(name); (ending == ".jpg" || ending == ".png") && len(data) > 2000 {
				for _, at := range []int{1000, len(data) / 2, len(data) - 500} {
					traces = append(traces, data[at:at+40])
				}
			}
		}
	}
	if len(traces) == 0 {
		ts.Fatalf("no pictures in %q", args[1:])
	}
	for name, data := range filesBelow(ts, args[0]) {
		for _, trace := range traces {
			if bytes.Contains(data, trace) {
				ts.Fatalf("%s holds a part of a picture", name)
			}
		}
		if strings.Contains(string(data), "secret note") {
			ts.Fatalf("%s holds metadata", name)
		}
	}
}

// traces is the script command "traces FILE PATTERN…": the file holds one of the pictures
// of each pattern.
func traces(ts *testscript.TestScript, _ bool, args []string) {
	files := filesBelow(ts, args[0])
	for _, pattern := range args[1:] {
		pictures, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		held := false
		for _, picture := range pictures {
			data, err := os.ReadFile(picture)
			ts.Check(err)
			for _, file := range files {
				held = held || bytes.Contains(file, data[len(data)/2:len(data)/2+40])
			}
		}
		if !held {
			ts.Fatalf("%s holds no picture %s", args[0], pattern)
		}
	}
}

// filesBelow reads a folder, or a file: also what lies in its ZIPs and what pages carry
// in their addresses.
func filesBelow(ts *testscript.TestScript, folder string) map[string][]byte {
	files := map[string][]byte{}
	ts.Check(filepath.WalkDir(ts.MkAbs(folder), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files[name] = data
		for inside, data := range unwrapped(ts, data) {
			files[name+"!"+inside] = data
		}
		return nil
	}))
	return files
}

var inAddress = regexp.MustCompile(`;base64,([A-Za-z0-9+/]+)`)

// unwrapped are the files that a file holds.
func unwrapped(ts *testscript.TestScript, data []byte) map[string][]byte {
	files := map[string][]byte{}
	for i, match := range inAddress.FindAllSubmatch(data, -1) {
		decoded, err := base64.RawStdEncoding.DecodeString(string(match[1]))
		ts.Check(err)
		files[strconv.Itoa(i)] = decoded
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return files
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	ts.Check(err)
	for _, f := range z.File {
		in, err := f.Open()
		ts.Check(err)
		files[f.Name], err = io.ReadAll(in)
		ts.Check(err)
	}
	return files
}
