package schema

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// The forms of dates; the day stands before the month.
const (
	day          = `(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})`
	clock        = `(?:(?:[Tt]|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?\s*(?:[Zz]|[+-]\d{1,2}(?::?\d{2})?)?)?`
	datePattern  = `^\s*` + day + clock + `\s*$`
	daysPattern  = `^\s*(?:\d{1,2}(?:[-/.]\d{1,2}){0,2}\s*[–—-]\s*)?` + day + clock + `\s*$`
	countPattern = `^\s*(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:\s\d{3})+)\s*$`
)

// definition gives what a name of ref stands for.
func (b *builder) definition(name string) object {
	optional := func(types ...string) member { return member{"type", append(types, "null")} }
	switch name {
	case "text":
		return object{optional("string", "number")}
	case "texts":
		return oneOrList(b.ref("text"))
	case "date":
		return object{optional("string"), {"pattern", datePattern}, {"examples", []string{"2021-05-27", "2021-05-27 08:30"}}}
	case "days":
		return object{optional("string"), {"pattern", daysPattern}, {"examples", []string{"2021-04-15", "23–25/4/2021"}}}
	case "dates":
		return oneOrList(b.ref("date"))
	case "count":
		return object{optional("number", "string"), {"minimum", 0}, {"pattern", countPattern}}
	case "bool":
		return object{optional("boolean", "string"), {"pattern", `^\s*(?:` + anyCase("true", "false", "yes", "no", "có", "không") + `)\s*$`}}
	case "address":
		return object{optional("string"), {"pattern", `^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/]`}}
	case "picture":
		return object{optional("string"), {"pattern", `(?:` + anyCase(content.FileTypes(true)...) + `)\s*$`}}
	case "file":
		return object{optional("string"), {"pattern", `(?:` + anyCase(content.FileTypes(false)...) + `)\s*$`}}
	case "form":
		return b.form()
	case "topic", "unit", "campaign", "kind":
		return b.choice(b.named(name))
	case "topics":
		return oneOrList(b.ref("topic"))
	case "units":
		return oneOrList(b.ref("unit"))
	case "metric", "metrics":
		return b.metrics(name)
	}
	return b.mapOf(strings.TrimSuffix(name, "-entry"))
}

// oneOrList is a value or a list of such.
func oneOrList(value object) object {
	return object{{"anyOf", []object{value, {{"type", "array"}, {"items", value}}}}}
}

// anyCase gives a pattern for words in any case.
func anyCase(words ...string) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = nameClass(w)
	}
	return strings.Join(all, "|")
}

// nameClass gives a pattern for a name in any case, its spaces of any number.
func nameClass(name string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(name), " ") {
		lower, upper := unicode.ToLower(r), unicode.ToUpper(r)
		switch {
		case r == ' ':
			b.WriteString(`\s*`)
		case lower != upper:
			b.WriteString("[" + string(lower) + string(upper) + "]")
		case r == '-' || r == '/': // regexp escapes what only Go's own syntax needs
			b.WriteRune(r)
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return b.String()
}

// thing is something that front matter names.
type thing struct {
	id, title string
	others    []string // short and other names
}

// named gives the topics, units, campaigns or kinds of the site in the order of its lists.
func (b *builder) named(what string) (all []thing) {
	add := func(m *content.Meta) {
		t := thing{id: m.ID, title: m.Title, others: []string{m.Title, m.Short}}
		for _, a := range m.Aliases {
			if !strings.HasPrefix(a.Text, "/") {
				t.others = append(t.others, a.Text)
			}
		}
		all = append(all, t)
	}
	switch what {
	case "topic":
		for _, t := range b.site.Topics {
			add(&t.Meta)
		}
	case "unit":
		for _, u := range b.site.Units {
			add(&u.Meta)
		}
	case "campaign":
		for _, c := range b.site.Campaigns {
			add(&c.Meta)
		}
	case "kind":
		for _, k := range b.site.Vocabulary.Kinds {
			all = append(all, thing{id: k.ID, title: k.Title, others: []string{k.Title}})
		}
	}
	return all
}

// choice offers ids, each with what it stands for, and also takes the other
// names: those that one thing has alone.
func (b *builder) choice(things []thing) object {
	if len(things) == 0 {
		return object{{"type", []string{"string", "null"}}}
	}
	owners := make(map[string]string)
	shared := make(map[string]bool)
	for _, t := range things {
		for _, name := range t.others {
			key := viet.NameKey(name)
			if owner, ok := owners[key]; ok && owner != t.id {
				shared[key] = true
			}
			owners[key] = t.id
		}
	}
	var ids []object
	var names, classes []string
	for _, t := range things {
		ids = append(ids, object{{"const", t.id}, {"title", t.title}, {"description", strings.Join(distinct(t.others), " · ")}})
		for _, name := range append(distinct(t.others), t.id) {
			if key := viet.NameKey(name); key == "" || shared[key] && name != t.id {
				continue
			}
			if name != t.id && !slices.Contains(names, name) {
				names = append(names, name)
			}
			classes = append(classes, nameClass(name))
		}
	}
	slices.Sort(classes)
	if len(names) > 0 {
		ids = append(ids, object{{"enum", names}})
	}
	return object{{"anyOf", append(ids,
		object{{"type", "string"}, {"pattern", `^\s*(?:` + strings.Join(slices.Compact(classes), "|") + `)\s*$`}},
		object{{"type", "null"}},
	)}}
}

// distinct gives the texts that are not empty, each once.
func distinct(texts []string) (all []string) {
	for _, s := range texts {
		if s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// form offers the forms of a post.
func (b *builder) form() object {
	var all []thing
	for f := content.Form(0); f < content.NumForms; f++ {
		names := content.FormNames(f)
		all = append(all, thing{id: f.ID(), title: names[0], others: names})
	}
	return b.choice(all)
}

// metrics offers the ids of the vocabulary's metrics: one, or for the figures of
// the home page a list with what else is counted.
func (b *builder) metrics(name string) object {
	var ids []object
	for _, m := range b.site.Vocabulary.Metrics {
		ids = append(ids, object{{"const", m.ID}, {"title", m.Title}, {"description", m.Title}})
	}
	if name == "metric" {
		return object{{"anyOf", append(ids, object{{"type", "null"}})}}
	}
	ids = append(ids, object{{"const", "posts"}}, object{{"const", "activities"}}, object{{"const", "units"}})
	one := object{{"anyOf", append(ids, object{{"type", "null"}})}}
	return oneOrList(one)
}
