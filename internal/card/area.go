package card

import "slices"

// one is the steps of an area's grid to a pixel.
const one = 1024

// wholePixel is the area of a pixel in half squares of the grid.
const wholePixel = 2 * one * one

// point is a place on the grid.
type point struct{ x, y int }

// area finds how much of each pixel closed outlines cover. It reckons in
// integers: floats would be rounded otherwise on machines where the compiler
// fuses multiplications and additions, and cards would differ.
type area struct {
	w, h int
	pen  point
	// cells has w+2 values a row: how much more of a pixel is covered than of
	// the one to its left.
	cells []int
}

// reset empties the area. Outlines must stay within w x h pixels.
func (a *area) reset(w, h int) {
	a.w, a.h, a.pen = w, h, point{}
	n := (w + 2) * h
	a.cells = slices.Grow(a.cells[:0], n)[:n]
	clear(a.cells)
}

func (a *area) moveTo(p point) { a.pen = p }

// quadTo draws a quadratic curve as lines that leave it by no more than a
// 64th of a pixel.
func (a *area) quadTo(q, r point) {
	p := a.pen
	// The curve leaves its chord by a quarter of this, n parts of it by a
	// quarter of a square of n.
	bend := max(distance(p.x+r.x, 2*q.x), distance(p.y+r.y, 2*q.y))
	n := 1
	for n*n*one < 16*bend {
		n++
	}
	for i := 1; i < n; i++ {
		u, v, w := (n-i)*(n-i), 2*(n-i)*i, i*i
		a.lineTo(point{(u*p.x + v*q.x + w*r.x) / (n * n), (u*p.y + v*q.y + w*r.y) / (n * n)})
	}
	a.lineTo(r)
}

func distance(a, b int) int { return max(a-b, b-a) }

// lineTo adds what lies between the line and the right side; down adds, up
// takes away.
func (a *area) lineTo(p point) {
	from, to, sign := a.pen, p, 1
	if a.pen = p; from.y > to.y {
		from, to, sign = to, from, -1
	}
	x := from.x
	for y := from.y; y < to.y; {
		row := y / one
		next := min((row+1)*one, to.y)
		end := from.x + int(int64(to.x-from.x)*int64(next-from.y)/int64(to.y-from.y))
		a.inRow(a.cells[row*(a.w+2):(row+1)*(a.w+2)], min(x, end), max(x, end), sign*(next-y))
		x, y = end, next
	}
}

// inRow adds a line that goes from left to right, down by high.
func (a *area) inRow(cells []int, left, right, high int) {
	done := 0
	for x := left; ; {
		cell := x / one
		next := min((cell+1)*one, right)
		part := high - done
		if next < right {
			part = high*(next-left)/(right-left) - done
		}
		beyond := part * (x + next - 2*cell*one) // of the pixel, left of the line
		cells[cell] += part*2*one - beyond
		cells[cell+1] += beyond
		if next == right {
			return
		}
		x, done = next, done+part
	}
}

// levels gives for each pixel how much of it is covered, from 0 to most.
// Outlines that turn the same way may overlap.
func (a *area) levels(most int) []uint8 {
	pix := make([]uint8, 0, a.w*a.h)
	for y := range a.h {
		sum := 0
		for _, c := range a.cells[y*(a.w+2):][:a.w] {
			sum += c
			pix = append(pix, uint8((min(distance(sum, 0), wholePixel)*most+wholePixel/2)/wholePixel))
		}
	}
	return pix
}
