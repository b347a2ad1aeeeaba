import { configDefaults, defineConfig } from 'vitest/config'
import { TESTS, withFakeClock } from './scripts/fake-clocks.ts'
import { LongestFirst } from './scripts/longest-first.ts'
import { UnhandledErrors } from './scripts/unhandled-errors.ts'

const apart = withFakeClock()
// Where `npm test` wants to read how it went.
const { PARLEY_REPORT_IN: reportIn } = process.env

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: [TESTS],
          exclude: [...configDefaults.exclude, ...apart],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart, isolate: true } },
    ],
    ...(reportIn !== undefined && {
      reporters: [
        'dot',
        ['json', { outputFile: `${reportIn}/report.json` }],
        new UnhandledErrors(`${reportIn}/unhandled.json`),
      ],
    }),
    globalSetup: './scripts/server-of-run.ts',
    pool: 'threads',
    // About half of their time tests wait, for a process that starts or a lease that runs out: two cores have time for three.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // A small machine that others share may be many times slower for a while; speed is measured in `bench/`.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 45_000 } },
    // What runs in a browser or in a process of its own is not counted.
    coverage: {
      include: ['{contract,client,server}/src/**/*.ts'],
      reportsDirectory: 'test-output/coverage',
      reporter: ['text', 'html'],
    },
  },
})
