package drawing

import "strings"

// cssSilent are properties that go without a word: those of one program only.
func cssSilent(name string) bool {
	return name[0] == '-' && !strings.HasPrefix(name, "--")
}

// cssAllowed lists the properties that shape a drawing: the presentation
// attributes of SVG, and those which style sheets of drawings use besides.
func cssAllowed(name string) bool {
	if strings.HasPrefix(name, "--") || svgPresentation(name) {
		return true
	}
	for _, family := range [...]string{"animation-", "font-", "margin-", "mask-", "offset-", "padding-", "stroke-", "text-", "transition-"} {
		if strings.HasPrefix(name, family) {
			return true
		}
	}
	switch name {
	case "animation", "backdrop-filter", "backface-visibility", "background", "background-color", "block-progression", "box-sizing",
		"cx", "cy", "d", "height", "hyphens", "inline-size", "line-height", "margin", "max-height", "max-width", "min-height", "min-width",
		"overflow-wrap", "padding", "perspective", "perspective-origin", "r", "rotate", "rx", "ry", "scale",
		"shape-image-threshold", "shape-inside", "shape-margin", "shape-padding", "shape-subtract", "solid-color", "solid-opacity",
		"tab-size", "transform", "transform-style", "transition", "translate", "user-select", "vertical-align",
		"white-space-collapse", "width", "will-change", "word-break", "word-wrap", "x", "y", "z-index":
		return true
	}
	return false
}

// svgPresentation lists the presentation attributes: properties that are attributes too (SVG 2, 6.6; SVG 1.1, appendix N).
func svgPresentation(name string) bool {
	switch name {
	case "alignment-baseline", "baseline-shift", "clip", "clip-path", "clip-rule", "color", "color-interpolation",
		"color-interpolation-filters", "color-rendering", "cursor", "direction", "display", "dominant-baseline", "enable-background",
		"fill", "fill-opacity", "fill-rule", "filter", "flood-color", "flood-opacity",
		"font", "font-family", "font-feature-settings", "font-kerning", "font-size", "font-size-adjust", "font-stretch", "font-style",
		"font-variant", "font-variation-settings", "font-weight", "glyph-orientation-horizontal", "glyph-orientation-vertical",
		"image-rendering", "isolation", "kerning", "letter-spacing", "lighting-color",
		"marker", "marker-end", "marker-mid", "marker-start", "mask", "mask-type", "mix-blend-mode",
		"opacity", "overflow", "paint-order", "pointer-events", "shape-rendering", "stop-color", "stop-opacity",
		"stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
		"stroke-width", "text-align", "text-anchor", "text-decoration", "text-indent", "text-orientation", "text-overflow", "text-rendering",
		"text-transform", "transform-box", "transform-origin", "unicode-bidi", "vector-effect", "visibility", "white-space",
		"word-spacing", "writing-mode":
		return true
	}
	return false
}

// cssFunction lists the functions that values may use, in lower case. None of
// them loads anything: url() is looked at by itself.
func cssFunction(name string) bool {
	switch name {
	case "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "device-cmyk", "icc-color",
		"calc", "min", "max", "clamp", "var",
		"matrix", "matrix3d", "translate", "translatex", "translatey", "translatez", "translate3d", "scale", "scalex", "scaley", "scalez",
		"scale3d", "rotate", "rotatex", "rotatey", "rotatez", "rotate3d", "skew", "skewx", "skewy", "perspective",
		"cubic-bezier", "steps", "linear",
		"path", "polygon", "circle", "ellipse", "inset", "rect",
		"blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia",
		"linear-gradient", "radial-gradient", "conic-gradient", "repeating-linear-gradient", "repeating-radial-gradient":
		return true
	}
	return false
}
