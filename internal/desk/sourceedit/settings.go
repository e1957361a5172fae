package sourceedit

import "fmt"

// Settings is the file of the site's settings. It is no text: Read and Write refuse it, so
// that no form of a text can name it.
const Settings = "site.toml"

// ReadSettings reads the settings.
func (f *Folder) ReadSettings() ([]byte, error) { return f.disk.ReadFile(f.root, Settings) }

// WriteSettings replaces the settings as Write does a text; what was there is kept as a
// version. A link, also one to a file of the site, is not written through.
func (f *Folder) WriteSettings(sum string, data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if info, err := f.root.Lstat(Settings); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s: %w", Settings, ErrPlace)
	}
	return f.replace(f.root, Settings, Settings, sum, data, f.Who)
}
