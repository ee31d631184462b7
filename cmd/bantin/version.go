package main

import (
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
)

func versionCommand() command {
	return command{
		name:    "version",
		summary: text{"cho biết phiên bản", "tell the version"},
		usage: text{`bantin version

Cho biết phiên bản của chương trình, bản mã nguồn và hệ máy mà nó được dựng.

Ví dụ:
  bantin version
`, `bantin version

Tells the program's version, the revision of its source and what it was built for.

Examples:
  bantin version
`},
		flags: func(p *invocation, _ *flag.FlagSet) func([]string) int {
			return func([]string) int {
				info, ok := debug.ReadBuildInfo()
				if !ok {
					info = new(debug.BuildInfo)
				}
				fmt.Fprintln(p.stdout, versionLine(info))
				return done
			}
		},
	}
}

// versionLine is “bantin v1.2.0 (1a2b3c4d5e6f, 2026-11-20) go1.26.8 linux/amd64”.
func versionLine(info *debug.BuildInfo) string {
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = "devel"
	}
	var revision, day, changed string
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value[:min(len(s.Value), 12)]
		case "vcs.time":
			day = ", " + s.Value[:min(len(s.Value), len("2006-01-02"))]
		case "vcs.modified":
			if s.Value == "true" {
				changed = "+"
			}
		}
	}
	if revision != "" {
		revision = " (" + revision + changed + day + ")"
	}
	return fmt.Sprintf("bantin %s%s %s %s/%s", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
