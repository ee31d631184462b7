package scaffold

import (
	"cmp"
	"fmt"

	"bantin/internal/viet"
)

// Kind is what an entry is; its value is its folder below content/.
type Kind string

// The kinds of entries.
const (
	Topics    Kind = "topics"
	Units     Kind = "units"
	Campaigns Kind = "campaigns"
)

// Entry is what is known of a new topic, unit or campaign.
type Entry struct {
	Kind  Kind
	Title string
	// ID is the name of its file; "" for one from Short or the title.
	ID, Short string
	Order     int // 0: none
	// From and To are days; zero for none. A campaign must have From.
	From, To viet.Moment
}

func (e *Entry) id() string { return cmp.Or(e.ID, viet.Slug(e.Short), viet.Slug(e.Title)) }

// File is where a new entry goes.
func (e *Entry) File() string { return "content/" + string(e.Kind) + "/" + e.id() + ".md" }

// WriteEntry writes a new topic, unit or campaign and gives its file. The error
// is a *NameError, a *TakenError, a *RefusedError, or the environment's; then nothing was written.
func (d *Desk) WriteEntry(e *Entry) (file string, err error) {
	if err := checkName(e.id()); err != nil {
		return "", err
	}
	s, err := d.newStage()
	if err != nil {
		return "", err
	}
	defer s.remove()
	file = e.File()
	if err := s.write(file, d.entryText(e)); err != nil {
		return "", err
	}
	if other, err := d.lookFor(file); err != nil {
		return "", err
	} else if other != "" {
		return "", &TakenError{other}
	}
	if err := s.check(file); err != nil {
		return "", err
	}
	return file, s.place(file)
}

// entryText is the file of a new entry.
func (d *Desk) entryText(e *Entry) []byte {
	w, zone := d.words(), d.Site.Now.Location()
	s := new(sheet)
	s.WriteString("---\n")
	s.text("title", e.Title)
	if e.Short != "" {
		s.text("short", e.Short)
	}
	if e.Order > 0 {
		s.key("order", fmt.Sprint(e.Order), "")
	}
	from := ""
	if !e.From.IsZero() {
		from = stamp(viet.Moment{Time: e.From.In(zone), DateOnly: true}, zone)
		s.key("from", from, "")
	}
	if !e.To.IsZero() {
		s.key("to", stamp(viet.Moment{Time: e.To.In(zone), DateOnly: true}, zone), "")
	}
	s.WriteByte('\n')
	s.hints(w.how)
	if e.Short == "" {
		s.hints(w.short)
	}
	if e.Order == 0 {
		s.hints(w.order)
	}
	s.hints(w.aliases)
	s.hints(w.description)
	switch e.Kind {
	case Units:
		s.hints(w.unit...)
	case Campaigns:
		s.hints(w.phases...)
		s.hints("    from: " + from)
		s.hints(w.basis...)
		if metrics := d.Site.Vocabulary.Metrics; len(metrics) > 0 {
			m := metrics[min(1, len(metrics)-1)]
			s.hints(w.target[0], fmt.Sprintf(w.target[1], m.ID, remark(m.Title)), w.target[2])
		}
	}
	s.WriteString("---\n")
	return []byte(s.String())
}
