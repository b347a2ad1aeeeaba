import type { Manifest } from '#kernel/manifest.ts'
import { jobHandlers } from './jobs.ts'
import { measureDocuments } from './measure-documents.ts'
import { measureReadings } from './indexing/reading-store.ts'
import { personalSearches } from './vectors/personal-data.ts'

export const manifest: Manifest = {
  jobHandlers,
  usageCounters: [measureDocuments, measureReadings],
  personalData: [personalSearches],
}
