import type { NewEvent } from '#contract/events.ts'
import type { MetricSet } from '#platform/metrics/metric-set.ts'

const QUICK = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const PATIENT = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]

/** All metrics of a process. */
export const measures = {
  parley_info: { kind: 'gauge', help: 'Running version, as a label.', labels: ['version'] },
  parley_http_requests_total: {
    kind: 'counter',
    help: 'HTTP requests answered.',
    labels: ['method', 'route', 'status'],
  },
  parley_http_request_seconds: {
    kind: 'histogram',
    help: 'Duration of HTTP requests, without streams.',
    labels: ['method', 'route'],
    buckets: QUICK,
  },
  parley_sockets_open: { kind: 'gauge', help: 'Open WebSockets.', labels: ['route'] },
  parley_streams_open: { kind: 'gauge', help: 'Open event streams.' },
  parley_use_cases_total: {
    kind: 'counter',
    help: 'Use-cases completed, by outcome: ok, or an error code.',
    labels: ['use_case', 'outcome'],
  },
  parley_use_case_seconds_total: {
    kind: 'counter',
    help: 'Total time spent in use-cases.',
    labels: ['use_case'],
  },
  parley_replies_begun_total: { kind: 'counter', help: 'Replies started, including repeated attempts.' },
  parley_replies_ended_total: { kind: 'counter', help: 'Replies ended, by state.', labels: ['state'] },
  parley_reply_first_token_seconds: {
    kind: 'histogram',
    help: 'Time from the start of a reply to its first token.',
    buckets: PATIENT,
  },
  parley_model_calls_total: {
    kind: 'counter',
    help: 'Model calls, including embedding and reranking, by outcome: ok, stopped, or an error code.',
    labels: ['model', 'outcome'],
  },
  parley_model_call_seconds: {
    kind: 'histogram',
    help: 'Duration of model calls.',
    labels: ['model'],
    buckets: PATIENT,
  },
  parley_model_first_token_seconds: {
    kind: 'histogram',
    help: 'Time from a language model request to its first token.',
    labels: ['model'],
    buckets: PATIENT,
  },
  parley_model_tokens_total: {
    kind: 'counter',
    help: 'Tokens as reported by providers; cached tokens are included in input tokens.',
    labels: ['model', 'kind'],
  },
  parley_model_cost_total: {
    kind: 'counter',
    help: 'Cost of model calls with a known price, in units of the currency.',
    labels: ['model', 'currency'],
  },
  parley_tool_calls_total: {
    kind: 'counter',
    help: 'Tool calls by agents, by outcome: ok or error.',
    labels: ['outcome'],
  },
  parley_retrieval_seconds: {
    kind: 'histogram',
    help: 'Duration of retrieving passages for a question.',
    buckets: QUICK,
  },
  parley_jobs: {
    kind: 'gauge',
    help: 'Jobs in the database, by state: due, later, running, or dead within the last day.',
    labels: ['job', 'state'],
  },
  parley_job_oldest_seconds: {
    kind: 'gauge',
    help: 'Age of the oldest due job.',
    labels: ['job'],
  },
  parley_jobs_ended_total: {
    kind: 'counter',
    help: 'Job attempts that ended in this process, by outcome: ok, failed, or handed back.',
    labels: ['job', 'outcome'],
  },
  parley_job_seconds: {
    kind: 'histogram',
    help: 'Duration of job attempts.',
    labels: ['job'],
    buckets: PATIENT,
  },
  parley_database_connections: {
    kind: 'gauge',
    help: 'Pool connections that are idle or busy, and requests waiting for one.',
    labels: ['state'],
  },
  parley_database_transaction_seconds: {
    kind: 'histogram',
    help: 'Duration of transactions, including the wait for a connection.',
    labels: ['kind'],
    buckets: QUICK,
  },
  parley_database_slow_statements_total: {
    kind: 'counter',
    help: 'Statements slower than PARLEY_SLOW_QUERY_MS.',
  },
  parley_trace_spans_total: {
    kind: 'counter',
    help: 'Trace spans, by outcome: sent, or dropped because the collector was too slow.',
    labels: ['outcome'],
  },
  parley_event_loop_delay_seconds: {
    kind: 'gauge',
    help: 'Event loop delay since the last scrape.',
    labels: ['quantile'],
  },
  parley_event_loop_stalls_total: {
    kind: 'counter',
    help: 'Times the event loop was blocked for 200 ms or longer.',
  },
  parley_event_loop_stall_seconds_total: {
    kind: 'counter',
    help: 'Total time the event loop was blocked for 200 ms or longer.',
  },
  parley_backups_total: {
    kind: 'counter',
    help: 'Scheduled backups, by outcome: ok or failed.',
    labels: ['outcome'],
  },
  parley_backup_newest_timestamp_seconds: {
    kind: 'gauge',
    help: 'Due time of the newest backup, in seconds since 1970; absent before the first.',
  },
  parley_disk_free_bytes: { kind: 'gauge', help: 'Free disk space of the data directory.' },
  process_cpu_seconds_total: { kind: 'counter', help: 'CPU time of this process.' },
  process_resident_memory_bytes: { kind: 'gauge', help: 'Resident memory of this process.' },
  process_heap_bytes: { kind: 'gauge', help: 'Used JavaScript heap.' },
  process_start_time_seconds: { kind: 'gauge', help: 'Start time of this process, in seconds since 1970.' },
} as const

export type Metrics = MetricSet<typeof measures>

/** Counts replies by committed events. */
export function countEvents(metrics: Metrics, events: readonly NewEvent[]) {
  for (const { type, payload } of events) {
    if (type === 'reply.started') metrics.count('parley_replies_begun_total')
    if (type === 'reply.ended') metrics.count('parley_replies_ended_total', { state: payload.state })
  }
}
