import type { Secret } from '../crypto/secret.ts'

/** The values of OTEL_TRACES_SAMPLER. */
export const samplerNames = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

export interface SamplerConfig {
  readonly name: (typeof samplerNames)[number]
  /** The share of traces that is sampled, from 0 to 1; for the ratios. */
  readonly ratio: number
}

/** Where and how traces are exported, from the standard variables of OpenTelemetry. Durations in milliseconds. */
export interface TracesConfig {
  /** Accepts OTLP over HTTP as JSON. */
  readonly url: string
  /** By lower-case name. Values are secret: most of them are keys. */
  readonly headers: Readonly<Record<string, Secret>>
  readonly isCompressed: boolean
  readonly timeoutMs: number
  /** Attributes of every span: `service.name` and other facts about this process. */
  readonly resource: Readonly<Record<string, string>>
  readonly sampler: SamplerConfig
  readonly queueMax: number
  readonly batchMax: number
  readonly everyMs: number
  /** The maximum length of a text, in characters. */
  readonly valueLengthMax: number
  readonly tellsContent: boolean
}
