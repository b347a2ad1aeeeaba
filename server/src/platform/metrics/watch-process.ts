import { statfs } from 'node:fs/promises'
import { watchEventLoop } from './event-loop.ts'
import type { Figure } from './metric-set.ts'

/** Metrics of the process itself, by name. */
export function watchProcess(dataDirectory: string) {
  const loop = watchEventLoop()
  const startedAt = Date.now() / 1_000 - process.uptime()
  return {
    looks: {
      parley_event_loop_delay_seconds: () =>
        Object.entries(loop.readDelays()).map(([quantile, seconds]): Figure => [{ quantile }, seconds]),
      parley_event_loop_stalls_total: (): Figure[] => [[{}, loop.stalls().count]],
      parley_event_loop_stall_seconds_total: (): Figure[] => [[{}, loop.stalls().seconds]],
      parley_disk_free_bytes: async (): Promise<Figure[]> => {
        const { bavail, bsize } = await statfs(dataDirectory)
        return [[{}, bavail * bsize]]
      },
      process_cpu_seconds_total: (): Figure[] => {
        const { user, system } = process.cpuUsage()
        return [[{}, (user + system) / 1_000_000]]
      },
      process_resident_memory_bytes: (): Figure[] => [[{}, process.memoryUsage.rss()]],
      process_heap_bytes: (): Figure[] => [[{}, process.memoryUsage().heapUsed]],
      process_start_time_seconds: (): Figure[] => [[{}, startedAt]],
    },
    stop: loop.stop,
  }
}
