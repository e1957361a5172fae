package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"loa/internal/generator/relay"
	"loa/internal/publish/remote"
)

// listsFolder holds, beside the records, the warnings of other sites as some shard has
// fetched them last. Records depend on them, so all machines must have the same.
const listsFolder = "_warnings/"

// Lists reads the warnings of other sites that the store has, by address.
func (s *Store) Lists(ctx context.Context, addresses []string) (relay.Lists, error) {
	all := relay.Lists{}
	for _, address := range addresses {
		data, err := s.list(ctx, address)
		if err != nil {
			return nil, err
		}
		if _, err := relay.Parse(data); err == nil {
			all[address] = data
		}
	}
	return all, nil
}

// PutLists puts lists that were asked for at a time, and the time. One that is the same stays.
func (s *Store) PutLists(ctx context.Context, lists relay.Lists, asked time.Time) error {
	for _, address := range slices.Sorted(maps.Keys(lists)) {
		data := lists[address]
		old, err := s.list(ctx, address)
		if err == nil && !bytes.Equal(old, data) {
			err = s.putList(ctx, relay.FileName(address), data)
		}
		if err != nil {
			return err
		}
		answered, err := json.Marshal(answer{asked.UTC(), sumOfList(data)})
		if err != nil {
			return err
		}
		if err := s.putList(ctx, answerName(address), answered); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) putList(ctx context.Context, name string, data []byte) error {
	return s.insist(ctx, func() error { return s.sites.Put(ctx, listsFolder+name, jsonContent(data)) })
}

// answer is what a host answered last, and when it was asked.
type answer struct {
	Asked  time.Time `json:"asked"`
	SHA256 string    `json:"sha256"` // of the list
}

func answerName(address string) string {
	return strings.TrimSuffix(relay.FileName(address), ".json") + ".answer.json"
}

func sumOfList(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// ListOf names the list of an address among lists that came.
func ListOf(lists relay.Lists, address string) List {
	data, came := lists[address]
	if !came {
		return List{Address: address}
	}
	return List{address, sumOfList(data)}
}

// Answered is when the host of a list was asked last and answered with this one; zero if its
// last answer was another one, or is not known.
func (s *Store) Answered(ctx context.Context, l List) (time.Time, error) {
	data, err := s.readList(ctx, answerName(l.Address))
	var last answer
	if err != nil || json.Unmarshal(data, &last) != nil || l.SHA256 == "" || last.SHA256 != l.SHA256 {
		return time.Time{}, err
	}
	return last.Asked, nil
}

func (s *Store) list(ctx context.Context, address string) ([]byte, error) {
	return s.readList(ctx, relay.FileName(address))
}

// readList reads a file beside the lists; nil for none.
func (s *Store) readList(ctx context.Context, name string) (data []byte, err error) {
	err = s.insist(ctx, func() error {
		data, err = remote.Read(ctx, s.sites, listsFolder+name, relay.MostBytes)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
