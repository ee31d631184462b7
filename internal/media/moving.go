package media

// Moving tells whether a picture is animated: a GIF of more than one frame, a
// PNG with animation control, an animated WebP. data is the whole file; of a damaged one
// what came before the damage counts.
func Moving(data []byte, f Format) bool {
	switch f {
	case GIF:
		return gifFrames(data, 2) > 1
	case PNG:
		for kind := range pngChunks(data) {
			switch kind {
			case "acTL":
				return true
			case "IDAT": // it has to come before
				return false
			}
		}
	case WebP:
		return webpHas(data, webpFlagMoving)
	}
	return false
}

// gifFrames counts frames, at most the given number.
func gifFrames(data []byte, most int) int {
	i, ok := gifHeader(data)
	if !ok {
		return 0
	}
	n := 0
	for i < len(data) && n < most {
		end := 0
		switch data[i] {
		case '!':
			end, _ = extension(data, i)
		case ',':
			end = frame(data, i)
			n++
		}
		if end <= 0 {
			break
		}
		i = end
	}
	return n
}

// Frames counts the pictures of an animated one, at most one more than the given number: 1 for all others.
func Frames(data []byte, f Format, most int) int {
	n := 0
	count := func(kind, frame string) bool {
		if kind == frame {
			n++
		}
		return n <= most
	}
	switch f {
	case GIF:
		n = gifFrames(data, most+1)
	case PNG:
		for kind := range pngChunks(data) {
			if !count(kind, "fcTL") {
				break
			}
		}
	case WebP:
		for kind := range webpChunks(data) {
			if !count(kind, "ANMF") {
				break
			}
		}
	}
	return max(n, 1)
}
