import { createNoopMeter, type Meter, type MeterProvider } from '@opentelemetry/api'
import { ExportResultCode } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace'
import type { Log } from '../log/log.ts'
import type { TracesConfig } from './traces-config.ts'

/** Counts spans that were exported, and those that were dropped because the queue was full or no collector took them. */
export type Counting = (outcome: 'sent' | 'dropped', count: number) => void

export interface Reporting {
  readonly log: Pick<Log, 'warn' | 'info'>
  readonly count: Counting
}

/** Exports ended spans in batches over OTLP. A dead or slow collector disturbs nothing else. */
export const openExporting = (config: TracesConfig, { log, count }: Reporting): SpanProcessor =>
  new BatchSpanProcessor({
    exporter: reporting(
      new OTLPTraceExporter({
        url: config.url,
        headers: Object.fromEntries(
          Object.entries(config.headers).map(([name, value]) => [name, value.reveal()]),
        ),
        timeoutMillis: config.timeoutMs,
        compression: (config.isCompressed ? 'gzip' : 'none') as never,
      }),
      log,
    ),
    maxQueueSize: config.queueMax,
    maxExportBatchSize: config.batchMax,
    scheduledDelayMillis: config.everyMs,
    selfObsMeterProvider: metersThrough(count),
  })

/** Logs once that the collector does not accept traces, and once that it does again. */
function reporting(exporter: SpanExporter, log: Reporting['log']): SpanExporter {
  let isAway = false
  return {
    shutdown: () => exporter.shutdown(),
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const hasFailed = result.code !== ExportResultCode.SUCCESS
        if (hasFailed && !isAway)
          log.warn(
            { reason: reasonOf(result.error) },
            'The trace collector does not accept traces; they are dropped.',
          )
        if (!hasFailed && isAway) log.info({}, 'The trace collector accepts traces again.')
        isAway = hasFailed
        done(result)
      }),
  }
}

/** The HTTP status or the system's error code; never the message, which may contain the URL. */
const reasonOf = (error: Error | undefined): string =>
  error && 'code' in error && error.code !== undefined ? String(error.code) : (error?.name ?? 'unknown')

/** The processor counts its spans with a meter of OpenTelemetry; failed ones have an error type. */
const metersThrough = (count: Counting): MeterProvider => ({
  getMeter: () =>
    // Its prototype is the meter that everything else of OpenTelemetry shares, which must stay as it is.
    Object.assign(Object.create(createNoopMeter()) as Meter, {
      createCounter: () => ({
        add: (value: number, attributes: object) =>
          count('error.type' in attributes ? 'dropped' : 'sent', value),
      }),
    }),
})
