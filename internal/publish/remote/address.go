package remote

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"time"

	"loa/internal/base/disk"
)

// Address says where a place is and how to get in, but for secrets.
type Address struct {
	Type string // "folder", "sftp", "ftp" or "s3"
	Path string // the folder, here or on the server, or what names in the bucket begin with
	Host string // of sftp and ftp; of s3 the endpoint
	Port int    // 0 for the usual one
	User string // of sftp and ftp

	KeyFile     string // of sftp: the private key; "" for the agent's keys
	HostKey     string // of sftp: the server's key as "SHA256:…"; "" for those of known_hosts
	Certificate string // of ftp: the server's certificate as "SHA256:…"; "" for those that this machine trusts
	TLS         string // of ftp: "explicit" (the default) or "implicit"
	Insecure    bool   // of ftp and s3: without encryption

	Bucket, Region string // of s3

	Secrets Secrets
	Disk    disk.System // of folder
}

// Secrets are what must not stand in a file of the site. Every field may be "".
type Secrets struct {
	Password   string
	Passphrase string // of the key file
	KeyID, Key string // of s3
	Agent      string // the address of the SSH agent
	Home       string // the person's folder, with .ssh/known_hosts in it
	Variable   string // what the variables' names begin with, for messages
}

// Dial reaches a place and logs in.
func Dial(ctx context.Context, a Address) (Place, error) {
	switch a.Type {
	case "folder":
		return openReach(a.Path, a.Disk)
	case "sftp":
		return dialSFTP(ctx, a)
	case "ftp":
		return dialFTP(ctx, a)
	case "s3":
		return dialS3(ctx, a)
	}
	return nil, fmt.Errorf("remote: no type %q", a.Type)
}

// patience is how long a server may take to answer.
const patience = 30 * time.Second

// at is the host and port of a server.
func (a Address) at(usual int) string {
	port := a.Port
	if port == 0 {
		port = usual
	}
	return net.JoinHostPort(a.Host, strconv.Itoa(port))
}

// root is the folder on the server, without an end slash; "." for where the
// server lets us in.
func (a Address) root() string {
	switch a.Path {
	case "", ".", "./":
		return "."
	case "/":
		return "/"
	}
	path := a.Path
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	return path
}
