import type { Application } from '#kernel/application.ts'
import { jobHandlers } from '#server/app/features.ts'

/** Lets the worker look for due jobs of every kind now, where a test stored them or made them due by itself. */
export const lookForJobs = ({ wake }: Pick<Application, 'wake'>): void =>
  wake.worker(
    [],
    jobHandlers.map(({ kind }) => kind.name),
  )
