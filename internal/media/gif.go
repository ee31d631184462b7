package media

import "bytes"

// stripGIF keeps frames, their timing and the loop count (GIF89a).
func stripGIF(w *bytes.Buffer, data []byte) error {
	i, ok := gifHeader(data)
	if !ok {
		return errDamaged
	}
	w.Write(data[:i])
	for i < len(data) {
		end, keep := 0, true
		switch data[i] {
		case ';':
			w.WriteByte(';')
			return nil
		case '!':
			end, keep = extension(data, i)
		case ',':
			end = frame(data, i)
		}
		if end <= 0 {
			break
		}
		if keep {
			w.Write(data[i:end])
		}
		i = end
	}
	w.WriteByte(';')
	return errDamaged
}

// gifHeader is where the blocks begin: after the screen's size and the global colours.
func gifHeader(data []byte) (int, bool) {
	if len(data) < 13 {
		return 0, false
	}
	n := 13 + colours(data[10])
	return n, n <= len(data)
}

// colours is the size in bytes of the colour table that the flags announce.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// extension finds the end of the extension block at i (0: cut off) and whether it may stay.
func extension(data []byte, i int) (end int, keep bool) {
	if i+2 >= len(data) {
		return 0, false
	}
	switch data[i+1] {
	case 0xf9, 0x01: // timing; text drawn as a frame
		keep = true
	case 0xff:
		name := data[i+2 : min(i+14, len(data))]
		keep = string(name) == "\x0bNETSCAPE2.0" || string(name) == "\x0bANIMEXTS1.0"
	}
	return subBlocks(data, i+2), keep
}

// frame finds the end of the picture at i; 0 when it is cut off.
func frame(data []byte, i int) int {
	if i+10 >= len(data) {
		return 0
	}
	return subBlocks(data, i+10+colours(data[i+9])+1) // 1: the LZW code size
}

// subBlocks finds the end of the chain of blocks at i; 0 when it is cut off.
func subBlocks(data []byte, i int) int {
	for i < len(data) {
		n := int(data[i])
		i += n + 1
		if n == 0 {
			return i
		}
	}
	return 0
}
