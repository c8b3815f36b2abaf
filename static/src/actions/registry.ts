/** All actions there are, in the order in which the palette and the key sheet list them. */
import type { Action, Group, Hands } from "./action"
import { byHandActions } from "./byhand"
import { editActions, fileActions, helpActions } from "./file"
import { objectActions } from "./object"
import { simulationActions } from "./simulation"
import { viewActions } from "./view"

export class Registry {
  readonly actions: readonly Action[]
  private readonly byId: ReadonlyMap<string, Action>

  constructor(private readonly hands: Hands) {
    const all: Record<Group, readonly Omit<Action, "group">[]> = {
      Simulation: simulationActions(hands),
      Object: [...byHandActions(hands), ...objectActions(hands)],
      View: viewActions(hands),
      Edit: editActions(hands),
      File: fileActions(hands),
      Help: helpActions(hands),
    }
    const groups = Object.entries(all) as [Group, readonly Omit<Action, "group">[]][]
    this.actions = groups.flatMap(([group, actions]) => actions.map((each) => ({ ...each, group })))
    this.byId = new Map(this.actions.map((each) => [each.id, each]))
  }

  /** The action of this name; asking for one that is not there is a mistake of ours. */
  get(id: string): Action {
    const found = this.byId.get(id)
    if (found === undefined) throw new Error(`No action is called "${id}".`)
    return found
  }

  isEnabled(id: string): boolean {
    return this.get(id).enabled(this.hands.store.state.value)
  }

  /** Do it, if it makes sense now. */
  run(id: string): void {
    const found = this.get(id)
    if (found.enabled(this.hands.store.state.peek())) found.run()
  }
}
