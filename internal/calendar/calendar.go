// Package calendar knows events, repeats, lunar days, month grids and ICS, and knows no pages.
package calendar
