module bantin

go 1.26.0

require (
	charm.land/bubbletea/v2 v2.1.1 // questions on a terminal (bantin new)
	github.com/andybalholm/brotli v1.2.8 // compressed copies of pages, for web servers that send them
	github.com/chromedp/cdproto v0.159.0 // tests: the browser protocol that chromedp speaks
	github.com/chromedp/chromedp v0.23.0 // tests: pages in a real browser
	github.com/creack/pty v1.1.24 // tests: a terminal for questions
	github.com/evanw/esbuild v0.28.2 // tests: makes the script that sites get of the one that people read
	github.com/fsnotify/fsnotify v1.10.1 // tells serve which files have changed
	github.com/google/go-cmp v0.7.0 // tests: differences between values
	github.com/jlaffaye/ftp v0.2.4 // publishes by FTP with TLS
	github.com/minio/minio-go/v7 v7.4.1 // publishes to S3 and the stores that speak like it
	github.com/mmcdole/gofeed v1.4.2 // tests: reads our feeds as a feed reader does
	github.com/pelletier/go-toml/v2 v2.4.3 // front matter in TOML, with the place of every key
	github.com/pkg/sftp v1.13.12 // publishes by SFTP
	github.com/rogpeppe/go-internal v1.16.0 // tests: scripts that run the real program (testscript, txtar), differences in fix
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // tests: checks content by the schemas for editors
	github.com/tetratelabs/wazero v1.12.0 // runs libwebp, compiled to WebAssembly: WebP without cgo
	github.com/xuri/excelize/v2 v2.11.1 // reports as XLSX
	github.com/yuin/goldmark v1.8.7 // Markdown: CommonMark and GitHub's extensions
	go.yaml.in/yaml/v4 v4.0.0 // front matter in YAML, with the place of every key
	golang.org/x/crypto v0.58.0 // SSH, below SFTP: keys, agents, known_hosts
	golang.org/x/image v0.47.0 // decodes WebP; text on share cards
	golang.org/x/net v0.62.0 // reads finished pages as a browser does: in the preview, and in tests
	golang.org/x/sys v0.49.0 // openat2: opens a file safely below a folder in one step
	golang.org/x/text v0.43.0 // Unicode normal forms; old encodings of SVG drawings; widths of characters on a terminal
	rsc.io/qr v0.2.0 // QR codes
)

require (
	github.com/BurntSushi/toml v1.6.0 // indirect
	github.com/aymanbagabas/go-udiff v0.4.1 // indirect
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/charmbracelet/colorprofile v0.4.3 // indirect
	github.com/charmbracelet/ultraviolet v0.0.0-20261008173134-6b8d4baf91b4 // indirect
	github.com/charmbracelet/x/ansi v0.11.9 // indirect
	github.com/charmbracelet/x/exp/golden v0.0.0-20250806222409-83e3a29d542f // indirect
	github.com/charmbracelet/x/term v0.2.2 // indirect
	github.com/charmbracelet/x/termios v0.1.1 // indirect
	github.com/charmbracelet/x/windows v0.2.2 // indirect
	github.com/clipperhouse/displaywidth v0.11.0 // indirect
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/dustin/go-humanize v1.0.1 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/klauspost/compress v1.19.2 // indirect
	github.com/klauspost/cpuid/v2 v2.4.0 // indirect
	github.com/klauspost/crc32 v1.3.0 // indirect
	github.com/kr/fs v0.1.0 // indirect
	github.com/lucasb-eyer/go-colorful v1.4.1 // indirect
	github.com/mattn/go-runewidth v0.0.30 // indirect
	github.com/minio/crc64nvme v1.1.1 // indirect
	github.com/minio/md5-simd v1.1.2 // indirect
	github.com/mmcdole/goxpp/v2 v2.0.0 // indirect
	github.com/muesli/cancelreader v0.2.2 // indirect
	github.com/philhofer/fwd v1.2.0 // indirect
	github.com/richardlehane/mscfb v1.0.9 // indirect
	github.com/richardlehane/msoleps v1.0.6 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/rs/xid v1.6.0 // indirect
	github.com/tiendc/go-deepcopy v1.7.2 // indirect
	github.com/tinylib/msgp v1.6.4 // indirect
	github.com/xo/terminfo v1.0.0 // indirect
	github.com/xuri/efp v0.0.3-0.20260924042702-217b81952dec // indirect
	github.com/xuri/nfp v0.0.2-0.20250530014748-2ddeb826f9a9 // indirect
	github.com/zeebo/xxh3 v1.1.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/exp/typeparams v0.0.0-20260811152304-ee035b5b010f // indirect
	golang.org/x/mod v0.41.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
	gopkg.in/ini.v1 v1.67.3 // indirect
	honnef.co/go/tools v0.8.2 // indirect
)

tool honnef.co/go/tools/cmd/staticcheck
