package drawing

import "strings"

// Namespaces that a published drawing may use.
const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
	htmlSpace  = "http://www.w3.org/1999/xhtml"
)

// svgElement lists the elements that are published: all that draw, and
// animations, but nothing that runs, loads, or holds another language (SVG 2; SVG 1.1 for fonts).
func svgElement(name string) bool {
	switch name {
	case "svg", "g", "defs", "symbol", "use", "switch", "a", "view", "title", "desc", "style",
		"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image",
		"marker", "mask", "pattern", "clipPath", "linearGradient", "radialGradient", "stop", "filter",
		"feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
		"feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge",
		"feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
		"animate", "animateMotion", "animateTransform", "set", "mpath",
		"font", "font-face", "glyph", "missing-glyph", "hkern", "vkern":
		return true
	}
	return false
}

// holdsText tells whether the text inside an element is shown or told.
func holdsText(element string) bool {
	return element == "text" || element == "title" || element == "desc"
}

// attrKind is how an attribute is looked at.
type attrKind uint8

const (
	attrUnknown attrKind = iota // left out, and told
	attrSilent                  // left out without a word: it shapes nothing
	attrPlain                   // a number, a name, a path: nothing reads it as an address or a style
	attrCSS                     // a value of CSS
	attrStyle                   // declarations of CSS
	attrRef                     // href
	attrTarget                  // attributeName: what an animation changes
)

// svgAttribute tells how an attribute without a namespace is looked at.
func svgAttribute(name string) attrKind {
	switch {
	case svgPresentation(name):
		return attrCSS
	case svgPlain(name), fontPlain(name), ariaPlain(name):
		return attrPlain
	case strings.HasPrefix(name, "data-"):
		return attrSilent
	}
	switch name {
	case "style":
		return attrStyle
	case "href":
		return attrRef
	case "attributeName":
		return attrTarget
	case "values", "from", "to", "by":
		return attrCSS
	case "xmlns", "content", "contentScriptType", "tabindex", "focusable":
		// content: the source of the drawing, as one program keeps it there.
		return attrSilent
	}
	return attrUnknown
}

// svgPlain lists the attributes of elements and of animations (SVG 2, attribute index; Filter Effects 1).
func svgPlain(name string) bool {
	switch name {
	case "id", "class", "lang", "role", "media", "type", "title", "version", "baseProfile", "contentStyleType", "zoomAndPan",
		"requiredFeatures", "requiredExtensions", "systemLanguage", "externalResourcesRequired",
		"transform", "gradientTransform", "patternTransform", "d", "points", "viewBox", "preserveAspectRatio", "pathLength",
		"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "width", "height",
		"dx", "dy", "rotate", "textLength", "lengthAdjust", "startOffset", "method", "spacing", "side", "path",
		"offset", "gradientUnits", "spreadMethod", "patternUnits", "patternContentUnits", "clipPathUnits", "maskUnits", "maskContentUnits",
		"markerUnits", "markerWidth", "markerHeight", "refX", "refY", "orient",
		"filterUnits", "primitiveUnits", "filterRes", "in", "in2", "result", "mode", "tableValues", "slope", "intercept",
		"amplitude", "exponent", "operator", "k1", "k2", "k3", "k4", "order", "kernelMatrix", "divisor", "bias", "targetX", "targetY",
		"edgeMode", "kernelUnitLength", "preserveAlpha", "surfaceScale", "diffuseConstant", "specularConstant", "specularExponent",
		"limitingConeAngle", "pointsAtX", "pointsAtY", "pointsAtZ", "z", "azimuth", "elevation", "scale", "xChannelSelector",
		"yChannelSelector", "stdDeviation", "radius", "baseFrequency", "numOctaves", "seed", "stitchTiles",
		"attributeType", "begin", "dur", "end", "min", "max", "restart", "repeatCount", "repeatDur", "calcMode", "keyTimes",
		"keySplines", "keyPoints", "origin", "additive", "accumulate":
		return true
	}
	return false
}

// fontPlain lists the attributes of fonts inside drawings (SVG 1.1, 20), as office programs write them.
func fontPlain(name string) bool {
	switch name {
	case "horiz-adv-x", "horiz-origin-x", "horiz-origin-y", "vert-adv-y", "vert-origin-x", "vert-origin-y", "unicode", "unicode-range",
		"glyph-name", "arabic-form", "units-per-em", "panose-1", "stemv", "stemh", "cap-height", "x-height", "accent-height", "ascent",
		"descent", "widths", "bbox", "ideographic", "alphabetic", "mathematical", "hanging", "underline-position", "underline-thickness",
		"strikethrough-position", "strikethrough-thickness", "overline-position", "overline-thickness", "u1", "u2", "g1", "g2", "k":
		return true
	}
	return false
}

// ariaPlain tells whether an attribute speaks to screen readers.
func ariaPlain(name string) bool {
	rest, ok := strings.CutPrefix(name, "aria-")
	return ok && rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz") == ""
}
