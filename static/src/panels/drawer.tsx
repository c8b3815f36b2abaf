/** What slides out beside the rail. */
import type { ComponentChildren } from "preact"
import type { Stage } from "../graph/stage"
import type { Code } from "../actions/action"
import { usePart } from "../store/parts"
import type { Drawer } from "../store/state"
import type { Store } from "../store/store"
import { Icon } from "../style/icons"
import { Examples } from "./examples"
import { Files } from "./files"
import { Outline } from "./outline"
import { PlotList } from "./plotlist"
import { ProblemList } from "./problems"
import { Settings } from "./settings"

interface Props {
  readonly store: Store
  readonly stage: Stage
  readonly code: Code
}

const TITLES: { readonly [drawer in Drawer]: string } = {
  outline: "Outline",
  files: "Files",
  examples: "Built-in examples",
  plots: "Plots",
  problems: "Problems",
  settings: "Settings",
}

export function DrawerPane({ store, stage, code }: Props) {
  const drawer = usePart(store.state, (state) => state.screen.drawer)
  if (drawer === null) return null
  const close = () => store.show({ drawer: null })
  return (
    <aside
      class="drawer"
      aria-label={TITLES[drawer]}
      onKeyDown={(event) => {
        if (event.key === "Escape") close()
      }}
    >
      <header>
        <h2>{TITLES[drawer]}</h2>
        <button type="button" class="icon-button" aria-label={`Close ${TITLES[drawer]}`} onClick={close}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {contentOf(drawer, { store, stage, code })}
    </aside>
  )
}

function contentOf(drawer: Drawer, { store, stage, code }: Props): ComponentChildren {
  switch (drawer) {
    case "outline":
      return <Outline stage={stage} />
    case "files":
      return <Files store={store} />
    case "examples":
      return <Examples store={store} />
    case "plots":
      return <PlotList stage={stage} />
    case "problems":
      return <ProblemList store={store} code={code} />
    case "settings":
      return <Settings store={store} />
  }
}
