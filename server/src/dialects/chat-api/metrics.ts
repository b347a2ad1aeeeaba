import type { ReplyEnd } from '#contract/reply-parts.ts'
import type { Application } from '#kernel/application.ts'

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
type Labels = Readonly<Record<string, string>>

interface Series {
  readonly labels: Labels
  value: number
  readonly counts: number[]
  count: number
}

const metrics = {
  http_requests_total: ['counter', 'HTTP requests.'],
  http_request_duration_seconds: ['histogram', 'How long HTTP requests took.'],
  chat_active_sessions: ['gauge', 'Sessions that a socket of this process listens to.'],
  chat_messages_total: ['counter', 'Messages that were stored through this API.'],
  ai_requests_total: ['counter', 'Answers that came to an end.'],
  ai_request_duration_seconds: ['histogram', 'How long answers took.'],
  database_connections: ['gauge', 'Whether the database answers.'],
  database_query_duration_seconds: ['histogram', 'How long the database took to answer a look at it.'],
  redis_operations_total: ['counter', 'Operations of Redis. None: this server does without.'],
  websocket_connections: ['gauge', 'Open sockets.'],
  websocket_messages_total: ['counter', 'Frames of sockets.'],
} as const
type Metric = keyof typeof metrics

const registries = new WeakMap<object, Map<Metric, Map<string, Series>>>()

function seriesOf({ live }: Pick<Application, 'live'>, metric: Metric, labels: Labels): Series {
  const registry = registries.get(live) ?? new Map<Metric, Map<string, Series>>()
  registries.set(live, registry)
  const all = registry.get(metric) ?? new Map<string, Series>()
  registry.set(metric, all)
  const key = JSON.stringify(labels)
  const found = all.get(key) ?? { labels, value: 0, counts: BUCKETS.map(() => 0), count: 0 }
  all.set(key, found)
  return found
}

export function add(app: Application, metric: Metric, labels: Labels = {}, by = 1) {
  seriesOf(app, metric, labels).value += by
}

export function set(app: Application, metric: Metric, value: number, labels: Labels = {}) {
  seriesOf(app, metric, labels).value = value
}

/** Records a duration in seconds. */
export function observe(app: Application, metric: Metric, seconds: number, labels: Labels = {}) {
  const series = seriesOf(app, metric, labels)
  series.count += 1
  series.value += seconds
  for (const [at, bound] of BUCKETS.entries())
    if (seconds <= bound) series.counts[at] = (series.counts[at] ?? 0) + 1
}

export const countMessage = (app: Application, sender: string, type = 'text') =>
  add(app, 'chat_messages_total', { sender_type: sender, message_type: type })

export function observeAnswer(app: Application, { state, usage }: ReplyEnd, tookMs: number) {
  const service = usage.model?.split('/')[0] ?? 'offline'
  add(app, 'ai_requests_total', { service, status: state === 'completed' ? 'success' : 'error' })
  observe(app, 'ai_request_duration_seconds', tookMs / 1_000, { service })
}

const escape = (value: string) =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
const labelled = (labels: Labels) => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

/** All figures in the text form that Prometheus reads. */
export function renderMetrics({ live }: Application): string {
  const registry = registries.get(live)
  return (Object.entries(metrics) as [Metric, readonly [string, string]][])
    .flatMap(([metric, [kind, help]]) => [
      `# HELP ${metric} ${help}`,
      `# TYPE ${metric} ${kind}`,
      ...[...(registry?.get(metric)?.values() ?? [])].flatMap((series) =>
        kind === 'histogram'
          ? linesOfHistogram(metric, series)
          : [`${metric}${labelled(series.labels)} ${series.value}`],
      ),
    ])
    .join('\n')
    .concat('\n')
}

const linesOfHistogram = (metric: string, { labels, counts, count, value }: Series): string[] => [
  ...BUCKETS.map(
    (bound, at) => `${metric}_bucket${labelled({ ...labels, le: String(bound) })} ${counts[at]}`,
  ),
  `${metric}_bucket${labelled({ ...labels, le: '+Inf' })} ${count}`,
  `${metric}_sum${labelled(labels)} ${value}`,
  `${metric}_count${labelled(labels)} ${count}`,
]
