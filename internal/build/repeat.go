package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"bantin/internal/agenda"
	"bantin/internal/cache"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/output"
)

// A build whose inputs are those of the last one gives what that gave, so it need not be done. Its inputs are the program, the
// options, the files of the site, and the clock, up to the next moment at which the site changes by itself. What it gave must
// still lie in the output folder. That all inputs are named here is held by a test that changes sites at random
// and holds each build against a cold one.

// lastBuild is what a build remembers of itself for the next. It goes, as JSON, into a file of the state folder:
//
//	"bantinL1"                      8 bytes; the digit is the version of this format
//	length of the JSON              4, little-endian
//	JSON
//	snapshot of the site's folders  as cache.Snapshot.Append writes it
//	SHA-256 of all before           32
type lastBuild struct {
	Program, Options, Zone string
	// From and Until bound the moments for which it holds; a zero Until is none.
	From, Until time.Time
	// Manifest is the checksum of the output folder's manifest.
	Manifest string
	Posts    int
	Held     []string
	Problems []diag.Diagnostic
}

const lastBuildMagic = "bantinL1"

// repeated is what a build needs to find out whether it repeats the last, and to remember itself.
type repeated struct {
	name     string // of the file that remembers
	now      lastBuild
	snapshot *cache.Snapshot
	hashes   *hashes
}

// hashes collects the hashes of files as they are read, by their real names below the site folder.
type hashes struct {
	mu  sync.Mutex
	all map[string]cache.Key
}

func (h *hashes) note(name string, data []byte) {
	key := cache.HashOf(data)
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, again := h.all[name]; !again { // the site is made of what was read first
		h.all[name] = key
	}
}

// look takes a snapshot of the site's folders before anything is read. Without a state folder of its own, or a program
// that can be told from others, a build remembers nothing: nil. Nor does a preview with drafts or posts of later dates,
// since package agenda tells when those change that are published.
func look(o *Options, files *siteFS, state, out string) (*repeated, error) {
	program := programStamp()
	if program == "" || o.Drafts || o.Future {
		return nil, nil
	}
	files.read = &hashes{all: make(map[string]cache.Key)}
	r := &repeated{hashes: files.read, name: output.StateName("inputs", state, out)}
	shared := sha256.Sum256([]byte(o.Shared.Address)) // who has mistyped it may have put a password there
	r.now = lastBuild{Program: program, Options: fmt.Sprintf("%q %t %t %t %x", o.BaseURL, o.HoldBack, o.Strict, o.Relative, shared[:8])}
	var err error
	r.snapshot, err = cache.TakeSnapshot(files.root, []string{"content", "layouts", "static"}, content.Ignored)
	return r, err
}

// programStamp tells this program from others: of its version, and of others of one version; "" when that cannot be known.
func programStamp() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	made := "" // where all files bear one time, as in images of containers, version and place still differ
	if b, ok := debug.ReadBuildInfo(); ok {
		made = b.String()
	}
	sum := sha256.Sum256([]byte(made + "\x00" + name))
	return fmt.Sprintf("%d %d %x", info.Size(), info.ModTime().UnixNano(), sum[:8])
}

// result gives what the last build gave when this one would give the same; nil when it must be done.
func (r *repeated) result(ctx context.Context, o *Options, files *siteFS, state, out string) (*Result, error) {
	if r == nil {
		return nil, nil
	}
	last, then, ok := r.recall()
	if !ok || o.Prune || last.Program != r.now.Program || last.Options != r.now.Options {
		return nil, nil
	}
	sum, err := hex.DecodeString(last.Manifest)
	if err != nil || len(sum) != sha256.Size {
		return nil, nil
	}
	zone, err := time.LoadLocation(last.Zone)
	if err != nil {
		return nil, nil
	}
	if now := clock(o.Now, zone); now.Before(last.From) || !last.Until.IsZero() && !now.Before(last.Until) {
		return nil, nil
	}
	if !then.Same(r.snapshot, func(path string) (cache.Key, error) { return hashFile(files, path) }) {
		return nil, nil
	}
	done, ok, err := output.Stands(ctx, output.Options{Dir: out, State: state, Locked: true}, [sha256.Size]byte(sum))
	if err != nil || !ok {
		return nil, err
	}
	if !then.Equal(r.snapshot) {
		r.now = *last
		r.write() // new stamps of the same bytes; without them they are only hashed again
	}
	return &Result{Problems: diag.ListOf(last.Problems), Held: last.Held, Posts: last.Posts, Out: out, Output: done}, nil
}

// hashFile gives the hash of a file as it is now.
func hashFile(files *siteFS, path string) (cache.Key, error) {
	f, err := plainFS{files}.Open(path)
	if err != nil {
		return cache.Key{}, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return cache.Key(h.Sum(nil)), err
}

// maxHashed is the size of files, films above all, that are told from others by their stamps alone.
const maxHashed = 64 << 20

// remember notes what a build has given.
func (r *repeated) remember(j *joined, work *workshop, done *Result) {
	if r == nil || done.Output.Manifest == [sha256.Size]byte{} || len(done.Shared.Problems) > 0 {
		return
	}
	for name, key := range r.hashes.all {
		if !r.snapshot.Hash(name, key) {
			return // it has come while the site was built; were it gone again, nobody would notice
		}
	}
	r.snapshot.Unknown(work.files.root, func(path string) (cache.Key, error) { return work.cache.SumUpTo(work.files, path, maxHashed) })
	m, now := &r.now, j.site.Now
	m.Zone, m.From = j.site.Settings.Zone.String(), now
	if next, ok := agenda.Next(j.source, j.site, now); ok {
		m.Until = next
	}
	m.Manifest = hex.EncodeToString(done.Output.Manifest[:])
	m.Posts, m.Held = done.Posts, done.Held
	// That an address is gone is told once: the next build knows it no more.
	m.Problems = slices.DeleteFunc(slices.Clone(done.Problems.All()), func(d diag.Diagnostic) bool { return d.Code == "address-gone" })
	r.write()
}

// write writes the file anew. What cannot be written is only work done again; what was there before must not stay, though.
func (r *repeated) write() {
	text, err := json.Marshal(&r.now)
	if err != nil {
		panic(err) // it has nothing that JSON does not know
	}
	b := binary.LittleEndian.AppendUint32([]byte(lastBuildMagic), uint32(len(text)))
	b = r.snapshot.Append(append(b, text...))
	sum := sha256.Sum256(b)
	if output.ReplaceState(r.name, append(b, sum[:]...)) != nil {
		os.Remove(r.name)
	}
}

// recall reads the file; a missing or damaged one remembers nothing.
func (r *repeated) recall() (*lastBuild, *cache.Snapshot, bool) {
	b, err := output.ReadState(r.name)
	const head = len(lastBuildMagic) + 4
	if err != nil || len(b) < head+sha256.Size || !bytes.HasPrefix(b, []byte(lastBuildMagic)) {
		return nil, nil, false
	}
	b, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if sha256.Sum256(b) != [sha256.Size]byte(sum) {
		return nil, nil, false
	}
	n := int(binary.LittleEndian.Uint32(b[len(lastBuildMagic):]))
	if b = b[head:]; n > len(b) {
		return nil, nil, false
	}
	last := new(lastBuild)
	if json.Unmarshal(b[:n], last) != nil {
		return nil, nil, false
	}
	snapshot, _, err := cache.ParseSnapshot(b[n:])
	return last, snapshot, err == nil
}
