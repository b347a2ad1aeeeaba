import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

/** These stop the clock of their thread, which would stop for all that a test before them left at work there. */
const WITH_A_FAKE_CLOCK = [
  'server/src/dialects/native/socket-limits.test.ts',
  'server/src/features/conversations/typing/typing-board.test.ts',
  'server/src/platform/limits/rate-limiter.test.ts',
  'server/src/platform/queue/{lane,lookout}.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{contract,client,server,console,widget,scripts}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...WITH_A_FAKE_CLOCK],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: WITH_A_FAKE_CLOCK, isolate: true } },
    ],
    pool: 'threads',
    // About half of their time tests wait, for a process that starts or a lease that runs out: two cores have time for three.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // A small machine that others share may be many times slower for a while; speed is measured in `bench/`.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 45_000 } },
  },
})
