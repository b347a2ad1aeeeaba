import type { Parent } from './trace-parent.ts'

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
  /** Of traces, from 0 to 1, for the ratios. */
  readonly ratio: number
}

/** Whether a span is told of. Every process that goes by the same ratio decides alike for one trace. */
export type Sampler = (traceId: string, parent: Parent | null) => boolean

const DIGITS = 13

export function openSampler({ name, ratio }: SamplerConfig): Sampler {
  const bound = ratio * 16 ** DIGITS
  const root = name.replace('parentbased_', '')
  const byRoot = (traceId: string) =>
    root === 'always_on' || (root === 'traceidratio' && Number.parseInt(traceId.slice(-DIGITS), 16) < bound)
  return name.startsWith('parentbased_')
    ? (traceId, parent) => parent?.isSampled ?? byRoot(traceId)
    : (traceId) => byRoot(traceId)
}
