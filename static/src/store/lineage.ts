/**
 * Which texts of the session ours came from, so that it can merge what others wrote meanwhile.
 *
 * Texts are named by the CRC-32 of their UTF-8, as the session names them.
 */

/** More than can be on their way before a lost link is noticed. */
const MOST = 64

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0)
  return remainder
})

const encoder = new TextEncoder()

export class Lineage {
  private known: readonly number[] = []

  /** Checksums, the latest text first. */
  get checksums(): readonly number[] {
    return this.known
  }

  /** Another file: nothing known of the one before counts. */
  begin(text: string): void {
    this.known = [checksum(text)]
  }

  /** Ours goes on from this text: the session told it, or was told. */
  add(text: string): void {
    this.known = [checksum(text), ...this.known].slice(0, MOST)
  }
}

export function checksum(text: string): number {
  let remainder = 0xffffffff
  for (const byte of encoder.encode(text)) remainder = (remainder >>> 8) ^ TABLE[(remainder ^ byte) & 255]!
  return (remainder ^ 0xffffffff) >>> 0
}
