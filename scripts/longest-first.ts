import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Started last, each of these would occupy one worker while the others are idle. Their size does not show it. */
export const LONGEST = [
  'server/test/isolation/dialects.test.ts',
  'server/test/browser/views/views.test.ts',
  'server/test/isolation/use-cases.test.ts',
  'server/test/scenarios/moving-in.test.ts',
  'server/test/hostile/http.test.ts',
  'server/test/scenarios/takeover-fence.test.ts',
  'server/test/browser/first-answer.test.ts',
  'server/test/hostile/documents.test.ts',
  'server/test/scenarios/crash.test.ts',
  'server/test/isolation/dialect-sockets.test.ts',
  'server/test/faults/power-cut.test.ts',
  'server/test/faults/busy-database.test.ts',
  'server/test/browser/chat/conversation.test.ts',
  'server/test/hostile/door.test.ts',
  'server/test/browser/two-tenants.test.ts',
  'server/test/scenarios/pooled-turns.test.ts',
  'server/test/scenarios/live-deltas.test.ts',
  'server/test/dialects/mini-chatbox/hostile.test.ts',
  'server/test/browser/chat/pace.test.ts',
  'server/test/scenarios/evals.test.ts',
  'server/test/hostile/chat-files.test.ts',
  'server/test/faults/told-to-stop.test.ts',
  'server/test/faults/redis-away.test.ts',
  'server/test/scenarios/many-processes.test.ts',
  'server/test/faults/poison-jobs.test.ts',
  'server/test/faults/embedded-postgres.test.ts',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((path) => moduleId.endsWith(`/${path}`))
  return place < 0 ? LONGEST.length : place
}

/** The order of a run: what takes longest first, then as usual (by size). */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    // Those with their own clock are not long, and stay before all others.
    const isApart = ({ project }: TestSpecification) => project.config.isolate
    return [
      ...usual.filter(isApart),
      ...usual.filter((file) => !isApart(file)).toSorted((one, other) => placeOf(one) - placeOf(other)),
    ]
  }
}
