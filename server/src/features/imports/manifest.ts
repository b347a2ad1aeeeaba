import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import { endImport, runImport } from './run-import.ts'
import { importRun } from './job-kinds.ts'

const jobHandlers = [
  jobHandler(importRun, {
    work: runImport,
    concurrency: 1,
    giveUp: (scope, { importId }, fault) => endImport(scope, { importId, detail: fault.message }),
  }),
] as const

export const manifest: Manifest = {
  jobHandlers,
}

/** Who may receive its events. */
export const audience = {
  'import.ended': (actor: Actor, { payload }: { payload: { ownerId: string } }): boolean =>
    actor.id === payload.ownerId,
} as const
