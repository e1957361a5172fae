package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"

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

// PutLists puts lists that were fetched. One that is the same stays.
func (s *Store) PutLists(ctx context.Context, lists relay.Lists) error {
	for _, address := range slices.Sorted(maps.Keys(lists)) {
		data := lists[address]
		if old, err := s.list(ctx, address); err != nil || bytes.Equal(old, data) {
			if err != nil {
				return err
			}
			continue
		}
		err := s.insist(ctx, func() error { return s.sites.Put(ctx, listsFolder+relay.FileName(address), jsonContent(data)) })
		if err != nil {
			return err
		}
	}
	return nil
}

// list reads one; nil for none.
func (s *Store) list(ctx context.Context, address string) (data []byte, err error) {
	err = s.insist(ctx, func() error {
		data, err = remote.Read(ctx, s.sites, listsFolder+relay.FileName(address), relay.MostBytes)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
