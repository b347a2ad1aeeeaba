import pg from 'pg'

/** Looks from beside what the sessions of a database do. */
export interface Sessions {
  /** For whom each of them waits, in their order; none where it waits for nobody. */
  waitingFor(sessionIds: readonly number[]): Promise<number[][]>
  /** Ends them, whatever they do; resolves when they have let go of all they held. */
  end(sessionIds: readonly number[]): Promise<void>
  close(): Promise<void>
}

export async function openSessions(url: string): Promise<Sessions> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ask = async <R extends object>(name: string, text: string, sessionIds: readonly number[]) =>
    (await client.query<R>({ name, text, values: [sessionIds] })).rows[0]
  return {
    async waitingFor(sessionIds) {
      const row = await ask<{ lists: number[][] }>(
        'waiting_for',
        'SELECT json_agg(pg_blocking_pids(id) ORDER BY at) AS lists FROM unnest($1::int[]) WITH ORDINALITY AS one(id, at)',
        sessionIds,
      )
      return row?.lists ?? []
    },
    async end(sessionIds) {
      await ask('end', 'SELECT count(pg_terminate_backend(id)) FROM unnest($1::int[]) AS id', sessionIds)
      for (;;) {
        const row = await ask<{ left: number }>(
          'left',
          'SELECT count(*)::int AS left FROM pg_stat_activity WHERE pid = ANY ($1::int[])',
          sessionIds,
        )
        if (row?.left === 0) return
      }
    },
    close: () => client.end(),
  }
}
