package render

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io"
	"io/fs"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"bantin/internal/compile"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// layouts are the templates of each kind of page, ready to execute.
type layouts struct {
	home, post, removed, page, list, gallery, topics, topic, units, unit, campaigns, campaign, models,
	activity, source, archive, search, missing, redirect, poster, board, bulletins, bulletin, meeting *layout
	// Pieces of pages, executed alone.
	head, header, footer, card, line, crumbs, deed, told *layout
}

// layout is a template, ready to execute.
type layout struct {
	name string // of its file
	html *template.Template
	fast *compile.Program // nil when html has to do it
	why  string           // fast is nil
}

// Execute writes a view, which is a pointer to a struct, or a slice.
func (l *layout) Execute(w *bytes.Buffer, view any) error {
	var err error
	if l.fast == nil {
		err = l.html.Execute(w, view)
	} else {
		err = l.fast.Execute(w, view)
	}
	if err != nil {
		return &LayoutError{badLayout(l.name, err)}
	}
	return nil
}

// LayoutError is a layout that has passed its trial and fails on the values of
// a page. It is a mistake of the layout's author.
type LayoutError struct{ Diagnostic diag.Diagnostic }

func (e *LayoutError) Error() string {
	return e.Diagnostic.File + ": " + strings.Join(e.Diagnostic.Args, " ")
}

// ReportLayout is the layout of a report, which is a page of its own and no part of the site: package official has it.
const ReportLayout = "report.html"

// LayoutProblem is the problem that an error of a layout stands for.
func LayoutProblem(name string, err error) diag.Diagnostic {
	if e := new(LayoutError); errors.As(err, &e) {
		return e.Diagnostic
	}
	return badLayout(name, err)
}

// catchLayoutError turns the panic of a piece into an error.
func catchLayoutError(err *error) {
	switch v := recover().(type) {
	case nil:
	case *LayoutError:
		*err = v
	default:
		panic(v)
	}
}

// sheet is a layout that is a page or a piece, with a zero value of what it is given.
type sheet struct {
	name string
	view any
	into **layout
}

// sheets lists all of them. Files that are not named here are partials, for all, but for ReportLayout.
func (l *layouts) sheets() []sheet {
	return []sheet{
		{"home.html", Home{}, &l.home}, {"post.html", Post{}, &l.post}, {"removed.html", Removed{}, &l.removed},
		{"page.html", Page{}, &l.page}, {"list.html", List{}, &l.list}, {"gallery.html", Gallery{}, &l.gallery},
		{"topics.html", Topics{}, &l.topics}, {"topic.html", Topic{}, &l.topic},
		{"units.html", Units{}, &l.units}, {"unit.html", Unit{}, &l.unit},
		{"campaigns.html", Campaigns{}, &l.campaigns}, {"campaign.html", Campaign{}, &l.campaign}, {"models.html", Models{}, &l.models},
		{"activity.html", Activity{}, &l.activity}, {"source.html", Source{}, &l.source}, {"archive.html", Archive{}, &l.archive},
		{"search.html", Search{}, &l.search},
		{"board.html", Board{}, &l.board},
		{"bulletins.html", Bulletins{}, &l.bulletins}, {"bulletin.html", Bulletin{}, &l.bulletin}, {"meeting.html", Meeting{}, &l.meeting},
		{"404.html", Missing{}, &l.missing}, {"redirect.html", Redirect{}, &l.redirect},
		{"poster.html", Poster{}, &l.poster},
		{"head.html", Head{}, &l.head}, {"header.html", Header{}, &l.header}, {"footer.html", Footer{}, &l.footer},
		{"card.html", Card{}, &l.card}, {"line.html", Card{}, &l.line}, {"crumbs.html", []Link(nil), &l.crumbs},
		{"deed.html", Deed{}, &l.deed}, {"told.html", Deed{}, &l.told},
	}
}

// framed tells whether a layout is put into base.html as its "main".
func framed(name string) bool {
	switch name {
	case "board.html", "bulletin.html", "meeting.html", "redirect.html", "poster.html", "head.html", "header.html", "footer.html", "card.html", "line.html", "crumbs.html", "deed.html", "told.html":
		return false
	}
	return true
}

// parseLayouts reads the templates and checks that each can be executed.
func (r *renderer) parseLayouts() ([]diag.Diagnostic, error) {
	names, err := fs.Glob(r.in.Layouts, "*.html")
	if err != nil {
		return nil, fmt.Errorf("layouts: %w", err)
	}
	sheets := r.layouts.sheets()
	pages := make(map[string]bool)
	for _, sh := range sheets {
		pages[sh.name] = framed(sh.name)
	}
	links := addresses(r.assets, r.s.Settings.Path)
	shared := template.New("").Funcs(r.funcs(links))
	var problems []diag.Diagnostic
	for _, name := range names {
		if pages[name] || name == ReportLayout {
			continue
		}
		if err := r.parse(shared, name); err != nil {
			problems = append(problems, badLayout(name, err))
		}
	}
	if len(problems) > 0 {
		return problems, nil
	}
	errs := make([]error, len(sheets))
	var work sync.WaitGroup
	for i, sh := range sheets {
		work.Go(func() { errs[i] = r.prepare(shared, sh, links) })
	}
	work.Wait()
	for i, err := range errs {
		if err != nil {
			problems = append(problems, badLayout(sheets[i].name, err))
		}
	}
	if len(problems) == 0 {
		post := r.layouts.post.html
		r.showsQR = mentions(post, post.Name(), ".QR", make(map[string]bool))
	}
	return problems, nil
}

// prepare makes one layout executable and tries it: with nothing, and with one of everything.
func (r *renderer) prepare(shared *template.Template, sh sheet, links map[string]compile.Func) error {
	set := template.New("").Funcs(r.funcs(links))
	root := sh.name
	if framed(sh.name) {
		if err := r.parse(set, sh.name); err != nil {
			return err
		}
		root = "base.html"
	}
	if err := takeOver(set, shared, root, make(map[string]bool)); err != nil {
		return err
	}
	t := set.Lookup(root)
	if t == nil {
		return fmt.Errorf("template: %s:1: no such layout", root)
	}
	foldWords(set, r.words)
	zero := reflect.New(reflect.TypeOf(sh.view))
	full := reflect.New(reflect.TypeOf(sh.view))
	fillSample(full.Elem(), 0)
	for _, v := range []reflect.Value{zero, full} {
		if err := t.Execute(io.Discard, v.Interface()); err != nil {
			return err
		}
	}
	l := &layout{name: sh.name, html: t}
	l.fast, l.why = compile.Template(set, root, reflect.TypeOf(sh.view), links)
	*sh.into = l
	return nil
}

// takeOver copies a template and those that it calls from the shared ones, unless the set has its own. (To
// clone all of them for each layout took a third of the time of building a small site.)
func takeOver(set, shared *template.Template, name string, seen map[string]bool) error {
	if seen[name] {
		return nil
	}
	seen[name] = true
	t := set.Lookup(name)
	if t == nil || t.Tree == nil || parse.IsEmptyTree(t.Tree.Root) { // what is empty does not replace, as where a file is parsed
		from := shared.Lookup(name)
		if from == nil || from.Tree == nil {
			return nil // whoever calls it is told
		}
		var err error
		if t, err = set.AddParseTree(name, from.Tree.Copy()); err != nil {
			return err
		}
	}
	var err error
	eachCall(t.Tree.Root, func(called string) {
		if err == nil {
			err = takeOver(set, shared, called, seen)
		}
	})
	return err
}

// eachCall finds the names of the templates that a list of nodes calls.
func eachCall(l *parse.ListNode, call func(name string)) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		if t, ok := n.(*parse.TemplateNode); ok {
			call(t.Name)
		}
		for _, inner := range branches(n) {
			eachCall(inner, call)
		}
	}
}

// branches are the lists of nodes inside a node.
func branches(n parse.Node) []*parse.ListNode {
	switch n := n.(type) {
	case *parse.IfNode:
		return []*parse.ListNode{n.List, n.ElseList}
	case *parse.RangeNode:
		return []*parse.ListNode{n.List, n.ElseList}
	case *parse.WithNode:
		return []*parse.ListNode{n.List, n.ElseList}
	}
	return nil
}

// mentions tells whether a template, or one that it calls, holds a text.
func mentions(set *template.Template, name, what string, seen map[string]bool) bool {
	t := set.Lookup(name)
	if seen[name] || t == nil || t.Tree == nil {
		return false
	}
	seen[name] = true
	text := t.Tree.Root.String()
	if strings.Contains(text, what) {
		return true
	}
	for _, call := range strings.Split(text, `{{template "`)[1:] {
		called, _, _ := strings.Cut(call, `"`)
		if mentions(set, called, what, seen) {
			return true
		}
	}
	return false
}

func (r *renderer) parse(set *template.Template, name string) error {
	text, err := fs.ReadFile(r.in.Layouts, name)
	if err != nil {
		return fmt.Errorf("template: %s:1: %w", name, err)
	}
	_, err = set.New(name).Parse(strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n"))
	return err
}

// funcs are the functions of layouts: words, asset and url.
func (r *renderer) funcs(links map[string]compile.Func) template.FuncMap {
	words := r.words
	all := template.FuncMap{"words": func() *lang.Words { return words }}
	for name, f := range links {
		all[name] = f
	}
	return all
}

// addresses are the functions of layouts that give the address of something fixed. base is base_url's path.
func addresses(assets map[string]string, base string) map[string]compile.Func {
	return map[string]compile.Func{
		"asset": func(name string) (template.URL, error) {
			if a, ok := assets[name]; ok {
				return template.URL(site.HrefUnder(base, a)), nil
			}
			return "", fmt.Errorf("static/%s does not exist", name)
		},
		"url": func(address string) (template.URL, error) { return template.URL(site.HrefUnder(base, address)), nil },
	}
}

// fillSample makes every field true, so that a trial run enters every branch.
func fillSample(v reflect.Value, depth int) {
	if depth > 6 || !v.CanSet() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("/")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillSample(v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillSample(v.Index(0), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			fillSample(v.Field(i), depth+1)
		}
	}
}

// foldWords replaces {{words.X.Y}} by the words themselves: they are the same on every page.
func foldWords(set *template.Template, words *lang.Words) {
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.Root != nil {
			foldList(t.Tree.Root, reflect.ValueOf(words).Elem())
		}
	}
}

func foldList(l *parse.ListNode, words reflect.Value) {
	if l == nil {
		return
	}
	for i, n := range l.Nodes {
		if a, ok := n.(*parse.ActionNode); ok {
			if text, ok := wordOf(a.Pipe, words); ok {
				l.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: a.Pos, Text: []byte(html.EscapeString(text))}
			}
		}
		for _, inner := range branches(n) {
			foldList(inner, words)
		}
	}
}

// wordOf gives the string that a pipeline of nothing but {{words.X.Y}} names.
func wordOf(p *parse.PipeNode, words reflect.Value) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return "", false
	}
	chain, ok := p.Cmds[0].Args[0].(*parse.ChainNode)
	if !ok {
		return "", false
	}
	if id, ok := chain.Node.(*parse.IdentifierNode); !ok || id.Ident != "words" {
		return "", false
	}
	v := words
	for _, name := range chain.Field {
		if v.Kind() != reflect.Struct {
			return "", false
		}
		if v = v.FieldByName(name); !v.IsValid() {
			return "", false
		}
	}
	return v.String(), v.Kind() == reflect.String
}

// place of an error of text/template and html/template: "template: post.html:12:5: executing …".
var errorPlace = regexp.MustCompile(`(?s)^(?:html/)?template:\s?(?:([^:]+):)?(\d+)?(?::(\d+))?:?\s*(.*)$`)

// badLayout says where a layout is wrong. The file of the error may be a partial of the layout.
func badLayout(name string, err error) diag.Diagnostic {
	text := err.Error()
	if inner := new(template.Error); errors.As(err, &inner) && inner.Line > 0 {
		place := inner.Name + ":" + strconv.Itoa(inner.Line)
		if inner.Node != nil { // its file, where the error's name is that of the page
			place, _ = new(parse.Tree).ErrorContext(inner.Node)
		}
		text = "template: " + place + ": " + inner.Description
	}
	line, column := 0, 0
	if m := errorPlace.FindStringSubmatch(text); m != nil {
		if m[1] != "" {
			name = m[1]
		}
		line, _ = strconv.Atoi(m[2])
		column, _ = strconv.Atoi(m[3])
		text = m[4]
	}
	if line > 0 && column > 0 {
		column++ // the template package counts from 0
	}
	return diag.New("layouts/"+name, line, column, "bad-layout", text)
}
