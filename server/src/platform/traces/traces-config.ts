import type { Secret } from '../crypto/secret.ts'
import type { SamplerConfig } from './sampler.ts'

/** Where traces go and how, as the standard variables of OpenTelemetry say. Durations in milliseconds. */
export interface TracesConfig {
  /** Takes OTLP over HTTP as JSON. */
  readonly url: string
  /** By their names in lower case; values are keys more often than not. */
  readonly headers: Readonly<Record<string, Secret>>
  readonly isCompressed: boolean
  readonly timeoutMs: number
  /** What every span is of: `service.name` and whatever else is said of this process. */
  readonly resource: Readonly<Record<string, string>>
  readonly sampler: SamplerConfig
  readonly queueMax: number
  readonly batchMax: number
  readonly everyMs: number
  /** Of one text, in characters. */
  readonly valueLengthMax: number
  readonly tellsContent: boolean
}
