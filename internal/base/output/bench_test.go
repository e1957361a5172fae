package output

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"loa/internal/base/disk"
)

// The site of the measurements: 11,542 files of 10.3 KB.
const benchFiles, benchSize = 11_542, 10_310

func benchCommit(b *testing.B, dir string, edition byte) {
	s, problems, err := Open(dir, filepath.Join(dir, "public"), disk.System{})
	if err != nil || problems != nil {
		b.Fatal(problems, err)
	}
	var group sync.WaitGroup
	const workers = 2
	for worker := range workers {
		group.Go(func() {
			data := make([]byte, benchSize)
			for i := range data {
				data[i] = byte(i)
			}
			data[0] = edition
			for i := worker; i < benchFiles; i += workers {
				if err := s.Write(fmt.Sprintf("muc-%d/bai-viet-%d/index.html", i%20, i), Page, data); err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
	if _, problems, err := s.Commit(context.Background()); err != nil || len(problems) > 0 {
		b.Fatal(problems, err)
	}
	if err := s.Discard(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkCommit(b *testing.B) {
	b.Run("cold", func(b *testing.B) {
		b.SetBytes(benchFiles * benchSize)
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			dir, err := os.MkdirTemp(b.TempDir(), "")
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			benchCommit(b, dir, 0)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		benchCommit(b, dir, 0)
		b.SetBytes(benchFiles * benchSize)
		b.ReportAllocs()
		for b.Loop() {
			benchCommit(b, dir, 0)
		}
	})
	b.Run("all changed", func(b *testing.B) {
		dir := b.TempDir()
		benchCommit(b, dir, 0)
		b.SetBytes(benchFiles * benchSize)
		b.ReportAllocs()
		edition := byte(0)
		for b.Loop() {
			edition++
			benchCommit(b, dir, edition)
		}
	})
}
