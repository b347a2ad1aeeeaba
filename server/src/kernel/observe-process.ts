import type { Database } from '#platform/database/open.ts'
import type { Figure } from '#platform/metrics/metric-set.ts'
import { watchProcess } from '#platform/metrics/watch-process.ts'
import { measureJobs } from '#platform/queue/measure-jobs.ts'
import type { Metrics, measures } from './metrics.ts'

type Name = keyof typeof measures

/** Reads the metrics that need no counting: the process itself, its database connections, and the queue. */
export function observeProcess(
  metrics: Metrics,
  { database, dataDirectory, version }: { database: Database; dataDirectory: string; version: string },
): () => void {
  const { looks, stop } = watchProcess(dataDirectory)
  // Both metrics of the queue come from one query.
  let jobs: ReturnType<typeof measureJobs> | null = null
  const readJobs = () =>
    (jobs ??= measureJobs(database).finally(() => {
      jobs = null
    }))
  const all = {
    ...looks,
    parley_info: (): Figure[] => [[{ version }, 1]],
    parley_database_connections: (): Figure[] =>
      Object.entries(database.connections()).map(([state, count]) => [{ state }, count]),
    parley_jobs: async (): Promise<Figure[]> =>
      (await readJobs()).map(({ name, state, count }) => [{ job: name, state }, count]),
    parley_job_oldest_seconds: async (): Promise<Figure[]> =>
      (await readJobs())
        .filter(({ state }) => state === 'due')
        .map(({ name, oldest }) => [{ job: name }, oldest]),
  } satisfies Partial<Record<Name, unknown>>
  for (const [name, look] of Object.entries(all)) metrics.whenRead(name as keyof typeof all, look)
  return stop
}
