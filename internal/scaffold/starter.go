package scaffold

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// starter holds the starter site: what is in all/, and over it a folder for
// each language. “dot.” at the beginning of a name stands for a dot, or the files would be in force
// where they lie. A post's name begins with how many days before the beginning of the site it is dated.
//
//go:embed all:starter
var starter embed.FS

// StarterOptions are what a starter site is to be.
type StarterOptions struct {
	// Language is that of the site, "vi" or "en".
	Language string
	// Now is the moment that its posts are dated from.
	Now time.Time
	// Source is the address of the repository that a workflow fetches the program from, Version what it fetches: a tag or a commit.
	Source, Version string
	// CI is who publishes it, "github" or "gitlab"; "none" for nobody, "" for either.
	CI string
}

// file is a file of the starter site.
type file struct {
	name string
	data []byte
}

// starterFiles gives the files of a starter site.
func starterFiles(o StarterOptions) (all []file) {
	for _, part := range []string{"all", o.Language} {
		root := path.Join("starter", part)
		err := fs.WalkDir(starter, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := starter.ReadFile(name)
			if err != nil {
				return err
			}
			if f := finishFile(strings.TrimPrefix(name, root+"/"), string(data), o); o.wants(f.name) {
				all = append(all, f)
			}
			return nil
		})
		if err != nil {
			panic(err) // they are embedded
		}
	}
	return all
}

// wants tells whether a file is none of those by which somebody else would publish.
func (o *StarterOptions) wants(name string) bool {
	for service, file := range map[string]string{"github": ".github/", "gitlab": ".gitlab-ci.yml"} {
		if strings.HasPrefix(name, file) {
			return o.CI == "" || o.CI == service
		}
	}
	return true
}

// finishFile gives a file its true name, and puts in what differs from site to site.
func finishFile(name, text string, o StarterOptions) file {
	date := o.Now
	if post, ok := strings.CutPrefix(name, "content/posts/"); ok {
		date = date.AddDate(0, 0, -int(post[0]-'0'))
		name = "content/posts/" + date.Format("2006/01/") + post[len("0-"):]
	}
	parts := strings.Split(name, "/")
	for i, p := range parts {
		if hidden, ok := strings.CutPrefix(p, "dot."); ok {
			parts[i] = "." + hidden
		}
	}
	text = strings.NewReplacer("@DATE@", date.Format("2006-01-02"), "@SOURCE@", o.Source, "@VERSION@", o.Version).Replace(text)
	return file{strings.Join(parts, "/"), []byte(text)}
}

// A NotEmptyError tells that a folder for a new site is in use.
type NotEmptyError struct {
	// Names are what is in it, sorted; none when it is no folder at all.
	Names []string
}

func (e *NotEmptyError) Error() string { return "the folder is not empty" }

// Beginning is a starter site that has not come to its place yet.
type Beginning struct {
	// Dir is the folder in which it is made, as the operating system names it.
	Dir string

	target string
	exists bool     // the target is there, and empty
	made   []string // the folders that were made above it, from the top
}

// Begin makes a starter site in a folder of its own beside or within the target,
// the full path of a folder with slashes, which must be empty or not be there;
// Git's own folder does not count. Finish puts it into its place, Cancel takes it away.
// The error is a *NotEmptyError or the environment's; then nothing was made.
func Begin(target string, o StarterOptions) (*Beginning, error) {
	b := &Beginning{target: strings.TrimRight(target, "/")}
	if err := b.look(); err != nil {
		return nil, err
	}
	if err := b.makeParents(); err != nil {
		b.Cancel()
		return nil, err
	}
	within := b.target
	if !b.exists {
		within = parent(b.target)
	}
	b.Dir = fmt.Sprintf("%s/.bantin-init-%016x", within, rand.Uint64())
	if err := os.Mkdir(b.Dir, 0o777); err != nil {
		b.Cancel()
		return nil, err
	}
	for _, f := range starterFiles(o) {
		if err := b.Add(f.name, f.data); err != nil {
			b.Cancel()
			return nil, err
		}
	}
	return b, nil
}

// look looks at the target.
func (b *Beginning) look() error {
	info, err := os.Stat(b.target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(b.target); err == nil {
			return &NotEmptyError{} // a link that leads nowhere
		}
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return &NotEmptyError{}
	}
	b.exists = true
	entries, err := os.ReadDir(b.target)
	if err != nil {
		return err
	}
	var names []string
	for _, e := range entries {
		if !slices.Contains([]string{".git", ".DS_Store", "desktop.ini", "Thumbs.db"}, e.Name()) {
			names = append(names, e.Name())
		}
	}
	if len(names) > 0 {
		return &NotEmptyError{names}
	}
	return nil
}

func parent(dir string) string { return dir[:max(strings.LastIndexByte(dir, '/'), 0)] }

// makeParents makes the folders above the target.
func (b *Beginning) makeParents() error {
	var missing []string
	for dir := parent(b.target); dir != "" && !b.exists; dir = parent(dir) {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, dir)
	}
	for _, dir := range slices.Backward(missing) {
		if err := os.Mkdir(dir, 0o777); err != nil {
			return err
		}
		b.made = append(b.made, dir)
	}
	return nil
}

// Add writes one more file.
func (b *Beginning) Add(name string, data []byte) error {
	if err := os.MkdirAll(b.Dir+"/"+path.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(b.Dir+"/"+name, data, 0o666)
}

// Finish puts the site into its place. When it fails, all is taken away as Cancel does.
func (b *Beginning) Finish() (err error) {
	defer func() {
		if err != nil {
			b.Cancel()
		}
	}()
	if !b.exists {
		return os.Rename(b.Dir, b.target)
	}
	if err := b.look(); err != nil && !b.isOnlyUs(err) {
		return err
	}
	entries, err := os.ReadDir(b.Dir)
	if err != nil {
		return err
	}
	for i, e := range entries {
		if err := os.Rename(b.Dir+"/"+e.Name(), b.target+"/"+e.Name()); err != nil {
			for _, moved := range entries[:i] {
				os.RemoveAll(b.target + "/" + moved.Name())
			}
			return err
		}
	}
	return os.Remove(b.Dir)
}

// isOnlyUs tells whether a folder is in use by nothing but the beginning itself.
func (b *Beginning) isOnlyUs(err error) bool {
	var e *NotEmptyError
	return errors.As(err, &e) && len(e.Names) == 1 && e.Names[0] == path.Base(b.Dir)
}

// Cancel takes away what was made.
func (b *Beginning) Cancel() {
	if b.Dir != "" {
		os.RemoveAll(b.Dir)
	}
	for _, dir := range slices.Backward(b.made) {
		os.Remove(dir) // only while it is empty
	}
}
