// Package schema describes the files of a site as JSON Schemas, with the site's
// own topics, units, campaigns, kinds and metrics, so that an editor offers
// them while someone writes and marks what the build would refuse.
//
// The schemas are of draft 7: that is what the language servers of editors read
// in full (later drafts they read in part). They are made for YAML, whose plain 1.250 is a number to a schema
// and 1250 to the site; so they let pass a few mistakes that the build finds:
// 1.25, a name of no file, a day that no month has. What they refuse the build refuses or
// warns of, with one exception: names are compared as they are written, or but for case and spaces; hoà and hòa are not one.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"

	"bantin/internal/content"
	"bantin/internal/site"
)

// Roles are the files that there are schemas of, in the order of the help.
func Roles() []content.Role {
	return []content.Role{
		content.PostRole, content.TopicRole, content.UnitRole, content.CampaignRole, content.PageRole,
		content.SettingsRole, content.CalendarRole, content.AbbreviationsRole, content.VocabularyRole,
	}
}

// JSON gives the schema of the front matter, or the YAML, of one kind of files of a
// site: the same bytes for the same names. Titles and descriptions are in the site's language. It panics on a role that is none of Roles.
func JSON(s *site.Site, role content.Role) []byte {
	b := &builder{site: s, english: s.Settings.Language == "en", keys: content.Keys()}
	root := b.file(role)
	root = append(object{
		{"$schema", "http://json-schema.org/draft-07/schema#"},
		{"title", b.say(fileTitles[role])},
	}, root...)
	if definitions := b.definitions(); len(definitions) > 0 {
		root = append(root, member{"definitions", definitions})
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		panic(err) // there is nothing in it that JSON cannot hold
	}
	return out.Bytes()
}

// member is a key of a JSON object with its value.
type member struct {
	key   string
	value any
}

// object is a JSON object whose keys keep their order.
type object []member

// MarshalJSON implements json.Marshaler.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{m.key, m.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			if err := e.Encode(v); err != nil {
				return nil, fmt.Errorf("%s: %w", m.key, err)
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// text is a text in both languages.
type text struct{ vi, en string }

// builder makes the schema of one kind of files.
type builder struct {
	site    *site.Site
	english bool
	keys    map[string][]string
	// used are the definitions that are referred to, in that order.
	used []string
}

func (b *builder) say(t text) string {
	if b.english {
		return t.en
	}
	return t.vi
}

// ref refers to a definition.
func (b *builder) ref(name string) object {
	known := false
	for _, u := range b.used {
		known = known || u == name
	}
	if !known {
		b.used = append(b.used, name)
	}
	return object{{"$ref", "#/definitions/" + name}}
}

// definitions gives all that are referred to; each may refer to others.
func (b *builder) definitions() object {
	var all object
	for i := 0; i < len(b.used); i++ {
		all = append(all, member{b.used[i], b.definition(b.used[i])})
	}
	return all
}

// file gives the schema of a whole file.
func (b *builder) file(role content.Role) object {
	switch role {
	case content.CalendarRole:
		return object{{"type", "array"}, {"items", b.mapOf(string(role))}}
	case content.AbbreviationsRole:
		return object{
			{"type", "object"}, {"propertyNames", object{{"pattern", aLetter}, {"maxLength", 30}}},
			{"additionalProperties", oneOrList(object{{"type", []string{"string", "null"}}, {"pattern", aLetter}, {"maxLength", 200}})},
		}
	}
	o := b.mapOf(string(role))
	if role == content.PostRole {
		o = append(o, member{"allOf", b.formNeeds()})
	}
	return o
}

// mapOf gives the schema of one of the maps of content.Keys.
func (b *builder) mapOf(name string) object {
	rows := tables[name]
	var properties object
	for _, key := range b.keys[name] {
		row, ok := rows[key]
		if !ok {
			panic("schema: nothing is said of " + name + "." + key)
		}
		value := row.value(b)
		properties = append(properties, member{key, append(object{{"description", b.say(row.text)}}, value...)})
	}
	unknown := b.site.Settings.UnknownKeys == "ignore"
	if name == "activity" {
		unknown = false
		for _, m := range b.site.Vocabulary.Metrics {
			properties = append(properties, member{m.ID, b.metric(&m)})
		}
	}
	o := object{{"type", "object"}, {"properties", properties}}
	if need := required[name]; need != nil {
		o = append(o, member{"required", need})
	}
	return append(o, member{"additionalProperties", unknown})
}

// metric gives the schema of a number of an activity.
func (b *builder) metric(m *content.MetricDef) object {
	description := m.Title
	if m.Unit != "" {
		description += " (" + m.Unit + ")"
	}
	return append(object{{"title", m.Title}, {"description", description}}, b.all("count")...)
}

// all refers to a definition beside which other keywords stand: in draft 7 they
// would be of no effect beside $ref.
func (b *builder) all(name string) object { return object{{"allOf", []object{b.ref(name)}}} }

// formNeeds says what some forms of a post need, and that a cover needs its words.
func (b *builder) formNeeds() []object {
	given := func(key string, value any) object {
		return object{{"properties", object{{key, value}}}, {"required", []string{key}}}
	}
	form := func(forms ...content.Form) object {
		var words []string
		for _, f := range forms {
			words = append(append(words, f.ID()), content.FormNames(f)...)
		}
		return given("form", object{{"enum", words}})
	}
	then := func(when object, key string) object {
		return object{{"if", when}, {"then", object{{"required", []string{key}}}}}
	}
	return []object{
		then(form(content.Photos, content.Infographic), "images"),
		then(form(content.VideoForm), "video"),
		then(given("cover", object{{"type", "string"}}), "cover_alt"),
	}
}
