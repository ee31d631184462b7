package watch

import (
	"fmt"
	"syscall"
)

// networkDrive tells whether a folder lies on a drive that others change without
// inotify's knowing; statfs(2) lists the numbers. The drives of Windows, seen from
// Linux inside it (WSL), are 9p.
func networkDrive(dir string) error {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return nil // who lists the folder will see what is wrong
	}
	kinds := map[uint32]string{0x6969: "nfs", 0x517b: "smb", 0xfe534d42: "smb", 0xff534d42: "cifs", 0x01021997: "9p"}
	if kind, ok := kinds[uint32(st.Type)]; ok {
		return fmt.Errorf("%w (%s)", ErrNetwork, kind)
	}
	return nil
}
