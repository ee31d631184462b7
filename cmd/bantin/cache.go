package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"

	"bantin/internal/build"
	"bantin/internal/content"
	"bantin/internal/depot"
	"bantin/internal/publish"
)

// cacheVariable is the environment variable that takes the place of cache in site.yaml, where --cache does not.
const cacheVariable = "BANTIN_CACHE"

// cacheAddress is the value of --cache.
type cacheAddress struct{ value *string }

func (a *cacheAddress) String() string { return "" }

func (a *cacheAddress) Set(s string) error {
	*a.value = s
	return content.CheckCache(s)
}

// shown leaves out what may be a password.
func (a *cacheAddress) shown(s string) string { return publish.Redact(s) }

func (a *cacheAddress) expects() text {
	const examples = "s3://kho/thu-muc?endpoint=https://…, /mnt/chung/bo-nho-dem, none"
	return text{"ví dụ: " + examples, "examples: " + examples}
}

// cacheFlag defines --cache, and gives what reads it.
func (p *invocation) cacheFlag(set *flag.FlagSet) func() build.Shared {
	address := new(string)
	set.Var(&cacheAddress{address}, "cache", "")
	return func() build.Shared {
		home, _ := os.UserHomeDir()
		return build.Shared{
			Address:     cmp.Or(*address, p.getenv(cacheVariable)),
			Credentials: publish.Credentials{Getenv: p.getenv, Home: home},
		}
	}
}

// printShared tells what came from the cache that machines share, and went there.
func (p *invocation) printShared(r depot.Result) {
	n := func(i int) string { return p.number(int64(i)) }
	if r.Fetched+r.Sent > 0 {
		fmt.Fprintf(p.stdout, text{"bộ nhớ đệm dùng chung: lấy về %s mục (%s), gửi lên %s mục (%s)\n", "shared cache: %s records fetched (%s), %s sent (%s)\n"}.in(p.lang),
			n(r.Fetched), inBytes(r.FetchedBytes, p.lang), n(r.Sent), inBytes(r.SentBytes, p.lang))
	}
	if r.Damaged > 0 {
		fmt.Fprintf(p.stdout, text{"bộ nhớ đệm dùng chung: %s mục hỏng, không dùng mà làm lại\n", "shared cache: %s damaged records, not used but made again\n"}.in(p.lang), n(r.Damaged))
	}
}
