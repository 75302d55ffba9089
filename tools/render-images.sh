#!/usr/bin/env bash
# Draws the SVG pictures and renders those that previews of links need as PNG.
# usage: tools/render-images.sh [part of a product's name]
set -euo pipefail
cd "$(dirname "$0")/.."
images=$PWD/wwwroot/images
chromium=${CHROMIUM:-chromium}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# render <svg> <png> <width> <height> <most bytes> [<color space to choose colors in>]
render() {
  printf '<body style="margin:0"><img src="file://%s" style="display:block;width:%dpx;height:%dpx;object-fit:cover">' "$1" "$3" "$4" > "$work/page.html"
  "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$work/profile" \
    --window-size="$3,$4" --screenshot="$work/shot.png" "file://$work/page.html" 2> "$work/log" || { cat "$work/log"; return 1; }
  # Fewer colors until the file is small enough to be fetched for a preview.
  for colors in 128 112 96 80 64 48 32; do
    convert "$work/shot.png" -strip -dither None -quantize "${6:-undefined}" -colors "$colors" -define png:compression-level=9 "PNG8:$2"
    [ "$(stat -c %s "$2")" -gt "$5" ] || break
  done
  echo "${2#"$images/"} $(stat -c %s "$2") bytes"
}

node tools/illustrations/build.mjs > "$work/built"
for svg in "$images"/products/*"${1:-}"*.svg; do
  render "$svg" "${svg%.svg}.png" 600 600 60000
done
[ -n "${1:-}" ] || render "$images/hero-home.svg" "$images/og-home.png" 1200 630 120000 Lab
