// Package minify is the one door to the minifier, tdewolff/minify.
package minify
