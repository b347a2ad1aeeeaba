import type { Metrics } from '#kernel/metrics.ts'
import { type Network, openNetwork } from '#platform/http/call.ts'
import type { Log } from '#platform/log/log.ts'
import type { Traces } from '#platform/traces/traces.ts'
import type { TracesConfig } from '#platform/traces/traces-config.ts'
import type { Follow } from '#providers/models/followed-readings.ts'
import type { Measured } from '#providers/models/measured.ts'

/** Tracing and metrics of this process's calls. */
export interface Tracing {
  readonly traces: Traces | null
  /** The network for addresses configured by the operator, and a wrapper for another one. */
  readonly open: Network
  through(network: Network): Network
  readonly ofModels: Measured
  /** Of embeddings and reranking. */
  readonly ofReadings: Follow
}

const untold: Tracing = {
  traces: null,
  open: openNetwork,
  through: (network) => network,
  ofModels: (model) => model,
  ofReadings: (_reading, ask) => ask(),
}

/** If no collector is configured, the code is not even loaded. */
export async function openTracing(config: TracesConfig | null, log: Log, metrics: Metrics): Promise<Tracing> {
  if (!config) return untold
  const [{ openTraces }, { openTraced, providerAttribute }, { tracedReadings }] = await Promise.all([
    import('#platform/traces/open-traces.ts'),
    import('#providers/models/traced.ts'),
    import('#providers/models/followed-readings.ts'),
  ])
  const traces = openTraces(config, {
    log,
    count: (outcome, count) => metrics.count('parley_trace_spans_total', { outcome }, count),
  })
  return {
    traces,
    open: traces.through(openNetwork),
    through: (network) => traces.through(network),
    ofModels: openTraced(traces),
    ofReadings: tracedReadings(traces, providerAttribute),
  }
}
