/** The newest bytes of a stream whose past nobody looks at. */
export class Latest {
  values = new Uint8Array(0)
  version = 0

  /** Keep a copy of `size` bytes from `data[at]` on. */
  take(size: number, data: Uint8Array, at: number): void {
    if (this.values.length !== size) this.values = new Uint8Array(size)
    for (let k = 0; k < size; k++) this.values[k] = data[at + k]!
    this.version++
  }

  clear(): void {
    this.values = new Uint8Array(0)
    this.version++
  }
}
