import { createHash } from 'node:crypto'

const SIZE = 1n << 256n

/** Tells whether two sets of rows are the same, in whatever order they are met: the sum of the SHA-256 of each. */
export class RowDigest {
  rows = 0
  private sum = 0n

  add(line: string): void {
    this.rows += 1
    this.sum = (this.sum + BigInt(`0x${createHash('sha256').update(line).digest('hex')}`)) % SIZE
  }

  /** 64 hexadecimal digits. */
  get hex(): string {
    return this.sum.toString(16).padStart(64, '0')
  }
}
