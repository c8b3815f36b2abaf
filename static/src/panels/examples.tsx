/** The models that come with the program, folder by folder. */
import { useSignal } from "@preact/signals"
import type { Store } from "../store/store"
import { Folder } from "./files"
import { SearchBox } from "./searchbox"

export const EXAMPLES = "example:"

export function Examples({ store }: { readonly store: Store }) {
  const sought = useSignal("")
  return (
    <>
      <SearchBox label="Search examples" value={sought} />
      <p class="hint">Change them as you like: saving puts a copy into your folder.</p>
      <Folder store={store} folder={EXAMPLES} sought={sought.value} />
    </>
  )
}
