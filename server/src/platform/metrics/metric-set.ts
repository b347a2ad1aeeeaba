import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** A metric. Labels are few and never contain an ID or a person's text. */
export interface Measure {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly labels?: readonly string[]
  /** Upper bounds in seconds, for a histogram. */
  readonly buckets?: readonly number[]
}

export type Labels = Readonly<Record<string, string | number>>
/** A value that is read on demand, for one combination of labels. */
export type Figure = readonly [labels: Labels, value: number]

type Named<C, Kind> = { [N in keyof C]: C[N] extends { kind: Kind } ? N : never }[keyof C] & string

/** The figures of one process, as Prometheus reads them. */
export interface MetricSet<C extends Readonly<Record<string, Measure>>> {
  count(name: Named<C, 'counter'>, labels?: Labels, by?: number): void
  /** Records a duration in seconds. */
  observe(name: Named<C, 'histogram'>, labels: Labels, seconds: number): void
  /**
   * Reads values on every scrape: of a gauge, or of a counter that is counted elsewhere. Several readers of one metric
   * and labels add up; a failed one is left out. Returns a function that stops it.
   */
  whenRead(
    name: Named<C, 'gauge' | 'counter'>,
    look: () => readonly Figure[] | Promise<readonly Figure[]>,
  ): () => void
  /** All figures in the text form of Prometheus. Readers at the same time share one reading. */
  read(): Promise<string>
}

type Look = () => readonly Figure[] | Promise<readonly Figure[]>

/** Opens a set of metrics, all at zero. */
export function openMetrics<C extends Readonly<Record<string, Measure>>>(catalogue: C): MetricSet<C> {
  const registry = new Registry()
  const measures = new Map(
    Object.entries(catalogue).map(([name, measure]) => [name, open(registry, name, measure)]),
  )
  const looks = new Map<string, Set<Look>>()
  let reading: Promise<string> | null = null

  async function look() {
    const found = await Promise.all(
      [...looks].map(async ([name, all]) => ({
        name,
        figures: (await Promise.allSettled([...all].map(async (one) => one()))).flatMap((result) =>
          result.status === 'fulfilled' ? result.value : [],
        ),
      })),
    )
    for (const { name, figures } of found) {
      const measure = measures.get(name)
      if (!(measure instanceof Gauge || measure instanceof Counter)) continue
      measure.reset()
      for (const [labels, value] of figures) measure.inc({ ...labels }, value)
    }
    return registry.metrics()
  }

  return {
    count: (name, labels = {}, by = 1) => (measures.get(name) as Counter).inc(labels, by),
    observe: (name, labels, seconds) => (measures.get(name) as Histogram).observe(labels, seconds),
    whenRead(name, one) {
      const all = looks.get(name) ?? new Set()
      looks.set(name, all.add(one))
      return () => void all.delete(one)
    },
    read: () =>
      (reading ??= look().finally(() => {
        reading = null
      })),
  }
}

function open(registry: Registry, name: string, { kind, help, labels = [], buckets }: Measure) {
  const facts = { name, help, labelNames: [...labels], registers: [registry] }
  if (kind === 'counter') return new Counter(facts)
  if (kind === 'gauge') return new Gauge(facts)
  return new Histogram({ ...facts, ...(buckets && { buckets: [...buckets] }) })
}
