import type pg from 'pg'
import { RoundTrip, toParameter } from './round-trip.ts'
import type { PipelinedStatement, PipelineSession, StatementResult, TypeParsers } from './statement.ts'

/** Sends statements over one connection. All that are queued in one turn of the event loop travel together. */
export interface Pipeline {
  execute(text: string, values: readonly unknown[], name: string | undefined): Promise<StatementResult>
  /** Calls `prepare` just before the queue is sent: what it queues goes along. */
  beforeSending(prepare: () => void): void
  /** Sends the queue now, so that nothing sent by other means overtakes it. */
  flush(): void
}

export function openPipeline(client: pg.ClientBase, types: TypeParsers): Pipeline {
  const session: PipelineSession = { types, prepared: new Set(), shapes: new Map() }
  let queue: PipelinedStatement[] = []
  let preparations: (() => void)[] = []
  let isScheduled = false
  const flush = () => {
    const preparing = preparations
    preparations = []
    for (const prepare of preparing) prepare()
    isScheduled = false
    const statements = queue
    queue = []
    if (statements.length === 0) return
    const trip = new RoundTrip(statements, session)
    try {
      client.query(trip)
    } catch (error) {
      // Nothing catches what is thrown in this turn of the event loop: the callers would wait forever.
      trip.handleError(error)
    }
  }
  const schedule = () => {
    if (!isScheduled) process.nextTick(flush)
    isScheduled = true
  }
  return {
    execute: (text, values, name) =>
      new Promise((resolve, reject) => {
        const parameters = values.map((value) => toParameter(value))
        schedule()
        queue.push({ text, name, values: parameters, resolve, reject })
      }),
    beforeSending(prepare) {
      schedule()
      preparations.push(prepare)
    },
    flush,
  }
}
