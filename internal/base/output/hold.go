package output

// Hold takes a file as a lock for this process until release is called or the
// process ends, however it ends. It reports false if another process has it.
func Hold(name string) (release func() error, free bool, err error) { return lock(name) }
