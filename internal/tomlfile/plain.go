package tomlfile

func parsePlain(text []byte) (map[string]any, bool) { return nil, false }
