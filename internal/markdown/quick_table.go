package markdown

import (
	"bytes"

	"bantin/internal/limits"
)

// table writes the table whose head is the line from pos to end.
func (q *quick) table(pos, end int) int {
	head := q.src[pos:end]
	rule := min(end+1, len(q.src))
	end = q.lineEnd(rule)
	columns := readRule(q.src[rule:end])
	if q.tables > 0 || columns == nil || !isRow(head, len(columns)) {
		q.odd = true
		return pos
	}
	q.openTable(1)
	q.write("<thead>\n")
	q.cells(pos, columns, true)
	q.write("</thead>\n")
	body := false
	next := min(end+1, len(q.src))
	for next < len(q.src) && !q.odd {
		pos, end = next, q.lineEnd(next)
		kind, _ := kindOf(q.src[pos:end])
		if kind == blankLine {
			break
		}
		if !isRow(q.src[pos:end], len(columns)) || isRule(q.src[pos:end]) {
			q.odd = true
			break
		}
		if !body {
			q.write("<tbody>\n")
			body = true
		}
		q.cells(pos, columns, false)
		next = min(end+1, len(q.src))
	}
	if body {
		q.write("</tbody>\n")
	}
	q.write("</table></div>\n")
	q.odd = q.odd || q.cellCount > limits.Cells
	return next
}

// isRow tells whether a line is a row of n cells between strokes.
func isRow(line []byte, n int) bool {
	line = bytes.TrimRight(line, " ")
	return len(line) > 1 && line[0] == '|' && line[len(line)-1] == '|' && bytes.Count(line, []byte{'|'}) == n+1
}

// readRule reads the line under a table's head: whether its columns are aligned to the right.
// It gives nil when the line is none, or a doubtful one.
func readRule(line []byte) (right []bool) {
	n := bytes.Count(line, []byte{'|'}) - 1
	if n < 1 || !isRow(line, n) {
		return nil
	}
	line = bytes.TrimRight(line, " ")
	for cell := range bytes.SplitSeq(line[1:len(line)-1], []byte{'|'}) {
		cell = bytes.Trim(cell, " ")
		dashes := bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte{':'}), []byte{':'})
		if len(dashes) == 0 || bytes.Count(dashes, []byte{'-'}) < len(dashes) {
			return nil
		}
		right = append(right, cell[0] == '-' && cell[len(cell)-1] == ':')
	}
	return right
}

// cells writes the row at pos.
func (q *quick) cells(pos int, right []bool, head bool) {
	q.write("<tr>")
	for _, right := range right {
		pos++ // the stroke
		end := pos + bytes.IndexByte(q.src[pos:], '|')
		q.begin(pos, end)
		if right && q.from == q.to { // goldmark may make such a cell without its column's alignment
			q.odd = true
			return
		}
		tag := q.openCell(head && q.from < q.to, right)
		q.words()
		q.write(tag)
		pos = end
	}
	q.write("</tr>\n")
}
