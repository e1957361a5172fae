package picture

import (
	"image"
	"image/draw"
	"math"
)

// scale resamples a picture with the Catmull-Rom kernel, row by row: of the
// large picture it never holds more rows than the kernel sees at once, where
// golang.org/x/image/draw would take 32 bytes for each of them and each column
// of the small one, 150 MB for a phone's photograph.
func scale(src image.Image, width, height int) *image.RGBA {
	size := src.Bounds().Size()
	s := scaler{src: src, across: kernels(size.X, width), down: kernels(size.Y, height),
		row: image.NewRGBA(image.Rect(0, 0, size.X, 1)), line: make([]float32, 4*width)}
	most := 0
	for _, k := range s.down {
		most = max(most, len(k.weights))
	}
	s.rows = make([][]float32, most)
	for i := range s.rows {
		s.rows[i] = make([]float32, 4*width)
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		s.put(out.Pix[y*out.Stride:][:4*width], s.down[y])
	}
	return out
}

// kernel says which pixels make up one pixel of the result.
type kernel struct {
	first   int
	weights []float32
}

// kernels follow the same rules as golang.org/x/image/draw: what would lie
// outside of the picture does not count.
func kernels(from, to int) []kernel {
	ratio := float64(from) / float64(to)
	spread := max(ratio, 1)
	all := make([]kernel, to)
	for i := range all {
		centre := (float64(i)+.5)*ratio - .5
		first := max(int(math.Ceil(centre-2*spread)), 0)
		last := min(int(math.Floor(centre+2*spread)), from-1)
		weights, sum := make([]float32, 0, last-first+1), 0.0
		for j := first; j <= last; j++ {
			w := catmullRom(math.Abs(float64(j)-centre) / spread)
			sum += w
			weights = append(weights, float32(w))
		}
		for j := range weights {
			weights[j] /= float32(sum)
		}
		all[i] = kernel{first, weights}
	}
	return all
}

func catmullRom(t float64) float64 {
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-.5*t+2.5)*t-4)*t + 2
	}
	return 0
}

type scaler struct {
	src          image.Image
	across, down []kernel
	row          *image.RGBA // of the source
	rows         [][]float32 // scaled across, by their number modulo how many there are
	read         int         // rows read so far
	line         []float32   // of the result
}

// put makes one row of the result.
func (s *scaler) put(out []uint8, k kernel) {
	for s.read < k.first+len(k.weights) {
		s.next()
	}
	clear(s.line)
	for j, w := range k.weights {
		row := s.rows[(k.first+j)%len(s.rows)][:len(s.line)]
		for i, v := range row {
			s.line[i] += w * v
		}
	}
	for i := 0; i < len(out); i += 4 {
		alpha := clamp(s.line[i+3], 255)
		out[i+3] = uint8(alpha)
		for c := range 3 { // no colour is brighter than its alpha
			out[i+c] = uint8(clamp(s.line[i+c], alpha))
		}
	}
}

func clamp(v, most float32) float32 { return min(max(v+.5, 0), most) }

// next reads a row and scales it across.
func (s *scaler) next() {
	bounds := s.src.Bounds()
	draw.Draw(s.row, s.row.Rect, s.src, bounds.Min.Add(image.Pt(0, s.read)), draw.Src)
	out, pix := s.rows[s.read%len(s.rows)], s.row.Pix
	for x, k := range s.across {
		var r, g, b, a float32
		from := pix[4*k.first : 4*(k.first+len(k.weights))]
		for j, w := range k.weights {
			p := from[4*j : 4*j+4 : 4*j+4]
			r += w * float32(p[0])
			g += w * float32(p[1])
			b += w * float32(p[2])
			a += w * float32(p[3])
		}
		o := out[4*x : 4*x+4 : 4*x+4]
		o[0], o[1], o[2], o[3] = r, g, b, a
	}
	s.read++
}

// upright turns a picture as an EXIF orientation from 2 to 8 asks: mirrored,
// turned by halves and quarters (EXIF 2.3, table 6).
func upright(src *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	turnPixels(out.Pix, src.Pix, out.Stride, src.Stride, 4, src.Rect.Size(), orientation)
	return out
}
