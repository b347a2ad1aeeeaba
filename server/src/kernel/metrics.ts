import type { NewEvent } from '#contract/events.ts'
import type { MetricSet } from '#platform/metrics/metric-set.ts'

const QUICK = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const PATIENT = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]

/** Everything that is measured of a process. */
export const measures = {
  parley_info: { kind: 'gauge', help: 'The version that runs, as a label.', labels: ['version'] },
  parley_http_requests_total: {
    kind: 'counter',
    help: 'HTTP requests that were answered.',
    labels: ['method', 'route', 'status'],
  },
  parley_http_request_seconds: {
    kind: 'histogram',
    help: 'How long HTTP requests took, but streams.',
    labels: ['method', 'route'],
    buckets: QUICK,
  },
  parley_sockets_open: { kind: 'gauge', help: 'Open WebSockets.', labels: ['route'] },
  parley_streams_open: { kind: 'gauge', help: 'Open event streams.' },
  parley_use_cases_total: {
    kind: 'counter',
    help: 'Use-cases that ended, by how: ok, or the code of the fault.',
    labels: ['use_case', 'outcome'],
  },
  parley_use_case_seconds_total: {
    kind: 'counter',
    help: 'Time that use-cases took together.',
    labels: ['use_case'],
  },
  parley_replies_begun_total: { kind: 'counter', help: 'Answers that began; each new attempt counts.' },
  parley_replies_ended_total: { kind: 'counter', help: 'Answers that ended.', labels: ['state'] },
  parley_reply_first_token_seconds: {
    kind: 'histogram',
    help: 'From the beginning of an answer to its first token.',
    buckets: PATIENT,
  },
  parley_model_calls_total: {
    kind: 'counter',
    help: 'Calls of models, embeddings and reranking too, by how they ended: ok, stopped, or the code of the fault.',
    labels: ['model', 'outcome'],
  },
  parley_model_call_seconds: {
    kind: 'histogram',
    help: 'How long calls of models took.',
    labels: ['model'],
    buckets: PATIENT,
  },
  parley_model_first_token_seconds: {
    kind: 'histogram',
    help: 'From asking a language model to its first token.',
    labels: ['model'],
    buckets: PATIENT,
  },
  parley_model_tokens_total: {
    kind: 'counter',
    help: 'Tokens as providers report them; the cached ones are among those of the input.',
    labels: ['model', 'kind'],
  },
  parley_model_cost_total: {
    kind: 'counter',
    help: 'What models cost, in units of the currency, where the price is known.',
    labels: ['model', 'currency'],
  },
  parley_tool_calls_total: {
    kind: 'counter',
    help: 'Calls of tools by agents, by how they ended: ok or error.',
    labels: ['outcome'],
  },
  parley_retrieval_seconds: {
    kind: 'histogram',
    help: 'How long finding the passages for a question took.',
    buckets: QUICK,
  },
  parley_jobs: {
    kind: 'gauge',
    help: 'Jobs in the database: due, later, running, or dead within a day.',
    labels: ['job', 'state'],
  },
  parley_job_oldest_seconds: {
    kind: 'gauge',
    help: 'How long the oldest job that is due waits already.',
    labels: ['job'],
  },
  parley_jobs_ended_total: {
    kind: 'counter',
    help: 'Tries of jobs that ended in this process: ok, failed, or handed back.',
    labels: ['job', 'outcome'],
  },
  parley_job_seconds: {
    kind: 'histogram',
    help: 'How long tries of jobs took.',
    labels: ['job'],
    buckets: PATIENT,
  },
  parley_database_connections: {
    kind: 'gauge',
    help: 'Connections of the pool, idle or busy; waiting: who waits for one.',
    labels: ['state'],
  },
  parley_database_transaction_seconds: {
    kind: 'histogram',
    help: 'How long transactions took, with the wait for a connection.',
    labels: ['kind'],
    buckets: QUICK,
  },
  parley_database_slow_statements_total: {
    kind: 'counter',
    help: 'Statements that took longer than PARLEY_SLOW_QUERY_MS.',
  },
  parley_trace_spans_total: {
    kind: 'counter',
    help: 'Spans for the collector of traces: sent, or dropped since it took none in time.',
    labels: ['outcome'],
  },
  parley_event_loop_delay_seconds: {
    kind: 'gauge',
    help: 'How late the event loop was since the last reading.',
    labels: ['quantile'],
  },
  parley_event_loop_stalls_total: {
    kind: 'counter',
    help: 'Times that something held up everything else in this process for 200 ms or longer.',
  },
  parley_event_loop_stall_seconds_total: {
    kind: 'counter',
    help: 'How long it was held up then, together.',
  },
  parley_backups_total: {
    kind: 'counter',
    help: 'Backups that were due, by how they ended: ok or failed.',
    labels: ['outcome'],
  },
  parley_backup_newest_timestamp_seconds: {
    kind: 'gauge',
    help: 'When the newest backup was due, in seconds since 1970; nothing before the first.',
  },
  parley_disk_free_bytes: { kind: 'gauge', help: 'Free space where the data directory is.' },
  process_cpu_seconds_total: { kind: 'counter', help: 'Processor time of this process.' },
  process_resident_memory_bytes: { kind: 'gauge', help: 'Memory of this process.' },
  process_heap_bytes: { kind: 'gauge', help: 'What the JavaScript heap holds.' },
  process_start_time_seconds: { kind: 'gauge', help: 'When this process began, in seconds since 1970.' },
} as const

export type Metrics = MetricSet<typeof measures>

/** Counts what committed events say of answers. */
export function countEvents(metrics: Metrics, events: readonly NewEvent[]) {
  for (const { type, payload } of events) {
    if (type === 'reply.started') metrics.count('parley_replies_begun_total')
    if (type === 'reply.ended') metrics.count('parley_replies_ended_total', { state: payload.state })
  }
}
