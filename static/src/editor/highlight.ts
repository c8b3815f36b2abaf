/** Colours of Python text: classes only, so that the style sheet alone decides on light and dark. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language"
import { tags } from "@lezer/highlight"

const style = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], class: "tok-keyword" },
  { tag: [tags.string, tags.special(tags.string), tags.docString], class: "tok-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "tok-number" },
  { tag: tags.comment, class: "tok-comment" },
  { tag: tags.definition(tags.function(tags.variableName)), class: "tok-definition" },
  { tag: tags.definition(tags.className), class: "tok-definition" },
  { tag: tags.meta, class: "tok-meta" },
  { tag: tags.invalid, class: "tok-invalid" },
])

export const highlighting = syntaxHighlighting(style)
