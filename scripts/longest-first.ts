import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Begun last, each of these would keep one worker busy while the others have nothing left to do. Their bytes do not tell. */
export const LONGEST = [
  'server/test/browser/views/views.test.ts',
  'server/test/isolation/use-cases.test.ts',
  'server/test/scenarios/takeover-fence.test.ts',
  'server/test/hostile/http.test.ts',
  'server/test/hostile/door.test.ts',
  'server/test/scenarios/crash.test.ts',
  'server/test/hostile/stored-values.test.ts',
  'server/test/scenarios/backup.test.ts',
  'server/test/isolation/doors.test.ts',
  'server/test/faults/killed-at-start.test.ts',
  'server/test/scenarios/restore-refusals.test.ts',
  'server/test/scenarios/restore-points.test.ts',
  'server/test/scenarios/operate.test.ts',
  'server/test/scenarios/live-deltas.test.ts',
  'server/test/faults/redis-away.test.ts',
  'server/test/scenarios/proof.test.ts',
  'server/test/faults/told-to-stop.test.ts',
  'server/test/scenarios/migrations.test.ts',
  'server/test/scenarios/many-processes.test.ts',
  'server/test/faults/poison-jobs.test.ts',
  'server/test/scenarios/upgrades.test.ts',
  'server/test/scenarios/rolling-restart.test.ts',
  'server/test/faults/connection-cut.test.ts',
  'server/test/faults/zombie.test.ts',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((path) => moduleId.endsWith(`/${path}`))
  return place < 0 ? LONGEST.length : place
}

/** The order of a run: what takes longest first, then as usual (by size). */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    // Those with a clock of their own are no long ones, and stay before all others.
    const isApart = ({ project }: TestSpecification) => project.config.isolate
    return [
      ...usual.filter(isApart),
      ...usual.filter((file) => !isApart(file)).toSorted((one, other) => placeOf(one) - placeOf(other)),
    ]
  }
}
