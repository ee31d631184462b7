//go:build !unix

package output

// noFollow makes opening a symbolic link fail, where that can be asked for.
const noFollow = 0
