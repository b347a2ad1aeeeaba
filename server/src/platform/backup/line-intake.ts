const LINE_BREAK = 10

/** Takes lines and stretches of bytes out of a stream, in turns. */
export class LineIntake {
  private readonly source: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]()
  }

  /** The next line without its line break; null at the end. */
  async line(): Promise<string | null> {
    const pieces: Buffer[] = []
    for (;;) {
      const at = this.rest.indexOf(LINE_BREAK)
      if (at >= 0) {
        pieces.push(this.rest.subarray(0, at))
        this.rest = this.rest.subarray(at + 1)
        return Buffer.concat(pieces).toString('utf8')
      }
      pieces.push(this.rest)
      if (!(await this.more())) return null
    }
  }

  /** The next bytes, unchanged; fewer if the stream ends before. */
  async bytes(count: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    let missing = count
    for (;;) {
      const piece = this.rest.subarray(0, missing)
      this.rest = this.rest.subarray(piece.length)
      pieces.push(piece)
      missing -= piece.length
      if (missing === 0 || !(await this.more())) return Buffer.concat(pieces)
    }
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.source.next()
    this.rest = done ? Buffer.alloc(0) : value
    return !done
  }
}
