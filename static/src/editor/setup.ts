/** What our editor can do, as one list. */

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands"
import { python } from "@codemirror/lang-python"
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language"
import { lintKeymap } from "@codemirror/lint"
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search"
import { EditorState, type Extension } from "@codemirror/state"
import {
  EditorView, drawSelection, dropCursor, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers,
} from "@codemirror/view"

import { confined } from "./confined"
import { diagnosticsGutter } from "./diagnostics"
import { highlighting } from "./highlight"
import { sliders } from "./sliders"
import { wrapping } from "./wrap"

const INDENT = "    "

/** Everything that does not depend on who uses the editor. */
export function setup(): Extension {
  return [appearance(), behaviour(), language(), keys(), confined()]
}

function appearance(): Extension {
  return [
    lineNumbers(),
    diagnosticsGutter,
    foldGutter(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    highlighting,
    drawSelection(),
    dropCursor(),
    wrapping(),
    sliders(),
    EditorView.contentAttributes.of({ "aria-label": "Model code", spellcheck: "false", tabindex: "0" }),
  ]
}

function behaviour(): Extension {
  return [
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    EditorState.allowMultipleSelections.of(true),
  ]
}

function language(): Extension {
  return [python(), indentUnit.of(INDENT), EditorState.tabSize.of(INDENT.length)]
}

/** Tab indents; Escape and then Tab leaves the editor, for people who have no mouse. */
function keys(): Extension {
  return keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...lintKeymap,
    indentWithTab,
    ...defaultKeymap,
  ])
}
