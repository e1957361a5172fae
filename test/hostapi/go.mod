module loa/test/hostapi

go 1.26.0

require (
	code.gitea.io/sdk/gitea v0.25.1
	github.com/google/go-github/v74 v74.0.0
	gitlab.com/gitlab-org/api/client-go v1.46.0
	loa v0.0.0-00010101000000-000000000000
)

require (
	github.com/42wim/httpsig v1.2.4 // indirect
	github.com/davidmz/go-pageant v1.0.2 // indirect
	github.com/go-fed/httpsig v1.1.0 // indirect
	github.com/google/go-querystring v1.2.0 // indirect
	github.com/hashicorp/go-cleanhttp v0.5.2 // indirect
	github.com/hashicorp/go-retryablehttp v0.7.8 // indirect
	github.com/hashicorp/go-version v1.9.0 // indirect
	golang.org/x/crypto v0.59.0 // indirect
	golang.org/x/oauth2 v0.34.0 // indirect
	golang.org/x/sys v0.50.0 // indirect
	golang.org/x/time v0.14.0 // indirect
)

replace loa => ../..
