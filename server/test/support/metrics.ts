export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What a reading of /metrics held. */
export interface Samples {
  readonly all: readonly Sample[]
  /** The sum of those of a name that have these labels; 0 for none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number
}

/** Reads the text form of Prometheus. Throws for a line that is none. */
export function parseMetrics(text: string): Samples {
  const all = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): Sample => {
      const [, name = '', inner = '', value = ''] =
        /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? fail(line)
      const labels = [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', said = '']) => [
        key,
        said,
      ])
      return { name, labels: Object.fromEntries(labels), value: Number(value) }
    })
  return {
    all,
    value: (name, labels = {}) =>
      all
        .filter((sample) => sample.name === name)
        .filter((sample) => Object.entries(labels).every(([key, said]) => sample.labels[key] === said))
        .reduce((sum, sample) => sum + sample.value, 0),
  }
}

const fail = (line: string): never => {
  throw new Error(`Not a sample: ${line}`)
}

/** Reads /metrics of a server on this machine. */
export async function metricsOf(url: string): Promise<Samples> {
  const answer = await fetch(`${url}/metrics`)
  if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}`)
  return parseMetrics(await answer.text())
}
