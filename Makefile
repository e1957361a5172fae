# make test     everything, installing Chromium for the browser tests where it is missing
# make test-deploy  publishing to real servers, which it installs
# make test-hostapi  what Loa asks Git hosts against the libraries of those hosts
# make bench    builds of large generated sites against a reference loop, after one edit,
#               and against Hugo where it is on the path; what a log of readers costs
# make profile  measures again by what the compiler optimizes the program
# make preview  how fast the preview follows an edit
# make growth   counts what reading n, 2n and 4n of each construct takes, without a clock
# make docs     rewrites the parts of docs/ that are made from the program
# make richtext bundles the rich text of the newsroom from its pinned sources (npm)
# make release  the program for each system in dist/, with checksums and a bill of
#               materials; SIGN=certificate.p12 signs the programs for Windows
# make test-network  a network on a Slurm cluster of four nodes, which it installs
# make test-windows  the packages that touch files under Wine, where it is installed
# make shots    draws each kind of page of the project's own site into shots/

GO ?= go

.PHONY: test test-hostapi growth test-deploy test-network test-windows race lint site bench profile preview docs shots fuzz chromium release richtext

# On a busy machine the browser tests take half an hour; Go allows ten minutes by default.
# RACE=1 runs the packages of the program under the race detector, as CI does: those that
# make fewer steps with -short once more without it. The scripts of internal/cli and the tests
# under test/ run the same code from outside, up to fifteen times slower so.
PACKAGES = $$($(GO) list ./internal/... | grep -v '/internal/cli$$')
RACE_PACKAGES = $(GO) test -race -short -timeout 40m $(PACKAGES)
RACE_COMMAND = $(GO) test -race -skip '^TestScripts$$' ./internal/cli
OUTSIDE = ./cmd/... ./internal/cli ./test/...
test: chromium
ifdef RACE
	@failed=0; set -x; $(RACE_PACKAGES) || failed=1; $(RACE_COMMAND) || failed=1; \
	$(GO) test -timeout 60m ./internal/generator/build ./internal/importing/office $(OUTSIDE) || failed=1; \
	exit $$failed
else
	$(GO) test -timeout 60m $(PACKAGES) $(OUTSIDE)
endif

# Publishing to OpenSSH, vsftpd and an S3 gateway, all on loopback.
test-deploy:
	sh test/deploy/install.sh
	LOA_TEST_DEPLOY=all $(GO) test ./test/deploy

# A network on a real Slurm cluster on loopback; as root.
test-network:
	sh test/network/install.sh
	sh test/network/slurm.sh 500

# A module of its own: the libraries of Git hosts are none of Loa's.
test-hostapi:
	cd test/hostapi && $(GO) test ./...

chromium:
	@sh test/browser/install.sh

race:
	$(RACE_PACKAGES)
	$(RACE_COMMAND)

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt would change these files"; exit 1; }
	$(GO) vet ./...
	GOOS=windows $(GO) vet ./...
	GOOS=darwin $(GO) vet ./...
	$(GO) tool staticcheck ./...

# The project's own site: written as loa fmt writes, built twice and compared, then
# built again on top: the second build writes nothing.
site:
	$(GO) run ./cmd/loa fmt --check
	sh test/twice.sh

bench:
	$(GO) run -pgo=cmd/loa/default.pgo ./test/bench
	$(GO) run -pgo=cmd/loa/default.pgo ./test/bench -edits 10000
	$(GO) run -pgo=cmd/loa/default.pgo ./test/bench -hugo 10000
	$(GO) run -pgo=cmd/loa/default.pgo ./test/bench -reach 10000000
	$(GO) run -pgo=cmd/loa/default.pgo ./test/bench -scripts 10000
	$(GO) test ./test/browser -run 'TestSite/search_questions' -count=1 -v

profile:
	sh test/profile.sh

preview:
	$(GO) run ./test/preview

# Every package that reads what authors write, and the program itself: without it Go
# keeps no counters.
COUNTED = loa/test/growth/steps,loa/internal/...,github.com/yuin/goldmark/...,github.com/BurntSushi/toml/...,github.com/goccy/go-yaml/...,golang.org/x/net/html,encoding/csv,encoding/json,encoding/xml,text/template/...,html/template,strings,bytes,regexp,regexp/syntax,archive/zip
growth:
	@work=$$(mktemp -d) && trap 'rm -r "$$work"' EXIT && GOCOVERDIR=$$work && export GOCOVERDIR && \
		$(GO) build -cover -covermode=atomic -coverpkg=$(COUNTED) -o "$$work/steps" ./test/growth/steps && "$$work/steps" $(ROWS)

docs:
	$(GO) test ./internal/base/problem ./internal/cli ./internal/generator/content -run TestReference -update
	$(GO) test ./test -run TestThemeGuide -update

shots:
	$(GO) run ./cmd/loa build --out shots/public --quiet
	$(GO) run ./test/shots -public shots/public -out shots

richtext:
	cd internal/desk/newsroom/richtext && npm ci --ignore-scripts --no-audit --no-fund
	GO="$(GO)" sh internal/desk/newsroom/richtext/bundle.sh ../files

release:
	rm -rf dist
	$(GO) run ./cmd/release -out dist $(if $(SIGN),-authenticode "$(SIGN)") $(if $(TIMESTAMP),-timestamp "$(TIMESTAMP)")

# The packages that touch files, and the day of an officer, as Windows programs under
# Wine. Without Wine it says so and does nothing.
test-windows:
	sh test/windows/packages.sh
	sh test/windows/day.sh

FUZZTIME ?= 60s
fuzz:
	sh test/fuzz.sh $(FUZZTIME)
