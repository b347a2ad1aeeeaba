import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes as KnownAttributes,
  type SpanContext,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { TracerProvider } from '@opentelemetry/sdk-trace'
import { setTimeout as pause } from 'node:timers/promises'
import { openExporting, type Reporting } from './exporting.ts'
import { networkThrough } from './network-through.ts'
import { openSampler } from './sampler.ts'
import type { TracesConfig } from './traces-config.ts'
import type { Attributes, Span, SpanFacts, Traces } from './traces.ts'

const ATTRIBUTES_MAX = 128
/** How long after its end a span still gets children. Work that goes on for longer starts a trace of its own. */
const AFTERLIFE_MS = 60_000
const CLOSE_WITHIN_MS = 2_000

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

interface Known extends Span {
  readonly context: SpanContext
  readonly shared: Attributes
  endedAt: number | null
}

/** Opens traces that are exported to a collector over OTLP. */
export function openTraces(config: TracesConfig, reporting: Reporting): Traces {
  const current = new AsyncLocalStorage<Known | null>()
  const provider = new TracerProvider({
    resource: resourceFromAttributes(config.resource),
    sampler: openSampler(config.sampler),
    spanLimits: { attributeCountLimit: ATTRIBUTES_MAX, attributeValueLengthLimit: config.valueLengthMax },
    spanProcessors: [openExporting(config, reporting)],
  })
  const tracer = provider.getTracer('parley')

  const active = () => {
    const span = current.getStore() ?? null
    const isOver = span !== null && span.endedAt !== null && Date.now() - span.endedAt > AFTERLIFE_MS
    return isOver ? null : span
  }

  function begin(name: string, { kind = 'internal', attributes, shared, parent, beganAt }: SpanFacts = {}) {
    const around = active()
    const handedDown = { ...(parent === undefined && around?.shared), ...shared }
    const told = tracer.startSpan(
      name,
      {
        kind: kinds[kind],
        attributes: known({ ...handedDown, ...attributes }),
        ...(beganAt !== undefined && { startTime: beganAt }),
      },
      below(parent === undefined ? around?.context : parseTraceParent(parent?.trim() ?? '')),
    )
    const context = told.spanContext()
    const span: Known = {
      context,
      traceId: context.traceId,
      spanId: context.spanId,
      traceParent: traceParentOf(context),
      shared: handedDown,
      endedAt: null,
      set: (more) => void told.setAttributes(known(more)),
      end(errorType) {
        if (span.endedAt !== null) return
        span.endedAt = Date.now()
        if (errorType !== undefined) {
          told.setAttribute('error.type', errorType)
          told.setStatus({ code: SpanStatusCode.ERROR })
        }
        told.end()
      },
    }
    return span
  }

  const traces: Traces = {
    begin,
    run: (span, work) => current.run(span as Known | null, work),
    active,
    through: (network) => networkThrough(traces, network),
    tellsContent: config.tellsContent,
    async close() {
      const late = new AbortController()
      const tooLate = pause(CLOSE_WITHIN_MS, null, { signal: late.signal }).catch(() => null)
      await Promise.race([provider.shutdown().catch(() => null), tooLate])
      late.abort()
    },
  }
  return traces
}

const below = (parent: SpanContext | null | undefined): Context =>
  parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT

const traceParentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags & TraceFlags.SAMPLED ? '01' : '00'}`

const known = (attributes: Attributes): KnownAttributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined),
  ) as KnownAttributes
