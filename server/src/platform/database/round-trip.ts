import pg from 'pg'
import utils from 'pg/lib/utils.js'

/** What the database says to a statement. */
export interface Answer {
  readonly command: string
  readonly rows: unknown[]
  readonly rowCount: number | null
}

/** The columns of a statement's rows, as the database described them. */
interface Shape {
  readonly names: readonly string[]
  readonly parsers: readonly ((text: string) => unknown)[]
  /** A row without values; copies of it all have one form, which the engine reads fast. */
  readonly blank: Record<string, unknown>
}

/** A statement that was asked, and who waits for its answer. */
export interface Asked {
  readonly text: string
  /** Under which the connection keeps it prepared; undefined: it is forgotten after its answer. */
  readonly name: string | undefined
  readonly values: readonly (string | Buffer | null)[]
  answer(answer: Answer): void
  fail(reason: unknown): void
}

/** The driver's connection, as far as its types leave it out. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void }
  parse(statement: { name?: string | undefined; text: string }): void
  bind(portal: { statement?: string | undefined; values: readonly unknown[] }): void
  describe(of: { type: 'P'; name: string }): void
  close(of: { type: 'S'; name: string }): void
  execute(portal: object): void
  sync(): void
}

/** What a connection has been told and has said before. */
interface Memory {
  readonly prepared: Set<string>
  readonly shapes: Map<string, Shape | null>
}

interface FieldDescription {
  readonly name: string
  readonly dataTypeID: number
}

export type TypeParsers = Pick<pg.CustomTypesConfig, 'getTypeParser'>

/**
 * Statements that leave in one packet and are answered in one. The driver closes each statement by itself, for which
 * the server makes a packet of its own, and has every statement's columns described again: both cost more than most
 * statements. After a failure the server skips the rest, so all behind it fail with the same reason.
 */
export class RoundTrip extends pg.Query {
  readonly asked: readonly Asked[]
  private readonly memory: Memory
  private readonly typeParsers: TypeParsers
  private at = 0
  private found: unknown[] = []
  private shape: Shape | null | undefined
  private unreadable: unknown = null

  constructor(asked: readonly Asked[], memory: Memory, types: TypeParsers) {
    super('')
    this.asked = asked
    this.memory = memory
    this.typeParsers = types
  }

  override readonly submit = (to: unknown) => {
    const connection = to as Connection
    connection.stream.cork()
    for (const { name, text, values } of this.asked) {
      if (name === undefined || !this.memory.prepared.has(name)) {
        // One that failed may be known to the server or not.
        if (name !== undefined) connection.close({ type: 'S', name })
        connection.parse({ name, text })
        if (name !== undefined) this.memory.prepared.add(name)
      }
      connection.bind({ statement: name, values })
      if (!this.isDescribed(name)) connection.describe({ type: 'P', name: '' })
      connection.execute({})
    }
    connection.sync()
    connection.stream.uncork()
  }

  private isDescribed(name: string | undefined): name is string {
    return name !== undefined && this.memory.shapes.has(name)
  }

  handleRowDescription({ fields }: { fields: readonly FieldDescription[] }) {
    this.shape = {
      names: fields.map((field) => field.name),
      parsers: fields.map((field) => this.typeParsers.getTypeParser(field.dataTypeID, 'text')),
      blank: Object.fromEntries(fields.map((field) => [field.name, null])),
    }
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }) {
    const shape = this.currentShape()
    if (!shape) return
    const row = { ...shape.blank }
    try {
      for (const [at, text] of fields.entries())
        if (text !== null) row[shape.names[at] ?? ''] = shape.parsers[at]?.(text)
    } catch (error) {
      this.unreadable = error
    }
    this.found.push(row)
  }

  private currentShape(): Shape | null {
    const name = this.asked[this.at]?.name
    return this.shape ?? (name === undefined ? null : (this.memory.shapes.get(name) ?? null))
  }

  handleCommandComplete({ text }: { text: string }) {
    const asked = this.asked[this.at]
    if (!asked) return
    if (asked.name !== undefined && !this.isDescribed(asked.name))
      this.memory.shapes.set(asked.name, this.shape ?? null)
    const [command = '', ...counts] = text.split(' ')
    const count = counts.at(-1)
    if (this.unreadable) asked.fail(this.unreadable)
    // `CREATE TABLE` names what it made, and counts nothing.
    else
      asked.answer({ command, rows: this.found, rowCount: /^\d+$/.test(count ?? '') ? Number(count) : null })
    this.at += 1
    this.found = []
    this.shape = undefined
    this.unreadable = null
  }

  handleError(reason: unknown) {
    for (const { name, fail } of this.asked.slice(this.at)) {
      if (name !== undefined) {
        this.memory.prepared.delete(name)
        this.memory.shapes.delete(name)
      }
      fail(reason)
    }
    this.at = this.asked.length
  }

  handleReadyForQuery() {
    if (this.at < this.asked.length) this.handleError(new Error('A statement was left without an answer.'))
  }
}

/** Sends statements over one connection; all that are asked in one turn of the event loop go together. */
export interface StatementPipeline {
  ask(text: string, values: readonly unknown[], name: string | undefined): Promise<Answer>
  /** Calls `gather` just before what is asked now is sent: what that asks goes with it. */
  beforeSending(gather: () => void): void
  /** Sends what waits to be sent, so that nothing which is sent by other means comes before it. */
  flush(): void
}

export function openStatementPipeline(client: pg.ClientBase, types: TypeParsers): StatementPipeline {
  const memory: Memory = { prepared: new Set(), shapes: new Map() }
  let waiting: Asked[] = []
  let gatherers: (() => void)[] = []
  let isDue = false
  const flush = () => {
    const gathering = gatherers
    gatherers = []
    for (const gather of gathering) gather()
    isDue = false
    const asked = waiting
    waiting = []
    if (asked.length === 0) return
    const trip = new RoundTrip(asked, memory, types)
    try {
      client.query(trip)
    } catch (error) {
      // Nobody waits for this turn of the loop: whoever asked would wait for ever.
      trip.handleError(error)
    }
  }
  const flushSoon = () => {
    if (!isDue) process.nextTick(flush)
    isDue = true
  }
  return {
    ask: (text, values, name) =>
      new Promise((answer, fail) => {
        const asked = { text, name, values: values.map((value) => utils.prepareValue(value)), answer, fail }
        flushSoon()
        waiting.push(asked)
      }),
    beforeSending(gather) {
      flushSoon()
      gatherers.push(gather)
    },
    flush,
  }
}
