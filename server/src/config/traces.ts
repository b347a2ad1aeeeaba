import { z } from 'zod'
import { Secret } from '#platform/crypto/secret.ts'
import { samplerNames, type TracesConfig } from '#platform/traces/traces-config.ts'
import { listOf } from './list-of.ts'
import { ConfigRefused } from './refused.ts'

const whole = (fallback: number, min = 1) => z.coerce.number().int().min(min).catch(fallback)
const isTrue = z
  .string()
  .transform((value) => value.trim().toLowerCase() === 'true')
  .catch(false)

/** The standard variables; invalid values count as unset, as the standard requires. */
const Standard = z.object({
  OTEL_SDK_DISABLED: isTrue,
  OTEL_TRACES_EXPORTER: z.string().catch('otlp'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_COMPRESSION: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: z.string().optional(),
  OTEL_EXPORTER_OTLP_TIMEOUT: whole(10_000),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: z.coerce.number().int().min(1).optional().catch(undefined),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_RESOURCE_ATTRIBUTES: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.enum(samplerNames).catch('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).catch(1),
  OTEL_BSP_SCHEDULE_DELAY: whole(5_000),
  OTEL_BSP_MAX_QUEUE_SIZE: whole(2_048),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: whole(512),
  OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: whole(16_384, 0),
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: z.string().catch(''),
})

const CONTENT_ON_SPANS = new Set(['true', 'span_only', 'span_and_event'])

/** Where traces are exported; null if no collector is configured, or tracing is off. Throws ConfigRefused. */
export function tracesFrom(env: NodeJS.ProcessEnv, version: string): TracesConfig | null {
  const read = Standard.parse(env)
  const url = urlFrom(read)
  if (url === null || read.OTEL_SDK_DISABLED || read.OTEL_TRACES_EXPORTER.trim() === 'none') return null
  const protocol = read.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? read.OTEL_EXPORTER_OTLP_PROTOCOL
  if (protocol?.trim() === 'grpc')
    throw new ConfigRefused(
      'OTEL_EXPORTER_OTLP_PROTOCOL: traces are sent over HTTP as JSON; use the collector’s HTTP port',
    )
  return {
    url,
    headers: headersFrom(read.OTEL_EXPORTER_OTLP_TRACES_HEADERS ?? read.OTEL_EXPORTER_OTLP_HEADERS),
    isCompressed:
      (read.OTEL_EXPORTER_OTLP_TRACES_COMPRESSION ?? read.OTEL_EXPORTER_OTLP_COMPRESSION)?.trim() === 'gzip',
    timeoutMs: read.OTEL_EXPORTER_OTLP_TRACES_TIMEOUT ?? read.OTEL_EXPORTER_OTLP_TIMEOUT,
    resource: {
      'service.name': 'parley',
      'service.version': version,
      ...Object.fromEntries(pairsOf(read.OTEL_RESOURCE_ATTRIBUTES)),
      ...(read.OTEL_SERVICE_NAME && { 'service.name': read.OTEL_SERVICE_NAME }),
    },
    sampler: { name: read.OTEL_TRACES_SAMPLER, ratio: read.OTEL_TRACES_SAMPLER_ARG },
    queueMax: read.OTEL_BSP_MAX_QUEUE_SIZE,
    batchMax: Math.min(read.OTEL_BSP_MAX_EXPORT_BATCH_SIZE, read.OTEL_BSP_MAX_QUEUE_SIZE),
    everyMs: read.OTEL_BSP_SCHEDULE_DELAY,
    valueLengthMax: read.OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT,
    tellsContent: CONTENT_ON_SPANS.has(
      read.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT.trim().toLowerCase(),
    ),
  }
}

/** The URL for traces, or the general one with the path for traces. */
function urlFrom(read: z.output<typeof Standard>): string | null {
  const [own, all] = [read.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, read.OTEL_EXPORTER_OTLP_ENDPOINT]
  const url = own ?? (all && `${all.replace(/(?<!\/)\/+$/, '')}/v1/traces`)
  if (!url) return null
  const name = own ? 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' : 'OTEL_EXPORTER_OTLP_ENDPOINT'
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new ConfigRefused(`${name} must begin with http:// or https://.`)
  return url
}

const headersFrom = (text: string | undefined): TracesConfig['headers'] =>
  Object.fromEntries(pairsOf(text).map(([name, value]) => [name.toLowerCase(), new Secret(value)]))

/** Comma-separated `name=value` pairs, percent-encoded if necessary. Invalid pairs are ignored. */
const pairsOf = (text: string | undefined): [string, string][] =>
  listOf(text).flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]]
  })

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
