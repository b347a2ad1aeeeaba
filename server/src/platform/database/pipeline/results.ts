import type { PipelinedStatement, PipelineSession, RowShape } from './statement.ts'

export interface Column {
  readonly name: string
  readonly dataTypeID: number
}

/** Takes the messages of the server, in the order in which they arrive, and settles one statement after another. */
export interface Results {
  describe(columns: readonly Column[]): void
  /** Adds a row to the current statement. Values are texts, null for NULL. */
  add(values: readonly (string | null)[]): void
  /** Ends the current statement. `tag`: what the server calls it, such as `INSERT 0 1`. */
  complete(tag: string): void
  /** Rejects every statement that is not settled yet: after a failure the server skips the rest. */
  fail(reason: unknown): void
  /** The server has processed everything that was sent. */
  end(): void
}

/** Reads the results of statements that were sent together. */
export function openResults(statements: readonly PipelinedStatement[], session: PipelineSession): Results {
  let at = 0
  let rows: unknown[] = []
  let described: RowShape | null = null
  let unreadable: unknown = null

  const shape = () => {
    const name = statements[at]?.name
    return described ?? (name === undefined ? null : (session.shapes.get(name) ?? null))
  }
  const fail = (reason: unknown) => {
    for (const { name, reject } of statements.slice(at)) {
      // The server may know a statement that failed, or not.
      if (name !== undefined) {
        session.prepared.delete(name)
        session.shapes.delete(name)
      }
      reject(reason)
    }
    at = statements.length
  }

  return {
    describe(columns) {
      described = {
        names: columns.map(({ name }) => name),
        parsers: columns.map(({ dataTypeID }) => session.types.getTypeParser(dataTypeID, 'text')),
        blank: Object.fromEntries(columns.map(({ name }) => [name, null])),
      }
    },
    add(values) {
      const current = shape()
      if (!current) return
      const row = { ...current.blank }
      try {
        for (const [column, text] of values.entries())
          if (text !== null) row[current.names[column] ?? ''] = current.parsers[column]?.(text)
      } catch (error) {
        unreadable = error
      }
      rows.push(row)
    },
    complete(tag) {
      const statement = statements[at]
      if (!statement) return
      const { name } = statement
      if (name !== undefined && !session.shapes.has(name)) session.shapes.set(name, described)
      if (unreadable) statement.reject(unreadable)
      else statement.resolve({ ...commandOf(tag), rows })
      at += 1
      rows = []
      described = null
      unreadable = null
    },
    fail,
    end() {
      if (at < statements.length) fail(new Error('The database sent no result for a statement.'))
    },
  }
}

function commandOf(tag: string): { command: string; rowCount: number | null } {
  const [command = '', ...counts] = tag.split(' ')
  // `CREATE TABLE` is followed by a name instead of a count.
  const count = counts.at(-1) ?? ''
  return { command, rowCount: /^\d+$/.test(count) ? Number(count) : null }
}
