package site

import "slices"

// gathering answers what belongs together, asked once for all pages of an
// edition: which page a document's number leads to, what took its place, and
// what belongs to a campaign.
type gathering struct {
	numbers  map[string]*Page
	replaced map[string]*Page
	members  map[string][]*Page // by the campaign's key
	campaign []*Page            // every campaign, the latest first
	cited    map[string][]*Page // the pages whose text cites a number
}

func gather(e *Edition) gathering {
	g := gathering{numbers: map[string]*Page{}, replaced: map[string]*Page{}, members: map[string][]*Page{}, cited: map[string][]*Page{}}
	for _, p := range e.Entries {
		if d := p.Entry.Document; d != nil {
			if g.numbers[d.Number] == nil {
				g.numbers[d.Number] = p
			}
			if d.Replaces != "" {
				g.replaced[d.Replaces] = p
			}
		}
		if p.Kind == Campaign {
			g.campaign = append(g.campaign, p)
		}
		if key := p.Values().Campaign.Path; key != "" {
			g.members[key] = append(g.members[key], p)
		}
	}
	for _, p := range e.Pages {
		if p.Entry != nil {
			for _, number := range p.Entry.Cites() {
				g.cited[number] = append(g.cited[number], p)
			}
		}
	}
	slices.SortStableFunc(g.campaign, func(a, b *Page) int {
		zone := e.site.Settings.Zone
		return b.Entry.Campaign.Own.Start.In(zone).Compare(a.Entry.Campaign.Own.Start.In(zone))
	})
	return g
}

// DocumentPage finds the page of a document by its number; nil if none.
func (e *Edition) DocumentPage(number string) *Page { return e.gathered.numbers[number] }

// ReplacedBy finds the document that took the place of a number; nil if none.
func (e *Edition) ReplacedBy(number string) *Page { return e.gathered.replaced[number] }

// Campaigns are all campaigns, the latest first.
func (e *Edition) Campaigns() []*Page { return e.gathered.campaign }

// Members are the pages that belong to a campaign, in list order.
func (p *Page) Members() []*Page { return p.Edition.gathered.members[p.Key] }

// CitedBy lists the pages whose text cites the document of a page.
func (p *Page) CitedBy() []*Page { return p.Edition.gathered.cited[p.Entry.Document.Number] }
