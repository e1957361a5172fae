package hosting

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
)

// IIS writes web.config, which lies at the site's root. It has only sections
// that IIS leaves to sites: a locked one is an error for every page (500.19). A
// type that the server has already is an error, too, so that each is removed
// before it is added. Old addresses work where “HTTP Redirection” is installed;
// elsewhere the page at the old address leads on.
func IIS(f Facts) []byte { return webConfig(f, false) }

// IISRewrite writes web.config for a server with the module “URL Rewrite”, which knows queries:
// /tin.aspx?id=12 of the portal before leads on, too. A server without the module answers
// every page with 500.19.
func IISRewrite(f Facts) []byte { return webConfig(f, true) }

func webConfig(f Facts, rewrite bool) []byte {
	var b strings.Builder
	line := func(form string, args ...any) { fmt.Fprintf(&b, form+"\n", args...) }
	line(`<?xml version="1.0" encoding="utf-8"?>`)
	line(`<!-- Written by Loa; it is replaced with each release. -->`)
	line(`<configuration>`)
	line(`<system.webServer>`)
	line(`<defaultDocument enabled="true"><files><clear /><add value="index.html" /></files></defaultDocument>`)
	line(`<directoryBrowse enabled="false" />`)
	line(`<staticContent>`)
	for _, t := range mediaTypes {
		line(`<remove fileExtension=".%s" /><mimeMap fileExtension=".%s" mimeType=%s />`, t.Ending, t.Ending, quoted(t.Type))
	}
	line(`<clientCache cacheControlMode="DisableCache" />`)
	line(`</staticContent>`)
	line(`<httpErrors errorMode="Custom" existingResponse="Auto"><remove statusCode="404" subStatusCode="-1" /><error statusCode="404" path=%s responseMode="ExecuteURL" /></httpErrors>`, quoted(f.Root+f.Errors[0].Page))
	line(`<httpProtocol><customHeaders>`)
	line(`<remove name="X-Powered-By" />`)
	for _, h := range append([]header{f.policy()}, protection...) {
		line(`<remove name="%s" /><add name="%s" value=%s />`, h.Name, h.Name, quoted(h.Value))
	}
	line(`</customHeaders></httpProtocol>`)
	line(`<security><requestFiltering><hiddenSegments><remove segment="_loa" /><add segment="_loa" /></hiddenSegments></requestFiltering></security>`)
	line(`<urlCompression doStaticCompression="true" />`)
	if rewrite {
		iisRules(f, line)
	}
	line(`</system.webServer>`)
	line(`<location path="assets"><system.webServer><staticContent><clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable" /></staticContent></system.webServer></location>`)
	for _, e := range f.Errors[1:] {
		line(`<location path=%s><system.webServer><httpErrors><remove statusCode="404" subStatusCode="-1" /><error statusCode="404" path=%s responseMode="ExecuteURL" /></httpErrors></system.webServer></location>`,
			quoted(strings.TrimSuffix(e.Prefix, "/")), quoted(f.Root+e.Page))
	}
	for _, path := range f.Sandboxed {
		line(`<location path=%s><system.webServer><httpProtocol><customHeaders><remove name="Content-Security-Policy" /><add name="Content-Security-Policy" value=%s /></customHeaders></httpProtocol></system.webServer></location>`,
			quoted(path), quoted(foreign))
	}
	for _, m := range f.Moves {
		if m.Query == "" && !rewrite { // a location knows no query
			line(`<location path=%s><system.webServer><httpRedirect enabled="true" destination=%s exactDestination="true" httpResponseStatus="Permanent" /></system.webServer></location>`,
				quoted(m.Path), quoted(f.Root+m.To))
		}
	}
	line(`</configuration>`)
	return []byte(b.String())
}

// iisRules are rules of “URL Rewrite” for old addresses. Patterns are of ECMAScript, which the module reads by
// default; it compares paths below the folder of web.config, decoded, and queries as they were sent.
func iisRules(f Facts, line func(string, ...any)) {
	line(`<rewrite><rules>`)
	for i, m := range f.Moves {
		line(`<rule name="loa-%d" stopProcessing="true"><match url=%s />`, i+1, quoted("^"+regexp.QuoteMeta(m.Path)+"/?$"))
		if m.Query != "" {
			line(`<conditions><add input="{QUERY_STRING}" pattern=%s /></conditions>`, quoted(m.among()))
		}
		line(`<action type="Redirect" url=%s appendQueryString="false" redirectType="Permanent" /></rule>`, quoted(f.Root+m.To))
	}
	line(`</rules></rewrite>`)
}

// quoted is a value as an XML attribute.
func quoted(value string) string {
	var b strings.Builder
	b.WriteByte('"')
	xml.EscapeText(&b, []byte(value)) // to memory
	b.WriteByte('"')
	return b.String()
}
