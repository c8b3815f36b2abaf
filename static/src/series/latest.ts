/** The newest bytes of a stream whose past nobody looks at. */
export class Latest {
  values = new Uint8Array(0)
  version = 0

  /** Keep the last sample of each channel of a block. */
  take(channels: number, count: number, data: Uint8Array, at: number): void {
    if (this.values.length !== channels) this.values = new Uint8Array(channels)
    for (let channel = 0; channel < channels; channel++) {
      this.values[channel] = data[at + channel * count + count - 1]!
    }
    this.version++
  }

  clear(): void {
    this.values = new Uint8Array(0)
    this.version++
  }
}
