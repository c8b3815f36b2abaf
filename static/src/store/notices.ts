/** Short messages that come and go. */
import type { State } from "./state"

/** More at once would hide the page. */
const MOST = 3

/** Show what could not be done, and what to do instead, for a while. */
export function withNotice(state: State, message: string, remedy: string): State {
  const { notices } = state.screen
  const id = Math.max(0, ...notices.map((notice) => notice.id)) + 1
  return {
    ...state,
    screen: { ...state.screen, notices: [...notices, { id, message, remedy }].slice(-MOST) },
  }
}
