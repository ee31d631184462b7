#!/bin/bash
# Makes webp.wasm of the source package of libwebp as Debian 12 (bookworm) publishes it, with its security fixes.
# The same source and the same compiler give the same bytes; webp_test.go holds their sum.
#
# Run it as root on Debian 12 for amd64, anywhere: internal/webp/build.sh
# It needs a deb-src line for bookworm and bookworm-security in apt's sources, and these packages, which it installs:
#   clang-14 lld-14 libclang-rt-14-dev-wasm32 wasi-libc dpkg-dev
# After another version: change it here and in webp.go, and the sums here and in webp_test.go.
set -euo pipefail

version=1.2.4-0.2+deb12u1
upstream=${version%-*}
sums="7bf5a8a28cc69bcfa8cb214f2c3095703c6b73ac5fba4d5480c205331d9494df  libwebp_$upstream.orig.tar.gz
69cdba4dfe2e1b34d55fa80c1b29c31cacd40dd183812d6bcca7e508a2f7afcd  libwebp_$version.debian.tar.xz"

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

apt-get install -y --no-install-recommends clang-14=1:14.0.6-12 lld-14=1:14.0.6-12 libclang-rt-14-dev-wasm32=1:14.0.6-12 \
  wasi-libc=0.0~git20220510.9886d3d-2 dpkg-dev
apt-get source --download-only -o APT::Sandbox::User=root "libwebp=$version"
sha256sum --check --strict <<<"$sums"
dpkg-source -x "libwebp_$version.dsc" source # applies Debian's patches
cd source

# All of the encoder. The parts of other processors are left out; the linker leaves out what nothing reaches.
mapfile -t files < <(LC_ALL=C ls src/enc/*.c src/utils/*.c sharpyuv/*.c src/dsp/*.c | grep -Ev '_(mips|msa|neon|sse41)')

# __SSE2__: libwebp's own SSE2 code is compiled with c/emmintrin.h, which maps it to WebAssembly's SIMD: about twice as fast as its
#   plain code. Its SSE4.1 code was not faster.
# EMSCRIPTEN: libwebp takes the processor for the one that it was compiled for, instead of asking.
# O3: of the levels, and of the switches for unrolling and vectors, the fastest; -Os is 35 % smaller and 20 % slower.
# Nothing of it prints or opens a file, so libc needs no system calls and the module imports nothing.
clang-14 --target=wasm32-wasi --sysroot=/usr -I/usr/include/wasm32-wasi -mexec-model=reactor \
  -isystem "$here/c" -I. -DNDEBUG -DEMSCRIPTEN -D__SSE2__ -DWEBP_DISABLE_STATS -DWEBP_REDUCE_CSP \
  -O3 -msimd128 -mnontrapping-fptoint -Wl,--strip-all \
  "$here/c/shim.c" "${files[@]}" -o "$work/webp.wasm"

install -m 644 "$work/webp.wasm" "$here/webp.wasm"
install -m 644 COPYING "$here/libwebp-COPYING"
install -m 644 PATENTS "$here/libwebp-PATENTS"
# Of libc, malloc (public domain), and arithmetic and memory functions of musl are in the module.
cp /usr/share/doc/wasi-libc/copyright "$here/wasi-libc-COPYRIGHT"
sha256sum "$here/webp.wasm"
