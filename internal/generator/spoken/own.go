package spoken

// Own are the forms that a site's data/spoken.toml has for a language: a table for each
// language, written form → said form. What is said may use the program's own forms, and
// is said by them; it cannot use the site's, so that none leads back to itself.
func Own(table any, language string) map[string]string {
	languages, _ := table.(map[string]any)
	forms, _ := languages[language].(map[string]any)
	if len(forms) == 0 || !Knows(language) {
		return nil
	}
	plain := New(language, nil)
	own := make(map[string]string, len(forms))
	for written, said := range forms {
		if text, ok := said.(string); ok && written != "" {
			own[written], _ = plain.Say(text)
		}
	}
	return own
}
