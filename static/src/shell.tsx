/** How the panes of the screen lie beside each other. */
import type { Hub } from "./series/hub"
import type { Scheduler } from "./series/scheduler"
import type { Code } from "./actions/action"
import type { Amender } from "./actions/amend"
import type { Registry } from "./actions/registry"
import { FloatingCards } from "./cards/floating"
import { NodePages } from "./cards/pages"
import { Tray } from "./cards/tray"
import { Splitter } from "./controls/splitter"
import { StatusBar } from "./controls/statusbar"
import { Timeline } from "./controls/timeline"
import { TopBar } from "./controls/topbar"
import { Graph } from "./graph/graph"
import type { Stage } from "./graph/stage"
import { Announcer } from "./panels/announcer"
import { CodePane } from "./panels/codepane"
import { Dialogs } from "./panels/dialogs"
import { DrawerPane } from "./panels/drawer"
import { Joining } from "./panels/joining"
import { GraphMenu } from "./panels/menu"
import { NameField } from "./panels/namefield"
import { Banner, Notices } from "./panels/notices"
import { ObjectBar } from "./panels/objectbar"
import { ProgressLine } from "./panels/progress"
import { Rail } from "./panels/rail"
import { StartScreen } from "./panels/start"
import { Tour } from "./panels/tour"
import { Watching } from "./panels/watching"
import type { PlotHost } from "./plots/host"
import { usePart } from "./store/parts"
import { initialScreen } from "./store/state"
import type { Store } from "./store/store"

export interface ShellProps {
  readonly store: Store
  readonly stage: Stage
  readonly host: PlotHost
  readonly hub: Hub
  readonly scheduler: Scheduler
  readonly code: Code
  readonly amender: Amender
  readonly registry: Registry
  readonly editorElement: HTMLElement
}

/** Least and greatest share of the window that the code takes. */
const [NARROW, WIDE] = [0.2, 0.75]

export function Shell(props: ShellProps) {
  const { store, stage, host, hub, scheduler, code, registry, amender } = props
  const preset = usePart(store.state, (state) => state.screen.preset)
  const editorOpen = usePart(store.state, (state) => state.screen.editorOpen)
  const share = usePart(store.state, (state) => state.screen.editorShare)
  return (
    <div
      class={`shell ${preset}`}
      data-editor={editorOpen ? "open" : "closed"}
      style={{ "--editor-share": `${100 * share}%` }}
    >
      <TopBar store={store} registry={registry} />
      <Banner store={store} registry={registry} code={code} />
      <div class="panes">
        <Rail store={store} registry={registry} />
        <DrawerPane store={store} stage={stage} code={code} />
        <main class="middle">
          <ProgressLine store={store} registry={registry} />
          <Graph stage={stage} hub={hub} scheduler={scheduler}>
            <NodePages stage={stage} host={host} />
            <FloatingCards stage={stage} host={host} />
            <ObjectBar stage={stage} amender={amender} registry={registry} />
            <Joining stage={stage} amender={amender} />
            <NameField stage={stage} amender={amender} />
            <GraphMenu stage={stage} registry={registry} />
            <StartScreen store={store} registry={registry} />
            <Tour store={store} registry={registry} />
          </Graph>
          <Tray store={store} host={host} />
        </main>
        <section class="code-side" aria-label="Code">
          <EditorSplitter store={store} share={share} />
          <CodePane {...props} />
        </section>
      </div>
      <Timeline store={store} registry={registry} hub={hub} scheduler={scheduler} />
      <StatusBar store={store} hub={hub} scheduler={scheduler} />
      <Notices store={store} />
      <Watching store={store} registry={registry} />
      <Announcer store={store} />
      <Dialogs store={store} stage={stage} code={code} registry={registry} />
    </div>
  )
}

function EditorSplitter({ store, share }: { readonly store: Store; readonly share: number }) {
  return (
    <Splitter
      direction="vertical"
      label="Width of the code"
      value={share}
      low={NARROW}
      high={WIDE}
      step={16 / innerWidth}
      measure={(event) => 1 - event.clientX / innerWidth}
      onChange={(editorShare) => store.show({ editorShare })}
      onReset={() => store.show({ editorShare: initialScreen.editorShare })}
    />
  )
}
