import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { Log } from '../log/log.ts'
import { openBatches } from './batches.ts'
import { openSampler } from './sampler.ts'
import type { TracesConfig } from './traces-config.ts'
import { readTraceParent, writeTraceParent } from './trace-parent.ts'
import { networkThrough } from './network-through.ts'
import type { Attributes, Span, SpanFacts, Traces } from './traces.ts'

const ATTRIBUTES_MAX = 128
/** How long after its end a span still has parts: what goes on by itself longer than that is a story of its own. */
const AFTERLIFE_MS = 60_000

interface Known extends Span {
  readonly isSampled: boolean
  readonly shared: Attributes
  endedAt: number | null
}

/** How spans fared on their way: sent, or dropped since nobody took them in time. */
export type Counting = (outcome: 'sent' | 'dropped', count: number) => void

/** Opens traces that a collector is sent in batches over OTLP. A collector that is dead or slow disturbs nothing. */
export function openTraces(
  config: TracesConfig,
  { log, count }: { log: Pick<Log, 'warn' | 'info'>; count: Counting },
): Traces {
  const current = new AsyncLocalStorage<Known | null>()
  const isTold = openSampler(config.sampler)
  const batches = openBatches(config, { log, count })

  const active = () => {
    const span = current.getStore() ?? null
    const isOver = span !== null && span.endedAt !== null && Date.now() - span.endedAt > AFTERLIFE_MS
    return isOver ? null : span
  }

  function begin(name: string, { kind = 'internal', attributes, shared, parent, beganAt }: SpanFacts = {}) {
    const around = active()
    const above = parent === undefined ? around : readTraceParent(parent)
    const traceId = above?.traceId ?? randomBytes(16).toString('hex')
    const spanId = randomBytes(8).toString('hex')
    const isSampled = isTold(traceId, above)
    const handedDown = { ...(parent === undefined && around?.shared), ...shared }
    const told = new Map<string, unknown>()
    const set = (more: Attributes = {}) => {
      if (!isSampled || span.endedAt !== null) return
      for (const [key, value] of Object.entries(more))
        if (value !== null && value !== undefined && (told.size < ATTRIBUTES_MAX || told.has(key)))
          told.set(key, bounded(value, config.valueLengthMax))
    }
    const begunAt = beganAt ?? Date.now()
    const startedAt = performance.now()
    const span: Known = {
      traceId,
      spanId,
      isSampled,
      traceParent: writeTraceParent({ traceId, spanId, isSampled }),
      shared: handedDown,
      endedAt: null,
      set,
      end(errorType) {
        if (span.endedAt !== null) return
        if (errorType !== undefined) set({ 'error.type': errorType })
        // The clock of the day may be set back; how long it took is measured by one that is not.
        span.endedAt = beganAt === undefined ? begunAt + performance.now() - startedAt : Date.now()
        if (!isSampled) return
        const parentId = above?.spanId ?? null
        const facts = { traceId, spanId, parentId, name, kind, begunAt, attributes: told }
        batches.add({
          ...facts,
          endedAt: Math.max(span.endedAt, begunAt),
          hasFailed: errorType !== undefined,
        })
      },
    }
    set(handedDown)
    set(attributes)
    return span
  }

  const traces: Traces = {
    begin,
    run: (span, work) => current.run(span as Known | null, work),
    active,
    through: (network) => networkThrough(traces, network),
    tellsContent: config.tellsContent,
    close: () => batches.close(),
  }
  return traces
}

const bounded = (value: unknown, lengthMax: number): unknown => {
  if (typeof value === 'string')
    return value.length > lengthMax ? value.slice(0, lengthMax).toWellFormed() : value
  return Array.isArray(value) ? value.map((one) => bounded(one, lengthMax)) : value
}
