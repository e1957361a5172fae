package speech

import (
	"fmt"
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// run runs a command whose context and streams are set. The processes that the program
// starts end with it, or with its context: they belong to one job, which ends all of its
// processes when it is closed. The program is halted until it belongs to the job, so that
// nothing it starts escapes.
func run(command *exec.Cmd) error {
	job, err := newJob()
	if err != nil {
		return err
	}
	defer windows.CloseHandle(job)
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_SUSPENDED}
	command.Cancel = func() error { return windows.TerminateJobObject(job, 1) }
	if err := command.Start(); err != nil {
		return err
	}
	if err := release(uint32(command.Process.Pid), job); err != nil {
		_ = command.Process.Kill()
		_ = command.Wait()
		return err
	}
	err = command.Wait()
	_ = windows.TerminateJobObject(job, 1)
	return err
}

// newJob is a job whose processes end when its last handle is closed, also when Loa itself
// is ended.
func newJob() (windows.Handle, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return 0, fmt.Errorf("a job for the program that speaks: %w", err)
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE}}
	if _, err := windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits))); err != nil {
		windows.CloseHandle(job)
		return 0, fmt.Errorf("a job for the program that speaks: %w", err)
	}
	return job, nil
}

// release puts a halted process into a job and lets it go on.
func release(pid uint32, job windows.Handle) error {
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, pid)
	if err != nil {
		return fmt.Errorf("the program that speaks: %w", err)
	}
	defer windows.CloseHandle(process)
	if err := windows.AssignProcessToJobObject(job, process); err != nil {
		return fmt.Errorf("the program that speaks, in its job: %w", err)
	}
	return resume(pid)
}

// resume lets the threads of a process go on: the one with which it began.
func resume(pid uint32) error {
	all, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPTHREAD, 0)
	if err != nil {
		return fmt.Errorf("the threads of the program that speaks: %w", err)
	}
	defer windows.CloseHandle(all)
	entry := windows.ThreadEntry32{Size: uint32(unsafe.Sizeof(windows.ThreadEntry32{}))}
	resumed := false
	for err = windows.Thread32First(all, &entry); err == nil; err = windows.Thread32Next(all, &entry) {
		if entry.OwnerProcessID != pid {
			continue
		}
		thread, err := windows.OpenThread(windows.THREAD_SUSPEND_RESUME, false, entry.ThreadID)
		if err != nil {
			return fmt.Errorf("a thread of the program that speaks: %w", err)
		}
		_, err = windows.ResumeThread(thread)
		windows.CloseHandle(thread)
		if err != nil {
			return fmt.Errorf("a thread of the program that speaks: %w", err)
		}
		resumed = true
	}
	if !resumed {
		return fmt.Errorf("the program that speaks has no thread: %w", err)
	}
	return nil
}
